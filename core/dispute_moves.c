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
 * after the letter of a review the score has run its course.
 */
static bool
plan_is_no_gate(const struct dispute_facts *f)
{
	enum score_state score = score_state(f);

	return score == SCORE_NONE || score == SCORE_SETTLED ||
	    !is_set(f->figure) || f->figure.pence == 0;
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
note_time_over(const struct dispute_facts *f)
{
	return is_set(f->note_due) && f->today.days > f->note_due.days;
}

static bool
in_writing(const struct dispute_facts *f)
{
	return f->in_writing;
}

static bool
in_discussion(const struct dispute_facts *f)
{
	return !f->in_writing;
}

static bool
within_limit(const struct dispute_facts *f)
{
	return !f->above_limit;
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
GUARD(plan_is_no_gate, "without a score, with a figure of 0, or after the review");
GUARD(plan_answered, "when a plan was answered before");
GUARD(no_plan_answered, "when no plan was answered before");
GUARD(note_time_over, "when the days to correct it are over");
GUARD(in_writing, "when the family wants it in writing only");
GUARD(in_discussion, "when the family wants a discussion");
GUARD(within_limit, "when the sum is within the limit of authority");
GUARD(above_limit, "when the sum is above the limit of authority");
GUARD(score_owes_nothing, "when no answer about the score is owed");
#undef GUARD

#define IN(state) STEP_BIT(state)
#define MEETING_AHEAD (IN(MEETING_ASKED) | IN(MEETING_OFFERED) | IN(MEETING_FIXED))
#define DISCUSSION_AHEAD \
	(IN(POINTS_RAISED) | IN(DISCUSSION_OFFERED) | IN(DISCUSSION_FIXED))
#define FAMILYS_CHOICE \
	(IN(PLAN_OPEN) | IN(PLAN_TAKEN_BACK) | IN(PLAN_ANSWERED) | \
	IN(MEETING_ANSWERED) | IN(POINTS_TAKEN_BACK) | IN(PLAN_FITTING) | \
	IN(PLAN_SIGNING))
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
	{ THE_PLAN, IN(PLAN_WITH_WORKER) | IN(PLAN_TO_CONFIRM), EV_TAKE_BACK_PLAN, NULL,
	    PLAN_TAKEN_BACK, LETTER | NOTIFY_HOLDER },
	{ THE_PLAN, IN(PLAN_WITH_WORKER), EV_ANSWER_PLAN, NULL,
	    PLAN_TO_CONFIRM, KEEP_CLOCK | NOTIFY_HOLDER },
	{ THE_PLAN, IN(PLAN_TO_CONFIRM), EV_RETURN_ANSWER, NULL,
	    PLAN_WITH_WORKER, KEEP_CLOCK | NOTIFY_HOLDER },
	{ THE_PLAN, IN(PLAN_TO_CONFIRM), EV_CONFIRM_PLAN, NULL,
	    PLAN_ANSWERED, LETTER | RECALCULATE },

	/* The family answers: settled, a meeting, or the operations manager. */
	{ THE_PLAN, IN(PLAN_ANSWERED) | IN(MEETING_ANSWERED) | IN(POINTS_TAKEN_BACK),
	    EV_SETTLE, NULL, PLAN_FITTING, NEW_STEP },
	{ THE_PLAN, IN(PLAN_ANSWERED), EV_ASK_MEETING, NULL,
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
	{ THE_PLAN, IN(PLAN_ANSWERED) | IN(MEETING_ANSWERED) | IN(POINTS_TAKEN_BACK),
	    EV_RAISE_POINTS, &when_in_discussion, POINTS_RAISED, NEW_STEP },
	{ THE_PLAN, IN(PLAN_ANSWERED) | IN(MEETING_ANSWERED) | IN(POINTS_TAKEN_BACK),
	    EV_RAISE_POINTS, &when_in_writing, POINTS_HEARD, NEW_STEP },
	{ THE_PLAN, DISCUSSION_AHEAD | IN(POINTS_HEARD), EV_TAKE_BACK_POINTS, NULL,
	    POINTS_TAKEN_BACK, LETTER | NOTIFY_HOLDER },
	{ THE_PLAN, DISCUSSION_AHEAD, EV_IN_WRITING, NULL,
	    POINTS_HEARD, NEW_STEP },
	{ THE_PLAN, IN(POINTS_RAISED) | IN(DISCUSSION_OFFERED), EV_OFFER_DISCUSSION, NULL,
	    DISCUSSION_OFFERED, KEEP_CLOCK | NOTIFY_FAMILY },
	{ THE_PLAN, IN(DISCUSSION_OFFERED), EV_CHOOSE_DISCUSSION, NULL,
	    DISCUSSION_FIXED, KEEP_CLOCK | NOTIFY_HOLDER },
	{ THE_PLAN, IN(DISCUSSION_FIXED), EV_MISS_DISCUSSION, NULL,
	    POINTS_RAISED, NEW_STEP | NOTIFY_FAMILY },
	{ THE_PLAN, IN(DISCUSSION_FIXED), EV_HOLD_DISCUSSION, NULL,
	    POINTS_HEARD, START_CLOCK | NOTIFY_FAMILY },

	/* The outcome, confirmed in writing. */
	{ THE_PLAN, IN(POINTS_HEARD), EV_DECIDE_POINTS, &when_within_limit,
	    PLAN_FITTING, NEW_STEP | LETTER | RECALCULATE },
	{ THE_PLAN, IN(POINTS_HEARD), EV_DECIDE_POINTS, &when_above_limit,
	    AT_PANEL, LETTER },
	{ THE_PLAN, IN(AT_PANEL), EV_NOTE_PANEL, NULL,
	    PLAN_FITTING, NEW_STEP | LETTER | RECALCULATE },

	/* Afterwards: the plan is fitted to the sum and signed by both. */
	{ THE_PLAN, IN(PLAN_FITTING), EV_SIGN_FOR_COUNCIL, NULL,
	    PLAN_SIGNING, NOTIFY_FAMILY },
	{ THE_PLAN, IN(PLAN_SIGNING), EV_SIGN_PLAN, NULL,
	    PLAN_AGREED, NOTIFY_HOLDER },

	/* The family may end the case, and come back to it. */
	{ THE_PLAN, FAMILYS_CHOICE | COUNCILS_TURN | MEETING_AHEAD | DISCUSSION_AHEAD,
	    EV_END, &when_score_owes_nothing, PLAN_ENDED, LETTER | NOTIFY_HOLDER },
	{ THE_PLAN, IN(PLAN_ENDED), EV_COME_BACK, NULL,
	    PLAN_OPEN, NOTIFY_HOLDER },
};

const struct move_rows dispute_rows = { rows, COUNT(rows) };
