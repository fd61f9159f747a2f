/*
 * The rows of the procedure: each of them, and that there are no others.
 */
#include "core/base/civil.h"
#include "core/base/str.h"
#include "core/dispute_moves.h"
#include "tests/core/dispute_facts.h"
#include "tests/tap.h"

/* ---- each question, line by line ---- */

static const struct {
	int line;
	enum item_state from;
	enum event event;
	enum item_state to;
	unsigned effects;
	uint64_t opens, closes;
} item_rows[] = {
#define ROW(from, event, to, effects, opens, closes) \
	{ __LINE__, from, event, to, effects, STEP_BIT(opens), STEP_BIT(closes) }
	ROW(ITEM_NONE, EV_CHALLENGE, ITEM_WITH_WORKER,
	    START_CLOCK | NOTIFY_HOLDER, STEP_RECONSIDER, STEP_CHALLENGE),
	ROW(ITEM_WITH_WORKER, EV_SHARE_ANSWER, ITEM_SHARED,
	    KEEP_CLOCK | NOTIFY_FAMILY | NOTIFY_HOLDER,
	    STEP_CONFIRM_TOTAL, STEP_RECONSIDER),
	ROW(ITEM_SHARED, EV_CONFIRM_TOTAL, ITEM_ANSWERED,
	    START_CLOCK | WRITE_LETTER | NOTIFY_FAMILY | RECALCULATE,
	    STEP_CONTEST, STEP_CONFIRM_TOTAL),
	ROW(ITEM_ANSWERED, EV_ACCEPT, ITEM_ACCEPTED, 0, STEP_NONE, STEP_CONTEST),
	ROW(ITEM_ANSWERED, EV_CONTEST, ITEM_CONTESTED,
	    START_CLOCK | NOTIFY_HOLDER, STEP_REVIEW, STEP_CONTEST),
	ROW(ITEM_CONTESTED, EV_REVIEW, ITEM_SETTLED,
	    WRITE_LETTER | NOTIFY_FAMILY | RECALCULATE, STEP_NONE, STEP_REVIEW),
	ROW(ITEM_WITH_WORKER, EV_WITHDRAW, ITEM_LEFT_WORKER,
	    KEEP_CLOCK | WRITE_LETTER | NOTIFY_FAMILY | NOTIFY_HOLDER,
	    STEP_NONE, STEP_RECONSIDER),
	ROW(ITEM_SHARED, EV_WITHDRAW, ITEM_LEFT_SHARED,
	    KEEP_CLOCK | WRITE_LETTER | NOTIFY_FAMILY | NOTIFY_HOLDER,
	    STEP_NONE, STEP_NONE),
	ROW(ITEM_LEFT_SHARED, EV_CONFIRM_TOTAL, ITEM_LEFT_ANSWERED,
	    WRITE_LETTER | NOTIFY_FAMILY | RECALCULATE,
	    STEP_NONE, STEP_CONFIRM_TOTAL),
	ROW(ITEM_ANSWERED, EV_WITHDRAW, ITEM_LEFT_ANSWERED,
	    WRITE_LETTER | NOTIFY_FAMILY, STEP_NONE, STEP_CONTEST),
	ROW(ITEM_CONTESTED, EV_WITHDRAW, ITEM_LEFT_REVIEW,
	    WRITE_LETTER | NOTIFY_FAMILY | NOTIFY_HOLDER, STEP_NONE, STEP_REVIEW),
	/* Each comes back to the tier where it was, with a full new clock. */
	ROW(ITEM_LEFT_WORKER, EV_RETURN, ITEM_WITH_WORKER,
	    START_CLOCK | NOTIFY_HOLDER, STEP_RECONSIDER, STEP_NONE),
	ROW(ITEM_LEFT_SHARED, EV_RETURN, ITEM_SHARED,
	    START_CLOCK | NOTIFY_HOLDER, STEP_NONE, STEP_NONE),
	ROW(ITEM_LEFT_ANSWERED, EV_RETURN, ITEM_ANSWERED,
	    START_CLOCK, STEP_CONTEST, STEP_NONE),
	ROW(ITEM_LEFT_REVIEW, EV_RETURN, ITEM_CONTESTED,
	    START_CLOCK | NOTIFY_HOLDER, STEP_REVIEW, STEP_NONE),
#undef ROW
};

START_TEST(each_question)
{
	for (size_t i = 0; i < COUNT(item_rows); i++) {
		struct dispute_facts f = with_item(item_rows[i].from);
		struct move_result r;
		int line = item_rows[i].line;
		uint64_t none = STEP_BIT(STEP_NONE);

		ck_assert_msg(by_right(&f, item_rows[i].event, &r) == OK, "line %d", line);
		ck_assert_msg(r.changes == 1 && r.change[0].from == item_rows[i].from &&
		    r.change[0].to == item_rows[i].to, "line %d", line);
		ck_assert_msg(r.after.items[item_rows[i].to] == 1, "line %d", line);
		ck_assert_msg(r.after.items[item_rows[i].from] == 0, "line %d", line);
		ck_assert_msg(r.effects == item_rows[i].effects, "line %d", line);
		ck_assert_msg((r.opens | none) == (item_rows[i].opens | none),
		    "line %d", line);
		ck_assert_msg((r.closes | none) == (item_rows[i].closes | none),
		    "line %d", line);
		ck_assert_msg(r.after.plan == PLAN_OPEN, "line %d", line);
	}
}
END_TEST

START_TEST(no_other_move_of_a_question)
{
	for (int s = 0; s < ITEM_STATE_COUNT; s++)
		for (enum event e = 1; e < EV_SEND_PLAN; e++) {
			struct dispute_facts f = with_item((enum item_state)s);
			struct move_result r;
			bool listed = e == EV_NAME_REVIEWER && s == ITEM_CONTESTED;
			for (size_t i = 0; i < COUNT(item_rows); i++)
				listed = listed || (item_rows[i].event == e &&
				    (int)item_rows[i].from == s);
			f.reviewer_free = false;
			ck_assert_msg(by_right(&f, e, &r) == (listed ? OK : E_CONFLICT),
			    "%s: %s", item_state_words((enum item_state)s).p,
			    event_words(e).p);
		}
}
END_TEST

/* ---- the plan strand, line by line ---- */

enum {
	PLAIN = 0, ANSWERED = 1, GATE_OPEN = 2, WRITING = 4, ABOVE = 8, OVER = 16,
	STANDS = 32, GONE = 64, FACTS = 128	/* and from there on, where the family stood before */
};
#define WAS(state) ((unsigned)(state) * FACTS)

static void
set_facts(struct dispute_facts *f, unsigned with)
{
	f->rest = (enum plan_state)(with / FACTS);
	f->plan_stands = (with & STANDS) != 0;
	f->plan_was_answered = (with & ANSWERED) != 0;
	f->in_writing = (with & WRITING) != 0;
	f->above_limit = (with & ABOVE) != 0;
	if ((with & GATE_OPEN) != 0)
		f->figure = (struct money){ 0 };
	else
		f->items[ITEM_NONE] = 1;
	f->times_over = (with & GONE) != 0;
	if ((with & OVER) != 0)
		f->note_due = date_add(f->today, -1);
}

static const struct {
	int line;
	enum plan_state from;
	enum event event;
	unsigned with;
	enum plan_state to;
	unsigned effects;
} plan_rows[] = {
#define NEW (START_CLOCK | NOTIFY_HOLDER)
#define SENT (WRITE_LETTER | NOTIFY_FAMILY)
#define ROW(from, event, with, to, effects) { __LINE__, from, event, with, to, effects }
	ROW(PLAN_OPEN, EV_SEND_PLAN, 0, PLAN_WITH_WORKER, NEW),
	ROW(PLAN_TAKEN_BACK, EV_SEND_PLAN, 0, PLAN_WITH_WORKER, NEW),
	ROW(PLAN_ANSWERED, EV_SEND_PLAN, 0, PLAN_WITH_WORKER, NEW),
	ROW(MEETING_ANSWERED, EV_SEND_PLAN, 0, PLAN_WITH_WORKER, NEW),
	ROW(PLAN_FITTING, EV_SEND_PLAN, 0, PLAN_WITH_WORKER, NEW),
	ROW(PLAN_SIGNING, EV_SEND_PLAN, 0, PLAN_WITH_WORKER, NEW),
	ROW(PLAN_AGREED, EV_SEND_PLAN, 0, PLAN_WITH_WORKER, NEW),
	ROW(PLAN_WITH_WORKER, EV_TAKE_BACK_PLAN, 0, PLAN_TAKEN_BACK, SENT | NOTIFY_HOLDER),
	ROW(PLAN_TO_CONFIRM, EV_TAKE_BACK_PLAN, 0, PLAN_TAKEN_BACK, SENT | NOTIFY_HOLDER),
	/* What the family had before it sent this plan is not lost by taking it back. */
	ROW(PLAN_WITH_WORKER, EV_TAKE_BACK_PLAN, WAS(PLAN_OPEN), PLAN_TAKEN_BACK,
	    SENT | NOTIFY_HOLDER),
	ROW(PLAN_WITH_WORKER, EV_TAKE_BACK_PLAN, WAS(PLAN_TAKEN_BACK), PLAN_TAKEN_BACK,
	    SENT | NOTIFY_HOLDER),
	ROW(PLAN_WITH_WORKER, EV_TAKE_BACK_PLAN, WAS(PLAN_ANSWERED), PLAN_ANSWERED,
	    SENT | NOTIFY_HOLDER),
	ROW(PLAN_TO_CONFIRM, EV_TAKE_BACK_PLAN, WAS(MEETING_ANSWERED), MEETING_ANSWERED,
	    SENT | NOTIFY_HOLDER),
	ROW(PLAN_WITH_WORKER, EV_TAKE_BACK_PLAN, WAS(PLAN_FITTING), PLAN_FITTING,
	    SENT | NEW),
	ROW(PLAN_WITH_WORKER, EV_TAKE_BACK_PLAN, WAS(PLAN_SIGNING), PLAN_SIGNING,
	    SENT | NOTIFY_HOLDER),
	ROW(PLAN_TO_CONFIRM, EV_TAKE_BACK_PLAN, WAS(PLAN_AGREED), PLAN_AGREED,
	    SENT | NOTIFY_HOLDER),
	ROW(PLAN_WITH_WORKER, EV_ANSWER_PLAN, 0, PLAN_TO_CONFIRM,
	    KEEP_CLOCK | NOTIFY_HOLDER),
	ROW(PLAN_TO_CONFIRM, EV_RETURN_ANSWER, 0, PLAN_WITH_WORKER,
	    KEEP_CLOCK | NOTIFY_HOLDER),
	ROW(PLAN_TO_CONFIRM, EV_CONFIRM_PLAN, 0, PLAN_ANSWERED, SENT | RECALCULATE),
	ROW(PLAN_ANSWERED, EV_SETTLE, STANDS, PLAN_FITTING, NEW),
	ROW(MEETING_ANSWERED, EV_SETTLE, STANDS, PLAN_FITTING, NEW),
	/* Without a plan there is nothing to fit: the family plans first. */
	ROW(PLAN_ANSWERED, EV_SETTLE, 0, PLAN_OPEN, 0),
	ROW(MEETING_ANSWERED, EV_SETTLE, GATE_OPEN, PLAN_OPEN, 0),

	ROW(PLAN_ANSWERED, EV_ASK_MEETING, 0, MEETING_ASKED, NEW),
	ROW(PLAN_OPEN, EV_ASK_MEETING, GATE_OPEN, MEETING_ASKED, NEW),
	ROW(PLAN_TAKEN_BACK, EV_ASK_MEETING, GATE_OPEN, MEETING_ASKED, NEW),
	ROW(MEETING_ASKED, EV_DECLINE_MEETING, ANSWERED, PLAN_ANSWERED, NOTIFY_HOLDER),
	ROW(MEETING_OFFERED, EV_DECLINE_MEETING, ANSWERED, PLAN_ANSWERED, NOTIFY_HOLDER),
	ROW(MEETING_FIXED, EV_DECLINE_MEETING, ANSWERED, PLAN_ANSWERED, NOTIFY_HOLDER),
	ROW(MEETING_ASKED, EV_DECLINE_MEETING, 0, PLAN_OPEN, NOTIFY_HOLDER),
	ROW(MEETING_OFFERED, EV_DECLINE_MEETING, 0, PLAN_OPEN, NOTIFY_HOLDER),
	ROW(MEETING_FIXED, EV_DECLINE_MEETING, 0, PLAN_OPEN, NOTIFY_HOLDER),
	ROW(MEETING_ASKED, EV_OFFER_MEETING, 0, MEETING_OFFERED,
	    KEEP_CLOCK | NOTIFY_FAMILY),
	ROW(MEETING_OFFERED, EV_OFFER_MEETING, 0, MEETING_OFFERED,
	    KEEP_CLOCK | NOTIFY_FAMILY),
	ROW(MEETING_OFFERED, EV_CHOOSE_MEETING, 0, MEETING_FIXED,
	    KEEP_CLOCK | NOTIFY_HOLDER),
	ROW(MEETING_OFFERED, EV_ASK_MEETING, 0, MEETING_ASKED, NEW),
	ROW(MEETING_FIXED, EV_ASK_MEETING, 0, MEETING_ASKED, NEW),
	ROW(MEETING_OFFERED, EV_TIMES_OVER, GONE, MEETING_ASKED, NEW | NOTIFY_FAMILY),
	ROW(MEETING_FIXED, EV_MISS_MEETING, 0, MEETING_ASKED, NEW | NOTIFY_FAMILY),
	ROW(MEETING_FIXED, EV_HOLD_MEETING, 0, NOTE_OPEN, START_CLOCK | NOTIFY_FAMILY),
	ROW(NOTE_OPEN, EV_CORRECT_NOTE, 0, NOTE_DONE, NEW),
	ROW(NOTE_OPEN, EV_NOTE_TIME_OVER, OVER, NOTE_DONE, NEW),
	ROW(NOTE_DONE, EV_WRITE_MEETING, 0, MEETING_ANSWERED, SENT | RECALCULATE),

	ROW(PLAN_ANSWERED, EV_RAISE_POINTS, 0, POINTS_RAISED, NEW),
	ROW(MEETING_ANSWERED, EV_RAISE_POINTS, 0, POINTS_RAISED, NEW),
	ROW(PLAN_ANSWERED, EV_RAISE_POINTS, WRITING, POINTS_HEARD, NEW),
	ROW(MEETING_ANSWERED, EV_RAISE_POINTS, WRITING, POINTS_HEARD, NEW),
	ROW(POINTS_RAISED, EV_TAKE_BACK_POINTS, WAS(PLAN_ANSWERED), PLAN_ANSWERED,
	    SENT | NOTIFY_HOLDER),
	ROW(DISCUSSION_OFFERED, EV_TAKE_BACK_POINTS, WAS(PLAN_ANSWERED), PLAN_ANSWERED,
	    SENT | NOTIFY_HOLDER),
	ROW(DISCUSSION_FIXED, EV_TAKE_BACK_POINTS, WAS(MEETING_ANSWERED), MEETING_ANSWERED,
	    SENT | NOTIFY_HOLDER),
	ROW(POINTS_HEARD, EV_TAKE_BACK_POINTS, WAS(MEETING_ANSWERED), MEETING_ANSWERED,
	    SENT | NOTIFY_HOLDER),
	ROW(POINTS_RAISED, EV_IN_WRITING, 0, POINTS_HEARD, NEW),
	ROW(DISCUSSION_OFFERED, EV_IN_WRITING, 0, POINTS_HEARD, NEW),
	ROW(DISCUSSION_FIXED, EV_IN_WRITING, 0, POINTS_HEARD, NEW),
	ROW(POINTS_RAISED, EV_OFFER_DISCUSSION, 0, DISCUSSION_OFFERED,
	    KEEP_CLOCK | NOTIFY_FAMILY),
	ROW(DISCUSSION_OFFERED, EV_OFFER_DISCUSSION, 0, DISCUSSION_OFFERED,
	    KEEP_CLOCK | NOTIFY_FAMILY),
	ROW(DISCUSSION_OFFERED, EV_CHOOSE_DISCUSSION, 0, DISCUSSION_FIXED,
	    KEEP_CLOCK | NOTIFY_HOLDER),
	ROW(DISCUSSION_OFFERED, EV_ASK_DISCUSSION, 0, POINTS_RAISED, NEW),
	ROW(DISCUSSION_FIXED, EV_ASK_DISCUSSION, 0, POINTS_RAISED, NEW),
	ROW(DISCUSSION_OFFERED, EV_TIMES_OVER, GONE, POINTS_RAISED, NEW | NOTIFY_FAMILY),
	ROW(DISCUSSION_FIXED, EV_MISS_DISCUSSION, 0, POINTS_RAISED, NEW | NOTIFY_FAMILY),
	ROW(DISCUSSION_FIXED, EV_HOLD_DISCUSSION, 0, POINTS_HEARD,
	    START_CLOCK | NOTIFY_FAMILY),
	ROW(POINTS_HEARD, EV_DECIDE_POINTS, STANDS, PLAN_FITTING, NEW | SENT | RECALCULATE),
	ROW(POINTS_HEARD, EV_DECIDE_POINTS, 0, PLAN_OPEN, SENT | RECALCULATE),
	ROW(POINTS_HEARD, EV_DECIDE_POINTS, ABOVE, AT_PANEL, SENT),
	ROW(AT_PANEL, EV_NOTE_PANEL, STANDS, PLAN_FITTING, NEW | SENT | RECALCULATE),
	ROW(AT_PANEL, EV_NOTE_PANEL, 0, PLAN_OPEN, SENT | RECALCULATE),
	ROW(PLAN_FITTING, EV_SIGN_FOR_COUNCIL, STANDS, PLAN_SIGNING, NOTIFY_FAMILY),
	ROW(PLAN_SIGNING, EV_SIGN_PLAN, 0, PLAN_AGREED, NOTIFY_HOLDER),
	/* It comes back to where the family stood, its answers included. */
	ROW(PLAN_ENDED, EV_COME_BACK, 0, PLAN_OPEN, NOTIFY_HOLDER),
	ROW(PLAN_ENDED, EV_COME_BACK, WAS(PLAN_TAKEN_BACK), PLAN_OPEN, NOTIFY_HOLDER),
	ROW(PLAN_ENDED, EV_COME_BACK, WAS(PLAN_ANSWERED), PLAN_ANSWERED, NOTIFY_HOLDER),
	ROW(PLAN_ENDED, EV_COME_BACK, WAS(MEETING_ANSWERED), MEETING_ANSWERED,
	    NOTIFY_HOLDER),
	ROW(PLAN_ENDED, EV_COME_BACK, WAS(PLAN_FITTING), PLAN_FITTING, NEW),
	ROW(PLAN_ENDED, EV_COME_BACK, WAS(PLAN_SIGNING), PLAN_SIGNING, NOTIFY_HOLDER),
	ROW(PLAN_ENDED, EV_COME_BACK, WAS(PLAN_AGREED), PLAN_AGREED, NOTIFY_HOLDER),
#undef ROW
};

START_TEST(each_step_of_the_plan)
{
	for (size_t i = 0; i < COUNT(plan_rows); i++) {
		struct dispute_facts f = with_plan(plan_rows[i].from);
		struct move_result r;
		int line = plan_rows[i].line;

		set_facts(&f, plan_rows[i].with);
		ck_assert_msg(by_right(&f, plan_rows[i].event, &r) == OK, "line %d", line);
		ck_assert_msg(r.after.plan == plan_rows[i].to, "line %d", line);
		ck_assert_msg(r.effects == plan_rows[i].effects, "line %d", line);
		ck_assert_msg(r.changes == 0, "line %d", line);
	}
}
END_TEST

/* Whatever the facts, what is not in the list above is refused. */
START_TEST(no_other_step_of_the_plan)
{
	for (int s = 0; s < PLAN_STATE_COUNT; s++)
		for (enum event e = EV_SEND_PLAN; e < EVENT_COUNT; e++) {
			if (e == EV_END)
				continue;	/* has a test of its own */
			bool listed = e == EV_COME_BACK && s == PLAN_ENDED, done = false;
			for (size_t i = 0; i < COUNT(plan_rows); i++)
				listed = listed || (plan_rows[i].event == e &&
				    (int)plan_rows[i].from == s);
			for (unsigned with = 0; with < WAS(PLAN_STATE_COUNT); with++) {
				struct dispute_facts f = with_plan((enum plan_state)s);
				struct move_result r;
				set_facts(&f, with);
				done = by_right(&f, e, &r) == OK || done;
			}
			ck_assert_msg(done == listed, "%s: %s",
			    plan_state_words((enum plan_state)s).p, event_words(e).p);
		}
}
END_TEST

/* Wherever the family has the choice is where taking back and coming back lead. */
START_TEST(where_the_family_stood_is_kept)
{
	static const enum event there[] = { EV_SEND_PLAN, EV_END };

	for (int s = 0; s < PLAN_STATE_COUNT; s++)
		for (size_t i = 0; i < COUNT(there); i++) {
			struct dispute_facts f = with_plan((enum plan_state)s);
			struct move_result r;
			if (by_right(&f, there[i], &r) != OK ||
			    (dispute_rests & STEP_BIT(s)) == 0)
				continue;
			ck_assert_int_eq(r.after.rest, s);
			f = r.after;
			ck_assert_int_eq(by_right(&f, there[i] == EV_END ? EV_COME_BACK
			    : EV_TAKE_BACK_PLAN, &r), OK);
			ck_assert_msg((int)r.after.plan == s || (s == PLAN_OPEN &&
			    r.after.plan == PLAN_TAKEN_BACK) || (s == PLAN_TAKEN_BACK &&
			    r.after.plan == PLAN_OPEN),
			    "%s", plan_state_words((enum plan_state)s).p);
		}
	/* What is with the council when the case ends does not come back by itself. */
	struct dispute_facts f = with_plan(PLAN_ANSWERED);
	struct move_result r;
	ck_assert_int_eq(by_right(&f, EV_ASK_MEETING, &r), OK);
	f = r.after;
	ck_assert_int_eq(by_right(&f, EV_END, &r), OK);
	f = r.after;
	ck_assert_int_eq(by_right(&f, EV_COME_BACK, &r), OK);
	ck_assert_int_eq(r.after.plan, PLAN_ANSWERED);
}
END_TEST

/* What the plan is fitted to has risen: worker and family fit it again. */
START_TEST(a_raised_score_is_fitted_again)
{
	static const struct {
		enum plan_state from;
		bool higher;
		enum plan_state to;
	} t[] = {
		{ PLAN_AGREED, true, PLAN_FITTING }, { PLAN_AGREED, false, PLAN_AGREED },
		{ PLAN_SIGNING, true, PLAN_FITTING }, { PLAN_OPEN, true, PLAN_OPEN },
		{ PLAN_WITH_WORKER, true, PLAN_WITH_WORKER },
		{ PLAN_ENDED, true, PLAN_ENDED },
	};
	static const struct {
		enum event event;
		enum item_state item;
	} how[] = { { EV_REVIEW, ITEM_CONTESTED }, { EV_CONFIRM_TOTAL, ITEM_SHARED } };

	for (size_t i = 0; i < COUNT(t); i++)
		for (size_t k = 0; k < COUNT(how); k++) {
			struct dispute_facts f = with_plan(t[i].from);
			struct move_result r;
			f.higher = t[i].higher;
			ck_assert_int_eq(by_right(&f, how[k].event, &r), E_CONFLICT);
			f.items[how[k].item] = 1;
			ck_assert_int_eq(by_right(&f, how[k].event, &r), OK);
			ck_assert_msg(r.after.plan == t[i].to, "row %zu", i);
			bool fits = (r.opens & STEP_BIT(STEP_FIT_PLAN)) != 0;
			ck_assert_msg(fits == (t[i].from != t[i].to), "row %zu", i);
		}
}
END_TEST

/* A case that is not at its end always waits for somebody. */
START_TEST(somebody_always_has_a_task)
{
	for (int s = PLAN_OPEN; s < PLAN_STATE_COUNT; s++) {
		struct dispute_facts f = with_plan((enum plan_state)s);
		bool over = s == PLAN_AGREED || s == PLAN_ENDED;

		if (plan_state_words((enum plan_state)s).n > 0)
			ck_assert_msg((dispute_steps(&f) == 0) == over, "%s",
			    plan_state_words((enum plan_state)s).p);
	}
}
END_TEST

/* A case can be ended wherever it is, and is then ended or agreed only once. */
START_TEST(the_family_may_end_it)
{
	for (int s = 0; s < PLAN_STATE_COUNT; s++) {
		struct dispute_facts f = with_plan((enum plan_state)s);
		struct move_result r;
		bool over = s == PLAN_NONE || s == PLAN_AGREED || s == PLAN_ENDED;

		if (plan_state_words((enum plan_state)s).n == 0)
			continue;	/* a number that is no longer given */
		ck_assert_msg(by_right(&f, EV_END, &r) == (over ? E_CONFLICT : OK),
		    "%s", plan_state_words((enum plan_state)s).p);
		if (over)
			continue;
		ck_assert_int_eq(dispute_ending(&r.after), ENDING_BY_FAMILY);
		f.items[ITEM_CONTESTED] = 1;
		ck_assert_int_eq(by_right(&f, EV_END, &r), E_CONFLICT);
	}
}
END_TEST

/* ---- the table as a whole ---- */

static uint64_t
reached_from(uint64_t states, bool plan)
{
	uint64_t before;

	do {
		before = states;
		for (size_t i = 0; i < dispute_rows.n; i++) {
			const struct move_row *row = &dispute_rows.v[i];
			bool of_plan = row->scope == THE_PLAN || row->scope == PLAN_TOO;
			if (of_plan == plan && (row->from & states) != 0)
				states |= STEP_BIT(row->to);
		}
	} while (states != before);
	return states;
}

START_TEST(every_state_is_reached)
{
	uint64_t items = reached_from(STEP_BIT(ITEM_NONE), false);
	uint64_t plans = reached_from(STEP_BIT(PLAN_OPEN), true), named = 0;

	ck_assert_uint_eq(items, STEP_BIT(ITEM_STATE_COUNT) - 1);
	for (int s = PLAN_OPEN; s < PLAN_STATE_COUNT; s++)
		if (plan_state_words((enum plan_state)s).n > 0)
			named |= STEP_BIT(s);
	ck_assert_uint_eq(plans, named);
}
END_TEST

START_TEST(every_state_can_be_left_and_comes_to_an_end)
{
	uint64_t item_ends = STEP_BIT(ITEM_ACCEPTED) | STEP_BIT(ITEM_SETTLED);

	for (int s = 0; s < ITEM_STATE_COUNT; s++)
		ck_assert_msg((reached_from(STEP_BIT(s), false) & item_ends) != 0,
		    "%s", item_state_words((enum item_state)s).p);
	for (int s = PLAN_OPEN; s < PLAN_STATE_COUNT; s++) {
		uint64_t reached = reached_from(STEP_BIT(s), true);
		if (plan_state_words((enum plan_state)s).n == 0)
			continue;
		ck_assert_msg((reached & STEP_BIT(PLAN_AGREED)) != 0 &&
		    (reached & STEP_BIT(PLAN_ENDED)) != 0 &&
		    (reached & ~STEP_BIT(s)) != 0,
		    "%s", plan_state_words((enum plan_state)s).p);
	}
}
END_TEST

/*
 * Wherever something is to do, whoever has to do it has a button for it. (The
 * challenge itself is the button on a question nobody challenged.)
 */
START_TEST(whoever_has_a_step_has_a_button)
{
	for (int s = PLAN_OPEN; s < PLAN_STATE_COUNT; s++) {
		struct dispute_facts f = with_plan((enum plan_state)s);
		f.plan_stands = true;
		for (enum step step = 1; step < STEP_COUNT; step++) {
			if ((dispute_steps(&f) & STEP_BIT(step)) == 0)
				continue;
			struct actor who = { .role = step_rule(step)->holder };
			ck_assert_int_ne(who.role, ROLE_NONE);
			ck_assert_msg(moves_open(&who, &f, EVERY_RELATION, 0).n > 0,
			    "%s", plan_state_words((enum plan_state)s).p);
		}
	}
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("dispute");
	TCase *t = tcase_create("rows");

	tcase_add_test(t, each_question);
	tcase_add_test(t, no_other_move_of_a_question);
	tcase_add_test(t, each_step_of_the_plan);
	tcase_add_test(t, no_other_step_of_the_plan);
	tcase_add_test(t, where_the_family_stood_is_kept);
	tcase_add_test(t, a_raised_score_is_fitted_again);
	tcase_add_test(t, somebody_always_has_a_task);
	tcase_add_test(t, the_family_may_end_it);
	tcase_add_test(t, every_state_is_reached);
	tcase_add_test(t, every_state_can_be_left_and_comes_to_an_end);
	tcase_add_test(t, whoever_has_a_step_has_a_button);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("dispute", suite());
}
