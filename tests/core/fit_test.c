#include "core/fit.h"

#include "core/base/str.h"
#include "tests/tap.h"

#define NONE INT64_MIN
#define LINES(v) { v, COUNT(v) }

/* A plan of 6,864.80: of its lines 1,554.80 were agreed, and one refused; of a
 * sum of 3,700, 2,145.20 are free. */
START_TEST(missing_is_what_the_money_does_not_reach)
{
	struct line_stand v[] = {
		{ { 150000 }, { 105480 }, { 0 } },	/* a part agreed */
		{ { 45000 }, { 0 }, { 0 } },		/* refused */
		{ { 491480 }, { 50000 }, { 0 } },
	};
	struct line_stands lines = LINES(v);

	fit_missing(&lines, (struct money){ 370000 });
	ck_assert_int_eq(v[0].missing.pence, 0);
	ck_assert_int_eq(v[1].missing.pence, 0);
	ck_assert_int_eq(v[2].missing.pence, 686480 - 370000);
	fit_missing(&lines, (struct money){ 0 });	/* less than was agreed */
	ck_assert_int_eq(v[0].missing.pence, 150000 - 105480);
}
END_TEST

START_TEST(a_line_nobody_answered_is_reached_in_the_familys_order)
{
	struct line_stand v[] = { { { 300 }, { NONE }, { 0 } }, { { 300 }, { NONE }, { 0 } } };
	struct line_stands lines = LINES(v);

	fit_missing(&lines, (struct money){ 400 });
	ck_assert_int_eq(fit_start(&v[0]).pence, 300);
	ck_assert_int_eq(fit_start(&v[1]).pence, 100);
	ck_assert_int_eq(v[1].missing.pence, 200);
}
END_TEST

START_TEST(a_point_adds_to_its_line)
{
	static const struct {
		int64_t asked;
		enum point_answer answer;
		int64_t part, adds, agreed;
	} t[] = {	/* of a line of 1,000 with 500 agreed, 300 missing */
		{ 200, POINT_AGREED, NONE, 200, 700 },
		{ 300, POINT_AGREED, NONE, 300, 1000 },	/* money reaches the rest */
		{ 300, POINT_IN_PART, 100, 100, 600 },
		{ 300, POINT_NOT_ASSESSED, NONE, 0, 500 },
		{ 300, POINT_AGREED, NONE, 120, 620 },	/* the panel agreed less */
		{ 900, POINT_AGREED, NONE, 900, 1000 },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct line_stand line = { { 1000 }, { 500 }, { 300 } };
		struct point p = { .asked = { t[i].asked }, .answer = t[i].answer,
			.reason = S("r"), .part = { t[i].part } };
		fit_grant(&line, &p, (struct money){ t[i].adds });
		ck_assert_msg(line.agreed.pence == t[i].agreed, "row %zu", i);
	}
	/* A refused line that money reaches: to agree a point of £0 is to agree it. */
	struct line_stand line = { { 450 }, { 0 }, { 0 } };
	struct point p = { .answer = POINT_AGREED, .reason = S("r"), .part = { NONE } };
	fit_grant(&line, &p, (struct money){ 0 });
	ck_assert_int_eq(line.agreed.pence, 450);
}
END_TEST

START_TEST(what_a_panel_agrees_goes_to_the_points_in_their_order)
{
	struct point first = { .asked = { 300 }, .answer = POINT_AGREED },
	    second = { .asked = { 600 }, .answer = POINT_AGREED };
	struct money left = { 400 };

	ck_assert_int_eq(fit_point_adds(&second, false, &left).pence, 600);
	ck_assert_int_eq(fit_point_adds(&first, true, &left).pence, 300);
	ck_assert_int_eq(fit_point_adds(&second, true, &left).pence, 100);
	ck_assert_int_eq(left.pence, 0);
}
END_TEST

START_TEST(a_line_that_departs_has_a_reason)
{
	static const struct {
		int64_t agreed, fitted;
		struct str reason;
		enum fit_fault fault;
	} t[] = {	/* of a line of 1,000 */
		{ 700, 700, S_INIT(""), FIT_FINE },
		{ 700, 699, S_INIT(""), FIT_REASON },
		{ 700, 701, S_INIT(""), FIT_REASON },
		{ 0, 100, S_INIT(""), FIT_REASON },	/* refused, and yet it has money */
		{ 0, 100, S_INIT("r"), FIT_FINE },
		{ NONE, 100, S_INIT(""), FIT_FINE },	/* nobody decided anything */
		{ 700, 1001, S_INIT("r"), FIT_AMOUNT },
		{ 700, -1, S_INIT("r"), FIT_AMOUNT },
		{ 700, NONE, S_INIT("r"), FIT_AMOUNT },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct fit_line line = { { { 1000 }, { t[i].agreed }, { 0 } },
			{ t[i].fitted }, t[i].reason };
		ck_assert_msg(fit_line_check(&line) == t[i].fault, "row %zu", i);
	}
}
END_TEST

START_TEST(what_is_left_is_said)
{
	struct fit_line v[] = {
		{ { { 1000 }, { 500 }, { 0 } }, { 500 }, S("") },
		{ { { 1000 }, { 0 }, { 0 } }, { 350 }, S("the meeting’s money") },
	};
	struct fit_lines lines = LINES(v), none = { v, 0 };
	struct fit f = fit_check(&lines, (struct money){ 1000 }, 15, S(""));

	ck_assert_int_eq(f.fault, FIT_FINE);	/* 15 in 100 may stay */
	ck_assert_int_eq(f.unused.pence, 150);
	f = fit_check(&lines, (struct money){ 1001 }, 15, S(""));
	ck_assert_int_eq(f.fault, FIT_UNUSED);
	ck_assert(f.much);
	f = fit_check(&lines, (struct money){ 1001 }, 15, S("we look again in May"));
	ck_assert_int_eq(f.fault, FIT_FINE);
	f = fit_check(&lines, (struct money){ 849 }, 15, S(""));
	ck_assert_int_eq(f.fault, FIT_OVER);
	ck_assert_int_eq(f.over.pence, 1);
	v[1].reason = S("");
	f = fit_check(&lines, (struct money){ 1000 }, 15, S(""));
	ck_assert_int_eq(f.fault, FIT_REASON);
	ck_assert_uint_eq(f.line, 1);
	ck_assert_int_eq(fit_check(&none, (struct money){ 0 }, 15, S("")).fault, FIT_NO_LINES);
	for (int fault = FIT_NO_LINES; fault < FIT_FAULT_COUNT; fault++)
		ck_assert(fit_fault_words((enum fit_fault)fault).n > 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("fit");
	TCase *t = tcase_create("fit");

	tcase_add_test(t, missing_is_what_the_money_does_not_reach);
	tcase_add_test(t, a_line_nobody_answered_is_reached_in_the_familys_order);
	tcase_add_test(t, a_point_adds_to_its_line);
	tcase_add_test(t, what_a_panel_agrees_goes_to_the_points_in_their_order);
	tcase_add_test(t, a_line_that_departs_has_a_reason);
	tcase_add_test(t, what_is_left_is_said);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("fit", suite());
}
