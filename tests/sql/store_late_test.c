/*
 * Late steps, with a moved now: the day after the aim, bank holidays, the night
 * the clocks change; handing over, and absences.
 */
#include "gen/q_todo.h"
#include "sql/store_late.h"
#include "tests/sql/meeting_facts.h"

static void
setup(void)
{
	facts_make("late", PLAN_ANSWERED);
	run("INSERT INTO todo (casefile, step, person, role, since, due) "
	    "VALUES (1, 10, 3, 3, '2026-03-02', '2026-04-02')");	/* Maundy Thursday */
}

static enum err
raise_late(enum step step, struct date due)
{
	return store_late_raise(db, a, policy, now, &c, step, due);
}

static size_t
new_ones(void)
{
	struct late_news all;

	assert_ok(late_steps_new(db, a, late_before(policy, today), 100, &all));
	return all.n;
}

static struct todo_rows
tasks(int64_t team, enum role role)
{
	struct todo_rows rows;

	assert_ok(todos_for(db, a, 99, team, role, 10, &rows));
	return rows;
}

START_TEST(late_from_the_working_day_after)
{
	on(2026, 4, 2);
	ck_assert_uint_eq(new_ones(), 0);	/* due today */
	for (int day = 3; day <= 6; day++) {
		on(2026, 4, day);		/* Good Friday to Easter Monday */
		ck_assert_uint_eq(new_ones(), 0);
	}
	on(2026, 4, 7);
	ck_assert_uint_eq(new_ones(), 1);
}
END_TEST

START_TEST(a_weekend_makes_nothing_late)
{
	run("UPDATE todo SET due = '2026-03-27'");	/* a Friday */
	on(2026, 3, 28);
	ck_assert_uint_eq(new_ones(), 0);
	on(2026, 3, 29);			/* the clocks change in this night */
	ck_assert_uint_eq(new_ones(), 0);
	on(2026, 3, 30);
	ck_assert_uint_eq(new_ones(), 1);
}
END_TEST

START_TEST(midnight_is_londons)
{
	struct stamp before = stamp_of_utc(date_of((struct ymd){ 2026, 3, 30 }), 22, 59, 0);
	struct stamp after = stamp_of_utc(date_of((struct ymd){ 2026, 3, 30 }), 23, 1, 0);

	run("UPDATE todo SET due = '2026-03-30'");
	today = stamp_london_date(before);	/* in summer, UTC is an hour behind */
	ck_assert_uint_eq(new_ones(), 0);
	today = stamp_london_date(after);
	ck_assert_uint_eq(new_ones(), 1);
}
END_TEST

START_TEST(the_next_tier_gets_a_task_once)
{
	struct date due = date_of((struct ymd){ 2026, 4, 2 });

	on(2026, 4, 7);
	assert_ok(raise_late(STEP_ANSWER_PLAN, due));
	ck_assert_uint_eq(new_ones(), 0);
	struct todo_rows rows = tasks(1, PRACTICE_LEAD);
	ck_assert_uint_eq(rows.n, 1);
	ck_assert(rows.v[0].see_to);
	ck_assert_int_eq(rows.v[0].due.days, date_of((struct ymd){ 2026, 4, 9 }).days);
	ck_assert_uint_eq(tasks(2, PRACTICE_LEAD).n, 0);	/* not the other team */
	ck_assert_int_eq(raise_late(STEP_ANSWER_PLAN, due), E_CONFLICT);
	(void)!db_end(db, false);
}
END_TEST

static enum err
move_up(enum role unkept, struct date *by)
{
	struct stamp at = stamp_of_london(today, 10, 0);

	return store_late_up(db, a, policy, at, &c, STEP_ANSWER_PLAN, unkept, by);
}

START_TEST(what_a_tier_does_not_see_to_moves_up)
{
	struct late_unkepts all;
	struct date by;

	on(2026, 4, 7);
	assert_ok(raise_late(STEP_ANSWER_PLAN, date_of((struct ymd){ 2026, 4, 2 })));
	on(2026, 4, 9);			/* its last day */
	assert_ok(late_unkepts(db, a, late_before(policy, today), 10, &all));
	ck_assert_uint_eq(all.n, 0);
	on(2026, 4, 10);
	assert_ok(late_unkepts(db, a, late_before(policy, today), 10, &all));
	ck_assert_uint_eq(all.n, 1);
	assert_ok(move_up(PRACTICE_LEAD, &by));
	ck_assert_int_eq(by.days, date_of((struct ymd){ 2026, 4, 14 }).days);
	ck_assert_uint_eq(tasks(1, PRACTICE_LEAD).n, 0);
	ck_assert_uint_eq(tasks(ID_NONE, OPS_MANAGER).n, 1);
	on(2026, 4, 15);
	assert_ok(move_up(OPS_MANAGER, &by));
	ck_assert_uint_eq(tasks(ID_NONE, HEAD_OF_SERVICE).n, 1);
	on(2026, 4, 30);		/* above there is nobody */
	assert_ok(late_unkepts(db, a, late_before(policy, today), 10, &all));
	ck_assert_uint_eq(all.n, 0);
	ck_assert_int_eq(move_up(OPS_MANAGER, &by), E_CONFLICT);
	(void)!db_end(db, false);
}
END_TEST

START_TEST(a_step_that_was_taken_is_not_late)
{
	assert_ok(store_step_close(db, &c, STEP_ANSWER_PLAN));
	on(2026, 4, 7);
	ck_assert_int_eq(raise_late(STEP_ANSWER_PLAN,
	    date_of((struct ymd){ 2026, 4, 2 })), E_CONFLICT);
}
END_TEST

START_TEST(a_family_is_never_late)
{
	run("UPDATE todo SET role = 1, step = 7, person = NULL");
	on(2026, 6, 1);
	ck_assert_uint_eq(new_ones(), 0);
}
END_TEST

static enum err
hand(int person, const char *to, struct date due, int reason, enum handover_fault *fault)
{
	struct doing m = by(person);
	struct handed handed;
	struct handover h = { STEP_ANSWER_PLAN, { { 0 } }, due, reason };

	memcpy(h.to.b, to, strlen(to));
	return store_hand_over(db, a, &m, &c, &h, fault, &handed);
}

START_TEST(handed_over_with_a_date_and_a_reason)
{
	struct date due = date_of((struct ymd){ 2026, 4, 20 });
	enum handover_fault fault;

	on(2026, 4, 7);
	assert_ok(raise_late(STEP_ANSWER_PLAN, date_of((struct ymd){ 2026, 4, 2 })));
	ck_assert_int_eq(hand(PRIYA, "p3", due, 1, &fault), E_FORM);
	ck_assert_int_eq(fault, HANDOVER_NOT_THEIRS);
	ck_assert_int_eq(hand(HELEN, "p3", due, 1, &fault), E_FORM);
	ck_assert_int_eq(fault, HANDOVER_NOT_THEIRS);
	ck_assert_int_eq(hand(OWEN, "p4", due, 1, &fault), E_FORM);
	ck_assert_int_eq(fault, HANDOVER_NO_TAKER);	/* never the next tier itself */
	ck_assert_int_eq(hand(OWEN, "p3", DATE_NONE, 1, &fault), E_FORM);
	ck_assert_int_eq(fault, HANDOVER_NO_DATE);
	ck_assert_int_eq(hand(OWEN, "p3", date_of((struct ymd){ 2026, 4, 29 }), 1, &fault),
	    E_FORM);					/* 15 working days end on the 28th */
	ck_assert_int_eq(fault, HANDOVER_BAD_DATE);
	ck_assert_int_eq(hand(OWEN, "p3", due, 0, &fault), E_FORM);
	ck_assert_int_eq(fault, HANDOVER_NO_REASON);
	assert_ok(hand(OWEN, "p3", due, 1, &fault));	/* confirmed, with a new date */
	ck_assert_uint_eq(tasks(1, PRACTICE_LEAD).n, 0);
	assert_due(STEP_ANSWER_PLAN, 2026, 4, 20);
	struct handover_rows rows;
	assert_ok(handovers_of(db, a, c.id, &rows));
	ck_assert_uint_eq(rows.n, 1);
	/* And late again, if that date is not kept. */
	on(2026, 4, 21);
	ck_assert_uint_eq(new_ones(), 1);
}
END_TEST

START_TEST(handed_over_at_any_time)
{
	enum handover_fault fault;

	on(2026, 3, 10);
	assert_ok(hand(OWEN, "p3", DATE_NONE, 3, &fault));
	assert_due(STEP_ANSWER_PLAN, 2026, 4, 2);	/* the date stays */
}
END_TEST

/* ---- absences: Priya has a step that is due on 2 April ---- */

enum { TOM = 20, ANNA };

static void
colleagues(void)
{
	run("INSERT INTO person (id, pid, email, name, role, team, created) VALUES "
	    "(20, 'p20', 'e20', 'Tom', 3, 1, '2026-01-01'), "
	    "(21, 'p21', 'e21', 'Anna', 3, 1, '2026-01-01')");
	on(2026, 3, 30);
}

static void
away(int person, int first, int last, int stands_in)
{
	int64_t n;

	assert_ok(absence_add(db, pid_new(), person, date_of((struct ymd){ 2026, 4, first }),
	    date_of((struct ymd){ 2026, 4, last }), stands_in, now, &n));
}

static struct step_aways
found(void)
{
	struct step_aways all;

	assert_ok(steps_away(db, a, today, 10, &all));
	return all;
}

/* The one step that is found passes on; to nobody: the next tier is asked. */
static struct stood_in
passes(enum step step)
{
	struct step_aways all = found();
	struct stood_in in;

	ck_assert_uint_eq(all.n, 1);
	ck_assert_int_eq(all.v[0].step, step);
	assert_ok(store_stand_in(db, a, policy, now, &c, &all.v[0], &in));
	ck_assert_uint_eq(found().n, 0);	/* once */
	return in;
}

static void
assert_asked(enum step step, int64_t team, enum role tier)
{
	struct stood_in in = passes(step);

	ck_assert_ptr_null(in.taker);
	ck_assert_int_eq(in.sees_to, tier);
	ck_assert_int_eq(in.by.days, date_of((struct ymd){ 2026, 4, 1 }).days);
	struct todo_rows rows = tasks(team, tier);
	ck_assert_uint_eq(rows.n, 1);
	ck_assert(rows.v[0].see_to && rows.v[0].step == step);
	ck_assert_int_eq(rows.v[0].due.days, in.by.days);
}

START_TEST(an_absence_hands_over_what_falls_due_in_it)
{
	colleagues();
	away(PRIYA, 2, 10, TOM);
	struct stood_in in = passes(STEP_ANSWER_PLAN);
	ck_assert(in.taker != NULL && in.taker->id == TOM);
	ck_assert_int_eq(open_now(STEP_ANSWER_PLAN)->person, TOM);
	assert_due(STEP_ANSWER_PLAN, 2026, 4, 2);
}
END_TEST

START_TEST(a_stand_in_who_is_away_too_has_a_stand_in)
{
	colleagues();
	away(PRIYA, 1, 10, TOM);
	away(TOM, 2, 3, ANNA);
	ck_assert_int_eq(passes(STEP_ANSWER_PLAN).taker->id, ANNA);
	struct handover_rows rows;
	assert_ok(handovers_of(db, a, c.id, &rows));
	ck_assert_uint_eq(rows.n, 1);		/* at one go, not by way of Tom */
}
END_TEST

START_TEST(a_stand_in_who_is_back_by_then_has_it)
{
	colleagues();
	away(PRIYA, 1, 10, TOM);
	away(TOM, 1, 1, ANNA);			/* not on the 2nd */
	ck_assert_int_eq(passes(STEP_ANSWER_PLAN).taker->id, TOM);
}
END_TEST

START_TEST(an_absence_entered_after_it_passed_passes_it_on)
{
	colleagues();
	away(PRIYA, 1, 10, TOM);
	ck_assert_int_eq(passes(STEP_ANSWER_PLAN).taker->id, TOM);
	away(TOM, 2, 2, ANNA);
	ck_assert_int_eq(passes(STEP_ANSWER_PLAN).taker->id, ANNA);
	away(ANNA, 2, 2, PRIYA);		/* who is away: round again, to nobody */
	assert_asked(STEP_ANSWER_PLAN, 1, PRACTICE_LEAD);
	ck_assert_int_eq(open_now(STEP_ANSWER_PLAN)->person, ANNA);
}
END_TEST

START_TEST(two_who_stand_in_for_each_other)
{
	colleagues();
	away(PRIYA, 1, 10, TOM);
	away(TOM, 1, 10, PRIYA);
	assert_asked(STEP_ANSWER_PLAN, 1, PRACTICE_LEAD);
}
END_TEST

START_TEST(an_absence_that_ended_gives_nothing_back_and_nothing_more_away)
{
	struct absence_rows mine;
	int64_t n;

	colleagues();
	away(PRIYA, 1, 10, TOM);
	ck_assert_int_eq(passes(STEP_ANSWER_PLAN).taker->id, TOM);
	assert_ok(absences_of(db, a, PRIYA, today, &mine));
	assert_ok(absence_end(db, mine.v[0].pid, PRIYA, now, &n));
	run("INSERT INTO todo (casefile, step, person, role, since, due) "
	    "VALUES (1, 24, 3, 3, '2026-03-02', '2026-04-02')");
	ck_assert_uint_eq(found().n, 0);
	ck_assert_int_eq(open_now(STEP_ANSWER_PLAN)->person, TOM);
	ck_assert_int_eq(open_now(STEP_FIT_PLAN)->person, PRIYA);
}
END_TEST

START_TEST(a_review_does_not_pass_to_who_approved)
{
	colleagues();
	run("UPDATE todo SET step = 8, role = 4, person = 5");	/* Ruth's; Owen approved */
	away(RUTH, 2, 10, OWEN);
	assert_asked(STEP_REVIEW, 0, OPS_MANAGER);
	ck_assert_int_eq(open_now(STEP_REVIEW)->person, RUTH);
}
END_TEST

START_TEST(a_meeting_does_not_pass_to_who_was_excused)
{
	colleagues();
	run("UPDATE todo SET step = 15, role = 4, person = 5");
	run("INSERT INTO excused VALUES (1, 4, 1, '2026-02-02')");
	away(RUTH, 2, 10, OWEN);
	assert_asked(STEP_HOLD_MEETING, 0, OPS_MANAGER);
}
END_TEST

START_TEST(the_head_of_service_names_who_decides_for_an_operations_manager)
{
	colleagues();
	run("UPDATE todo SET step = 22, role = 5, person = 7");
	away(MARGARET, 2, 10, SAMUEL);
	away(SAMUEL, 2, 10, MARGARET);
	assert_asked(STEP_OUTCOME, 0, HEAD_OF_SERVICE);
}
END_TEST

START_TEST(what_the_next_tier_left_with_them_stays)
{
	enum handover_fault fault;

	colleagues();
	away(PRIYA, 2, 10, PRIYA);		/* nobody stands in */
	assert_asked(STEP_ANSWER_PLAN, 1, PRACTICE_LEAD);
	assert_ok(hand(OWEN, "p3", DATE_NONE, 3, &fault));
	ck_assert_uint_eq(tasks(1, PRACTICE_LEAD).n, 0);
	ck_assert_uint_eq(found().n, 0);
	now.us++;
	away(PRIYA, 1, 20, TOM);		/* but an absence they did not know of */
	ck_assert_int_eq(passes(STEP_ANSWER_PLAN).taker->id, TOM);
}
END_TEST

START_TEST(somebody_is_named_for_who_has_left)
{
	colleagues();
	run("UPDATE person SET active = FALSE WHERE id = 3");
	run("UPDATE todo SET step = 3, due = NULL");	/* without a date */
	assert_asked(STEP_FILL_IN, 1, PRACTICE_LEAD);
}
END_TEST

START_TEST(nobody_who_has_left_stands_in)
{
	colleagues();
	away(PRIYA, 2, 10, TOM);
	run("UPDATE person SET active = FALSE WHERE id = 20");
	assert_asked(STEP_ANSWER_PLAN, 1, PRACTICE_LEAD);
}
END_TEST

START_TEST(what_falls_due_outside_it_stays)
{
	struct step_aways all;
	int64_t n;

	on(2026, 3, 30);
	assert_ok(absence_add(db, pid_new(), PRIYA, date_of((struct ymd){ 2026, 4, 3 }),
	    date_of((struct ymd){ 2026, 4, 10 }), PRIYA, now, &n));
	assert_ok(steps_away(db, a, today, 10, &all));
	ck_assert_uint_eq(all.n, 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("store_late");
	TCase *tc = tcase_create("store_late");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, facts_end);
	tcase_add_test(tc, late_from_the_working_day_after);
	tcase_add_test(tc, a_weekend_makes_nothing_late);
	tcase_add_test(tc, midnight_is_londons);
	tcase_add_test(tc, the_next_tier_gets_a_task_once);
	tcase_add_test(tc, what_a_tier_does_not_see_to_moves_up);
	tcase_add_test(tc, a_step_that_was_taken_is_not_late);
	tcase_add_test(tc, a_family_is_never_late);
	tcase_add_test(tc, handed_over_with_a_date_and_a_reason);
	tcase_add_test(tc, handed_over_at_any_time);
	tcase_add_test(tc, an_absence_hands_over_what_falls_due_in_it);
	tcase_add_test(tc, a_stand_in_who_is_away_too_has_a_stand_in);
	tcase_add_test(tc, a_stand_in_who_is_back_by_then_has_it);
	tcase_add_test(tc, an_absence_entered_after_it_passed_passes_it_on);
	tcase_add_test(tc, two_who_stand_in_for_each_other);
	tcase_add_test(tc, an_absence_that_ended_gives_nothing_back_and_nothing_more_away);
	tcase_add_test(tc, a_review_does_not_pass_to_who_approved);
	tcase_add_test(tc, a_meeting_does_not_pass_to_who_was_excused);
	tcase_add_test(tc, the_head_of_service_names_who_decides_for_an_operations_manager);
	tcase_add_test(tc, what_the_next_tier_left_with_them_stays);
	tcase_add_test(tc, somebody_is_named_for_who_has_left);
	tcase_add_test(tc, nobody_who_has_left_stands_in);
	tcase_add_test(tc, what_falls_due_outside_it_stays);
	suite_add_tcase(s, tc);
	return s;
}

int
main(void)
{
	return tap_main("store_late", suite());
}
