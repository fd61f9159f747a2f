#include "core/plan.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "core/money.h"
#include "tests/tap.h"

START_TEST(what_a_line_costs)
{
	static const struct {
		int line;
		struct plan_cost cost;
		int64_t pence;
	} rows[] = {
		/* 2½ hours a week of an assistant at £16.29, 48 weeks */
		{ __LINE__, { { 1629 }, 250, 48, MONEY_NONE }, 195480 },
		{ __LINE__, { { 2625 }, 100, 12, MONEY_NONE }, 31500 },
		{ __LINE__, { { 1 }, 50, 1, MONEY_NONE }, 1 },	/* half a penny: up */
		{ __LINE__, { { 1 }, 49, 1, MONEY_NONE }, 0 },
		{ __LINE__, { { 0 }, 100, 52, MONEY_NONE }, 0 },
		/* Equipment: up to £100 is what the budget contributes. */
		{ __LINE__, { { 9999 }, 100, 1, { 10000 } }, 9999 },
		{ __LINE__, { { 10000 }, 100, 1, { 10000 } }, 10000 },
		{ __LINE__, { { 10001 }, 100, 1, { 10000 } }, 10000 },
		/* … to each piece. */
		{ __LINE__, { { 3000 }, 400, 1, { 10000 } }, 12000 },
		{ __LINE__, { { 14000 }, 200, 1, { 10000 } }, 20000 },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_msg(plan_line_total(&rows[i].cost).pence == rows[i].pence,
		    "line %d", rows[i].line);
}
END_TEST

START_TEST(what_the_money_reaches)
{
	static const struct {
		int64_t money;
		enum reach reach[4];
		int64_t missing, left;
	} rows[] = {	/* lines of 100, 50, 0 and 20 pence in the family's order */
		{ 0, { NOT_REACHED, NOT_REACHED, REACHED, NOT_REACHED }, 170, 0 },
		{ 99, { REACHED_IN_PART, NOT_REACHED, REACHED, NOT_REACHED }, 71, 0 },
		{ 100, { REACHED, NOT_REACHED, REACHED, NOT_REACHED }, 70, 0 },
		{ 101, { REACHED, REACHED_IN_PART, REACHED, NOT_REACHED }, 69, 0 },
		{ 149, { REACHED, REACHED_IN_PART, REACHED, NOT_REACHED }, 21, 0 },
		{ 150, { REACHED, REACHED, REACHED, NOT_REACHED }, 20, 0 },
		{ 169, { REACHED, REACHED, REACHED, REACHED_IN_PART }, 1, 0 },
		{ 170, { REACHED, REACHED, REACHED, REACHED }, 0, 0 },
		{ 171, { REACHED, REACHED, REACHED, REACHED }, 0, 1 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct plan_line v[] = { { .total = { 100 } }, { .total = { 50 } },
			{ .total = { 0 } }, { .total = { 20 } } };
		struct plan_lines lines = { v, COUNT(v) };
		struct plan_sums sums = plan_reach(&lines, (struct money){ rows[i].money });
		int64_t missing = 0;

		for (size_t k = 0; k < COUNT(v); k++) {
			ck_assert_msg(v[k].reach == rows[i].reach[k], "row %zu line %zu",
			    i, k);
			missing += v[k].missing.pence;
		}
		ck_assert_int_eq(sums.cost.pence, 170);
		ck_assert_int_eq(sums.missing.pence, rows[i].missing);
		ck_assert_int_eq(missing, rows[i].missing);
		ck_assert_int_eq(sums.reached.pence, 170 - rows[i].missing);
		ck_assert_int_eq(sums.left.pence, rows[i].left);
	}
}
END_TEST

/* A cheap line below the money is not reached by what a dear one left over. */
START_TEST(the_familys_order_stands)
{
	struct plan_line v[] = { { .total = { 100 } }, { .total = { 5 } } };
	struct plan_lines lines = { v, COUNT(v) };
	struct plan_sums sums = plan_reach(&lines, (struct money){ 60 });

	ck_assert_int_eq(v[0].reach, REACHED_IN_PART);
	ck_assert_int_eq(v[0].missing.pence, 40);
	ck_assert_int_eq(v[1].reach, NOT_REACHED);
	ck_assert_int_eq(v[1].missing.pence, 5);
	ck_assert_int_eq(sums.left.pence, 0);
}
END_TEST

/* Two lines of 100 and 50 pence, an allocation of 120, an authority of 140. */
START_TEST(answers)
{
	static const struct {
		int line;
		enum plan_answer answer;
		struct line_answer v[2];
		enum plan_fault fault;
		size_t at;
	} rows[] = {
#define WHY S_INIT("the club is free")
#define NO_WHY { NULL, 0 }
#define ROW(answer, a, why_a, b, why_b, fault, at) { __LINE__, answer, \
	{ { { 100 }, a, why_a }, { { 50 }, b, why_b } }, fault, at }
#define P(pence) { pence }
		ROW(PLAN_ANSWER_NONE, P(100), NO_WHY, P(50), NO_WHY, PLAN_NO_ANSWER, 0),
		ROW(PLAN_WITHIN, P(100), NO_WHY, P(20), WHY, PLAN_FINE, 0),
		ROW(PLAN_WITHIN, P(100), NO_WHY, P(21), WHY, PLAN_RAISES, 0),
		ROW(PLAN_WITHIN, P(100), NO_WHY, P(20), NO_WHY, PLAN_LINE_REASON, 1),
		ROW(PLAN_WITHIN, P(101), NO_WHY, P(0), WHY, PLAN_LINE_AMOUNT, 0),
		ROW(PLAN_WITHIN, P(100), NO_WHY, P(-1), WHY, PLAN_LINE_AMOUNT, 1),
		ROW(PLAN_WITHIN, P(100), NO_WHY, P(INT64_MIN), WHY, PLAN_LINE_OPEN, 1),
		ROW(PLAN_AT_ITS_COST, P(100), NO_WHY, P(49), WHY, PLAN_CUT, 0),
		ROW(PLAN_AT_ITS_COST, P(100), NO_WHY, P(50), NO_WHY,
		    PLAN_ABOVE_AUTHORITY, 0),
		ROW(PLAN_NOT_AGREED, P(100), NO_WHY, P(50), NO_WHY, PLAN_NOTHING_CUT, 0),
		ROW(PLAN_WITHIN, P(100), NO_WHY, P(50), NO_WHY, PLAN_NOTHING_CUT, 0),
		ROW(PLAN_WITHIN, P(0), WHY, P(0), WHY, PLAN_NOTHING_AGREED, 0),
		ROW(PLAN_WITHIN, P(0), WHY, P(1), WHY, PLAN_FINE, 0),
		ROW(PLAN_NOT_AGREED, P(100), NO_WHY, P(20), WHY, PLAN_FINE, 0),
		ROW(PLAN_NOT_AGREED, P(100), NO_WHY, P(21), WHY, PLAN_RAISES, 0),
		ROW(PLAN_NOT_EVERY_LINE, P(100), NO_WHY, P(20), WHY, PLAN_IS_HIGHER, 0),
		ROW(PLAN_NOT_EVERY_LINE, P(100), NO_WHY, P(21), WHY, PLAN_FINE, 0),
		ROW(PLAN_NOT_EVERY_LINE, P(100), NO_WHY, P(40), WHY, PLAN_FINE, 0),
		ROW(PLAN_NOT_EVERY_LINE, P(100), NO_WHY, P(41), WHY, PLAN_ABOVE_AUTHORITY, 0),
		ROW(PLAN_NOT_AGREED, P(0), WHY, P(0), WHY, PLAN_FINE, 0),
		ROW(PLAN_NOT_EVERY_LINE, P(100), NO_WHY, P(0), WHY, PLAN_IS_HIGHER, 0),
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct line_answers lines = { rows[i].v, 2 };
		struct plan_check c = plan_answer_check(rows[i].answer, &lines,
		    (struct money){ 120 }, (struct money){ 140 });
		ck_assert_msg(c.fault == rows[i].fault && c.line == rows[i].at,
		    "line %d: %s", rows[i].line, plan_fault_words(c.fault).p);
		ck_assert(c.fault == PLAN_FINE || plan_fault_words(c.fault).n > 0);
	}
}
END_TEST

/* A plan of 150 asks nothing higher than 150. */
START_TEST(a_higher_sum_is_refused_only_where_it_was_asked)
{
	static const struct {
		enum plan_answer answer;
		int64_t allocation, second;
		enum plan_fault fault;
	} t[] = {
		{ PLAN_NOT_AGREED, 150, 40, PLAN_NOT_HIGHER },
		{ PLAN_NOT_AGREED, 149, 40, PLAN_FINE },
		{ PLAN_NOT_AGREED, 139, 40, PLAN_RAISES },
		{ PLAN_NOT_EVERY_LINE, 150, 40, PLAN_FINE },
		{ PLAN_NOT_EVERY_LINE, 149, 40, PLAN_IS_HIGHER },
		{ PLAN_NOT_EVERY_LINE, 150, 50, PLAN_NOTHING_CUT },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct line_answer v[] = { { { 100 }, { 100 }, S("") },
			{ { 50 }, { t[i].second }, WHY } };
		struct line_answers lines = { v, 2 };
		struct money there = { t[i].allocation };
		ck_assert_msg(plan_answer_check(t[i].answer, &lines, there, there).fault ==
		    t[i].fault, "row %zu", i);
	}
	ck_assert(str_eq(plan_answer_words(PLAN_NOT_EVERY_LINE), S("not every line is agreed")));
}
END_TEST

/* What the score gives is not cut by a low limit of authority. */
START_TEST(the_allocation_needs_no_authority)
{
	struct line_answer v[] = { { { 100 }, { 100 }, { NULL, 0 } } };
	struct line_answers lines = { v, 1 };
	struct plan_check c = plan_answer_check(PLAN_AT_ITS_COST, &lines,
	    (struct money){ 100 }, (struct money){ 10 });

	ck_assert_int_eq(c.fault, PLAN_FINE);
	ck_assert_int_eq(c.agreed.pence, 100);
	c = plan_answer_check(PLAN_AT_ITS_COST, &lines, (struct money){ 99 },
	    (struct money){ 100 });
	ck_assert_int_eq(c.fault, PLAN_FINE);
}
END_TEST

START_TEST(a_quantity_is_read_in_one_way)
{
	static const struct {
		struct str typed;
		int hundredths;		/* 0: refused */
		struct str printed;
	} rows[] = {
		{ S_INIT("2"), 200, S_INIT("2") }, { S_INIT("2.5"), 250, S_INIT("2.5") },
		{ S_INIT("2.50"), 250, S_INIT("2.5") }, { S_INIT("0.25"), 25, S_INIT("0.25") },
		{ S_INIT("2.05"), 205, S_INIT("2.05") }, { S_INIT("999.99"), 99999, S_INIT("999.99") },
		{ S_INIT("0"), 0, S_INIT("") }, { S_INIT("0.00"), 0, S_INIT("") },
		{ S_INIT("1000"), 0, S_INIT("") }, { S_INIT("2,5"), 0, S_INIT("") },
		{ S_INIT("2.555"), 0, S_INIT("") }, { S_INIT("-1"), 0, S_INIT("") },
		{ S_INIT("2."), 0, S_INIT("") }, { S_INIT(".5"), 0, S_INIT("") },
		{ S_INIT(""), 0, S_INIT("") },
	};
	struct arena *a = arena_new((size_t)1024 * 1024);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct out o;
		int n = 0;
		bool ok = plan_quantity_parse(rows[i].typed, &n);
		ck_assert_msg(ok == (rows[i].hundredths > 0) && n == rows[i].hundredths,
		    "row %zu: %d", i, n);
		if (!ok)
			continue;
		out_init(&o, a, 100);
		plan_quantity_print(&o, n);
		ck_assert_msg(str_eq(out_str_of(&o), rows[i].printed), "row %zu", i);
	}
	arena_free(a);
}
END_TEST

START_TEST(a_cost_in_words)
{
	static const struct {
		enum buy_unit unit;
		struct plan_cost cost;
		struct str words;
	} rows[] = {
		{ BUY_HOUR, { { 1629 }, 250, 48, MONEY_NONE },
		    S_INIT("2.5 hours a week for 48 weeks of the year, at £16.29 an hour") },
		{ BUY_VISIT, { { 1200 }, 100, 1, MONEY_NONE },
		    S_INIT("1 visit a week for 1 week of the year, at £12 a visit") },
		{ BUY_MONTH, { { 2625 }, 100, 12, MONEY_NONE },
		    S_INIT("12 months, at £26.25 a month") },
		{ BUY_MONTH, { { 2625 }, 200, 6, MONEY_NONE },
		    S_INIT("2 months, 6 times a year, at £26.25 a month") },
		{ BUY_ONCE, { { 25000 }, 100, 1, { 10000 } },
		    S_INIT("Bought once, at £250; the budget pays up to £100") },
		{ BUY_ONCE, { { 14000 }, 200, 1, { 10000 } },
		    S_INIT("2 pieces, at £140 each; the budget pays up to £100 for each") },
		{ BUY_ONCE, { { 2500 }, 300, 1, MONEY_NONE }, S_INIT("3 pieces, at £25 each") },
	};
	struct arena *a = arena_new((size_t)1024 * 1024);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct out o;
		out_init(&o, a, 300);
		plan_cost_print(&o, rows[i].unit, &rows[i].cost);
		ck_assert_msg(str_eq(out_str_of(&o), rows[i].words), "row %zu: %.*s", i,
		    STR_ARG(out_str_of(&o)));
	}
	arena_free(a);
}
END_TEST

START_TEST(what_is_agreed_of_a_line)
{
	static const struct {
		struct point point;
		int64_t pence;		/* -1: not answered */
		enum point_fault fault;
	} rows[] = {
		{ { { 500 }, POINT_OPEN, S_INIT(""), { 0 }, S_INIT(""), DATE_NONE, { 0 } },
		    -1, POINT_UNDECIDED },
		{ { { 500 }, POINT_AGREED, S_INIT(""), { 0 }, S_INIT(""), DATE_NONE, { 0 } },
		    500, POINT_FINE },
		{ { { 500 }, POINT_IN_PART, S_INIT("x"), { 499 }, S_INIT(""), DATE_NONE, { 0 } },
		    499, POINT_FINE },
		{ { { 500 }, POINT_NOT_ASSESSED, S_INIT(""), { 0 }, S_INIT(""), DATE_NONE, { 0 } },
		    0, POINT_NO_REASON },
		{ { { 500 }, POINT_MET_ANOTHER_WAY, S_INIT("x"), { 0 }, S_INIT("y"), { 1 }, { 0 } },
		    0, POINT_FINE },
		{ { { 500 }, POINT_MET_FOR_LESS, S_INIT("x"), { 0 }, S_INIT("y"), DATE_NONE, { 300 } },
		    0, POINT_FINE },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct money m = plan_line_agreed(&rows[i].point);
		ck_assert_msg(rows[i].pence < 0 ? !is_set(m) : m.pence == rows[i].pence,
		    "row %zu", i);
		ck_assert_msg(plan_line_check(&rows[i].point) == rows[i].fault, "row %zu", i);
	}
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("plan");
	TCase *t = tcase_create("plan");

	tcase_add_test(t, a_quantity_is_read_in_one_way);
	tcase_add_test(t, a_cost_in_words);
	tcase_add_test(t, what_is_agreed_of_a_line);
	tcase_add_test(t, what_a_line_costs);
	tcase_add_test(t, what_the_money_reaches);
	tcase_add_test(t, the_familys_order_stands);
	tcase_add_test(t, answers);
	tcase_add_test(t, a_higher_sum_is_refused_only_where_it_was_asked);
	tcase_add_test(t, the_allocation_needs_no_authority);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("plan", suite());
}
