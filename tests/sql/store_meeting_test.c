/*
 * A meeting, from the button to the letter, through the real tables.
 */
#include "gen/q_todo.h"
#include "tests/sql/meeting_facts.h"

static void
setup(void)
{
	facts_make("meeting", PLAN_ANSWERED);
}

static struct stamp
at(int day, int hour)
{
	return stamp_of_london(date_of((struct ymd){ 2026, 3, day }), hour, 0);
}

static void
ask(void)
{
	struct doing m = by(MARIA);

	assert_ok(store_meeting_ask(db, a, &m, &c, seen()));
}

static enum err
offer(int person, int day)
{
	struct doing m = by(person);
	struct time_offer v[] = { { at(day, 10), S("Room 1") }, { at(day, 14), S("Room 2") } };

	return store_meeting_offer(db, a, &m, &c, seen(), MEET_PRACTICE_LEAD,
	    &(struct time_offers){ v, 2 });
}

static struct meeting_now
met(void)
{
	struct meeting_now n;

	assert_ok(store_meeting_read(db, a, &c, MEET_PRACTICE_LEAD, &n));
	return n;
}

static enum err
choose(struct pid pid)
{
	struct doing m = by(MARIA);

	return store_meeting_choose(db, a, &m, &c, seen(), MEET_PRACTICE_LEAD, pid);
}

static enum err
hold(int person, struct str words)
{
	struct doing m = by(person);

	return store_meeting_held(db, a, &m, &c, seen(), MEET_PRACTICE_LEAD, today, words);
}

/* Up to a note that the family has seen. */
static void
held(void)
{
	ask();
	assert_ok(offer(OWEN, 10));
	assert_ok(choose(met().offers.v[0].pid));
	on(2026, 3, 10);
	assert_ok(hold(OWEN, S("We talked about nights.")));
}

START_TEST(one_button_starts_the_clock)
{
	ask();
	ck_assert_int_eq(seen()->facts.plan, MEETING_ASKED);
	assert_due(STEP_OFFER_MEETING, 2026, 3, 16);	/* 10 working days from 3 March */
	ck_assert_int_eq(met().m.way, WAY_NONE);
	struct doing m = by(PRIYA);
	ck_assert_int_eq(store_meeting_ask(db, a, &m, &c, seen()), E_NOT_FOUND);
}
END_TEST

START_TEST(what_was_told_counts_from_the_day_it_came_in)
{
	struct doing m = entered_by(PRIYA, MARIA, 5);	/* on Wednesday 25 February */

	assert_ok(store_meeting_ask(db, a, &m, &c, seen()));
	assert_due(STEP_OFFER_MEETING, 2026, 3, 11);
	ck_assert_int_eq(met().m.counts_from.days, today.days - 5);
}
END_TEST

START_TEST(the_chosen_time_makes_nobody_late)
{
	ask();
	assert_ok(offer(OWEN, 10));
	ck_assert(!is_set(open_now(STEP_CHOOSE_MEETING)->due));
	assert_ok(choose(met().offers.v[1].pid));
	assert_due(STEP_HOLD_MEETING, 2026, 3, 30);	/* 20 from when it was asked for */
	ck_assert_int_eq(open_now(STEP_HOLD_MEETING)->person, OWEN);
	ck_assert_int_eq(met().m.at.us, at(10, 14).us);

	/* Other times, later than the aim: due on the day the family chose. */
	ask();
	ck_assert_int_eq(seen()->facts.plan, MEETING_ASKED);
	ck_assert_uint_eq(met().offers.n, 0);
	struct doing m = by(OWEN);
	struct time_offer late = { stamp_of_london(date_of((struct ymd){ 2026, 5, 11 }), 9, 0),
		S("Room") };
	assert_ok(store_meeting_offer(db, a, &m, &c, seen(), MEET_PRACTICE_LEAD,
	    &(struct time_offers){ &late, 1 }));
	assert_ok(choose(met().offers.v[0].pid));
	assert_due(STEP_HOLD_MEETING, 2026, 5, 11);
}
END_TEST

START_TEST(an_old_offer_cannot_be_chosen)
{
	ask();
	assert_ok(offer(OWEN, 10));
	struct pid old = met().offers.v[0].pid;
	assert_ok(offer(RUTH, 12));
	ck_assert_int_eq(choose(old), E_FORM);
	ck_assert_uint_eq(met().offers.n, 2);
}
END_TEST

START_TEST(what_is_over_cannot_be_chosen)
{
	ask();
	assert_ok(offer(OWEN, 10));			/* at 10:00 and at 14:00 */
	struct meeting_now n = met();
	on(2026, 3, 10);				/* 10:00 */
	ck_assert_int_eq(choose(n.offers.v[0].pid), E_FORM);
	ck_assert_int_eq(seen()->facts.plan, MEETING_OFFERED);
	assert_ok(choose(n.offers.v[1].pid));
}
END_TEST

static enum err
times_are_over(void)
{
	struct doing clock = {
		.now = now, .today = today, .received = today, .policy = policy,
	};

	return store_meeting_times_over(db, a, &clock, &c, seen(), MEET_PRACTICE_LEAD);
}

START_TEST(times_nobody_chose_are_offered_anew)
{
	ask();
	assert_ok(offer(OWEN, 10));
	on(2026, 3, 10);
	ck_assert_int_eq(times_are_over(), E_CONFLICT);	/* 14:00 is to come */
	on(2026, 3, 11);
	assert_ok(times_are_over());
	ck_assert_int_eq(seen()->facts.plan, MEETING_ASKED);
	ck_assert_uint_eq(met().offers.n, 0);
	ck_assert_int_eq(met().m.missed, 0);
	ck_assert_ptr_null(open_now(STEP_CHOOSE_MEETING));
	assert_due(STEP_OFFER_MEETING, 2026, 3, 25);	/* a full new aim */
	ck_assert_int_eq(times_are_over(), E_CONFLICT);
}
END_TEST

START_TEST(an_offer_leaves_a_working_day)
{
	struct doing m = by(OWEN);
	struct time_offer v[] = { { at(9, 10), S("Room 1") }, { at(10, 10), S("Room 1") } };

	ask();
	on(2026, 3, 6);					/* a Friday: Monday is left */
	m = by(OWEN);
	ck_assert_int_eq(store_meeting_offer(db, a, &m, &c, seen(), MEET_PRACTICE_LEAD,
	    &(struct time_offers){ v, 2 }), E_FORM);
	v[0].at = at(10, 9);
	assert_ok(store_meeting_offer(db, a, &m, &c, seen(), MEET_PRACTICE_LEAD,
	    &(struct time_offers){ v, 2 }));
}
END_TEST

START_TEST(a_missed_one_is_offered_again)
{
	ask();
	assert_ok(offer(OWEN, 10));
	assert_ok(choose(met().offers.v[0].pid));
	struct doing m = by(OWEN);
	ck_assert_int_eq(store_meeting_missed(db, a, &m, &c, seen(), MEET_PRACTICE_LEAD),
	    E_FORM);				/* its time has not come */
	on(2026, 3, 11);
	m = by(OWEN);
	assert_ok(store_meeting_missed(db, a, &m, &c, seen(), MEET_PRACTICE_LEAD));
	ck_assert_int_eq(met().m.missed, 1);
	ck_assert(!is_set(met().m.chosen));
	assert_due(STEP_OFFER_MEETING, 2026, 3, 25);	/* a full new aim */
}
END_TEST

START_TEST(the_note_waits_for_the_family)
{
	ask();
	ck_assert_int_eq(hold(OWEN, S("x")), E_CONFLICT);	/* no time is fixed */
	assert_ok(offer(OWEN, 10));
	assert_ok(choose(met().offers.v[0].pid));
	on(2026, 3, 9);
	ck_assert_int_eq(hold(OWEN, S("Too early")), E_FORM);
	on(2026, 3, 10);
	ck_assert_int_eq(hold(OWEN, S("")), E_FORM);
	struct doing m = by(OWEN);
	ck_assert_int_eq(store_meeting_held(db, a, &m, &c, seen(), MEET_PRACTICE_LEAD,
	    date_of((struct ymd){ 2026, 3, 1 }), S("Before it was asked for")), E_FORM);
	assert_ok(hold(OWEN, S("We talked.")));
	assert_due(STEP_CORRECT_NOTE, 2026, 3, 17);
	ck_assert_int_eq(seen()->facts.note_due.days,
	    date_of((struct ymd){ 2026, 3, 17 }).days);
	struct doing clock = {
		.now = now, .today = today, .received = today, .policy = policy,
	};
	ck_assert_int_eq(store_meeting_note_over(db, a, &clock, &c, seen()), E_CONFLICT);
	on(2026, 3, 18);
	clock.today = clock.received = today;
	clock.now = now;
	assert_ok(store_meeting_note_over(db, a, &clock, &c, seen()));
	ck_assert_int_eq(seen()->facts.plan, NOTE_DONE);
	ck_assert_int_eq(open_now(STEP_WRITE_MEETING)->person, OWEN);
}
END_TEST

START_TEST(the_correction_stands_beside_the_note)
{
	struct doing m = by(MARIA);

	held();
	ck_assert_int_eq(store_meeting_correct(db, a, &m, &c, seen(), false, S("")), E_FORM);
	m = by(MARIA);
	assert_ok(store_meeting_correct(db, a, &m, &c, seen(), false, S("Two nights, not one.")));
	ck_assert(str_eq(met().m.note, S("We talked about nights.")));
	ck_assert(str_eq(met().m.correction, S("Two nights, not one.")));
	ck_assert(!met().m.note_right);
	assert_due(STEP_WRITE_MEETING, 2026, 3, 17);
}
END_TEST

static enum err
answer(int person, struct meeting_reply r)
{
	struct doing m = by(person);

	return store_meeting_answer(db, a, &m, &c, seen(), &r, PID_NONE, now);
}

START_TEST(an_answer_adds_to_the_newer_figure)
{
	struct doing m = by(MARIA);
	struct meeting_reply r = { MEETING_IN_PART, { 50000 }, S("r"), S("n") };
	struct sum_now sum;

	held();
	scored_anew();
	assert_ok(store_meeting_correct(db, a, &m, &c, seen(), true, S("")));
	assert_ok(answer(OWEN, r));
	assert_ok(store_allocation(db, a, c.id, STAMP_ALL, &sum));
	ck_assert_int_eq(sum.now.sum.pence, 250000);
}
END_TEST

START_TEST(the_answer_is_bounded_by_authority)
{
	struct doing m = by(MARIA);
	struct meeting_reply r = { MEETING_IN_PART, { 200001 }, S("r"), S("n") };
	struct sum_now sum;

	held();
	assert_ok(store_meeting_correct(db, a, &m, &c, seen(), true, S("")));
	ck_assert_int_eq(answer(OWEN, r), E_CONFLICT);	/* above 2,000 pounds */
	r.amount.pence = 200000;
	r.reasons = S("");
	ck_assert_int_eq(answer(OWEN, r), E_FORM);
	r.reasons = S("r");
	ck_assert_int_eq(answer(PRIYA, r), E_NOT_FOUND);
	assert_ok(answer(OWEN, r));
	ck_assert_int_eq(answer(RUTH, r), E_CONFLICT);	/* somebody was first */
	ck_assert_int_eq(seen()->facts.plan, MEETING_ANSWERED);
	ck_assert_ptr_nonnull(open_now(STEP_AFTER_MEETING));
	assert_ok(store_allocation(db, a, c.id, STAMP_ALL, &sum));
	ck_assert_int_eq(sum.now.figure.pence, 100000);
	ck_assert_int_eq(sum.now.sum.pence, 300000);
}
END_TEST

START_TEST(the_family_may_ask_for_another)
{
	struct doing m = by(MARIA);

	ask();
	assert_ok(offer(OWEN, 10));
	assert_ok(choose(met().offers.v[0].pid));
	struct pid owen = { "p4" };
	assert_ok(store_meeting_excuse(db, a, &m, &c, seen(), owen));
	ck_assert(!is_set(open_now(STEP_HOLD_MEETING)->person));	/* the team's again */
	struct doing excused = by(OWEN);
	excused.acted = ACTED_EXCUSED;
	ck_assert_int_eq(store_meeting_missed(db, a, &excused, &c, seen(),
	    MEET_PRACTICE_LEAD), E_NOT_FOUND);
	on(2026, 3, 11);
	struct doing ruth = by(RUTH);
	assert_ok(store_meeting_missed(db, a, &ruth, &c, seen(), MEET_PRACTICE_LEAD));
	/* With nobody of the team left, the operations managers hand it on. */
	m = by(MARIA);
	struct pid other = { "p5" };
	assert_ok(store_meeting_excuse(db, a, &m, &c, seen(), other));
	struct todo_rows todo;
	assert_ok(todos_for(db, a, MARGARET, ID_NONE, OPS_MANAGER, 10, &todo));
	ck_assert_uint_eq(todo.n, 1);
	ck_assert(todo.v[0].see_to);
}
END_TEST

START_TEST(the_family_may_do_without)
{
	struct doing m = by(MARIA);

	ask();
	assert_ok(store_meeting_decline(db, a, &m, &c, seen()));
	ck_assert_int_eq(seen()->facts.plan, PLAN_ANSWERED);
	ck_assert(is_set(met().m.ended));
	ask();	/* and ask again later: another meeting */
	ck_assert(!is_set(met().m.ended));
}
END_TEST

START_TEST(times_are_read_as_people_write_them)
{
	static const struct {
		struct str typed;
		int minutes;	/* -1: refused */
	} table[] = {
		{ S_INIT("14:30"), 870 }, { S_INIT("9.05"), 545 }, { S_INIT("2pm"), 840 },
		{ S_INIT("2:30 PM"), 870 }, { S_INIT("12am"), 0 }, { S_INIT("12 pm"), 720 },
		{ S_INIT("00:00"), 0 }, { S_INIT("23:59"), 1439 }, { S_INIT("24:00"), -1 },
		{ S_INIT("9"), -1 }, { S_INIT("9:5"), -1 }, { S_INIT("13pm"), -1 },
		{ S_INIT("0pm"), -1 }, { S_INIT("9:60"), -1 }, { S_INIT("pm"), -1 },
		{ S_INIT(""), -1 }, { S_INIT("010:00"), -1 }, { S_INIT("9:05x"), -1 },
	};

	for (size_t i = 0; i < COUNT(table); i++) {
		int minutes = -1;
		bool ok = daytime_parse(table[i].typed, &minutes);
		ck_assert_msg(ok == (table[i].minutes >= 0) && minutes == table[i].minutes,
		    "%.*s: %d", STR_ARG(table[i].typed), minutes);
	}
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("store_meeting");
	TCase *tc = tcase_create("store_meeting");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, facts_end);
	tcase_add_test(tc, one_button_starts_the_clock);
	tcase_add_test(tc, what_was_told_counts_from_the_day_it_came_in);
	tcase_add_test(tc, the_chosen_time_makes_nobody_late);
	tcase_add_test(tc, an_old_offer_cannot_be_chosen);
	tcase_add_test(tc, what_is_over_cannot_be_chosen);
	tcase_add_test(tc, times_nobody_chose_are_offered_anew);
	tcase_add_test(tc, an_offer_leaves_a_working_day);
	tcase_add_test(tc, a_missed_one_is_offered_again);
	tcase_add_test(tc, the_note_waits_for_the_family);
	tcase_add_test(tc, the_correction_stands_beside_the_note);
	tcase_add_test(tc, an_answer_adds_to_the_newer_figure);
	tcase_add_test(tc, the_answer_is_bounded_by_authority);
	tcase_add_test(tc, the_family_may_ask_for_another);
	tcase_add_test(tc, the_family_may_do_without);
	tcase_add_test(tc, times_are_read_as_people_write_them);
	suite_add_tcase(s, tc);
	return s;
}

int
main(void)
{
	return tap_main("store_meeting", suite());
}
