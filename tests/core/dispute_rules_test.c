/*
 * The rules of the procedure that are more than a row: what holds a move up, who
 * is shown which button, where a case stands.
 */
#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "tests/core/dispute_facts.h"
#include "tests/tap.h"

/* ---- guards ---- */

START_TEST(a_challenge_has_no_last_day)
{
	struct dispute_facts f = with_item(ITEM_NONE);
	struct move_result r;

	f.today = date_add(f.today, 3000);
	ck_assert_int_eq(by_right(&f, EV_CHALLENGE, &r), OK);
	f.in_force = false;
	ck_assert_int_eq(by_right(&f, EV_CHALLENGE, &r), E_CONFLICT);
	f = with_item(ITEM_ANSWERED);
	f.today = date_add(f.today, 3000);
	ck_assert_int_eq(by_right(&f, EV_CONTEST, &r), OK);
	f = with_item(ITEM_LEFT_REVIEW);
	f.in_force = false;
	ck_assert_int_eq(by_right(&f, EV_RETURN, &r), E_CONFLICT);
}
END_TEST

/* The total is confirmed once, for all questions together. */
START_TEST(the_total_waits_for_the_last_answer)
{
	struct dispute_facts f = with_item(ITEM_WITH_WORKER);
	struct move_result r;

	f.items[ITEM_WITH_WORKER] = 2;
	ck_assert_int_eq(by_right(&f, EV_SHARE_ANSWER, &r), OK);
	ck_assert_uint_eq(r.opens, 0);
	ck_assert_uint_eq(r.closes, 0);
	ck_assert_int_eq(score_state(&r.after), SCORE_WITH_WORKER);
	f = r.after;
	ck_assert_int_eq(by_right(&f, EV_CONFIRM_TOTAL, &r), E_CONFLICT);

	/* The last is withdrawn: what was answered is confirmed. */
	f.item = ITEM_WITH_WORKER;
	ck_assert_int_eq(by_right(&f, EV_WITHDRAW, &r), OK);
	ck_assert_uint_eq(r.opens, STEP_BIT(STEP_CONFIRM_TOTAL));
	ck_assert_uint_eq(r.closes, STEP_BIT(STEP_RECONSIDER));
	f = r.after;
	ck_assert_int_eq(by_right(&f, EV_CONFIRM_TOTAL, &r), OK);
	ck_assert_int_eq(r.after.items[ITEM_ANSWERED], 1);
	ck_assert(r.all_items);
}
END_TEST

START_TEST(confirming_takes_withdrawn_answers_along)
{
	struct dispute_facts f = with_item(ITEM_SHARED);
	struct move_result r;

	f.items[ITEM_SHARED] = 3;
	f.items[ITEM_LEFT_SHARED] = 2;
	ck_assert_int_eq(by_right(&f, EV_CONFIRM_TOTAL, &r), OK);
	ck_assert_uint_eq(r.changes, 2);
	ck_assert_int_eq(r.after.items[ITEM_ANSWERED], 3);
	ck_assert_int_eq(r.after.items[ITEM_LEFT_ANSWERED], 2);
	ck_assert_int_eq(r.after.items[ITEM_SHARED], 0);
}
END_TEST

START_TEST(a_review_settles_what_is_contested_and_nothing_else)
{
	struct dispute_facts f = with_item(ITEM_CONTESTED);
	struct move_result r;

	f.items[ITEM_CONTESTED] = 2;
	f.items[ITEM_ANSWERED] = 1;
	f.whole = false;
	ck_assert_int_eq(by_right(&f, EV_REVIEW, &r), E_FORM);
	f.whole = true;
	ck_assert_int_eq(by_right(&f, EV_NAME_REVIEWER, &r), E_CONFLICT);
	ck_assert_int_eq(by_right(&f, EV_REVIEW, &r), OK);
	ck_assert_int_eq(r.after.items[ITEM_SETTLED], 2);
	ck_assert_int_eq(r.after.items[ITEM_ANSWERED], 1);

	/* What rested is taken up again, and reviewed. */
	f = r.after;
	f.item = ITEM_ANSWERED;
	ck_assert_int_eq(by_right(&f, EV_CONTEST, &r), OK);
	ck_assert_int_eq(score_state(&r.after), SCORE_WITH_REVIEWER);
}
END_TEST

START_TEST(a_reviewer_from_another_team)
{
	struct dispute_facts f = with_item(ITEM_CONTESTED);
	struct move_result r;

	f.reviewer_free = false;
	ck_assert_uint_eq(dispute_steps(&f) & STEP_BIT(STEP_REVIEW), 0);
	ck_assert_int_eq(by_right(&f, EV_NAME_REVIEWER, &r), OK);
	ck_assert_uint_eq(r.closes, STEP_BIT(STEP_NAME_REVIEWER));
	ck_assert_uint_eq(r.opens, STEP_BIT(STEP_REVIEW));
	ck_assert(r.effects & KEEP_CLOCK);
	ck_assert(r.effects & SAY_WHO_REVIEWS);
	ck_assert(r.effects & NOTIFY_FAMILY);
	ck_assert_int_eq(r.after.items[ITEM_CONTESTED], 1);
	ck_assert_int_eq(dispute_move(&f, EV_REVIEW, PRACTICE_LEAD, REL_TEAM,
	    ACTED_APPROVED, &r), E_NOT_FOUND);
	ck_assert_int_eq(dispute_move(&f, EV_REVIEW, PRACTICE_LEAD, REL_NAMED, 0, &r),
	    OK);
}
END_TEST

/* A meeting at once: no score, nothing to plan with, or the score has run. */
START_TEST(when_a_plan_can_be_left_out)
{
	struct dispute_facts f = with_plan(PLAN_OPEN);
	struct move_result r;

	f.items[ITEM_NONE] = 12;
	ck_assert_int_eq(by_right(&f, EV_ASK_MEETING, &r), E_CONFLICT);
	f.figure = (struct money){ 0 };
	ck_assert_int_eq(by_right(&f, EV_ASK_MEETING, &r), OK);
	f.figure = (struct money){ 1 };
	ck_assert_int_eq(by_right(&f, EV_ASK_MEETING, &r), E_CONFLICT);
	f.items[ITEM_SETTLED] = 1;
	ck_assert_int_eq(by_right(&f, EV_ASK_MEETING, &r), OK);
	f.items[ITEM_CONTESTED] = 1;
	ck_assert_int_eq(by_right(&f, EV_ASK_MEETING, &r), E_CONFLICT);
	f = with_plan(PLAN_OPEN);
	f.figure = MONEY_NONE;
	ck_assert_int_eq(by_right(&f, EV_ASK_MEETING, &r), OK);
}
END_TEST

START_TEST(a_note_stays_open_for_its_days)
{
	struct dispute_facts f = with_plan(NOTE_OPEN);
	struct move_result r;

	f.note_due = f.today;
	ck_assert_int_eq(by_right(&f, EV_NOTE_TIME_OVER, &r), E_CONFLICT);
	f.today = date_add(f.today, 1);
	ck_assert_int_eq(by_right(&f, EV_NOTE_TIME_OVER, &r), OK);
	f = with_plan(MEETING_OFFERED);
	ck_assert_int_eq(by_right(&f, EV_TIMES_OVER, &r), E_CONFLICT);
	f.times_over = true;
	ck_assert_int_eq(by_right(&f, EV_TIMES_OVER, &r), OK);
	f = with_plan(NOTE_OPEN);
	ck_assert_int_eq(dispute_move(&f, EV_NOTE_TIME_OVER, PRACTICE_LEAD, EVERY_RELATION,
	    0, &r), E_NOT_FOUND);
	ck_assert_int_eq(dispute_move(&f, EV_CORRECT_NOTE, ROLE_NONE, EVERY_RELATION,
	    0, &r), E_NOT_FOUND);
}
END_TEST

START_TEST(authority_ends_somewhere)
{
	struct dispute_facts f = with_plan(NOTE_DONE);
	struct move_result r;

	f.above_limit = true;
	ck_assert_int_eq(by_right(&f, EV_WRITE_MEETING, &r), E_CONFLICT);
	f = with_plan(POINTS_HEARD);
	ck_assert_int_eq(dispute_move(&f, EV_DECIDE_POINTS, OPS_MANAGER, REL_AREA,
	    ACTED_CHAIRED_PANEL, &r), OK);
	ck_assert(r.effects & SAY_CHAIRED);
	ck_assert_int_eq(dispute_move(&f, EV_DECIDE_POINTS, OPS_MANAGER, REL_AREA, 0, &r),
	    OK);
	ck_assert(!(r.effects & SAY_CHAIRED));
}
END_TEST

START_TEST(silence_settles_nothing)
{
	struct move_result r;

	for (enum event e = 1; e < EVENT_COUNT; e++) {
		if (e == EV_NOTE_TIME_OVER || e == EV_TIMES_OVER)
			continue;
		ck_assert(event_action(e) != ACTION_NONE);
		for (int s = 0; s < ITEM_STATE_COUNT; s++) {
			struct dispute_facts f = with_item((enum item_state)s);
			ck_assert_int_eq(dispute_move(&f, e, ROLE_NONE, EVERY_RELATION,
			    ~0u, &r), E_NOT_FOUND);
		}
	}
}
END_TEST

START_TEST(entered_by_staff)
{
	struct dispute_facts f = with_item(ITEM_NONE);
	struct move_result r;

	ck_assert_int_eq(dispute_move(&f, EV_CHALLENGE, WORKER, REL_ASSIGNED, 0, &r),
	    E_NOT_FOUND);
	f.entry.for_family = true;
	ck_assert_int_eq(dispute_move(&f, EV_CHALLENGE, WORKER, REL_ASSIGNED, 0, &r), OK);
	f = with_item(ITEM_WITH_WORKER);
	f.entry.for_family = true;
	ck_assert_int_eq(dispute_move(&f, EV_SHARE_ANSWER, WORKER, REL_ASSIGNED,
	    ACTED_SCORED, &r), E_NOT_FOUND);
	ck_assert_int_eq(dispute_move(&f, EV_WITHDRAW, WORKER, REL_ASSIGNED, 0, &r),
	    E_NOT_FOUND);
	f.entry.family_acted = ACTED_CHALLENGED;
	ck_assert_int_eq(dispute_move(&f, EV_WITHDRAW, WORKER, REL_ASSIGNED, 0, &r), OK);
}
END_TEST

START_TEST(buttons_are_what_is_admitted)
{
	struct dispute_facts f = with_item(ITEM_ANSWERED);
	struct actor family = { .role = FAMILY }, worker = { .role = WORKER };

	f.plan = PLAN_ANSWERED;
	f.whole = false;	/* nothing is filled in yet: the button stands */
	struct moves moves = moves_open(&family, &f, REL_OWN, 0);
	static const enum event expected[] = { EV_SEND_PLAN, EV_SETTLE, EV_ASK_MEETING,
		EV_RAISE_POINTS, EV_END };
	ck_assert_uint_eq(moves.n, COUNT(expected));
	for (size_t i = 0; i < moves.n; i++) {
		ck_assert_int_eq(moves.v[i].event, expected[i]);
		ck_assert(moves.v[i].words.n > 0);
	}
	ck_assert_uint_eq(moves_open(&worker, &f, REL_ASSIGNED, 0).n, 0);
	ck_assert_uint_eq(moves_open(&family, &f, REL_HELPER_SEE, 0).n, 0);

	moves = item_moves_open(&family, &f, REL_OWN, ACTED_CHALLENGED);
	ck_assert_uint_eq(moves.n, 3);
	ck_assert_int_eq(moves.v[0].event, EV_ACCEPT);
	ck_assert_int_eq(moves.v[1].event, EV_CONTEST);
	ck_assert_int_eq(moves.v[2].event, EV_WITHDRAW);
	ck_assert_uint_eq(item_moves_open(&family, &f, REL_OWN, 0).n, 2);
}
END_TEST

/* An answer whose letter is on its way is not answered. */
START_TEST(what_cannot_be_read_yet_is_not_answered)
{
	static const enum event answers[] = { EV_SETTLE, EV_ASK_MEETING, EV_RAISE_POINTS };
	struct dispute_facts f = with_item(ITEM_NONE);
	struct move_result r;

	for (unsigned n = 0; n < 4; n++)
		for (size_t i = 0; i < COUNT(answers); i++) {
			f.plan = PLAN_ANSWERED;
			f.plan_stands = (n & 1) != 0;
			f.in_writing = (n & 2) != 0;
			f.sealed = false;
			ck_assert_int_eq(by_right(&f, answers[i], &r), OK);
			f.sealed = true;
			ck_assert_int_eq(by_right(&f, answers[i], &r), E_CONFLICT);
		}
	f.plan = PLAN_OPEN;
	f.figure = (struct money){ 0 };
	f.score_sealed = true;
	ck_assert_int_eq(by_right(&f, EV_ASK_MEETING, &r), E_CONFLICT);
	f.score_sealed = false;
	ck_assert_int_eq(by_right(&f, EV_ASK_MEETING, &r), OK);
}
END_TEST

/* ---- where it stands ---- */

START_TEST(the_earliest_tier_counts)
{
	static const struct {
		enum item_state item;
		enum score_state score;
	} rows[] = {
		{ ITEM_NONE, SCORE_UNCHALLENGED },
		{ ITEM_LEFT_WORKER, SCORE_WITHDRAWN },
		{ ITEM_LEFT_ANSWERED, SCORE_WITHDRAWN },
		{ ITEM_LEFT_REVIEW, SCORE_WITHDRAWN },
		{ ITEM_SETTLED, SCORE_SETTLED },
		{ ITEM_ACCEPTED, SCORE_SETTLED },
		{ ITEM_ANSWERED, SCORE_WITH_FAMILY },
		{ ITEM_CONTESTED, SCORE_WITH_REVIEWER },
		{ ITEM_LEFT_SHARED, SCORE_TO_CONFIRM },
		{ ITEM_SHARED, SCORE_TO_CONFIRM },
		{ ITEM_WITH_WORKER, SCORE_WITH_WORKER },
	};
	struct dispute_facts f = open_facts();

	ck_assert_int_eq(score_state(&f), SCORE_NONE);
	for (size_t i = 0; i < COUNT(rows); i++) {
		f.items[rows[i].item]++;
		ck_assert_int_eq(score_state(&f), rows[i].score);
		ck_assert(score_state_words(rows[i].score).n > 0);
	}
}
END_TEST

START_TEST(a_case_leaves_the_lists_in_two_ways)
{
	for (int s = 0; s < PLAN_STATE_COUNT; s++) {
		struct dispute_facts f = with_plan((enum plan_state)s);
		enum ending expected = s == PLAN_AGREED ? ENDING_PLAN_AGREED
		    : s == PLAN_ENDED ? ENDING_BY_FAMILY : ENDING_NONE;

		f.items[ITEM_ANSWERED] = 1;
		ck_assert_int_eq(dispute_ending(&f), expected);
		ck_assert(expected == ENDING_NONE || dispute_steps(&f) == 0);
		f.items[ITEM_CONTESTED] = 1;
		ck_assert_int_eq(dispute_ending(&f), ENDING_NONE);
		ck_assert(dispute_steps(&f) & STEP_BIT(STEP_REVIEW));
	}
}
END_TEST

START_TEST(the_last_answer_counts)
{
	struct item_points p = { { 9 }, { 27 }, POINTS_NONE, POINTS_NONE };

	ck_assert_int_eq(item_points_now(&p).n, 9);
	p.worker = (struct points){ 18 };
	ck_assert_int_eq(item_points_now(&p).n, 18);
	p.reviewer = (struct points){ 27 };
	ck_assert_int_eq(item_points_now(&p).n, 27);
}
END_TEST

START_TEST(the_procedure_can_be_read)
{
	struct arena *a = arena_new(1 << 20);
	struct out o;

	out_init(&o, a, 1 << 18);
	dispute_print(&o);
	ck_assert(out_ok(&o));
	ck_assert_uint_gt(o.n, 4000);
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("dispute_rules");
	TCase *t = tcase_create("rules");

	tcase_add_test(t, a_challenge_has_no_last_day);
	tcase_add_test(t, the_total_waits_for_the_last_answer);
	tcase_add_test(t, confirming_takes_withdrawn_answers_along);
	tcase_add_test(t, a_review_settles_what_is_contested_and_nothing_else);
	tcase_add_test(t, a_reviewer_from_another_team);
	tcase_add_test(t, when_a_plan_can_be_left_out);
	tcase_add_test(t, a_note_stays_open_for_its_days);
	tcase_add_test(t, authority_ends_somewhere);
	tcase_add_test(t, silence_settles_nothing);
	tcase_add_test(t, entered_by_staff);
	tcase_add_test(t, buttons_are_what_is_admitted);
	tcase_add_test(t, what_cannot_be_read_yet_is_not_answered);
	tcase_add_test(t, the_earliest_tier_counts);
	tcase_add_test(t, a_case_leaves_the_lists_in_two_ways);
	tcase_add_test(t, the_last_answer_counts);
	tcase_add_test(t, the_procedure_can_be_read);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("dispute_rules", suite());
}
