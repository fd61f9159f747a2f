#include "fcgi/pages/status.h"

#include "core/base/civil.h"
#include "core/session.h"

/* What a step is to those who wait for it. */
static const struct {
	struct str now;		/* "The practice lead looks at the score" */
	struct str next;
} told[STEP_COUNT] = {
	[STEP_FILL_IN] = {
		S_INIT("The questionnaire is being answered, with the family"),
		S_INIT("Each answer is shared with the family. The family says how "
		    "it sees it, before anything is scored."),
	},
	[STEP_SEE_ANSWERS] = {
		S_INIT("The family looks at the answers"),
		S_INIT("The practice lead answers every difference, and approves "
		    "the score or returns it. The score letter follows."),
	},
	[STEP_APPROVE] = {
		S_INIT("The answers are with the practice lead"),
		S_INIT("The practice lead answers every difference with a reason. "
		    "On approval the score letter goes out."),
	},
	[STEP_CHALLENGE] = {
		S_INIT("The family has the score letter"),
		S_INIT("The family may challenge any score, plan with the sum, or "
		    "do both. Nothing is refused as late."),
	},
	[STEP_OFFER_MEETING] = {
		S_INIT("A meeting was asked for"),
		S_INIT("A practice lead offers times. The family chooses one, or asks for others."),
	},
	[STEP_CHOOSE_MEETING] = {
		S_INIT("Times for a meeting are offered"),
		S_INIT("The family chooses a time, and says what it needs to take part."),
	},
	[STEP_HOLD_MEETING] = {
		S_INIT("The time of the meeting is fixed"),
		S_INIT("After the meeting the family gets a note, and can correct it."),
	},
	[STEP_CORRECT_NOTE] = {
		S_INIT("The family can correct the note of the meeting"),
		S_INIT("Then the practice lead writes what came of it, with reasons."),
	},
	[STEP_WRITE_MEETING] = {
		S_INIT("What came of the meeting is being written"),
		S_INIT("A letter follows. The family can settle, or put its points to the operations manager."),
	},
	[STEP_AFTER_MEETING] = {
		S_INIT("The meeting is answered in writing"),
		S_INIT("The family settles, or puts its points to the operations manager."),
	},
	[STEP_OFFER_DISCUSSION] = {
		S_INIT("The points are with the operations manager"),
		S_INIT("Times for the discussion are offered, in the way the family chose."),
	},
	[STEP_CHOOSE_DISCUSSION] = {
		S_INIT("Times for the discussion are offered"),
		S_INIT("The family chooses a time, or does it in writing only."),
	},
	[STEP_HOLD_DISCUSSION] = {
		S_INIT("The time of the discussion is fixed"),
		S_INIT("After it, each point is decided with its reason."),
	},
	[STEP_OUTCOME] = {
		S_INIT("The points are being decided"),
		S_INIT("Each point is answered by itself. The letter says the sum."),
	},
	[STEP_PANEL] = {
		S_INIT("The sum is recommended to the panel"),
		S_INIT("The panel decides, and a letter follows."),
	},
	[STEP_PLAN] = {
		S_INIT("The family can write the support plan"),
		S_INIT("A plan is encouraged and never a condition. The council "
		    "answers it line by line, in writing."),
	},
	[STEP_ANSWER_PLAN] = {
		S_INIT("The support plan is with the social worker"),
		S_INIT("Each line is answered with a reason. A practice lead confirms "
		    "the answer, and it goes out in a letter."),
	},
	[STEP_CONFIRM_PLAN] = {
		S_INIT("The answer to the plan is being confirmed"),
		S_INIT("A practice lead checks it with all its amounts. Then it goes "
		    "out in a letter."),
	},
	[STEP_AFTER_ANSWER] = {
		S_INIT("The family has the answer to its plan"),
		S_INIT("The family settles, asks for a meeting, or puts its points to "
		    "the operations manager."),
	},
	[STEP_FIT_PLAN] = {
		S_INIT("The plan is being fitted to the sum"),
		S_INIT("The social worker does it with the family. Then both sign."),
	},
	[STEP_SIGN_PLAN] = {
		S_INIT("The council has signed the plan"),
		S_INIT("When the family signs too, the plan is agreed."),
	},
	[STEP_ARRANGE] = {
		S_INIT("The direct payment has stopped: its consent was withdrawn"),
		S_INIT("The social worker arranges the support another way with the family. The "
		    "sum stays as it is."),
	},
	[STEP_RECONSIDER] = {
		S_INIT("The challenge is with the worker, who looks at each answer again"),
		S_INIT("The family sees each answer when it is shared. The practice lead who "
		    "approved the score confirms the new total, and a letter goes out."),
	},
	[STEP_CONFIRM_TOTAL] = {
		S_INIT("The challenge is answered, and the new total is being confirmed"),
		S_INIT("The letter with the answers goes out. The family may then accept or "
		    "contest each answer."),
	},
	[STEP_CONTEST] = {
		S_INIT("The answers rest with the family"),
		S_INIT("The family may accept or contest each answer. If it says nothing, "
		    "nothing is settled, and it can take them up later."),
	},
	[STEP_REVIEW] = {
		S_INIT("A practice lead who had no part in the score reviews it"),
		S_INIT("The letter with the score and the reasons goes out, question by "
		    "question. Then the score is settled."),
	},
	[STEP_REACH_FAMILY] = {
		S_INIT("A letter was not opened yet"),
		S_INIT("The social worker rings about it, or posts it."),
	},
	[STEP_MAKE_FORM] = {
		S_INIT("A letter is being made in the form the family needs"),
		S_INIT("When it is ready it is sent, and the days of the family count "
		    "from then."),
	},
	[STEP_UNDELIVERED] = {
		S_INIT("A message to the family could not be delivered"),
		S_INIT("The social worker rings, or sends it by post."),
	},
	[STEP_NAME_REVIEWER] = {
		S_INIT("A reviewer from another team is being named"),
		S_INIT("The family is told who reviews the score, and why. The review and its "
		    "letter follow."),
	},
};

struct str
step_asks(enum step step)
{
	return step_rule(step)->words;
}

static void
out_days(struct out *o, int n, struct str what)
{
	out_int(o, n);
	out_str(o, n == 1 ? S(" working day ") : S(" working days "));
	out_str(o, what);
}

struct str
due_words(struct req *rq, const struct policy *p, enum step step, struct date due)
{
	struct out o;

	if (!is_set(due))
		return S("There is no date for this");
	out_init(&o, rq->a, 200);
	out_str(&o, weekday_name(weekday_of(due)));
	out_char(&o, ' ');
	out_date(&o, due);
	int late = step_days_late(p, step, due, rq->today);
	int left = step_days_left(p, due, rq->today);
	if (late > 0) {
		out_lit(&o, ", ");
		out_days(&o, late, S("late"));
	} else if (date_diff(due, rq->today) == 0) {
		out_lit(&o, ", today");
	} else if (left > 0) {
		out_lit(&o, ", ");
		out_days(&o, left, S("left"));
	} else if (step_rule(step)->holder == FAMILY) {
		out_lit(&o, " (still open)");
	}
	return out_str_of(&o);
}

/* Where a step is done; the page of the case where its holder only waits. */
static struct url (*const where[STEP_COUNT])(struct arena *, struct pid) = {
	[STEP_NONE] = url_case_show,
	[STEP_PLAN] = url_plan_show,
	[STEP_ANSWER_PLAN] = url_plan_answer_show,
	[STEP_CONFIRM_PLAN] = url_plan_confirm_show,
	[STEP_AFTER_ANSWER] = url_plan_show,
	[STEP_FIT_PLAN] = url_plan_fit_show,
	[STEP_SIGN_PLAN] = url_plan_sign_show,
	[STEP_FILL_IN] = url_ras_show,
	[STEP_SEE_ANSWERS] = url_ras_show,
	[STEP_APPROVE] = url_ras_show,
	[STEP_CHALLENGE] = url_worked_out_show,
	[STEP_OFFER_MEETING] = url_meeting_show,
	[STEP_CHOOSE_MEETING] = url_meeting_show,
	[STEP_HOLD_MEETING] = url_meeting_show,
	[STEP_CORRECT_NOTE] = url_meeting_show,
	[STEP_WRITE_MEETING] = url_meeting_answer_show,
	[STEP_AFTER_MEETING] = url_points_show,
	[STEP_OFFER_DISCUSSION] = url_discussion_show,
	[STEP_CHOOSE_DISCUSSION] = url_discussion_show,
	[STEP_HOLD_DISCUSSION] = url_discussion_show,
	[STEP_OUTCOME] = url_decide_show,
	[STEP_PANEL] = url_panel_show,
	[STEP_RECONSIDER] = url_reconsider_show,
	[STEP_CONFIRM_TOTAL] = url_total_show,
	[STEP_CONTEST] = url_answers_show,
	[STEP_REVIEW] = url_review_show,
	[STEP_NAME_REVIEWER] = url_reviewer_show,
	[STEP_REACH_FAMILY] = url_unopened_show,
	[STEP_MAKE_FORM] = url_held_show,
	[STEP_ARRANGE] = url_plan_deliver_show,
	[STEP_UNDELIVERED] = url_unopened_show,
};

struct url
step_url(struct req *rq, enum step step, struct pid casefile)
{
	return (where[step] != NULL ? where[step] : url_case_show)(rq->a, casefile);
}

static struct str
title_of(const struct policy *p, enum role role)
{
	return policy_title(p, role)->one;
}

/* "A practice lead", "An operations manager" */
static void
out_title(struct out *o, struct str title)
{
	bool vowel = title.n > 0 && memchr("aeiouAEIOU", title.p[0], 10) != NULL;

	out_str(o, vowel ? S("An ") : S("A "));
	out_str(o, title);
}

/* "Priya Nair, social worker"; "A practice lead of the South team" */
static struct str
holder_of(struct req *rq, const struct policy *p, const struct case_todo *t)
{
	struct out o;

	if (t->role == FAMILY)
		return rq->who.role == FAMILY ? S("You") : S("The family");
	out_init(&o, rq->a, 400);
	if (is_set(t->name)) {
		out_str(&o, t->name);
		out_lit(&o, ", ");
		out_str(&o, title_of(p, t->role));
	} else {
		out_title(&o, title_of(p, t->role));
		if (t->role == WORKER || t->role == PRACTICE_LEAD) {
			out_lit(&o, " of the ");
			out_str(&o, rq->subject->team_name);
		}
	}
	return out_str_of(&o);
}

static struct status_view *
status_of(struct req *rq, const struct policy *p, const struct case_todo *t)
{
	struct status_view *s = ARENA_NEW(rq->a, struct status_view);
	bool named = is_set(t->phone) && t->phone.n > 0;

	*s = (struct status_view){
		.step = is_set(told[t->step].now) ? told[t->step].now : step_asks(t->step),
		.holder = holder_of(rq, p, t),
		.by = due_words(rq, p, t->step, t->due),
		.next = told[t->step].next,
		.contact = named ? t->name : rq->subject->worker_name,
		.telephone = named ? t->phone : rq->subject->worker_phone,
	};
	if (step_days_late(p, t->step, t->due, rq->today) > 0)
		s->late = title_of(p, step_next_tier(t->step));
	return s;
}

/* Does this row wait for the viewer, by name or by role? */
static bool
is_mine(const struct req *rq, const struct case_todo *t)
{
	if (t->mine)
		return true;
	if (is_set(t->name) || t->role != rq->who.role)
		return false;
	return (rq->relations & (t->role == FAMILY ? REL_OWN : REL_TEAM | REL_AREA)) != 0;
}

/* A letter that asks for it is on its way: nobody can do it yet. */
static bool
is_ahead(const struct req *rq, const struct case_todo *t)
{
	return t->since.us > rq->now.us && (t->role == FAMILY ||
	    !role_is_staff(rq->who.role));
}

bool
step_is_beside(enum step step)
{
	return step == STEP_REACH_FAMILY || step == STEP_MAKE_FORM ||
	    step == STEP_UNDELIVERED;
}

/* The family may do it at any time, and nobody waits for it. */
static bool
is_open_ended(const struct case_todo *t)
{
	return t->step == STEP_CHALLENGE || t->step == STEP_PLAN;
}

/* The most pressing one of the viewer, or of others. */
static const struct case_todo *
first_of(const struct req *rq, const struct case_todos *todos, bool mine, bool beside)
{
	const struct case_todo *first = NULL;

	for (size_t i = 0; i < todos->n; i++) {
		const struct case_todo *t = &todos->v[i];
		if (is_mine(rq, t) != mine || step_is_beside(t->step) != beside || is_ahead(rq, t))
			continue;
		if (first == NULL || (is_open_ended(first) && !is_open_ended(t)) ||
		    (beside && t->step == STEP_MAKE_FORM))
			first = t;
	}
	return first;
}

/* What else waits for the viewer. */
static struct case_links
also_of(struct req *rq, const struct case_todos *todos, const struct case_todo *first)
{
	struct case_links all = { ARENA_ARRAY(rq->a, todos->n + 1, struct case_link), 0 };

	for (size_t i = 0; i < todos->n; i++) {
		const struct case_todo *t = &todos->v[i];
		if (t != first && is_mine(rq, t) && !is_ahead(rq, t))
			all.v[all.n++] = (struct case_link){
				step_url(rq, t->step, rq->subject->pid), step_asks(t->step),
			};
	}
	return all;
}

static const struct case_todo *
ahead_of(const struct req *rq, const struct case_todos *todos)
{
	for (size_t i = 0; i < todos->n; i++)
		if (is_ahead(rq, &todos->v[i]))
			return &todos->v[i];
	return NULL;
}

/* Nothing can be done by anybody: a letter is on its way, or all is done. */
static struct status_view *
status_at_rest(struct req *rq, const struct policy *p, const struct case_todo *ahead)
{
	struct status_view *s = ARENA_NEW(rq->a, struct status_view);
	struct out when;

	*s = (struct status_view){
		.step = S("Nothing waits for an answer"),
		.holder = S("Nobody"),
		.by = S("There is no date for this"),
		.next = S("The family can come back at any time, and ask for a new look when "
		    "needs change."),
		.contact = rq->subject->worker_name,
		.telephone = rq->subject->worker_phone,
	};
	if (ahead == NULL)
		return s;
	out_init(&when, rq->a, 200);
	out_lit(&when, "It can be read from ");
	out_stamp(&when, ahead->since);
	s->step = S("A letter is on its way to the family");
	s->holder = is_set(rq->subject->worker_name) ? rq->subject->worker_name :
	    title_of(p, WORKER);
	s->by = out_str_of(&when);
	s->next = S("When it can be read, the family decides how it goes on.");
	return s;
}

/* Others who have it; else a letter on its way; else the viewer. */
static struct status_view *
status_for(struct req *rq, const struct policy *p, const struct case_todos *todos,
    const struct case_todo *mine)
{
	const struct case_todo *who = first_of(rq, todos, false, false);
	const struct case_todo *ahead = ahead_of(rq, todos);
	bool waits = mine == NULL || is_open_ended(mine);

	if (who == NULL && waits)
		who = first_of(rq, todos, false, true);
	if (who == NULL && !(waits && ahead != NULL))
		who = mine;
	return who != NULL ? status_of(rq, p, who) : status_at_rest(rq, p, ahead);
}

enum err
case_now(struct req *rq, const struct policy *p, const struct case_todos *todos,
    struct case_now *now)
{
	const struct case_todo *mine = first_of(rq, todos, true, false);

	*now = (struct case_now){
		.mine = mine != NULL ? mine : first_of(rq, todos, true, true),
		.status = status_for(rq, p, todos, mine),
	};
	if (now->mine != NULL)
		now->act = step_url(rq, now->mine->step, rq->subject->pid);
	now->also = also_of(rq, todos, now->mine);
	return OK;
}
