#include "sql/store_late.h"

#include "core/base/civil.h"
#include "core/base/str.h"

#define REASON_AWAY 0

struct date
late_before(const struct policy *p, struct date today)
{
	return is_working_day(&p->bank_holidays, today) ? today
	    : working_days_add(&p->bank_holidays, today, -1);
}

static const struct open_step *
step_in(const struct open_steps *steps, enum step step)
{
	for (size_t i = 0; i < steps->n; i++)
		if (steps->v[i].step == step)
			return &steps->v[i];
	return NULL;
}

enum err
store_late_raise(struct db *db, struct arena *a, const struct policy *p, struct stamp now,
    const struct casefile *c, enum step step, struct date due)
{
	struct late_dates dates = step_late_dates(p, step, due);
	enum role next = step_next_tier(step);
	struct open_steps steps;
	int64_t id;

	TRY(open_steps(db, a, c->id, &steps));
	const struct open_step *open = step_in(&steps, step);
	if (open == NULL || open->due.days != due.days || next == ROLE_NONE)
		return E_CONFLICT;
	TRY(lateness_add(db, c->id, step, step_rule(step)->holder, due, now, &id));
	TRY(step_seen_to(db, c->id, step, &id));
	return step_see_to(db, c->id, step, next == PRACTICE_LEAD ? c->team : ID_NONE,
	    next, now, dates.answer, &id);
}

enum err
store_late_up(struct db *db, struct arena *a, const struct policy *p, struct stamp now,
    const struct casefile *c, enum step step, enum role unkept, struct date *by)
{
	enum role next = tier_above(unkept);
	struct open_steps steps;
	int64_t n, id;

	TRY(open_steps(db, a, c->id, &steps));
	const struct open_step *open = step_in(&steps, step);
	if (open == NULL || open->sees_to != unkept || next == ROLE_NONE)
		return E_CONFLICT;
	*by = working_days_add(&p->bank_holidays, stamp_london_date(now),
	    policy_days(p, CLOCK_LATE_HANDOVER));
	TRY(step_seen_to(db, c->id, step, &n));
	return step_see_to(db, c->id, step, ID_NONE, next, now, *by, &id);
}

/* ---- who may be given a step ---- */

/* How somebody stands to a case in which a step is theirs by name. */
static unsigned
relations_of(const struct casefile *c, enum role role, const struct step_taker *t)
{
	unsigned set = REL_NAMED;

	if (t->id == c->worker)
		set |= REL_ASSIGNED;
	if (t->team == c->team)
		set |= REL_TEAM;
	return role == OPS_MANAGER ? set | REL_AREA : set;
}

enum err
store_step_takers(struct db *db, struct arena *a, const struct casefile *c,
    enum step step, struct date today, struct date due, struct step_takers *takers)
{
	enum role role = step_rule(step)->holder;
	size_t n = 0;

	TRY(step_takers(db, a, c->id, step, role, today, due, takers));
	for (size_t i = 0; i < takers->n; i++) {
		const struct step_taker *t = &takers->v[i];
		if (step_may_take(step, relations_of(c, role, t), (unsigned)t->acted))
			takers->v[n++] = *t;
	}
	takers->n = n;
	return OK;
}

/* ---- handing over ---- */

static const struct str faults[HANDOVER_FAULT_COUNT] = {
	[HANDOVER_FINE] = S_INIT(""),
	[HANDOVER_NOT_THEIRS] = S_INIT("You can hand over only what is held below you"),
	[HANDOVER_NO_TAKER] = S_INIT("Choose who is to do it"),
	[HANDOVER_NO_DATE] = S_INIT("This step is late: give it a new date"),
	[HANDOVER_BAD_DATE] = S_INIT("Enter a working day after today, within the full aim "
	    "of the step"),
	[HANDOVER_NO_REASON] = S_INIT("Choose the reason"),
	[HANDOVER_OTHER_REASON] = S_INIT("Choose another reason: this one does not fit who is "
	    "to do it"),
};

struct str
handover_fault_words(enum handover_fault fault)
{
	return faults[fault];
}

struct str
late_reason_words(const struct policy *p, int reason)
{
	if (reason == REASON_AWAY)
		return S("The person who was to do this is away");
	for (size_t i = 0; i < p->late_reasons.n; i++)
		if (p->late_reasons.v[i].number == reason)
			return p->late_reasons.v[i].words;
	return STR_NONE;
}

const struct late_reason *
late_reason_for(const struct policy *p, int reason, unsigned uses)
{
	for (size_t i = 0; i < p->late_reasons.n; i++)
		if (reason != REASON_AWAY && p->late_reasons.v[i].number == reason &&
		    late_reason_fits(&p->late_reasons.v[i], uses))
			return &p->late_reasons.v[i];
	return NULL;
}

/* A step nobody has by name can be late, and passes to somebody all the same. */
static unsigned
uses_of(const struct open_step *open, const struct step_taker *taker)
{
	if (!is_set_id(open->person))
		return FOR_HANDING_OVER | FOR_LATE;
	return taker->id == open->person ? FOR_LATE : FOR_HANDING_OVER;
}

static const struct step_taker *
taker_of(const struct step_takers *takers, struct pid pid)
{
	for (size_t i = 0; i < takers->n; i++)
		if (pid_eq(takers->v[i].pid, pid))
			return &takers->v[i];
	return NULL;
}

static enum handover_fault
check(const struct doing *m, const struct open_step *open, const struct handover *h,
    const struct step_taker *taker)
{
	bool late = step_days_late(m->policy, h->step, open->due, m->today) > 0;

	if (!step_may_hand_over(h->step, m->who.role, open->sees_to))
		return HANDOVER_NOT_THEIRS;
	if (taker == NULL)
		return HANDOVER_NO_TAKER;
	if (late && !is_set(h->due))
		return HANDOVER_NO_DATE;
	if (is_set(h->due) && !step_handover_ok(m->policy, h->step, m->today, h->due))
		return HANDOVER_BAD_DATE;
	if (late_reason_for(m->policy, h->reason, FOR_HANDING_OVER | FOR_LATE) == NULL)
		return HANDOVER_NO_REASON;
	return late_reason_for(m->policy, h->reason, uses_of(open, taker)) != NULL ?
	    HANDOVER_FINE : HANDOVER_OTHER_REASON;
}

enum err
store_hand_over(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, const struct handover *h, enum handover_fault *fault,
    struct handed *handed)
{
	struct open_steps steps;
	struct step_takers takers;
	int64_t n;

	TRY(open_steps(db, a, c->id, &steps));
	const struct open_step *open = step_in(&steps, h->step);
	if (open == NULL)
		return E_CONFLICT;
	TRY(store_step_takers(db, a, c, h->step, m->today, open->due, &takers));
	const struct step_taker *to = taker_of(&takers, h->to);
	*fault = check(m, open, h, to);
	if (*fault != HANDOVER_FINE)
		return E_FORM;
	struct date due = is_set(h->due) ? h->due : open->due;
	*handed = (struct handed){ to->name, to->id == open->person };
	TRY(step_give(db, c->id, h->step, to->id, due, &n));
	TRY(step_seen_to(db, c->id, h->step, &n));
	TRY(lateness_answer(db, c->id, h->step, m->who.id, m->now, &n));
	return handover_add(db, c->id, h->step, open->person, to->id, open->due, due,
	    h->reason, m->who.id, m->now, &n);
}

/* ---- somebody is away ---- */

static bool
is_away(const struct aways *away, int64_t person)
{
	for (size_t i = 0; i < away->n; i++)
		if (away->v[i].person == person)
			return true;
	return false;
}

/*
 * Whoever stands in, and is there themselves; else whoever stands in for them.
 * asked: the absences that were looked at, so that two who stand in for each other
 * do not go round.
 */
static const struct step_taker *
stand_in_of(const struct aways *away, const struct step_takers *takers, bool *asked,
    int64_t person)
{
	const struct step_taker *found = NULL;

	for (size_t i = 0; i < away->n && found == NULL; i++) {
		int64_t other = away->v[i].stands_in;
		if (asked[i] || away->v[i].person != person)
			continue;
		asked[i] = true;
		if (is_away(away, other)) {
			found = stand_in_of(away, takers, asked, other);
			continue;
		}
		for (size_t t = 0; t < takers->n; t++)
			if (takers->v[t].id == other)
				found = &takers->v[t];
	}
	return found;
}

static enum err
ask_next_tier(struct db *db, const struct policy *p, struct stamp now,
    const struct casefile *c, enum step step, struct stood_in *in)
{
	int64_t id;

	in->sees_to = step_next_tier(step);
	in->by = working_days_add(&p->bank_holidays, stamp_london_date(now),
	    policy_days(p, CLOCK_LATE_HANDOVER));
	return step_see_to(db, c->id, step, in->sees_to == PRACTICE_LEAD ? c->team : ID_NONE,
	    in->sees_to, now, in->by, &id);
}

enum err
store_stand_in(struct db *db, struct arena *a, const struct policy *p, struct stamp now,
    const struct casefile *c, const struct step_away *s, struct stood_in *in)
{
	struct date today = stamp_london_date(now);
	struct date day = is_set(s->due) ? s->due : today;
	struct open_steps steps;
	struct step_takers takers;
	struct aways away;
	int64_t n;

	*in = (struct stood_in){ .by = DATE_NONE };
	TRY(open_steps(db, a, c->id, &steps));
	const struct open_step *open = step_in(&steps, s->step);
	if (open == NULL || open->person != s->person || open->due.days != s->due.days)
		return E_CONFLICT;
	TRY(store_step_takers(db, a, c, s->step, today, s->due, &takers));
	TRY(away_on(db, a, step_rule(s->step)->holder, day, &away));
	in->taker = stand_in_of(&away, &takers, ARENA_ARRAY(a, away.n + 1, bool), s->person);
	if (in->taker == NULL)
		return ask_next_tier(db, p, now, c, s->step, in);
	TRY(step_give(db, c->id, s->step, in->taker->id, s->due, &n));
	return handover_add(db, c->id, s->step, s->person, in->taker->id, s->due, s->due,
	    REASON_AWAY, ID_NONE, now, &n);
}
