#include "core/calendar.h"
#include "tests/core/policy_sample.h"
#include "tests/tap.h"

static struct arena *a;
static struct bank_holidays h;

static void
setup(void)
{
	a = arena_new((size_t)1024 * 1024);
	h = sample_bank_holidays(a);
}

static void
teardown(void)
{
	arena_free(a);
}

START_TEST(working)
{
	static const struct { struct ymd d; bool is; } days[] = {
		{ { 2026, 3, 2 }, true },	/* an ordinary Monday */
		{ { 2026, 3, 6 }, true },	/* Friday */
		{ { 2026, 3, 7 }, false },	/* Saturday */
		{ { 2026, 3, 8 }, false },	/* Sunday */
		{ { 2026, 4, 3 }, false },	/* Good Friday */
		{ { 2026, 4, 6 }, false },	/* Easter Monday */
		{ { 2026, 12, 24 }, true },
		{ { 2026, 12, 25 }, false },
		{ { 2026, 12, 26 }, false },	/* a Saturday anyway */
		{ { 2026, 12, 28 }, false },	/* instead of it */
		{ { 2026, 12, 29 }, true },
		{ { 2028, 1, 3 }, false },	/* instead of Saturday 1 January */
		{ { 2028, 2, 29 }, true },	/* a leap day, Tuesday */
	};

	for (size_t i = 0; i < COUNT(days); i++)
		ck_assert_int_eq(is_working_day(&h, date_of(days[i].d)), days[i].is);
}
END_TEST

static const struct { struct ymd from; int n; struct ymd to; } sums[] = {
	{ { 2026, 3, 2 }, 0, { 2026, 3, 2 } },
	{ { 2026, 3, 2 }, 1, { 2026, 3, 3 } },
	{ { 2026, 3, 2 }, 5, { 2026, 3, 9 } },
	{ { 2026, 3, 6 }, 1, { 2026, 3, 9 } },		/* over a weekend */
	{ { 2026, 3, 7 }, 1, { 2026, 3, 9 } },		/* from a Saturday */
	{ { 2026, 3, 8 }, 1, { 2026, 3, 9 } },		/* from a Sunday */
	{ { 2026, 4, 2 }, 1, { 2026, 4, 7 } },		/* over Easter */
	{ { 2026, 4, 1 }, 10, { 2026, 4, 17 } },
	{ { 2026, 4, 3 }, 1, { 2026, 4, 7 } },		/* from Good Friday */
	{ { 2026, 12, 24 }, 1, { 2026, 12, 29 } },	/* over Christmas */
	{ { 2026, 12, 21 }, 10, { 2027, 1, 7 } },	/* over the year's end */
	{ { 2027, 12, 24 }, 1, { 2027, 12, 29 } },	/* both days moved */
	{ { 2027, 12, 31 }, 1, { 2028, 1, 4 } },
	{ { 2028, 2, 28 }, 1, { 2028, 2, 29 } },	/* a leap year */
	{ { 2028, 2, 28 }, 2, { 2028, 3, 1 } },
	{ { 2027, 2, 26 }, 1, { 2027, 3, 1 } },		/* not one */
	{ { 2026, 3, 27 }, 1, { 2026, 3, 30 } },	/* clocks go forward */
	{ { 2026, 10, 23 }, 1, { 2026, 10, 26 } },	/* clocks go back */
	{ { 2026, 8, 28 }, 20, { 2026, 9, 28 } },
	{ { 2026, 3, 9 }, -1, { 2026, 3, 6 } },
	{ { 2026, 4, 7 }, -1, { 2026, 4, 2 } },
	{ { 2026, 12, 29 }, -1, { 2026, 12, 24 } },
};

START_TEST(adding)
{
	struct date to = working_days_add(&h, date_of(sums[_i].from), sums[_i].n);

	ck_assert_int_eq(to.days, date_of(sums[_i].to).days);
}
END_TEST

/* Counting undoes adding, from working days and from others. */
START_TEST(counting)
{
	struct date from = date_of(sums[_i].from), to = date_of(sums[_i].to);
	int n = working_days_between(&h, from, to);

	if (is_working_day(&h, from))
		ck_assert_int_eq(working_days_between(&h, to, from), -n);
	ck_assert_int_eq(n, sums[_i].n);
}
END_TEST

START_TEST(a_year)
{
	/* 261 weekdays less 8 bank holidays, each of them a weekday. */
	ck_assert_int_eq(working_days_between(&h, day(2025, 12, 31),
	    day(2026, 12, 31)), 253);
	ck_assert_int_eq(working_days_between(&h, day(2026, 3, 2),
	    day(2026, 3, 2)), 0);
}
END_TEST

static const struct {
	struct ymd available;
	int paper, days;
	struct ymd starts, due;
} clocks[] = {
	{ { 2026, 3, 2 }, 0, 5, { 2026, 3, 3 }, { 2026, 3, 9 } },
	{ { 2026, 3, 2 }, 2, 5, { 2026, 3, 5 }, { 2026, 3, 11 } },
	{ { 2026, 3, 2 }, 0, 1, { 2026, 3, 3 }, { 2026, 3, 3 } },
	{ { 2026, 3, 6 }, 0, 10, { 2026, 3, 9 }, { 2026, 3, 20 } },
	{ { 2026, 3, 7 }, 0, 10, { 2026, 3, 9 }, { 2026, 3, 20 } },
	{ { 2026, 4, 2 }, 0, 10, { 2026, 4, 7 }, { 2026, 4, 20 } },
	{ { 2026, 4, 2 }, 2, 10, { 2026, 4, 9 }, { 2026, 4, 22 } },
	{ { 2026, 12, 23 }, 0, 20, { 2026, 12, 24 }, { 2027, 1, 25 } },
	{ { 2026, 12, 23 }, 2, 20, { 2026, 12, 30 }, { 2027, 1, 27 } },
	{ { 2028, 2, 28 }, 0, 2, { 2028, 2, 29 }, { 2028, 3, 1 } },
};

START_TEST(clock_of_a_letter)
{
	struct date available = date_of(clocks[_i].available);
	struct date starts = clock_starts(&h, available, clocks[_i].paper);
	struct date due = clock_due(&h, available, clocks[_i].paper, clocks[_i].days);

	ck_assert_int_eq(starts.days, date_of(clocks[_i].starts).days);
	ck_assert_int_eq(due.days, date_of(clocks[_i].due).days);
	/* The day it starts is its first. */
	ck_assert_int_eq(working_days_between(&h, starts, due) + 1, clocks[_i].days);
}
END_TEST

/* Moments by a clock in London. */
static const struct {
	struct ymd day;
	int hour, minute;
	struct ymd out_day;
	int out_hour, out_minute;
} sendings[] = {
	{ { 2026, 3, 2 }, 7, 59, { 2026, 3, 2 }, 8, 0 },
	{ { 2026, 3, 2 }, 8, 0, { 2026, 3, 2 }, 8, 0 },
	{ { 2026, 3, 2 }, 15, 59, { 2026, 3, 2 }, 15, 59 },
	{ { 2026, 3, 2 }, 16, 0, { 2026, 3, 3 }, 8, 0 },
	{ { 2026, 3, 5 }, 16, 0, { 2026, 3, 9 }, 8, 0 },	/* Thursday */
	{ { 2026, 3, 6 }, 10, 0, { 2026, 3, 9 }, 8, 0 },	/* Friday */
	{ { 2026, 4, 2 }, 17, 0, { 2026, 4, 7 }, 8, 0 },	/* Easter */
	{ { 2026, 12, 24 }, 16, 30, { 2026, 12, 29 }, 8, 0 },
	{ { 2026, 7, 6 }, 7, 30, { 2026, 7, 6 }, 8, 0 },	/* summer time */
	{ { 2026, 7, 6 }, 8, 30, { 2026, 7, 6 }, 8, 30 },
	{ { 2026, 7, 6 }, 16, 0, { 2026, 7, 7 }, 8, 0 },
	{ { 2026, 3, 28 }, 12, 0, { 2026, 3, 30 }, 8, 0 },	/* clocks forward */
	{ { 2026, 10, 24 }, 12, 0, { 2026, 10, 26 }, 8, 0 },	/* clocks back */
};

START_TEST(sending)
{
	struct sending_week week;
	struct stamp now = stamp_of_london(date_of(sendings[_i].day),
	    sendings[_i].hour, sendings[_i].minute);
	struct stamp out = stamp_of_london(date_of(sendings[_i].out_day),
	    sendings[_i].out_hour, sendings[_i].out_minute);

	SAMPLE_COPY(a, week, sample_sending);
	ck_assert_int_eq(sending_time(&week, &h, now).us, out.us);
}
END_TEST

START_TEST(sending_never)
{
	struct sending_week none = { 0 };

	ck_assert(!is_set(sending_time(&none, &h, (struct stamp){ 0 })));
}
END_TEST

START_TEST(weekdays)
{
	ck_assert_int_eq(weekday_of(day(2026, 3, 2)), MONDAY);
	ck_assert_int_eq(weekday_of(day(2026, 3, 8)), SUNDAY);
	ck_assert(str_eq(weekday_name(weekday_of(day(2028, 2, 29))), S("Tuesday")));
	ck_assert(!is_set(weekday_name(WEEKDAY_NONE)));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("calendar");
	TCase *t = tcase_create("calendar");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, working);
	tcase_add_loop_test(t, adding, 0, COUNT(sums));
	tcase_add_loop_test(t, counting, 0, COUNT(sums));
	tcase_add_test(t, a_year);
	tcase_add_loop_test(t, clock_of_a_letter, 0, COUNT(clocks));
	tcase_add_loop_test(t, sending, 0, COUNT(sendings));
	tcase_add_test(t, sending_never);
	tcase_add_test(t, weekdays);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("calendar", suite());
}
