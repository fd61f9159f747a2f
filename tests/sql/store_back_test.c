/*
 * Taking a plan back, ending the case and coming back: what the family had
 * before is not lost, and nothing stays open that nobody will do.
 */
#include "sql/store_delivery.h"
#include "sql/store_fit.h"
#include "tests/sql/plan_facts.h"

static void
setup(void)
{
	facts_make("back", PLAN_OPEN);
}

START_TEST(what_was_taken_back_is_never_signed)
{
	struct plan_move priya = move_by(PRIYA);

	sent();
	assert_ok(back());
	ck_assert_ptr_nonnull(open_now(STEP_PLAN));	/* the family's turn */
	ck_assert_int_eq(standing().plan.id, ID_NONE);
	run("UPDATE planning SET state = 11");	/* met without a plan, and settled */
	assert_ok(click(EV_SETTLE));
	ck_assert_int_eq(state(), PLAN_OPEN);
	ck_assert_ptr_nonnull(open_now(STEP_PLAN));
	ck_assert_ptr_null(open_now(STEP_FIT_PLAN));
	run("UPDATE planning SET state = 18");	/* even so there is nothing to sign */
	ck_assert_int_eq(store_plan_sign_council(&priya, S("")), E_CONFLICT);
}
END_TEST

/* A variation that is taken back leaves the plan that was agreed. */
START_TEST(taking_back_returns_to_where_it_stood)
{
	struct plan_move priya = move_by(PRIYA), maria = move_by(MARIA);
	struct delivery_parts arranged = { .council = { 90000 } };

	sent();
	assert_ok(say(PRIYA, 0, point(POINT_AGREED, 0)));
	assert_ok(say(PRIYA, 1, point(POINT_IN_PART, 100)));
	assert_ok(pass(PRIYA, PLAN_WITHIN));
	assert_ok(confirm(OWEN));
	line("More", 1);
	assert_ok(send_plan());
	assert_ok(back());
	ck_assert_int_eq(state(), PLAN_ANSWERED);	/* with the meeting and the points */
	ck_assert_int_eq(version(PLAN_LAST).plan.no, 2);
	ck_assert_int_eq(standing().plan.no, 1);
	assert_ok(click(EV_SETTLE));
	assert_ok(store_deliver(&priya, &arranged, S(""), MARIA));
	assert_ok(store_plan_sign_council(&priya, S("")));	/* the first, not the second */
	assert_ok(store_plan_sign_family(&maria));
	ck_assert_int_eq(version(1).plan.state, VERSION_AGREED);
	ck_assert_int_eq(version(2).plan.state, VERSION_TAKEN_BACK);
	ck_assert(!is_set(version(2).plan.council_signed));
	line("More", 1);
	assert_ok(send_plan());
	assert_ok(back());
	ck_assert_int_eq(state(), PLAN_AGREED);
	ck_assert_uint_eq(steps_but_letters(seen()), 0);
	ck_assert_int_eq(standing().plan.no, 1);
}
END_TEST

START_TEST(ending_closes_what_is_with_the_council)
{
	sent();
	assert_ok(say(PRIYA, 0, point(POINT_AGREED, 0)));
	assert_ok(end());
	ck_assert_int_eq(state(), PLAN_ENDED);
	ck_assert_uint_eq(steps_but_letters(seen()), 0);
	ck_assert_int_eq(version(1).plan.state, VERSION_TAKEN_BACK);
	ck_assert_int_eq(version(1).plan.writer, ID_NONE);	/* the draft answer goes */
	assert_ok(click(EV_COME_BACK));
	ck_assert_int_eq(state(), PLAN_OPEN);
	ck_assert_ptr_nonnull(open_now(STEP_PLAN));
	line("More", 1);
	assert_ok(send_plan());
	ck_assert_int_eq(version(PLAN_LAST).plan.no, 2);
}
END_TEST

/* A family that ends after a refusal comes back to it, not to a blank page. */
START_TEST(coming_back_finds_the_answer)
{
	struct doing owen = by(OWEN), m = by(MARIA);
	struct time_offer t = { stamp_of_london(date_add(today, 5), 10, 0), S("Room") };
	struct meeting_now met;

	sent();
	assert_ok(say(PRIYA, 0, point(POINT_NOT_ASSESSED, 0)));
	assert_ok(say(PRIYA, 1, point(POINT_NOT_ASSESSED, 0)));
	assert_ok(pass(PRIYA, PLAN_NOT_AGREED));
	assert_ok(confirm(OWEN));
	assert_ok(store_meeting_ask(db, a, &m, &c, seen()));
	assert_ok(store_meeting_offer(db, a, &owen, &c, seen(), MEET_PRACTICE_LEAD,
	    &(struct time_offers){ &t, 1 }));
	assert_ok(end());
	assert_ok(store_meeting_read(db, a, &c, MEET_PRACTICE_LEAD, &met));
	ck_assert(is_set(met.m.ended));
	ck_assert_uint_eq(met.offers.n, 0);
	assert_ok(click(EV_COME_BACK));
	ck_assert_int_eq(state(), PLAN_ANSWERED);
	ck_assert_ptr_nonnull(open_now(STEP_AFTER_ANSWER));
	ck_assert_int_eq(version(1).plan.state, VERSION_ANSWERED);
}
END_TEST

START_TEST(ending_keeps_the_points_as_drafts)
{
	struct doing m = by(MARIA);
	struct point_rows rows;
	struct round r;
	int64_t n;

	run("UPDATE planning SET state = 4");
	assert_ok(point_add(db, pid_new(), c.id, MARIA, S("Nights"), (struct money){ 100 },
	    INT_NONE, PID_NONE, now, &n));
	assert_ok(store_points_send(db, a, &m, &c, seen(), WAY_VIDEO));
	assert_ok(end());
	assert_ok(store_round(db, a, &c, &r));
	ck_assert(is_set(r.outcome.taken_back));
	assert_ok(points_draft(db, a, c.id, MARIA, &rows));
	ck_assert_uint_eq(rows.n, 1);
	struct meeting_now talk;
	assert_ok(store_meeting_read(db, a, &c, MEET_OPS_MANAGER, &talk));
	ck_assert(is_set(talk.m.ended));
	assert_ok(click(EV_COME_BACK));
	ck_assert_int_eq(state(), PLAN_ANSWERED);
	assert_ok(store_points_send(db, a, &m, &c, seen(), WAY_IN_WRITING));
	assert_ok(store_round(db, a, &c, &r));
	ck_assert_int_eq(r.outcome.round, 2);
}
END_TEST

/* A letter and a notice are promised by the row, and owed until they are written. */
START_TEST(a_move_owes_what_its_row_promises)
{
	sent();
	ck_assert_uint_eq(db_owed(db), 0);		/* the family itself sent it */
	assert_ok(click(EV_TAKE_BACK_PLAN));		/* the row alone, without its letter */
	ck_assert_uint_eq(db_owed(db), WRITE_LETTER | NOTIFY_FAMILY);
	ck_assert_int_eq(db_end(db, false), OK);
	ck_assert_uint_eq(db_owed(db), 0);		/* it went with the transaction */
	sent();
	assert_ok(back());				/* that writes the letter */
	ck_assert_uint_eq(db_owed(db), NOTIFY_FAMILY);
	db_keep(db, NOTIFY_FAMILY);
	ck_assert_uint_eq(db_owed(db), 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("store_back");
	TCase *t = tcase_create("store_back");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, facts_end);
	tcase_add_test(t, what_was_taken_back_is_never_signed);
	tcase_add_test(t, taking_back_returns_to_where_it_stood);
	tcase_add_test(t, ending_closes_what_is_with_the_council);
	tcase_add_test(t, coming_back_finds_the_answer);
	tcase_add_test(t, ending_keeps_the_points_as_drafts);
	tcase_add_test(t, a_move_owes_what_its_row_promises);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("store_back", suite());
}
