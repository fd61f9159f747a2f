/*
 * Points of disagreement: private until sent, decided one by one, the sum never
 * typed; through the real tables.
 */
#include "tests/sql/meeting_facts.h"

static void
setup(void)
{
	facts_make("points", PLAN_ANSWERED);
}

static void
write_point(int person, const char *words, int64_t pence)
{
	int64_t n;

	assert_ok(point_add(db, pid_new(), c.id, person, str_of(words),
	    (struct money){ pence }, INT_NONE, PID_NONE, now, &n));
}

static enum err
send(int person, enum meeting_way way)
{
	struct doing m = by(person);

	return store_points_send(db, a, &m, &c, seen(), way);
}

static struct round
round_now(void)
{
	struct round r;

	assert_ok(store_round(db, a, &c, &r));
	return r;
}

static void
decide(int person, int no, enum point_answer answer, int64_t part)
{
	struct round r = round_now();
	int64_t n;

	assert_ok(decision_save(db, r.points.v[no - 1].id, person, answer, S("because"),
	    part == 0 ? MONEY_NONE : (struct money){ part }, S("the group in Leam"),
	    answer == POINT_MET_ANOTHER_WAY ? today : DATE_NONE,
	    answer == POINT_MET_FOR_LESS ? (struct money){ 100 } : MONEY_NONE, now, &n));
}

static struct outcome_words
words(void)
{
	return (struct outcome_words){
		.panel = DATE_NONE, .chaired_on = DATE_NONE, .runs_from = today,
		.why_from = S(""), .covers_not = S(""), .next_step = S("Priya rings you."),
	};
}

static enum err
decide_all(int person, struct outcome_words w)
{
	struct doing m = by(person);

	return store_points_decide(db, a, &m, &c, seen(), &w, PID_NONE, now);
}

START_TEST(points_are_their_writers_until_sent)
{
	struct point_rows rows;

	write_point(MARIA, "Two hours more", 100000);
	assert_ok(points_draft(db, a, c.id, JOSEPH, &rows));
	ck_assert_uint_eq(rows.n, 0);
	ck_assert_uint_eq(round_now().points.n, 0);
	ck_assert_int_eq(send(JOSEPH, WAY_TELEPHONE), E_FORM);	/* has written none */
	ck_assert_int_eq(send(PRIYA, WAY_TELEPHONE), E_NOT_FOUND);
	assert_ok(send(MARIA, WAY_TELEPHONE));
	ck_assert_uint_eq(round_now().points.n, 1);
	ck_assert_int_eq(seen()->facts.plan, POINTS_RAISED);
	assert_due(STEP_OFFER_DISCUSSION, 2026, 3, 9);
}
END_TEST

/* Staff who enter points for a family write their own list, not the family's. */
START_TEST(what_staff_enter_leaves_the_familys_own_alone)
{
	struct doing m = entered_by(PRIYA, MARIA, 3);	/* on Friday 27 February */
	struct point_rows rows;
	int64_t owner;

	write_point(MARIA, "Not for the council yet", 100000);
	assert_ok(store_points_owner(db, a, &m, &c, &owner));
	ck_assert_int_eq(owner, PRIYA);
	ck_assert_int_eq(store_points_send(db, a, &m, &c, seen(), WAY_TELEPHONE), E_FORM);
	write_point(PRIYA, "A bicycle", 40000);
	assert_ok(store_points_send(db, a, &m, &c, seen(), WAY_TELEPHONE));
	ck_assert_uint_eq(round_now().points.n, 1);
	ck_assert_str_eq(round_now().points.v[0].words.p, "A bicycle");
	ck_assert_int_eq(round_now().outcome.raised_by, MARIA);
	assert_due(STEP_OFFER_DISCUSSION, 2026, 3, 6);	/* 5 from when it came in */
	assert_ok(points_draft(db, a, c.id, MARIA, &rows));
	ck_assert_uint_eq(rows.n, 1);
}
END_TEST

START_TEST(in_writing_only_needs_no_discussion)
{
	write_point(MARIA, "Two hours more", 100000);
	assert_ok(send(MARIA, WAY_IN_WRITING));
	ck_assert_int_eq(seen()->facts.plan, POINTS_HEARD);
	assert_due(STEP_OUTCOME, 2026, 3, 16);
	struct meeting_now talk;
	assert_ok(store_meeting_read(db, a, &c, MEET_OPS_MANAGER, &talk));
	ck_assert(!is_set(talk.m.id));
}
END_TEST

START_TEST(a_discussion_can_become_writing_only)
{
	struct doing m = by(MARIA);

	write_point(MARIA, "Two hours more", 100000);
	assert_ok(send(MARIA, WAY_VIDEO));
	assert_ok(store_points_in_writing(db, a, &m, &c, seen()));
	ck_assert_int_eq(seen()->facts.plan, POINTS_HEARD);
	ck_assert(seen()->facts.in_writing);
}
END_TEST

START_TEST(a_draft_decision_is_its_writers_alone)
{
	struct point_decisions own, sent;

	write_point(MARIA, "Two hours more", 100000);
	assert_ok(send(MARIA, WAY_IN_WRITING));
	decide(MARGARET, 1, POINT_AGREED, 0);
	assert_ok(decisions_draft(db, a, c.id, 1, SAMUEL, &own));
	ck_assert_uint_eq(own.n, 0);
	assert_ok(decisions_sent(db, a, c.id, 1, &sent));
	ck_assert_uint_eq(sent.n, 0);
	ck_assert_int_eq(decide_all(SAMUEL, words()), E_FORM);	/* has decided nothing */
}
END_TEST

START_TEST(the_sum_is_made_of_the_decisions)
{
	struct sum_now sum;

	write_point(MARIA, "Two hours more", 100000);
	write_point(MARIA, "A bicycle", 40000);
	write_point(MARIA, "Swimming", 30000);
	write_point(MARIA, "A word", 0);
	assert_ok(send(MARIA, WAY_IN_WRITING));
	decide(MARGARET, 1, POINT_AGREED, 0);
	decide(MARGARET, 2, POINT_IN_PART, 10000);
	decide(MARGARET, 3, POINT_MET_ANOTHER_WAY, 0);
	ck_assert_int_eq(decide_all(MARGARET, words()), E_FORM);	/* one is open */
	decide(MARGARET, 4, POINT_AGREED, 0);
	struct outcome_words w = words();
	w.runs_from = date_add(today, 1);
	ck_assert_int_eq(decide_all(MARGARET, w), E_FORM);	/* another day, and no why */
	assert_ok(decide_all(MARGARET, words()));
	ck_assert_int_eq(seen()->facts.plan, PLAN_FITTING);
	assert_due(STEP_FIT_PLAN, 2026, 3, 23);
	ck_assert_int_eq(round_now().outcome.added.pence, 110000);
	ck_assert_int_eq(round_now().outcome.figure.pence, 100000);
	assert_ok(store_allocation(db, a, c.id, STAMP_ALL, &sum));
	ck_assert_int_eq(sum.now.sum.pence, 210000);
}
END_TEST

/* Nothing can be fitted where no plan was answered: the family plans first. */
START_TEST(without_a_plan_the_family_plans_next)
{
	run("DELETE FROM plan");
	write_point(MARIA, "Two hours more", 100000);
	assert_ok(send(MARIA, WAY_IN_WRITING));
	decide(MARGARET, 1, POINT_AGREED, 0);
	assert_ok(decide_all(MARGARET, words()));
	ck_assert_int_eq(seen()->facts.plan, PLAN_OPEN);
	ck_assert_ptr_nonnull(open_now(STEP_PLAN));
	ck_assert_ptr_null(open_now(STEP_FIT_PLAN));
}
END_TEST

static int64_t
sum_now(void)
{
	struct sum_now sum;

	assert_ok(store_allocation(db, a, c.id, STAMP_ALL, &sum));
	return sum.now.sum.pence;
}

/* Raised under one assessment, decided after the next: added to the newer figure. */
START_TEST(what_is_agreed_is_added_to_the_newer_figure)
{
	struct panel_part part[] = { { { 700000 }, MONEY_NONE } };
	struct panel_note p = { PANEL_AGREED, { part, 1 }, MONEY_NONE, S("its reasons"),
		false };
	struct outcome_words w = words();

	write_point(MARIA, "Two hours more", 100000);
	assert_ok(send(MARIA, WAY_IN_WRITING));
	decide(MARGARET, 1, POINT_AGREED, 0);
	scored_anew();
	ck_assert_int_eq(sum_now(), 200000);
	assert_ok(decide_all(MARGARET, words()));
	ck_assert_int_eq(round_now().outcome.figure.pence, 200000);
	ck_assert_int_eq(sum_now(), 300000);

	run("UPDATE planning SET state = 4");
	run("UPDATE casefile SET assessment = 1");
	c.assessment = 1;
	write_point(MARIA, "Nights", 700000);
	assert_ok(send(MARIA, WAY_IN_WRITING));
	decide(MARGARET, 1, POINT_AGREED, 0);
	w.panel = date_add(today, 7);
	assert_ok(decide_all(MARGARET, w));
	run("UPDATE casefile SET assessment = 2");
	c.assessment = 2;
	on(2026, 3, 9);
	struct doing m = by(MARGARET);
	assert_ok(store_points_panel(db, a, &m, &c, seen(), &p, PID_NONE, now));
	ck_assert_int_eq(sum_now(), 1000000);
	ck_assert_int_eq(round_now().outcome.figure.pence, 200000);
	ck_assert_int_eq(round_now().outcome.before_it.pence, 100000);
}
END_TEST

START_TEST(two_managers_one_wins)
{
	write_point(MARIA, "Two hours more", 100000);
	assert_ok(send(MARIA, WAY_IN_WRITING));
	decide(MARGARET, 1, POINT_AGREED, 0);
	decide(SAMUEL, 1, POINT_NOT_ASSESSED, 0);
	assert_ok(decide_all(MARGARET, words()));
	ck_assert_int_eq(decide_all(SAMUEL, words()), E_CONFLICT);
	struct point_decisions sent;
	assert_ok(decisions_sent(db, a, c.id, 1, &sent));
	ck_assert_uint_eq(sent.n, 1);
	ck_assert_int_eq(sent.v[0].answer, POINT_AGREED);
}
END_TEST

START_TEST(above_the_limit_goes_to_the_panel)
{
	struct outcome_words w = words();
	struct doing m = by(MARGARET);
	struct panel_part part[] = { { { 600001 }, { 600001 } } };
	struct panel_note p = { PANEL_IN_PART, { part, 1 }, MONEY_NONE, S("its reasons"),
		true };
	struct decided_points points;
	struct sum_now sum;

	write_point(MARIA, "Nights", 600001);	/* a penny above 6,000 pounds */
	assert_ok(send(MARIA, WAY_IN_WRITING));
	decide(MARGARET, 1, POINT_AGREED, 0);
	ck_assert_int_eq(decide_all(MARGARET, w), E_FORM);	/* of which panel? */
	w.panel = date_add(today, 7);
	w.chaired = true;
	w.chaired_on = DATE_NONE;
	ck_assert_int_eq(decide_all(MARGARET, w), E_FORM);	/* when was that? */
	w.chaired = false;
	assert_ok(decide_all(MARGARET, w));
	ck_assert_int_eq(seen()->facts.plan, AT_PANEL);
	ck_assert(round_now().outcome.recommended);
	assert_due(STEP_PANEL, 2026, 3, 16);	/* 5 after the panel of 9 March */
	assert_ok(store_allocation(db, a, c.id, STAMP_ALL, &sum));
	ck_assert_int_eq(sum.now.sum.pence, 100000);	/* nothing is agreed yet */
	part[0].agreed.pence = 500000;
	ck_assert_int_eq(store_points_panel(db, a, &m, &c, seen(), &p, PID_NONE, now), E_FORM);
	on(2026, 3, 9);		/* the day of the panel: not before */
	m = by(MARGARET);
	part[0].agreed.pence = 600001;
	ck_assert_int_eq(store_points_panel(db, a, &m, &c, seen(), &p, PID_NONE, now), E_FORM);
	part[0].agreed.pence = 500000;
	assert_ok(store_points_panel(db, a, &m, &c, seen(), &p, PID_NONE, now));
	ck_assert_int_eq(seen()->facts.plan, PLAN_FITTING);
	assert_ok(store_allocation(db, a, c.id, STAMP_ALL, &sum));
	ck_assert_int_eq(sum.now.sum.pence, 600000);
	assert_ok(decided_points(db, a, c.id, STAMP_ALL, &points));
	ck_assert_int_eq(points.v[0].point_by_panel.pence, 500000);
}
END_TEST

START_TEST(the_panel_somebody_chaired_is_of_the_day_they_last_said)
{
	struct stamp before = { now.us - 1000000 };
	struct outcome_words w = words();
	struct panel_chaired k;
	int64_t n;

	assert_ok(panel_chair_add(db, c.id, MARGARET, before, &n));	/* without a day */
	ck_assert_int_eq(panel_chaired(db, a, c.id, MARGARET, &k), E_NOT_FOUND);
	c.chaired_panel = true;
	write_point(MARIA, "Two hours more", 100000);
	assert_ok(send(MARIA, WAY_IN_WRITING));
	decide(MARGARET, 1, POINT_NOT_ASSESSED, 0);
	w.chaired_on = date_add(today, -9);
	ck_assert_int_eq(decide_all(MARGARET, w), E_FORM);	/* did they chair it? */
	w.chaired = true;
	assert_ok(decide_all(MARGARET, w));
	assert_ok(panel_chaired(db, a, c.id, MARGARET, &k));
	ck_assert_int_eq(k.day.days, w.chaired_on.days);
	ck_assert_int_eq(panel_chaired(db, a, c.id, SAMUEL, &k), E_NOT_FOUND);
}
END_TEST

START_TEST(at_the_limit_it_does_not)
{
	write_point(MARIA, "Nights", 600000);
	assert_ok(send(MARIA, WAY_IN_WRITING));
	decide(MARGARET, 1, POINT_AGREED, 0);
	assert_ok(decide_all(MARGARET, words()));
	ck_assert_int_eq(seen()->facts.plan, PLAN_FITTING);
}
END_TEST

START_TEST(points_taken_back_are_kept_as_drafts)
{
	struct doing m = by(MARIA);
	struct point_rows rows;

	write_point(MARIA, "Two hours more", 100000);
	assert_ok(send(MARIA, WAY_TELEPHONE));
	assert_ok(store_points_take_back(db, a, &m, &c, seen(), now));
	ck_assert_int_eq(seen()->facts.plan, PLAN_ANSWERED);	/* the meeting included */
	ck_assert_ptr_nonnull(open_now(STEP_AFTER_ANSWER));
	assert_ok(points_draft(db, a, c.id, MARIA, &rows));
	ck_assert_uint_eq(rows.n, 1);
	ck_assert_uint_eq(round_now().points.n, 1);	/* and stand in the record */
	assert_ok(send(MARIA, WAY_IN_WRITING));
	ck_assert_int_eq(round_now().outcome.round, 2);
}
END_TEST

/* What is decided counts for a family from the day it may read it. */
START_TEST(the_sum_is_what_a_reader_may_know)
{
	struct stamp friday = now, monday = stamp_of_london(date_add(today, 3), 8, 0);
	struct doing m = by(MARGARET);
	struct outcome_words w = words();
	struct sum_now sum;

	run("UPDATE assessment SET told = '2026-01-14 09:00:00'");
	run("UPDATE score SET told = '2026-01-14 09:00:00'");
	run("INSERT INTO letter (pid, casefile, no, kind, title, html, hash, made, made_by, "
	    "available) VALUES ('L1', 1, 1, 6, 't', 'h', 'x', '2026-03-02', 7, "
	    "'2026-03-05 08:00:00')");
	write_point(MARIA, "Two hours more", 100000);
	assert_ok(send(MARIA, WAY_IN_WRITING));
	decide(MARGARET, 1, POINT_AGREED, 0);
	w.why_from = S("it was asked for later");
	struct pid letter = { { 'L', '1' } };
	assert_ok(store_points_decide(db, a, &m, &c, seen(), &w, letter, monday));
	assert_ok(store_allocation(db, a, c.id, friday, &sum));
	ck_assert_int_eq(sum.now.sum.pence, 100000);
	ck_assert_int_eq(sum.from.days, date_of((struct ymd){ 2026, 1, 14 }).days);
	assert_ok(store_allocation(db, a, c.id, monday, &sum));
	ck_assert_int_eq(sum.now.sum.pence, 200000);
	assert_ok(store_allocation(db, a, c.id, STAMP_ALL, &sum));
	ck_assert_int_eq(sum.now.sum.pence, 200000);
	assert_ok(store_allocation(db, a, c.id,
	    stamp_of_london(date_of((struct ymd){ 2026, 1, 13 }), 9, 0), &sum));
	ck_assert_int_eq(sum.now.sum.pence, 0);	/* nobody was told yet */
}
END_TEST

START_TEST(what_the_year_brings)
{
	struct date april = date_of((struct ymd){ 2026, 4, 1 });
	struct year_share y = allocation_this_year((struct money){ 36500 }, april, april);

	ck_assert_int_eq(y.sum.pence, 36500);		/* all of it */
	ck_assert_int_eq(y.last.days, date_of((struct ymd){ 2027, 3, 31 }).days);
	y = allocation_this_year((struct money){ 36500 },
	    date_of((struct ymd){ 2027, 3, 31 }), april);
	ck_assert_int_eq(y.sum.pence, 100);		/* one day of 365 */
	y = allocation_this_year((struct money){ 36600 },
	    date_of((struct ymd){ 2024, 3, 31 }), date_of((struct ymd){ 2024, 3, 5 }));
	ck_assert_int_eq(y.sum.pence, 100);		/* one day of a leap year's 366 */
	y = allocation_this_year((struct money){ 36500 },
	    date_of((struct ymd){ 2020, 1, 1 }), april);
	ck_assert_int_eq(y.sum.pence, 36500);		/* it began before this year */
	y = allocation_this_year((struct money){ 36500 },
	    date_of((struct ymd){ 2027, 4, 1 }), april);
	ck_assert_int_eq(y.sum.pence, 0);		/* it begins after this year */
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("store_points");
	TCase *tc = tcase_create("store_points");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, facts_end);
	tcase_add_test(tc, points_are_their_writers_until_sent);
	tcase_add_test(tc, what_staff_enter_leaves_the_familys_own_alone);
	tcase_add_test(tc, in_writing_only_needs_no_discussion);
	tcase_add_test(tc, a_discussion_can_become_writing_only);
	tcase_add_test(tc, a_draft_decision_is_its_writers_alone);
	tcase_add_test(tc, the_sum_is_made_of_the_decisions);
	tcase_add_test(tc, without_a_plan_the_family_plans_next);
	tcase_add_test(tc, what_is_agreed_is_added_to_the_newer_figure);
	tcase_add_test(tc, two_managers_one_wins);
	tcase_add_test(tc, above_the_limit_goes_to_the_panel);
	tcase_add_test(tc, the_panel_somebody_chaired_is_of_the_day_they_last_said);
	tcase_add_test(tc, at_the_limit_it_does_not);
	tcase_add_test(tc, points_taken_back_are_kept_as_drafts);
	tcase_add_test(tc, the_sum_is_what_a_reader_may_know);
	tcase_add_test(tc, what_the_year_brings);
	suite_add_tcase(s, tc);
	return s;
}

int
main(void)
{
	return tap_main("store_points", suite());
}
