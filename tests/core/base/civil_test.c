#include "core/base/civil.h"

#include "core/base/str.h"
#include "tests/tap.h"

static struct date
day(int year, int month, int d)
{
	return date_of((struct ymd){ year, month, d });
}

static const struct {
	struct ymd d;
	bool exists;
} days[] = {
	{ { 2024, 2, 29 }, true }, { { 2023, 2, 29 }, false }, { { 2000, 2, 29 }, true },
	{ { 1900, 2, 29 }, false }, { { 2100, 2, 29 }, false }, { { 2024, 2, 30 }, false },
	{ { 2024, 4, 31 }, false }, { { 2024, 12, 31 }, true }, { { 2024, 0, 1 }, false },
	{ { 2024, 13, 1 }, false }, { { 2024, 1, 0 }, false }, { { 2024, 1, 32 }, false },
	{ { 1899, 12, 31 }, false }, { { 1900, 1, 1 }, true }, { { 2199, 12, 31 }, true },
	{ { 2200, 1, 1 }, false }, { { 2024, -1, -1 }, false },
};

START_TEST(which_days_exist)
{
	for (size_t i = 0; i < COUNT(days); i++)
		ck_assert_msg(ymd_ok(days[i].d) == days[i].exists, "%zu", i);
}
END_TEST

START_TEST(every_day_there_and_back)
{
	struct date last = day(2199, 12, 31), before = date_add(day(1900, 1, 1), -1);
	int weekday = 6;	/* 31 December 1899 was a Sunday */

	for (struct date d = day(1900, 1, 1); d.days <= last.days; d = date_add(d, 1)) {
		struct ymd ymd = date_ymd(d);
		ck_assert(ymd_ok(ymd));
		ck_assert_int_eq(date_of(ymd).days, d.days);
		ck_assert_int_eq(date_diff(before, d), 1);
		ck_assert_int_eq(date_weekday(d), (weekday + 1) % 7);
		weekday = date_weekday(d);
		before = d;
	}
	ck_assert_int_eq(day(1970, 1, 1).days, 0);
	ck_assert_int_eq(date_weekday(day(2026, 3, 3)), 1);
}
END_TEST

START_TEST(ages)
{
	struct date leap = day(2008, 2, 29);

	ck_assert_int_eq(date_years(leap, day(2024, 2, 28)), 15);
	ck_assert_int_eq(date_years(leap, day(2024, 2, 29)), 16);
	ck_assert_int_eq(date_years(leap, day(2025, 2, 28)), 16);
	ck_assert_int_eq(date_years(leap, day(2025, 3, 1)), 17);
	ck_assert_int_eq(date_years(day(2010, 6, 1), day(2010, 6, 1)), 0);
	ck_assert_int_eq(date_years(day(2010, 12, 31), day(2011, 1, 1)), 0);
}
END_TEST

/* UTC, and what a clock in London shows. */
static const struct {
	int line;
	struct ymd utc;
	int hour, minute, second;
	struct ymd local;
	int shown;
	bool summer;
} moments[] = {
#define M(y, m, d, h, mi, s, ly, lm, ld, lh, summer) \
	{ __LINE__, { y, m, d }, h, mi, s, { ly, lm, ld }, lh, summer }
	M(2026, 3, 29, 0, 59, 59, 2026, 3, 29, 0, false),
	M(2026, 3, 29, 1, 0, 0, 2026, 3, 29, 2, true),
	M(2026, 10, 25, 0, 59, 59, 2026, 10, 25, 1, true),
	M(2026, 10, 25, 1, 0, 0, 2026, 10, 25, 1, false),
	M(2024, 3, 31, 0, 59, 59, 2024, 3, 31, 0, false),	/* the month's last day */
	M(2024, 3, 31, 1, 0, 0, 2024, 3, 31, 2, true),
	M(2021, 10, 31, 1, 0, 0, 2021, 10, 31, 1, false),
	M(2026, 7, 1, 22, 59, 59, 2026, 7, 1, 23, true),
	M(2026, 7, 1, 23, 0, 0, 2026, 7, 2, 0, true),		/* past midnight */
	M(2026, 12, 31, 23, 59, 59, 2026, 12, 31, 23, false),
	M(2024, 2, 29, 12, 0, 0, 2024, 2, 29, 12, false),
	M(1969, 12, 31, 23, 59, 59, 1969, 12, 31, 23, false),	/* before zero */
#undef M
};

START_TEST(clocks_in_london)
{
	for (size_t i = 0; i < COUNT(moments); i++) {
		struct stamp t = stamp_of_utc(date_of(moments[i].utc), moments[i].hour,
		    moments[i].minute, moments[i].second);
		struct clock c = stamp_london(t);
		int line = moments[i].line;
		ck_assert_msg(c.day.year == moments[i].local.year &&
		    c.day.month == moments[i].local.month &&
		    c.day.day == moments[i].local.day, "line %d: the day", line);
		ck_assert_msg(c.hour == moments[i].shown, "line %d: %d h", line, c.hour);
		ck_assert_int_eq(c.minute, moments[i].minute);
		ck_assert_int_eq(c.second, moments[i].second);
		ck_assert_msg(c.summer == moments[i].summer, "line %d: summer", line);
		ck_assert_int_eq(stamp_london_date(t).days, date_of(moments[i].local).days);
	}
}
END_TEST

START_TEST(london_to_utc)
{
	struct stamp t = stamp_of_london(day(2026, 7, 1), 9, 30);

	ck_assert_int_eq(t.us, stamp_of_utc(day(2026, 7, 1), 8, 30, 0).us);
	t = stamp_of_london(day(2026, 1, 15), 9, 30);
	ck_assert_int_eq(t.us, stamp_of_utc(day(2026, 1, 15), 9, 30, 0).us);
	/* the hour that comes twice is the first of the two */
	t = stamp_of_london(day(2026, 10, 25), 1, 30);
	ck_assert_int_eq(t.us, stamp_of_utc(day(2026, 10, 25), 0, 30, 0).us);
	/* every hour of a year comes back, but for the one that is left out */
	for (struct date d = day(2026, 1, 1); d.days <= day(2026, 12, 31).days;
	    d = date_add(d, 1))
		for (int hour = 0; hour < 24; hour++) {
			bool gone = d.days == day(2026, 3, 29).days && hour == 1;
			struct clock c = stamp_london(stamp_of_london(d, hour, 0));
			ck_assert(gone || (c.hour == hour && date_of(c.day).days == d.days));
		}
}
END_TEST

static const struct {
	struct str text;
	bool yes;
} isos[] = {
	{ S_INIT("2026-03-03"), true }, { S_INIT("2024-02-29"), true },
	{ S_INIT("2023-02-29"), false }, { S_INIT("2026-3-3"), false },
	{ S_INIT("2026-3-003"), false }, { S_INIT("20260303"), false },
	{ S_INIT("2026-03-03 "), false }, { S_INIT("2026/03/03"), false },
	{ S_INIT("-026-03-03"), false }, { S_INIT(""), false },
	{ S_INIT("0000-00-00"), false }, { S_INIT("2026-03-3x"), false },
};

START_TEST(iso_dates)
{
	for (size_t i = 0; i < COUNT(isos); i++) {
		struct date d = DATE_NONE;
		ck_assert_msg(date_parse_iso(isos[i].text, &d) == isos[i].yes, "%zu", i);
		ck_assert(is_set(d) == isos[i].yes);
	}
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("civil");
	TCase *t = tcase_create("civil");

	tcase_add_test(t, which_days_exist);
	tcase_add_test(t, every_day_there_and_back);
	tcase_add_test(t, ages);
	tcase_add_test(t, clocks_in_london);
	tcase_add_test(t, london_to_utc);
	tcase_add_test(t, iso_dates);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("civil", suite());
}
