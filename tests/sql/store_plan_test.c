/*
 * A support plan through the real tables: its draft, what a line costs, the order
 * of the lines, the versions, the answer with its limits, and both signatures.
 */
#include "core/money.h"
#include "gen/q_todo.h"
#include "sql/store_delivery.h"
#include "sql/store_fit.h"
#include "tests/sql/plan_facts.h"

static void
setup(void)
{
	facts_make("plan", PLAN_OPEN);
}

START_TEST(a_draft_is_one_and_begins_by_itself)
{
	ck_assert_int_eq(draft().plan.id, ID_NONE);
	outcome("Friends");
	line("Club", 300);
	line("Swimming", 200);
	ck_assert_uint_eq(draft().rows.n, 2);
	ck_assert_uint_eq(draft().outcomes.n, 1);
	struct doing owen = by(MARIA);
	owen.staff = OWEN;	/* what staff enter is another draft */
	struct plan_whole w;
	assert_ok(store_plan_begin(db, a, &owen, c.id, &w));
	ck_assert_uint_eq(w.rows.n, 0);
	ck_assert_uint_eq(draft().rows.n, 2);
	/* and so is what the other parent writes */
	ck_assert_int_eq(draft_by(JOSEPH).plan.id, ID_NONE);
	struct doing ann = by(JOSEPH);
	assert_ok(store_plan_begin(db, a, &ann, c.id, &w));
	ck_assert_uint_eq(w.rows.n, 0);
	ck_assert_uint_eq(draft().rows.n, 2);
	ann.writer = MARIA;	/* who helps Maria writes hers */
	assert_ok(store_plan_draft(db, a, c.id, &ann, &w));
	ck_assert_uint_eq(w.rows.n, 2);
}
END_TEST

START_TEST(the_cost_is_worked_out_whatever_the_row_says)
{
	struct plan_whole w;

	outcome("Friends");
	line("Club", 300);
	struct plan_row r = draft().rows.v[0];
	r.rate = (struct money){ 1629 };
	r.unit = BUY_HOUR;
	r.quantity = 250;
	r.weeks = 48;
	r.yearly = (struct money){ 1 };
	w = draft();
	assert_ok(store_plan_line(db, &w, &r));
	ck_assert_int_eq(draft().rows.v[0].yearly.pence, 195480);
	ck_assert_uint_eq(draft().rows.n, 1);
}
END_TEST

START_TEST(lines_stand_in_the_familys_order)
{
	outcome("Friends");
	line("A", 1);
	line("B", 2);
	line("C", 3);
	static const struct { size_t row; bool up; const char *order; } t[] = {
		{ 0, true, "ABC" }, { 2, false, "ABC" }, { 2, true, "ACB" },
		{ 0, false, "CAB" }, { 1, true, "ACB" },
	};
	for (size_t i = 0; i < COUNT(t); i++) {
		struct plan_whole w = draft();
		assert_ok(store_plan_line_up(db, &w, w.rows.v[t[i].row].pid, t[i].up));
		w = draft();
		for (size_t k = 0; k < 3; k++)
			ck_assert_msg(w.rows.v[k].what.p[0] == t[i].order[k], "row %zu", i);
	}
	struct plan_whole w = draft();
	ck_assert_int_eq(store_plan_line_up(db, &w, pid_new(), true), E_NOT_FOUND);
}
END_TEST

START_TEST(a_plan_needs_an_outcome_and_a_line)
{
	struct plan_move m = move_by(PRIYA);

	line("Club", 300);
	ck_assert_int_eq(send_plan(), E_FORM);
	outcome("Friends");
	ck_assert_int_eq(store_plan_send(&m), E_NOT_FOUND);	/* only the family */
	assert_ok(send_plan());
	ck_assert_int_eq(state(), PLAN_WITH_WORKER);
	ck_assert_int_eq(draft().plan.id, ID_NONE);
	ck_assert_int_eq(version(PLAN_LAST).plan.no, 1);
	ck_assert_int_eq(version(PLAN_LAST).plan.available.pence, 100000);
	assert_due(STEP_ANSWER_PLAN, 2026, 3, 23);	/* 15 working days after 2 March */
	ck_assert_int_eq(open_now(STEP_ANSWER_PLAN)->person, PRIYA);
	line("Once more", 1);
	ck_assert_int_eq(send_plan(), E_CONFLICT);	/* it is with the worker */
}
END_TEST

START_TEST(a_new_version_begins_as_a_copy_and_leaves_the_old)
{
	sent();
	assert_ok(back());
	ck_assert_int_eq(state(), PLAN_TAKEN_BACK);
	ck_assert_int_eq(version(1).plan.state, VERSION_TAKEN_BACK);
	line("Third", 5);
	ck_assert_uint_eq(draft().rows.n, 3);
	ck_assert_uint_eq(draft().outcomes.n, 1);
	assert_ok(send_plan());
	ck_assert_uint_eq(version(1).rows.n, 2);
	ck_assert_uint_eq(version(2).rows.n, 3);
	ck_assert_int_eq(version(3).plan.id, ID_NONE);
}
END_TEST

START_TEST(an_answer_is_its_writers_alone)
{
	int64_t n;

	sent();
	assert_ok(say(PRIYA, 0, point(POINT_AGREED, 0)));
	ck_assert_int_eq(version(1).plan.writer, PRIYA);
	ck_assert_int_eq(pass(OWEN, PLAN_WITHIN), E_CONFLICT);
	/* the step was handed over: a new writer begins anew */
	struct plan_move m = move_by(PRIYA);
	m.by.who.id = RUTH;
	struct point p = point(POINT_AGREED, 0);
	assert_ok(store_plan_answer_line(&m, version(1).rows.v[1].pid, &p));
	ck_assert_int_eq(version(1).plan.writer, RUTH);
	ck_assert_int_eq(version(1).rows.v[0].verdict, POINT_OPEN);
	assert_ok(plan_answer_pass(db, version(1).plan.id, PLAN_WITHIN, S("x"), now, &n));
	ck_assert_int_eq(say(PRIYA, 0, point(POINT_AGREED, 0)), E_CONFLICT);
}
END_TEST

/* Club 800 and Weekends 4,000 against 1,000; a lead may add 2,000. */
START_TEST(an_answer_has_its_limits)
{
	static const struct {
		enum point_answer second;
		int pounds;
		enum plan_answer kind;
		enum err e;
	} t[] = {
		{ POINT_AGREED, 0, PLAN_AT_ITS_COST, E_FORM },	/* 4,800: beyond authority */
		{ POINT_IN_PART, 2201, PLAN_NOT_EVERY_LINE, E_FORM },	/* 3,001 */
		{ POINT_IN_PART, 2200, PLAN_AT_ITS_COST, E_FORM },	/* it is cut */
		{ POINT_IN_PART, 201, PLAN_WITHIN, E_FORM },	/* 1,001 */
		{ POINT_IN_PART, 200, PLAN_WITHIN, OK },
		{ POINT_IN_PART, 2200, PLAN_NOT_EVERY_LINE, OK },
		{ POINT_IN_PART, 201, PLAN_NOT_AGREED, E_FORM },	/* it raises the sum */
		{ POINT_IN_PART, 200, PLAN_NOT_AGREED, OK },
		{ POINT_NOT_ASSESSED, 0, PLAN_NOT_AGREED, OK },
		{ POINT_MET_FOR_LESS, 200, PLAN_WITHIN, OK },
	};

	sent();
	ck_assert_int_eq(pass(PRIYA, PLAN_WITHIN), E_CONFLICT);	/* nobody writes it */
	assert_ok(say(PRIYA, 0, point(POINT_AGREED, 0)));
	ck_assert_int_eq(pass(PRIYA, PLAN_WITHIN), E_FORM);	/* a line is open */
	for (size_t i = 0; i < COUNT(t); i++) {
		struct plan_move m = move_by(OWEN);
		assert_ok(say(PRIYA, 1, point(t[i].second, t[i].pounds)));
		ck_assert_msg(pass(PRIYA, t[i].kind) == t[i].e, "row %zu", i);
		if (t[i].e == OK)
			assert_ok(store_plan_return(&m, S("Again")));
	}
}
END_TEST

START_TEST(confirming_tells_the_family_and_may_raise_the_sum)
{
	sent();
	assert_ok(say(PRIYA, 0, point(POINT_AGREED, 0)));
	assert_ok(say(PRIYA, 1, point(POINT_IN_PART, 1000)));
	assert_ok(pass(PRIYA, PLAN_NOT_EVERY_LINE));
	ck_assert_int_eq(state(), PLAN_TO_CONFIRM);
	assert_due(STEP_CONFIRM_PLAN, 2026, 3, 23);	/* the same clock */
	ck_assert_int_eq(confirm(PRIYA), E_NOT_FOUND);
	assert_ok(db_end(db, true));
	assert_ok(confirm(OWEN));
	ck_assert_int_eq(state(), PLAN_ANSWERED);
	ck_assert_ptr_nonnull(open_now(STEP_AFTER_ANSWER));
	struct plan p = version(1).plan;
	ck_assert_int_eq(p.state, VERSION_ANSWERED);
	ck_assert_int_eq(p.allocation.pence, 100000);
	ck_assert_int_eq(p.agreed.pence, 180000);
	ck_assert(is_set(p.letter) && is_set(p.readable));
	ck_assert_int_eq(sum(), 180000);
}
END_TEST

/* What the lines start with, against the sum. */
static struct fit
starts(void)
{
	struct plan_whole w = version(PLAN_LAST);
	struct fit_now f;

	assert_ok(store_fit_read(db, a, c.id, STAMP_ALL, &w,
	    (struct money){ sum() }, &f));
	struct fit_lines lines = fit_lines_of(a, &w, &f);
	return fit_check(&lines, (struct money){ sum() }, 15, S(""));
}

/* Club 800 agreed, Weekends 4,000 in part; the meeting adds 900; a point about
 * the weekends asks 200 more and is agreed. */
START_TEST(fitting_starts_from_every_decision)
{
	struct plan_move priya = move_by(PRIYA);
	struct doing maria = by(MARIA), margaret = by(MARGARET);
	struct outcome_words words = { .panel = DATE_NONE, .chaired_on = DATE_NONE,
		.runs_from = today, .why_from = S(""), .covers_not = S(""), .next_step = S("n") };
	struct plan_whole w;
	struct fit_now f;
	struct round r;
	int64_t n;

	sent();
	assert_ok(say(PRIYA, 0, point(POINT_AGREED, 0)));
	assert_ok(say(PRIYA, 1, point(POINT_IN_PART, 100)));
	assert_ok(pass(PRIYA, PLAN_WITHIN));
	assert_ok(confirm(OWEN));
	run("INSERT INTO meeting (pid, casefile, assessment, kind, asked, asked_by, "
	    "counts_from, way, interpreter, adjustments, comes, about, amount, answered, "
	    "answered_by) VALUES ('m1', 1, 1, 1, '2026-02-01', 1, '2026-02-01', 1, '', '', "
	    "'', '', 90000, '2026-03-01', 4)");
	w = version(PLAN_LAST);
	/* 1,000 and 900: of the weekends 3,900 were open, 1,000 of them reached. */
	assert_ok(store_fit_read(db, a, c.id, STAMP_ALL, &w, (struct money){ sum() }, &f));
	ck_assert_int_eq(f.stands.v[0].missing.pence, 0);
	ck_assert_int_eq(f.stands.v[1].missing.pence, 480000 - 190000);
	assert_ok(point_add(db, pid_new(), c.id, MARIA, S("One weekend more"),
	    money_of_pounds(200), INT_NONE, w.rows.v[1].pid, now, &n));
	assert_ok(store_points_send(db, a, &maria, &c, seen(), WAY_IN_WRITING));
	assert_ok(store_round(db, a, &c, &r));
	assert_ok(decision_save(db, r.points.v[0].id, MARGARET, POINT_AGREED, S("because"),
	    MONEY_NONE, S(""), DATE_NONE, MONEY_NONE, now, &n));
	assert_ok(store_points_decide(db, a, &margaret, &c, seen(), &words, PID_NONE, now));
	ck_assert_int_eq(sum(), 210000);
	assert_ok(store_fit_read(db, a, c.id, STAMP_ALL, &w, (struct money){ sum() }, &f));
	/* 100 were agreed, 1,000 reached, and 200 are added. */
	ck_assert_int_eq(f.stands.v[1].agreed.pence, 130000);
	ck_assert_int_eq(f.points.v[0].within.pence, 100000);
	ck_assert_uint_eq(f.points.n, 1);
	ck_assert_uint_eq(f.points.v[0].line, 1);
	ck_assert_int_eq(starts().total.pence, 210000);
	ck_assert_int_eq(starts().fault, FIT_FINE);
	assert_ok(store_fit_line(&priya, w.rows.v[1].pid, money_of_pounds(300), S("No place")));
	ck_assert_int_eq(starts().total.pence, 110000);
	ck_assert_int_eq(starts().fault, FIT_UNUSED);	/* 1,000 of 2,100 */
	assert_ok(store_deliver(&priya, &(struct delivery_parts){ .council = { 110000 } },
	    S(""), ID_NONE));
	ck_assert_int_eq(store_plan_sign_council(&priya, S("")), E_FORM);
	assert_ok(store_plan_sign_council(&priya, S("The family waits for a place")));
	ck_assert_str_eq(version(PLAN_LAST).plan.unused_reason.p,
	    "The family waits for a place");
}
END_TEST

START_TEST(surprises_stay_within_the_policys_limits)
{
	outcome("Friends");
	struct plan_whole w = draft();

	ck_assert_int_eq(store_plan_surprises(db, policy, &w, 9), E_FORM);
	ck_assert_int_eq(store_plan_surprises(db, policy, &w, 16), E_FORM);
	assert_ok(store_plan_surprises(db, policy, &w, 10));
	assert_ok(store_plan_surprises(db, policy, &w, 15));
}
END_TEST

/* Sent under one assessment, answered after the next: nothing of it is lost. */
START_TEST(an_answer_is_about_the_newer_figure)
{
	sent();
	scored_anew();
	assert_ok(say(PRIYA, 0, point(POINT_AGREED, 0)));
	assert_ok(say(PRIYA, 1, point(POINT_IN_PART, 2000)));
	assert_ok(pass(PRIYA, PLAN_NOT_EVERY_LINE));
	assert_ok(confirm(OWEN));
	ck_assert_int_eq(version(1).plan.allocation.pence, 200000);
	ck_assert_int_eq(sum(), 280000);
}
END_TEST

/* A case without a worker: the step is the team's until somebody is named. */
START_TEST(a_step_of_nobody_is_the_teams)
{
	struct todo_rows todo;

	c.worker = ID_NONE;
	sent();
	ck_assert(!is_set(open_now(STEP_ANSWER_PLAN)->person));
	assert_ok(todos_for(db, a, PRIYA, 1, WORKER, 10, &todo));
	ck_assert_uint_eq(todo.n, 1);
	assert_ok(todos_for(db, a, PRIYA, 2, WORKER, 10, &todo));
	ck_assert_uint_eq(todo.n, 0);
}
END_TEST

START_TEST(both_sign_what_fits)
{
	struct plan_move priya = move_by(PRIYA), maria = move_by(MARIA);
	struct clock_from from = { .available = today };
	struct delivery_parts delivered = {
		.direct = { 70000 }, .council = { 30000 }, .recipient = true,
	};

	sent();
	assert_ok(say(PRIYA, 0, point(POINT_AGREED, 0)));
	assert_ok(say(PRIYA, 1, point(POINT_IN_PART, 100)));
	assert_ok(pass(PRIYA, PLAN_WITHIN));
	assert_ok(confirm(OWEN));
	ck_assert_int_eq(sum(), 100000);	/* nothing below the figure */
	ck_assert_int_eq(store_plan_sign_council(&priya, S("")), E_CONFLICT);
	assert_ok(store_plan_move(&maria, EV_SETTLE, true, from));
	assert_due(STEP_FIT_PLAN, 2026, 3, 23);
	struct plan_whole w = version(1);
	ck_assert_int_eq(starts().total.pence, 90000);
	struct pid second = w.rows.v[1].pid;
	ck_assert_int_eq(store_fit_line(&priya, second, money_of_pounds(201), S("")), E_FORM);
	ck_assert_int_eq(store_fit_line(&priya, second, money_of_pounds(4001), S("r")), E_FORM);
	assert_ok(store_fit_line(&priya, second, money_of_pounds(201), S("The sum allows it")));
	ck_assert_int_eq(store_plan_sign_council(&priya, S("")), E_FORM);	/* 1,001 */
	assert_ok(store_fit_line(&priya, second, money_of_pounds(200), S("The sum allows it")));
	ck_assert_int_eq(store_plan_sign_family(&maria), E_CONFLICT);
	ck_assert_int_eq(store_plan_sign_council(&priya, S("")), E_FORM);	/* delivered how? */
	assert_ok(store_deliver(&priya, &delivered, S(""), MARIA));
	ck_assert_int_eq(store_plan_sign_council(&priya, S("")), E_FORM);	/* conditions */
	delivered.conditions = CONDITIONS_ALL;
	assert_ok(store_deliver(&priya, &delivered, S(""), MARIA));
	ck_assert_int_eq(store_consent(&maria, S("I agree.")), E_CONFLICT);
	assert_ok(store_plan_sign_council(&priya, S("")));
	ck_assert_int_eq(store_deliver(&priya, &delivered, S(""), MARIA), E_CONFLICT);
	ck_assert_int_eq(store_plan_sign_family(&maria), E_FORM);	/* no consent */
	ck_assert_int_eq(store_consent(&priya, S("I agree.")), E_CONFLICT);
	assert_ok(store_consent(&maria, S("I agree.")));
	ck_assert_int_eq(store_consent(&maria, S("I agree.")), E_CONFLICT);
	assert_ok(store_consent_withdraw(&maria));
	ck_assert_int_eq(store_consent_withdraw(&maria), E_CONFLICT);
	assert_due(STEP_ARRANGE, 2026, 3, 9);	/* five after Monday 2 March */
	assert_ok(end());
	ck_assert_ptr_null(open_now(STEP_ARRANGE));
	assert_ok(store_plan_come_back(&maria));
	ck_assert_int_eq(state(), PLAN_SIGNING);
	assert_due(STEP_ARRANGE, 2026, 3, 9);
	ck_assert_int_eq(store_plan_sign_family(&maria), E_FORM);
	assert_ok(store_consent(&maria, S("I agree.")));
	ck_assert_ptr_null(open_now(STEP_ARRANGE));	/* it is paid again */
	ck_assert_int_eq(store_fit_line(&priya, second, money_of_pounds(1), S("r")), E_CONFLICT);
	assert_ok(store_plan_sign_family(&maria));
	ck_assert_int_eq(state(), PLAN_AGREED);
	w = version(1);
	ck_assert_int_eq(w.plan.state, VERSION_AGREED);
	ck_assert_int_eq(store_deliver(&priya, &delivered, S(""), MARIA), E_CONFLICT);
	assert_ok(store_consent_withdraw(&maria));
	ck_assert_ptr_nonnull(open_now(STEP_ARRANGE));
	delivered.direct.pence = 0;
	delivered.council.pence = 100000;
	assert_ok(store_deliver(&priya, &delivered, S(""), ID_NONE));
	ck_assert_ptr_null(open_now(STEP_ARRANGE));
	ck_assert_int_eq(store_deliver(&priya, &delivered, S(""), ID_NONE), E_CONFLICT);
	ck_assert_int_eq(w.rows.v[0].fitted.pence, 80000);
	ck_assert_int_eq(w.rows.v[1].fitted.pence, 20000);
	ck_assert_str_eq(w.rows.v[1].fit_reason.p, "The sum allows it");
	ck_assert_uint_eq(steps_but_letters(seen()), 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("store_plan");
	TCase *t = tcase_create("store_plan");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, facts_end);
	tcase_add_test(t, a_draft_is_one_and_begins_by_itself);
	tcase_add_test(t, the_cost_is_worked_out_whatever_the_row_says);
	tcase_add_test(t, lines_stand_in_the_familys_order);
	tcase_add_test(t, a_plan_needs_an_outcome_and_a_line);
	tcase_add_test(t, a_new_version_begins_as_a_copy_and_leaves_the_old);
	tcase_add_test(t, an_answer_is_its_writers_alone);
	tcase_add_test(t, an_answer_has_its_limits);
	tcase_add_test(t, confirming_tells_the_family_and_may_raise_the_sum);
	tcase_add_test(t, an_answer_is_about_the_newer_figure);
	tcase_add_test(t, a_step_of_nobody_is_the_teams);
	tcase_add_test(t, fitting_starts_from_every_decision);
	tcase_add_test(t, surprises_stay_within_the_policys_limits);
	tcase_add_test(t, both_sign_what_fits);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("store_plan", suite());
}
