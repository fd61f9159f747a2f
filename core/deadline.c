#include "core/deadline.h"

#include "core/base/civil.h"
#include "core/base/str.h"
#include "core/calendar.h"

static const struct step_rule steps[STEP_COUNT] = {
#define STEP_RULE(name, value, holder, clock, words) \
	[name] = { holder, clock, S_INIT(words) },
	STEP_LIST(STEP_RULE)
#undef STEP_RULE
};

/* Who stands above whom; 0: in no line. */
static const int tier[ROLE_COUNT] = {
	[WORKER] = 1, [PRACTICE_LEAD] = 2, [OPS_MANAGER] = 3, [HEAD_OF_SERVICE] = 4,
};

const struct step_rule *
step_rule(enum step step)
{
	return &steps[step > STEP_NONE && step < STEP_COUNT ? step : STEP_NONE];
}

#define BIT(step) (UINT64_C(1) << (step))
static const uint64_t work_of[ACTION_COUNT] = {
	[ANSWER_RAS] = BIT(STEP_FILL_IN),
	[SHARE_RAS] = BIT(STEP_FILL_IN),
	[ANSWER_VIEW] = BIT(STEP_APPROVE),
	[RETURN_RAS] = BIT(STEP_APPROVE),
	[APPROVE_RAS] = BIT(STEP_APPROVE),
	[RECONSIDER] = BIT(STEP_RECONSIDER),
	[SHARE_ANSWER] = BIT(STEP_RECONSIDER),
	[CONFIRM_TOTAL] = BIT(STEP_CONFIRM_TOTAL),
	[REVIEW] = BIT(STEP_REVIEW),
	[NAME_REVIEWER] = BIT(STEP_NAME_REVIEWER),
	[ANSWER_PLAN] = BIT(STEP_ANSWER_PLAN),
	[CONFIRM_PLAN_ANSWER] = BIT(STEP_CONFIRM_PLAN),
	[SIGN_FOR_COUNCIL] = BIT(STEP_FIT_PLAN) | BIT(STEP_ARRANGE),
	[OFFER_MEETING] = BIT(STEP_OFFER_MEETING),
	[WRITE_MEETING] = BIT(STEP_HOLD_MEETING) | BIT(STEP_WRITE_MEETING),
	[OFFER_DISCUSSION] = BIT(STEP_OFFER_DISCUSSION) | BIT(STEP_HOLD_DISCUSSION),
	[DECIDE_POINTS] = BIT(STEP_OUTCOME),
	[NOTE_PANEL] = BIT(STEP_PANEL),
	[CONTACT_FAMILY] = BIT(STEP_REACH_FAMILY) | BIT(STEP_MAKE_FORM) |
	    BIT(STEP_UNDELIVERED),
};

uint64_t
action_steps(enum action action)
{
	return action > ACTION_NONE && action < ACTION_COUNT ? work_of[action] : 0;
}

bool
step_is_beside(enum step step)
{
	static const uint64_t beside = BIT(STEP_REACH_FAMILY) | BIT(STEP_MAKE_FORM) |
	    BIT(STEP_READ_LETTER) | BIT(STEP_READ_ANSWER) | BIT(STEP_CHECK_ENTRY) |
	    BIT(STEP_UNDELIVERED);

	return (beside & BIT(step)) != 0;
}

bool
step_is_open_ended(enum step step)
{
	return step == STEP_CHALLENGE || step == STEP_PLAN;
}

bool
step_closes(enum step step)
{
	return step == STEP_CORRECT_NOTE || step == STEP_CHECK_ENTRY;
}

bool
step_may_take(enum step step, unsigned relations, unsigned acted)
{
	enum role holder = step_rule(step)->holder;
	bool some = false;

	if (tier[holder] == 0)
		return false;
	for (enum action a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
		if ((work_of[a] & BIT(step)) == 0)
			continue;
		if (!may_role(holder, a, relations, acted))
			return false;
		some = true;
	}
	return some;
}

static bool
can_be_late(enum step step)
{
	return tier[steps[step].holder] > 0 && steps[step].clock != CLOCK_NONE;
}

static struct date
clock_end(const struct policy *p, enum clock_step clock, struct clock_from from)
{
	if (!is_set(from.available))
		return DATE_NONE;
	int paper = from.paper ? policy_limit(p, LIMIT_PAPER_DAYS) : 0;

	return clock_due(&p->bank_holidays, from.available, paper,
	    policy_days(p, clock));
}

struct clock_from
clock_from_letter(struct stamp available, bool by_post)
{
	return (struct clock_from){
		.available = stamp_is_held(available) ? DATE_NONE :
		    stamp_london_date(available),
		.paper = by_post,
		.told = available,
	};
}

struct date
step_due(const struct policy *p, enum step step, struct clock_from from)
{
	enum clock_step clock = step_rule(step)->clock;

	return clock == CLOCK_NONE ? DATE_NONE : clock_end(p, clock, from);
}

struct date
step_due_chosen(struct date due, struct date chosen)
{
	return is_set(chosen) && chosen.days > due.days ? chosen : due;
}

struct date
step_reminder_until(const struct policy *p, struct date today)
{
	int left = policy_days(p, CLOCK_CONTEST) - policy_days(p, CLOCK_CONTEST_REMINDER);

	return working_days_add(&p->bank_holidays, today, left);
}

int
step_days_left(const struct policy *p, struct date due, struct date today)
{
	return working_days_between(&p->bank_holidays, today, due);
}

int
step_days_late(const struct policy *p, enum step step, struct date due,
    struct date today)
{
	if (!can_be_late(step) || !is_set(due) || today.days <= due.days)
		return 0;
	return working_days_between(&p->bank_holidays, due, today);
}

struct late_dates
step_late_dates(const struct policy *p, enum step step, struct date due)
{
	if (!can_be_late(step) || !is_set(due))
		return (struct late_dates){ DATE_NONE, DATE_NONE };
	struct date first = working_days_add(&p->bank_holidays, due, 1);

	return (struct late_dates){ first, working_days_add(&p->bank_holidays, first,
	    policy_days(p, CLOCK_LATE_HANDOVER)) };
}

enum role
tier_above(enum role role)
{
	static const enum role next[ROLE_COUNT] = {
		[WORKER] = PRACTICE_LEAD,
		[PRACTICE_LEAD] = OPS_MANAGER,
		[OPS_MANAGER] = HEAD_OF_SERVICE,
	};

	return next[role];
}

enum role
step_next_tier(enum step step)
{
	return tier_above(step_rule(step)->holder);
}

bool
step_may_hand_over(enum step step, enum role role, enum role sees_to)
{
	enum role holder = step_rule(step)->holder;

	if (tier[holder] == 0 || tier[role] <= tier[holder])
		return false;
	return role != HEAD_OF_SERVICE || holder == OPS_MANAGER || sees_to == role;
}

struct date
step_handover_latest(const struct policy *p, enum step step, struct date today)
{
	return step_due(p, step, (struct clock_from){ .available = today });
}

bool
step_handover_ok(const struct policy *p, enum step step, struct date today,
    struct date new_due)
{
	struct date latest = step_handover_latest(p, step, today);

	return is_set(latest) && is_set(new_due) && new_due.days > today.days &&
	    new_due.days <= latest.days && is_working_day(&p->bank_holidays, new_due);
}
