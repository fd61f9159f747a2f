/*
 * Who is named in a complaint sees nothing of it until every step of the council
 * that was open when it was noted is answered.
 */
#include "gen/q_complaint.h"
#include "sql/store_step.h"
#include "tests/sql/meeting_facts.h"

static int64_t complaint;

static void
setup(void)
{
	int64_t n;

	facts_make("complaint", PLAN_ANSWERED);
	run("INSERT INTO todo (casefile, step, person, team, role, since, due) VALUES "
	    "(1, 5, 3, NULL, 3, '2026-03-01', '2026-03-12'), "	/* Priya reconsiders */
	    "(1, 13, NULL, 1, 4, '2026-03-01', '2026-03-09'), "	/* her team's meeting */
	    "(1, 9, NULL, NULL, 1, '2026-03-01', NULL)");	/* the family's plan */
	assert_ok(complaint_add(db, pid_new(), 1, today, S("C-1"), S("About it"), S("Office"),
	    now, MARGARET, &complaint));
	assert_ok(complaint_holds(db, complaint, 1, &n));
	ck_assert_int_eq(n, 2);			/* not what waits for the family */
	assert_ok(complaint_name(db, complaint, PRIYA, &n));
	assert_ok(complaint_name(db, complaint, OWEN, &n));
}

/* By the gate and by the page alike. */
static bool
sees(int person)
{
	struct pid pid = { { 0 } };
	struct complaints all;
	struct casefile seen_;

	memcpy(pid.b, "c1", 2);
	assert_ok(complaints_of(db, a, 1, person, &all));
	assert_ok(casefile_see(db, a, pid, person, people[person].team, now, now, &seen_));
	ck_assert(seen_.complained_of == (all.n == 0));
	return all.n > 0;
}

START_TEST(until_each_of_the_steps_is_answered)
{
	ck_assert(!sees(PRIYA) && !sees(OWEN));
	ck_assert(sees(RUTH) && sees(MARGARET) && sees(MARIA));
	assert_ok(store_step_close(db, &c, STEP_RECONSIDER));
	ck_assert(!sees(PRIYA) && !sees(OWEN));
	assert_ok(store_step_close(db, &c, STEP_OFFER_MEETING));
	ck_assert(sees(PRIYA) && sees(OWEN));
}
END_TEST

START_TEST(not_by_another_holder_or_date)
{
	assert_ok(store_step_close(db, &c, STEP_RECONSIDER));
	on(2026, 3, 5);
	assert_ok(store_step_again(db, now, &c, STEP_OFFER_MEETING, today, RUTH));
	ck_assert_int_eq(open_now(STEP_OFFER_MEETING)->person, RUTH);
	ck_assert(!sees(PRIYA) && !sees(OWEN));
	assert_ok(store_step_again(db, now, &c, STEP_OFFER_MEETING, DATE_NONE, ID_NONE));
	ck_assert_int_eq(open_now(STEP_OFFER_MEETING)->person, ID_NONE);
	ck_assert(!sees(OWEN));
}
END_TEST

START_TEST(what_opens_later_holds_nothing_back)
{
	assert_ok(store_step_close(db, &c, STEP_RECONSIDER));
	assert_ok(store_step_close(db, &c, STEP_OFFER_MEETING));
	on(2026, 3, 5);
	assert_ok(store_step_open_until(db, now, &c, STEP_RECONSIDER, today,
	    (struct holder){ PRIYA }));
	ck_assert(sees(PRIYA) && sees(OWEN));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("complaint");
	TCase *tc = tcase_create("complaint");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, facts_end);
	tcase_add_test(tc, until_each_of_the_steps_is_answered);
	tcase_add_test(tc, not_by_another_holder_or_date);
	tcase_add_test(tc, what_opens_later_holds_nothing_back);
	suite_add_tcase(s, tc);
	return s;
}

int
main(void)
{
	return tap_main("complaint", suite());
}
