#include "core/money.h"

#include "core/allocation.h"
#include "core/base/str.h"
#include "tests/tap.h"

#define REFUSED (-1)
#define MOST 100000000		/* a million pounds */

static const struct { const char *typed; int64_t pence; } typed[] = {
	{ "0", 0 }, { "1", 100 }, { "1500", 150000 }, { "1,500", 150000 },
	{ "£1,500", 150000 }, { "£16.29", 1629 }, { "16.29", 1629 },
	{ " £ 1,500.50 ", 150050 }, { "0.05", 5 }, { "00.05", 5 },
	{ "999,999.99", 99999999 }, { "1000000", MOST }, { "1,000,000.00", MOST },
	{ "12,345", 1234500 }, { "123,456", 12345600 }, { "007", 700 },
	{ "1000000.01", REFUSED }, { "1,000,001", REFUSED },
	{ "99999999999999999999", REFUSED }, { "9,999,999,999,999,999,999", REFUSED },
	{ "1500.5", REFUSED }, { "1,50", REFUSED }, { "1.500", REFUSED },
	{ "1,5000", REFUSED }, { "15,00", REFUSED }, { "1500,000", REFUSED },
	{ "0,500", REFUSED }, { ",500", REFUSED }, { "1,,500", REFUSED },
	{ "1,500,", REFUSED }, { "1,500.", REFUSED }, { ".50", REFUSED },
	{ "1.2.3", REFUSED }, { "16.290", REFUSED }, { "16.2a", REFUSED },
	{ "", REFUSED }, { " ", REFUSED }, { "£", REFUSED }, { "££5", REFUSED },
	{ "-5", REFUSED }, { "+5", REFUSED }, { "5p", REFUSED }, { "5 pounds", REFUSED },
	{ "1 500", REFUSED }, { "1e3", REFUSED }, { "0x10", REFUSED },
	{ "five", REFUSED }, { "$5", REFUSED }, { "16.29 ", 1629 }, { "16 .29", REFUSED },
};

START_TEST(parsing)
{
	struct money m = { REFUSED };
	bool ok = money_parse(str_of(typed[_i].typed), (struct money){ MOST }, &m);

	ck_assert_int_eq(ok, typed[_i].pence != REFUSED);
	ck_assert_int_eq(m.pence, typed[_i].pence);
}
END_TEST

static const struct { int64_t pence, n, per, result; } products[] = {
	{ 1629, 1, 1, 1629 }, { 1629, 0, 1, 0 }, { 1629, 52, 1, 84708 },
	{ 1629, 150, 60, 4073 },	/* 4072.5: halves go up */
	{ 100, 1, 3, 33 }, { 200, 1, 3, 67 }, { 1, 1, 2, 1 }, { 1, 49, 100, 0 },
	{ 1, 50, 100, 1 }, { -1, 1, 2, 0 }, { -3, 1, 2, -1 }, { -200, 1, 3, -67 },
};

START_TEST(times)
{
	struct money m = money_times((struct money){ products[_i].pence },
	    products[_i].n, products[_i].per);

	ck_assert_int_eq(m.pence, products[_i].result);
}
END_TEST

START_TEST(sums)
{
	struct money a = { 150000 }, b = { 1629 };

	ck_assert_int_eq(money_add(a, b).pence, 151629);
	ck_assert_int_eq(money_sub(b, a).pence, -148371);
	ck_assert_int_lt(money_cmp(b, a), 0);
	ck_assert_int_gt(money_cmp(a, b), 0);
	ck_assert_int_eq(money_cmp(a, a), 0);
	ck_assert_int_eq(money_percent(a, 10).pence, 15000);
	ck_assert_int_eq(money_percent(b, 15).pence, 244);	/* 244.35 */
	ck_assert_int_eq(money_percent(b, 0).pence, 0);
	ck_assert_int_eq(money_of_pounds(20000).pence, 2000000);
}
END_TEST

START_TEST(too_much)
{
	money_add((struct money){ INT64_MAX }, (struct money){ 1 });
}
END_TEST

START_TEST(of_none)
{
	money_sub((struct money){ 0 }, MONEY_NONE);
}
END_TEST

START_TEST(times_too_much)
{
	money_times((struct money){ INT64_MAX / 2 }, 3, 1);
}
END_TEST

/* What was refused is asked for, whether or not the sum would reach it. */
START_TEST(a_refused_line_is_still_asked_for)
{
	static const struct { int64_t cost, sum, refused, given, asks; } t[] = {
		{ 123200, 150000, 89600, 0, 89600 },
		{ 280000, 280000, 140000, 0, 140000 },
		{ 500000, 280000, 0, 0, 220000 },	/* not answered yet */
		{ 500000, 280000, 300000, 0, 300000 },
		{ 225600, 225600, 75600, 75600, 0 },	/* the meeting gave it */
		{ 225600, 225600, 75600, 80000, 0 },
		{ 100000, 280000, 0, 0, 0 },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		ck_assert_msg(plan_asks((struct money){ t[i].cost },
		    (struct money){ t[i].sum }, (struct money){ t[i].refused },
		    (struct money){ t[i].given }).pence == t[i].asks, "row %zu", i);
}
END_TEST

START_TEST(what_is_asked_three_ways_counts_once)
{
	static const struct { int64_t scores, plan, points, most; } t[] = {
		{ 0, 0, 0, 0 }, { 5, 3, 2, 5 }, { 3, 5, 2, 5 }, { 3, 2, 5, 5 },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		ck_assert_int_eq(asked_more((struct money){ t[i].scores },
		    (struct money){ t[i].plan }, (struct money){ t[i].points }).pence,
		    t[i].most);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("money");
	TCase *t = tcase_create("money");

	tcase_add_loop_test(t, parsing, 0, COUNT(typed));
	tcase_add_loop_test(t, times, 0, COUNT(products));
	tcase_add_test(t, sums);
	tcase_add_test_raise_signal(t, too_much, 6);
	tcase_add_test_raise_signal(t, of_none, 6);
	tcase_add_test_raise_signal(t, times_too_much, 6);
	tcase_add_test(t, a_refused_line_is_still_asked_for);
	tcase_add_test(t, what_is_asked_three_ways_counts_once);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("money", suite());
}
