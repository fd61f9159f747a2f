/*
 * The disagreement procedure, row by row, in the order of P15. To be read beside
 * it: from where, on what, when, to where, and what then. Who may is said in
 * access.def; how long it may take, in the clocks of the policy.
 */
#include "core/dispute_moves.h"

#include "core/base/str.h"

static bool
in_force(const struct dispute_facts *f)
{
	return f->in_force;
}

static bool
none_with_worker(const struct dispute_facts *f)
{
	return f->items[ITEM_WITH_WORKER] == 0;
}

static bool
no_reviewer_free(const struct dispute_facts *f)
{
	return !f->reviewer_free;
}

/*
 * Without a score or with a figure of nothing there is nothing to plan with;
 * after the letter of a review the score has run its course. Before the letter can
 * be read nobody learns by this that it is so.
 */
static bool
plan_is_no_gate(const struct dispute_facts *f)
{
	enum score_state score = score_state(f);

	return !f->score_sealed && (score == SCORE_NONE || score == SCORE_SETTLED ||
	    !is_set(f->figure) || f->figure.pence == 0);
}

static bool
plan_answered(const struct dispute_facts *f)
{
	return f->plan_was_answered;
}

static bool
no_plan_answered(const struct dispute_facts *f)
{
	return !f->plan_was_answered;
}

static bool
plan_stands(const struct dispute_facts *f)
{
	return f->plan_stands;
}

static bool
no_plan_stands(const struct dispute_facts *f)
{
	return !f->plan_stands;
}

static bool
higher(const struct dispute_facts *f)
{
	return f->higher;
}

/* ---- where the family stood before: what taking and coming back lead to ---- */

static bool
was_open(const struct dispute_facts *f)
{
	return f->rest == PLAN_NONE || f->rest == PLAN_OPEN ||
	    f->rest == PLAN_TAKEN_BACK;
}

static bool
was_answered(const struct dispute_facts *f)
{
	return f->rest == PLAN_ANSWERED;
}

static bool
was_met(const struct dispute_facts *f)
{
	return f->rest == MEETING_ANSWERED;
}

static bool
was_not_met(const struct dispute_facts *f)
{
	return f->rest != MEETING_ANSWERED;
}

static bool
was_fitting(const struct dispute_facts *f)
{
	return f->rest == PLAN_FITTING;
}

static bool
was_signing(const struct dispute_facts *f)
{
	return f->rest == PLAN_SIGNING;
}

static bool
was_agreed(const struct dispute_facts *f)
{
	return f->rest == PLAN_AGREED;
}

static bool
note_time_over(const struct dispute_facts *f)
{
	return is_set(f->note_due) && f->today.days > f->note_due.days;
}

static bool
times_over(const struct dispute_facts *f)
{
	return f->times_over;
}

/* ---- what the family answers: nothing that it cannot read yet ---- */

static bool
told(const struct dispute_facts *f)
{
	return !f->sealed;
}

static bool
told_plan_stands(const struct dispute_facts *f)
{
	return !f->sealed && f->plan_stands;
}

static bool
told_no_plan_stands(const struct dispute_facts *f)
{
	return !f->sealed && !f->plan_stands;
}

static bool
told_in_writing(const struct dispute_facts *f)
{
	return !f->sealed && f->in_writing;
}

static bool
told_in_discussion(const struct dispute_facts *f)
{
	return !f->sealed && !f->in_writing;
}

static bool
within_limit(const struct dispute_facts *f)
{
	return !f->above_limit;
}

static bool
within_limit_with_plan(const struct dispute_facts *f)
{
	return !f->above_limit && f->plan_stands;
}

static bool
within_limit_no_plan(const struct dispute_facts *f)
{
	return !f->above_limit && !f->plan_stands;
}

static bool
above_limit(const struct dispute_facts *f)
{
	return f->above_limit;
}

static bool
score_owes_nothing(const struct dispute_facts *f)
{
	return f->items[ITEM_WITH_WORKER] == 0 && f->items[ITEM_SHARED] == 0 &&
	    f->items[ITEM_LEFT_SHARED] == 0 && f->items[ITEM_CONTESTED] == 0;
}

#define GUARD(name, text) \
	static const struct guard when_##name = { name, S_INIT(text) }
GUARD(in_force, "while the allocation is in force");
GUARD(none_with_worker, "when every challenged question is answered");
GUARD(no_reviewer_free, "when nobody of the team may review");
GUARD(plan_is_no_gate, "without a score, with a figure of 0, or after the review, once it can be read");
GUARD(plan_answered, "when a plan was answered before");
GUARD(no_plan_answered, "when no plan was answered before");
GUARD(plan_stands, "when a plan was answered and stands");
GUARD(no_plan_stands, "when there is no plan that was answered");
GUARD(higher, "when the figure rises");
GUARD(was_open, "when no plan was answered before");
GUARD(was_answered, "when the plan before was answered");
GUARD(was_met, "when a meeting was answered before");
GUARD(was_not_met, "when no meeting was answered before");
GUARD(was_fitting, "when a plan was being fitted before");
GUARD(was_signing, "when a plan was to be signed before");
GUARD(was_agreed, "when a plan was agreed before");
GUARD(note_time_over, "when the days to correct it are over");
GUARD(times_over, "when no time that was offered is still to come");
GUARD(told, "once the answer can be read");
GUARD(told_plan_stands, "once the answer can be read, and a plan was answered and stands");
GUARD(told_no_plan_stands, "once the answer can be read, and no plan was answered");
GUARD(told_in_writing, "once the answer can be read, in writing only");
GUARD(told_in_discussion, "once the answer can be read, with a discussion");
GUARD(within_limit, "when the sum is within the limit of authority");
GUARD(within_limit_with_plan,
    "when the sum is within the limit of authority, and a plan stands");
GUARD(within_limit_no_plan,
    "when the sum is within the limit of authority, and there is no plan yet");
GUARD(above_limit, "when the sum is above the limit of authority");
GUARD(score_owes_nothing, "when no answer about the score is owed");
#undef GUARD

#define IN(state) STEP_BIT(state)
#define MEETING_AHEAD (IN(MEETING_ASKED) | IN(MEETING_OFFERED) | IN(MEETING_FIXED))
#define DISCUSSION_AHEAD \
	(IN(POINTS_RAISED) | IN(DISCUSSION_OFFERED) | IN(DISCUSSION_FIXED))
#define FAMILYS_CHOICE \
	(IN(PLAN_OPEN) | IN(PLAN_TAKEN_BACK) | IN(PLAN_ANSWERED) | \
	IN(MEETING_ANSWERED) | IN(PLAN_FITTING) | IN(PLAN_SIGNING))
#define WITH_COUNCIL (IN(PLAN_WITH_WORKER) | IN(PLAN_TO_CONFIRM))
#define POINTS_PUT (DISCUSSION_AHEAD | IN(POINTS_HEARD))
#define COUNCILS_TURN \
	(IN(PLAN_WITH_WORKER) | IN(PLAN_TO_CONFIRM) | IN(NOTE_OPEN) | \
	IN(NOTE_DONE) | IN(POINTS_HEARD) | IN(AT_PANEL))
#define LETTER (WRITE_LETTER | NOTIFY_FAMILY)
#define NEW_STEP (START_CLOCK | NOTIFY_HOLDER)

static const struct move_row rows[] = {
	/* scope, from, on, when, to, then */

	/* The family shows where the score is wrong … */
	{ ONE_ITEM, IN(ITEM_NONE), EV_CHALLENGE, &when_in_force,
	    ITEM_WITH_WORKER, NEW_STEP },

	/* … the worker who scored reconsiders, question by question; the
	 * practice lead who approved confirms the total … */
	{ ONE_ITEM, IN(ITEM_WITH_WORKER), EV_SHARE_ANSWER, NULL,
	    ITEM_SHARED, KEEP_CLOCK | NOTIFY_FAMILY | NOTIFY_HOLDER },
	{ ALL_ITEMS, IN(ITEM_SHARED), EV_CONFIRM_TOTAL, &when_none_with_worker,
	    ITEM_ANSWERED, START_CLOCK | LETTER | RECALCULATE },
	{ ALL_ITEMS, IN(ITEM_LEFT_SHARED), EV_CONFIRM_TOTAL, &when_none_with_worker,
	    ITEM_LEFT_ANSWERED, LETTER | RECALCULATE },

	/* … the family accepts or contests each answer, or lets it rest … */
	{ ONE_ITEM, IN(ITEM_ANSWERED), EV_ACCEPT, NULL,
	    ITEM_ACCEPTED, NO_EFFECT },
	{ ONE_ITEM, IN(ITEM_ANSWERED), EV_CONTEST, &when_in_force,
	    ITEM_CONTESTED, NEW_STEP },

	/* … a practice lead reviews what is contested, and the council writes. */
	{ ALL_ITEMS, IN(ITEM_CONTESTED), EV_NAME_REVIEWER, &when_no_reviewer_free,
	    ITEM_CONTESTED, KEEP_CLOCK | SAY_WHO_REVIEWS | NOTIFY_FAMILY | NOTIFY_HOLDER },
	{ ALL_ITEMS, IN(ITEM_CONTESTED), EV_REVIEW, NULL,
	    ITEM_SETTLED, LETTER | RECALCULATE },

	/* A challenge can be withdrawn wherever it is, and taken up again there. */
	{ ONE_ITEM, IN(ITEM_WITH_WORKER), EV_WITHDRAW, NULL,
	    ITEM_LEFT_WORKER, KEEP_CLOCK | LETTER | NOTIFY_HOLDER },
	{ ONE_ITEM, IN(ITEM_SHARED), EV_WITHDRAW, NULL,
	    ITEM_LEFT_SHARED, KEEP_CLOCK | LETTER | NOTIFY_HOLDER },
	{ ONE_ITEM, IN(ITEM_ANSWERED), EV_WITHDRAW, NULL,
	    ITEM_LEFT_ANSWERED, LETTER },
	{ ONE_ITEM, IN(ITEM_CONTESTED), EV_WITHDRAW, NULL,
	    ITEM_LEFT_REVIEW, LETTER | NOTIFY_HOLDER },
	{ ONE_ITEM, IN(ITEM_LEFT_WORKER), EV_RETURN, &when_in_force,
	    ITEM_WITH_WORKER, NEW_STEP },
	{ ONE_ITEM, IN(ITEM_LEFT_SHARED), EV_RETURN, &when_in_force,
	    ITEM_SHARED, NEW_STEP },
	{ ONE_ITEM, IN(ITEM_LEFT_ANSWERED), EV_RETURN, &when_in_force,
	    ITEM_ANSWERED, START_CLOCK },
	{ ONE_ITEM, IN(ITEM_LEFT_REVIEW), EV_RETURN, &when_in_force,
	    ITEM_CONTESTED, NEW_STEP },

	/* The family plans; the worker answers, a practice lead confirms. */
	{ THE_PLAN, FAMILYS_CHOICE | IN(PLAN_AGREED), EV_SEND_PLAN, NULL,
	    PLAN_WITH_WORKER, NEW_STEP },
	/* … or the family takes it back, to where it stood before. */
	{ THE_PLAN, WITH_COUNCIL, EV_TAKE_BACK_PLAN, &when_was_open,
	    PLAN_TAKEN_BACK, LETTER | NOTIFY_HOLDER },
	{ THE_PLAN, WITH_COUNCIL, EV_TAKE_BACK_PLAN, &when_was_answered,
	    PLAN_ANSWERED, LETTER | NOTIFY_HOLDER },
	{ THE_PLAN, WITH_COUNCIL, EV_TAKE_BACK_PLAN, &when_was_met,
	    MEETING_ANSWERED, LETTER | NOTIFY_HOLDER },
	{ THE_PLAN, WITH_COUNCIL, EV_TAKE_BACK_PLAN, &when_was_fitting,
	    PLAN_FITTING, NEW_STEP | LETTER },
	{ THE_PLAN, WITH_COUNCIL, EV_TAKE_BACK_PLAN, &when_was_signing,
	    PLAN_SIGNING, LETTER | NOTIFY_HOLDER },
	{ THE_PLAN, WITH_COUNCIL, EV_TAKE_BACK_PLAN, &when_was_agreed,
	    PLAN_AGREED, LETTER | NOTIFY_HOLDER },
	{ THE_PLAN, IN(PLAN_WITH_WORKER), EV_ANSWER_PLAN, NULL,
	    PLAN_TO_CONFIRM, KEEP_CLOCK | NOTIFY_HOLDER },
	{ THE_PLAN, IN(PLAN_TO_CONFIRM), EV_RETURN_ANSWER, NULL,
	    PLAN_WITH_WORKER, KEEP_CLOCK | NOTIFY_HOLDER },
	{ THE_PLAN, IN(PLAN_TO_CONFIRM), EV_CONFIRM_PLAN, NULL,
	    PLAN_ANSWERED, LETTER | RECALCULATE },

	/* The family answers: settled, a meeting, or the operations manager. */
	{ THE_PLAN, IN(PLAN_ANSWERED) | IN(MEETING_ANSWERED), EV_SETTLE,
	    &when_told_plan_stands, PLAN_FITTING, NEW_STEP },
	{ THE_PLAN, IN(PLAN_ANSWERED) | IN(MEETING_ANSWERED), EV_SETTLE,
	    &when_told_no_plan_stands, PLAN_OPEN, NO_EFFECT },
	{ THE_PLAN, IN(PLAN_ANSWERED), EV_ASK_MEETING, &when_told,
	    MEETING_ASKED, NEW_STEP },
	{ THE_PLAN, IN(PLAN_OPEN) | IN(PLAN_TAKEN_BACK), EV_ASK_MEETING,
	    &when_plan_is_no_gate, MEETING_ASKED, NEW_STEP },
	{ THE_PLAN, MEETING_AHEAD, EV_DECLINE_MEETING, &when_plan_answered,
	    PLAN_ANSWERED, NOTIFY_HOLDER },
	{ THE_PLAN, MEETING_AHEAD, EV_DECLINE_MEETING, &when_no_plan_answered,
	    PLAN_OPEN, NOTIFY_HOLDER },

	/* The meeting. One that was missed is offered again. */
	{ THE_PLAN, IN(MEETING_ASKED) | IN(MEETING_OFFERED), EV_OFFER_MEETING, NULL,
	    MEETING_OFFERED, KEEP_CLOCK | NOTIFY_FAMILY },
	{ THE_PLAN, IN(MEETING_OFFERED), EV_CHOOSE_MEETING, NULL,
	    MEETING_FIXED, KEEP_CLOCK | NOTIFY_HOLDER },
	{ THE_PLAN, IN(MEETING_OFFERED) | IN(MEETING_FIXED), EV_ASK_MEETING, NULL,
	    MEETING_ASKED, NEW_STEP },
	{ THE_PLAN, IN(MEETING_OFFERED), EV_TIMES_OVER, &when_times_over,
	    MEETING_ASKED, NEW_STEP | NOTIFY_FAMILY },
	{ THE_PLAN, IN(MEETING_FIXED), EV_MISS_MEETING, NULL,
	    MEETING_ASKED, NEW_STEP | NOTIFY_FAMILY },
	{ THE_PLAN, IN(MEETING_FIXED), EV_HOLD_MEETING, NULL,
	    NOTE_OPEN, START_CLOCK | NOTIFY_FAMILY },
	{ THE_PLAN, IN(NOTE_OPEN), EV_CORRECT_NOTE, NULL,
	    NOTE_DONE, NEW_STEP },
	{ THE_PLAN, IN(NOTE_OPEN), EV_NOTE_TIME_OVER, &when_note_time_over,
	    NOTE_DONE, NEW_STEP },
	{ THE_PLAN, IN(NOTE_DONE), EV_WRITE_MEETING, &when_within_limit,
	    MEETING_ANSWERED, LETTER | RECALCULATE },

	/* Points of disagreement to the operations manager. */
	{ THE_PLAN, IN(PLAN_ANSWERED) | IN(MEETING_ANSWERED),
	    EV_RAISE_POINTS, &when_told_in_discussion, POINTS_RAISED, NEW_STEP },
	{ THE_PLAN, IN(PLAN_ANSWERED) | IN(MEETING_ANSWERED),
	    EV_RAISE_POINTS, &when_told_in_writing, POINTS_HEARD, NEW_STEP },
	{ THE_PLAN, POINTS_PUT, EV_TAKE_BACK_POINTS, &when_was_not_met,
	    PLAN_ANSWERED, LETTER | NOTIFY_HOLDER },
	{ THE_PLAN, POINTS_PUT, EV_TAKE_BACK_POINTS, &when_was_met,
	    MEETING_ANSWERED, LETTER | NOTIFY_HOLDER },
	{ THE_PLAN, DISCUSSION_AHEAD, EV_IN_WRITING, NULL,
	    POINTS_HEARD, NEW_STEP },
	{ THE_PLAN, IN(POINTS_RAISED) | IN(DISCUSSION_OFFERED), EV_OFFER_DISCUSSION, NULL,
	    DISCUSSION_OFFERED, KEEP_CLOCK | NOTIFY_FAMILY },
	{ THE_PLAN, IN(DISCUSSION_OFFERED), EV_CHOOSE_DISCUSSION, NULL,
	    DISCUSSION_FIXED, KEEP_CLOCK | NOTIFY_HOLDER },
	{ THE_PLAN, IN(DISCUSSION_OFFERED) | IN(DISCUSSION_FIXED), EV_ASK_DISCUSSION, NULL,
	    POINTS_RAISED, NEW_STEP },
	{ THE_PLAN, IN(DISCUSSION_OFFERED), EV_TIMES_OVER, &when_times_over,
	    POINTS_RAISED, NEW_STEP | NOTIFY_FAMILY },
	{ THE_PLAN, IN(DISCUSSION_FIXED), EV_MISS_DISCUSSION, NULL,
	    POINTS_RAISED, NEW_STEP | NOTIFY_FAMILY },
	{ THE_PLAN, IN(DISCUSSION_FIXED), EV_HOLD_DISCUSSION, NULL,
	    POINTS_HEARD, START_CLOCK | NOTIFY_FAMILY },

	/* The outcome, confirmed in writing. */
	{ THE_PLAN, IN(POINTS_HEARD), EV_DECIDE_POINTS, &when_within_limit_with_plan,
	    PLAN_FITTING, NEW_STEP | LETTER | RECALCULATE },
	{ THE_PLAN, IN(POINTS_HEARD), EV_DECIDE_POINTS, &when_within_limit_no_plan,
	    PLAN_OPEN, LETTER | RECALCULATE },
	{ THE_PLAN, IN(POINTS_HEARD), EV_DECIDE_POINTS, &when_above_limit,
	    AT_PANEL, LETTER },
	{ THE_PLAN, IN(AT_PANEL), EV_NOTE_PANEL, &when_plan_stands,
	    PLAN_FITTING, NEW_STEP | LETTER | RECALCULATE },
	{ THE_PLAN, IN(AT_PANEL), EV_NOTE_PANEL, &when_no_plan_stands,
	    PLAN_OPEN, LETTER | RECALCULATE },

	/* Afterwards: the plan is fitted to the sum and signed by both. */
	{ THE_PLAN, IN(PLAN_FITTING), EV_SIGN_FOR_COUNCIL, &when_plan_stands,
	    PLAN_SIGNING, NOTIFY_FAMILY },
	{ THE_PLAN, IN(PLAN_SIGNING), EV_SIGN_PLAN, NULL,
	    PLAN_AGREED, NOTIFY_HOLDER },
	/* A score that is raised after that has its sum fitted again. */
	{ PLAN_TOO, IN(PLAN_SIGNING) | IN(PLAN_AGREED), EV_CONFIRM_TOTAL, &when_higher,
	    PLAN_FITTING, NEW_STEP },
	{ PLAN_TOO, IN(PLAN_SIGNING) | IN(PLAN_AGREED), EV_REVIEW, &when_higher,
	    PLAN_FITTING, NEW_STEP },

	/* The family may end the case, and come back to where it stood. */
	{ THE_PLAN, FAMILYS_CHOICE | COUNCILS_TURN | MEETING_AHEAD | DISCUSSION_AHEAD,
	    EV_END, &when_score_owes_nothing, PLAN_ENDED, LETTER | NOTIFY_HOLDER },
	{ THE_PLAN, IN(PLAN_ENDED), EV_COME_BACK, &when_was_open,
	    PLAN_OPEN, NOTIFY_HOLDER },
	{ THE_PLAN, IN(PLAN_ENDED), EV_COME_BACK, &when_was_answered,
	    PLAN_ANSWERED, NOTIFY_HOLDER },
	{ THE_PLAN, IN(PLAN_ENDED), EV_COME_BACK, &when_was_met,
	    MEETING_ANSWERED, NOTIFY_HOLDER },
	{ THE_PLAN, IN(PLAN_ENDED), EV_COME_BACK, &when_was_fitting,
	    PLAN_FITTING, NEW_STEP },
	{ THE_PLAN, IN(PLAN_ENDED), EV_COME_BACK, &when_was_signing,
	    PLAN_SIGNING, NOTIFY_HOLDER },
	{ THE_PLAN, IN(PLAN_ENDED), EV_COME_BACK, &when_was_agreed,
	    PLAN_AGREED, NOTIFY_HOLDER },
};

const uint64_t dispute_rests = FAMILYS_CHOICE | IN(PLAN_AGREED);

const struct move_rows dispute_rows = { rows, COUNT(rows) };
