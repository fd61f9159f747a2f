#include "core/deadline.h"

#include "core/base/civil.h"
#include "core/base/str.h"
#include "tests/tap.h"

static struct date
day(int year, int month, int d)
{
	return date_of((struct ymd){ year, month, d });
}

/* The aims of P15 as the reference policy has them, with Easter 2026. */
static struct clock_aim aims[] = {
	{ CLOCK_SHARE_ANSWERS, 5, S_INIT("") },
	{ CLOCK_CHALLENGE, 20, S_INIT("") },
	{ CLOCK_RECONSIDER, 10, S_INIT("") },
	{ CLOCK_CONTEST, 20, S_INIT("") },
	{ CLOCK_CONTEST_REMINDER, 10, S_INIT("") },
	{ CLOCK_REVIEW, 10, S_INIT("") },
	{ CLOCK_ANSWER_PLAN, 15, S_INIT("") },
	{ CLOCK_MEETING_OFFER, 10, S_INIT("") },
	{ CLOCK_MEETING_HOLD, 20, S_INIT("") },
	{ CLOCK_MEETING_WRITE, 5, S_INIT("") },
	{ CLOCK_NOTE_CORRECTION, 5, S_INIT("") },
	{ CLOCK_DISCUSSION_OFFER, 5, S_INIT("") },
	{ CLOCK_DISCUSSION_HOLD, 15, S_INIT("") },
	{ CLOCK_OUTCOME, 10, S_INIT("") },
	{ CLOCK_AFTERWARDS, 15, S_INIT("") },
	{ CLOCK_PANEL_LETTER, 5, S_INIT("") },
	{ CLOCK_LATE_HANDOVER, 2, S_INIT("") },
	{ CLOCK_REACH_FAMILY, 5, S_INIT("") },
	{ CLOCK_MAKE_FORM, 5, S_INIT("") },
	{ CLOCK_ARRANGE, 5, S_INIT("") },
	{ CLOCK_APPROVE, 5, S_INIT("") },
	{ CLOCK_ENTRY_CORRECTION, 10, S_INIT("") },
};
static struct limit limits[] = { { LIMIT_PAPER_DAYS, UNIT_WORKING_DAYS, 2, S_INIT("") } };
static struct bank_holiday easter[2];
static struct policy policy;

static void
setup(void)
{
	easter[0] = (struct bank_holiday){ day(2026, 4, 3), S("Good Friday") };
	easter[1] = (struct bank_holiday){ day(2026, 4, 6), S("Easter Monday") };
	policy = (struct policy){
		.clocks = { aims, COUNT(aims) }, .limits = { limits, COUNT(limits) },
		.bank_holidays = { easter, COUNT(easter) },
	};
}

static const struct {
	enum step step;
	enum role holder, next;
	int days;		/* 0: no aim */
} steps[] = {
	{ STEP_SEE_ANSWERS, FAMILY, ROLE_NONE, 5 },
	{ STEP_APPROVE, PRACTICE_LEAD, OPS_MANAGER, 5 },
	{ STEP_FILL_IN, WORKER, PRACTICE_LEAD, 0 },
	{ STEP_CHALLENGE, FAMILY, ROLE_NONE, 20 },
	{ STEP_RECONSIDER, WORKER, PRACTICE_LEAD, 10 },
	{ STEP_CONFIRM_TOTAL, PRACTICE_LEAD, OPS_MANAGER, 10 },
	{ STEP_CONTEST, FAMILY, ROLE_NONE, 20 },
	{ STEP_REVIEW, PRACTICE_LEAD, OPS_MANAGER, 10 },
	{ STEP_PLAN, FAMILY, ROLE_NONE, 0 },
	{ STEP_ANSWER_PLAN, WORKER, PRACTICE_LEAD, 15 },
	{ STEP_CONFIRM_PLAN, PRACTICE_LEAD, OPS_MANAGER, 15 },
	{ STEP_AFTER_ANSWER, FAMILY, ROLE_NONE, 0 },
	{ STEP_OFFER_MEETING, PRACTICE_LEAD, OPS_MANAGER, 10 },
	{ STEP_CHOOSE_MEETING, FAMILY, ROLE_NONE, 0 },
	{ STEP_HOLD_MEETING, PRACTICE_LEAD, OPS_MANAGER, 20 },
	{ STEP_CORRECT_NOTE, FAMILY, ROLE_NONE, 5 },
	{ STEP_WRITE_MEETING, PRACTICE_LEAD, OPS_MANAGER, 5 },
	{ STEP_AFTER_MEETING, FAMILY, ROLE_NONE, 0 },
	{ STEP_OFFER_DISCUSSION, OPS_MANAGER, HEAD_OF_SERVICE, 5 },
	{ STEP_CHOOSE_DISCUSSION, FAMILY, ROLE_NONE, 0 },
	{ STEP_HOLD_DISCUSSION, OPS_MANAGER, HEAD_OF_SERVICE, 15 },
	{ STEP_OUTCOME, OPS_MANAGER, HEAD_OF_SERVICE, 10 },
	{ STEP_PANEL, OPS_MANAGER, HEAD_OF_SERVICE, 5 },
	{ STEP_FIT_PLAN, WORKER, PRACTICE_LEAD, 15 },
	{ STEP_SIGN_PLAN, FAMILY, ROLE_NONE, 0 },
	{ STEP_NAME_REVIEWER, OPS_MANAGER, HEAD_OF_SERVICE, 10 },
	{ STEP_REACH_FAMILY, WORKER, PRACTICE_LEAD, 5 },
	{ STEP_MAKE_FORM, WORKER, PRACTICE_LEAD, 5 },
	{ STEP_UNDELIVERED, WORKER, PRACTICE_LEAD, 5 },
	{ STEP_ARRANGE, WORKER, PRACTICE_LEAD, 5 },
	{ STEP_READ_LETTER, FAMILY, ROLE_NONE, 0 },
	{ STEP_READ_ANSWER, FAMILY, ROLE_NONE, 0 },
	{ STEP_CHECK_ENTRY, FAMILY, ROLE_NONE, 10 },
};

/* From Friday 29 May 2026 there is no bank holiday among these days. */
START_TEST(each_step)
{
	struct clock_from from = { .available = day(2026, 5, 29) };

	ck_assert_uint_eq(COUNT(steps), STEP_COUNT - 1);
	for (size_t i = 0; i < COUNT(steps); i++) {
		struct date due = step_due(&policy, steps[i].step, from);
		int weeks = steps[i].days / 5;

		ck_assert_int_eq(step_rule(steps[i].step)->holder, steps[i].holder);
		ck_assert_int_eq(step_next_tier(steps[i].step), steps[i].next);
		ck_assert(step_rule(steps[i].step)->words.n > 0);
		ck_assert_int_eq(is_set(due), weeks > 0);
		if (weeks > 0)
			ck_assert_int_eq(date_diff(from.available, due), 7 * weeks);
	}
	ck_assert_int_eq(step_rule(STEP_NONE)->holder, ROLE_NONE);
}
END_TEST

static const struct {
	int line;
	struct ymd available;
	bool paper;
	struct ymd due;		/* of a reconsideration: 10 working days */
} dues[] = {
	{ __LINE__, { 2026, 3, 2 }, false, { 2026, 3, 16 } },	/* Monday */
	{ __LINE__, { 2026, 3, 2 }, true, { 2026, 3, 18 } },
	{ __LINE__, { 2026, 3, 6 }, false, { 2026, 3, 20 } },	/* Friday */
	{ __LINE__, { 2026, 3, 7 }, false, { 2026, 3, 20 } },	/* Saturday */
	{ __LINE__, { 2026, 3, 8 }, false, { 2026, 3, 20 } },	/* Sunday */
	{ __LINE__, { 2026, 3, 20 }, false, { 2026, 4, 7 } },	/* over Easter */
	{ __LINE__, { 2026, 3, 19 }, false, { 2026, 4, 2 } },	/* just before it */
	{ __LINE__, { 2026, 3, 19 }, true, { 2026, 4, 8 } },
};

START_TEST(due_days)
{
	for (size_t i = 0; i < COUNT(dues); i++) {
		struct clock_from from = { .available = date_of(dues[i].available),
			.paper = dues[i].paper };
		ck_assert_msg(step_due(&policy, STEP_RECONSIDER, from).days ==
		    date_of(dues[i].due).days, "line %d", dues[i].line);
	}
}
END_TEST

/* A letter that is held has no day yet; nor has what it opens. */
START_TEST(a_held_letter)
{
	struct stamp now = stamp_of_london(day(2026, 5, 29), 10, 0);
	struct clock_from sent = clock_from_letter(now, false);
	struct clock_from held = clock_from_letter(stamp_held(now), false);

	ck_assert_int_eq(date_diff(day(2026, 5, 29), sent.available), 0);
	ck_assert(is_set(step_due(&policy, STEP_CHALLENGE, sent)));
	ck_assert(!is_set(held.available));
	ck_assert(!is_set(step_due(&policy, STEP_CHALLENGE, held)));
	ck_assert(stamp_is_held(held.told) && !stamp_is_held(now));
	ck_assert(!stamp_is_held(STAMP_NONE) && !stamp_is_held(STAMP_ALL));
	ck_assert(held.told.us < STAMP_ALL.us);
}
END_TEST

START_TEST(the_reminder)
{
	struct clock_from from = { .available = day(2026, 5, 29) };
	struct date due = step_due(&policy, STEP_CONTEST, from);

	ck_assert_int_eq(step_reminder_until(&policy, day(2026, 6, 12)).days, due.days);
	ck_assert(step_reminder_until(&policy, day(2026, 6, 11)).days < due.days);
}
END_TEST

/* Due on Thursday 2 April 2026; the next working day is Tuesday the 7th. */
START_TEST(before_and_after_the_day)
{
	struct date due = day(2026, 4, 2);
	static const struct {
		int day, left, late;
	} rows[] = {
		{ 1, 1, 0 }, { 2, 0, 0 }, { 3, 0, 0 }, { 6, 0, 0 },
		{ 7, -1, 1 }, { 8, -2, 2 }, { 11, -4, 4 }, { 13, -5, 5 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct date today = day(2026, 4, rows[i].day);
		ck_assert_int_eq(step_days_left(&policy, due, today), rows[i].left);
		ck_assert_int_eq(step_days_late(&policy, STEP_REVIEW, due, today),
		    rows[i].late);
		ck_assert_int_eq(step_days_late(&policy, STEP_CONTEST, due, today), 0);
		ck_assert_int_eq(step_days_late(&policy, STEP_REVIEW, DATE_NONE, today),
		    0);
	}
}
END_TEST

START_TEST(notices)
{
	struct late_dates d = step_late_dates(&policy, STEP_REVIEW, day(2026, 4, 2));

	ck_assert_int_eq(d.first.days, day(2026, 4, 7).days);
	ck_assert_int_eq(d.answer.days, day(2026, 4, 9).days);
	d = step_late_dates(&policy, STEP_CHALLENGE, day(2026, 4, 2));
	ck_assert(!is_set(d.first) && !is_set(d.answer));
	d = step_late_dates(&policy, STEP_FILL_IN, day(2026, 4, 2));
	ck_assert(!is_set(d.first));
	d = step_late_dates(&policy, STEP_APPROVE, day(2026, 4, 2));
	ck_assert(is_set(d.first));
	d = step_late_dates(&policy, STEP_REVIEW, DATE_NONE);
	ck_assert(!is_set(d.first));
}
END_TEST

START_TEST(who_hands_over_what)
{
	static const struct {
		enum step step;
		enum role role;
		bool may;
		enum role sees_to;
	} rows[] = {
		{ STEP_RECONSIDER, WORKER, false, ROLE_NONE },
		{ STEP_RECONSIDER, PRACTICE_LEAD, true, ROLE_NONE },
		{ STEP_RECONSIDER, OPS_MANAGER, true, ROLE_NONE },
		{ STEP_RECONSIDER, HEAD_OF_SERVICE, false, ROLE_NONE },
		{ STEP_REVIEW, WORKER, false, ROLE_NONE },
		{ STEP_REVIEW, PRACTICE_LEAD, false, ROLE_NONE },
		{ STEP_REVIEW, OPS_MANAGER, true, ROLE_NONE },
		{ STEP_REVIEW, HEAD_OF_SERVICE, false, ROLE_NONE },
		{ STEP_OUTCOME, OPS_MANAGER, false, ROLE_NONE },
		{ STEP_OUTCOME, HEAD_OF_SERVICE, true, ROLE_NONE },
		{ STEP_OUTCOME, ADMINISTRATOR, false, ROLE_NONE },
		{ STEP_CHALLENGE, PRACTICE_LEAD, false, ROLE_NONE },
		{ STEP_CHALLENGE, HEAD_OF_SERVICE, false, ROLE_NONE },
		{ STEP_NONE, HEAD_OF_SERVICE, false, ROLE_NONE },
		/* what the operations manager did not see to comes up */
		{ STEP_RECONSIDER, HEAD_OF_SERVICE, false, OPS_MANAGER },
		{ STEP_RECONSIDER, HEAD_OF_SERVICE, true, HEAD_OF_SERVICE },
		{ STEP_REVIEW, HEAD_OF_SERVICE, true, HEAD_OF_SERVICE },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_msg(step_may_hand_over(rows[i].step, rows[i].role,
		    rows[i].sees_to) == rows[i].may, "row %zu", i);
}
END_TEST

/* On Friday 29 May 2026 a step of 10 days can get a new date up to 12 June. */
START_TEST(new_dates)
{
	struct date today = day(2026, 5, 29);
	static const struct {
		struct ymd date;
		bool ok;
	} rows[] = {
		{ { 2026, 5, 28 }, false }, { { 2026, 5, 29 }, false },
		{ { 2026, 5, 30 }, false }, { { 2026, 6, 1 }, true },
		{ { 2026, 6, 7 }, false }, { { 2026, 6, 12 }, true },
		{ { 2026, 6, 13 }, false }, { { 2026, 6, 15 }, false },
	};

	ck_assert_int_eq(step_handover_latest(&policy, STEP_REVIEW, today).days,
	    day(2026, 6, 12).days);
	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_msg(step_handover_ok(&policy, STEP_REVIEW, today,
		    date_of(rows[i].date)) == rows[i].ok, "row %zu", i);
	ck_assert(!step_handover_ok(&policy, STEP_REVIEW, today, DATE_NONE));
	ck_assert(!step_handover_ok(&policy, STEP_FILL_IN, today, day(2026, 6, 1)));
}
END_TEST

START_TEST(a_later_choice_makes_nobody_late)
{
	struct date due = day(2026, 6, 12);

	ck_assert_int_eq(step_due_chosen(due, DATE_NONE).days, due.days);
	ck_assert_int_eq(step_due_chosen(due, day(2026, 6, 11)).days, due.days);
	ck_assert_int_eq(step_due_chosen(due, day(2026, 6, 13)).days, due.days + 1);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("deadline");
	TCase *t = tcase_create("clocks");

	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, each_step);
	tcase_add_test(t, due_days);
	tcase_add_test(t, a_held_letter);
	tcase_add_test(t, the_reminder);
	tcase_add_test(t, before_and_after_the_day);
	tcase_add_test(t, notices);
	tcase_add_test(t, who_hands_over_what);
	tcase_add_test(t, new_dates);
	tcase_add_test(t, a_later_choice_makes_nobody_late);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("deadline", suite());
}
