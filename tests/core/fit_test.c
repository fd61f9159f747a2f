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
	ck_assert_int_eq(fit_unused(&lines, (struct money){ 370000 }).pence, 214520);
	ck_assert_int_eq(fit_unused(&lines, (struct money){ 100 }).pence, 0);
	ck_assert_int_eq(fit_not_missing((struct money){ 720 }, (struct money){ 880 }).pence, 160);
	ck_assert_int_eq(fit_not_missing((struct money){ 880 }, (struct money){ 880 }).pence, 0);
	ck_assert_int_eq(fit_not_missing((struct money){ 881 }, (struct money){ 880 }).pence, 0);
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
		int64_t part, adds, agreed, within;
	} t[] = {	/* of a line of 1,000: 500 agreed, the sum reaches 200 more */
		{ 200, POINT_AGREED, NONE, 200, 900, 200 },
		{ 300, POINT_AGREED, NONE, 300, 1000, 200 },
		{ 300, POINT_IN_PART, 100, 100, 800, 200 },
		{ 300, POINT_NOT_ASSESSED, NONE, 0, 500, 0 },
		{ 300, POINT_AGREED, NONE, 120, 820, 200 },	/* the panel gave less */
		{ 300, POINT_AGREED, NONE, 0, 500, 0 },	/* and here nothing */
		{ 500, POINT_IN_PART, 250, 250, 750, 0 },	/* above what is missing */
		{ 400, POINT_IN_PART, 250, 250, 850, 100 },
		{ 900, POINT_AGREED, NONE, 900, 1000, 0 },
		{ 0, POINT_AGREED, NONE, 0, 700, 200 },	/* the sum may be used for it */
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct line_stand line = { { 1000 }, { 500 }, { 300 } };
		struct point p = { .asked = { t[i].asked }, .answer = t[i].answer,
			.reason = S("r"), .part = { t[i].part } };
		struct money within = fit_grant(&line, &p, (struct money){ t[i].adds });
		ck_assert_msg(line.agreed.pence == t[i].agreed, "row %zu", i);
		ck_assert_msg(within.pence == t[i].within, "row %zu", i);
	}
	/* A refused line that money reaches: to agree a point of £0 is to agree it. */
	struct line_stand line = { { 450 }, { 0 }, { 0 } };
	struct point p = { .answer = POINT_AGREED, .reason = S("r"), .part = { NONE } };
	ck_assert_int_eq(fit_grant(&line, &p, (struct money){ 0 }).pence, 450);
	ck_assert_int_eq(line.agreed.pence, 450);
}
END_TEST

/* Of 10,000 a year 3,000 were agreed and 638.96 more reached; 2,000 are added. */
START_TEST(what_is_added_stands_on_what_the_sum_reaches)
{
	struct line_stand line = { { 1000000 }, { 300000 }, { 636104 } };
	struct point p = { .asked = { 636104 }, .answer = POINT_IN_PART, .reason = S("r"),
		.part = { 200000 } };

	ck_assert_int_eq(fit_grant(&line, &p, (struct money){ 200000 }).pence, 63896);
	ck_assert_int_eq(line.agreed.pence, 563896);
	/* a second point about it, of the same round */
	fit_grant(&line, &p, (struct money){ 100000 });
	ck_assert_int_eq(line.agreed.pence, 663896);
}
END_TEST

/* Nobody but the panel says what a recommended point gets. */
START_TEST(a_recommended_point_adds_what_the_panel_gave_for_it)
{
	struct point p = { .asked = { 600 }, .answer = POINT_IN_PART, .part = { 500 } };

	ck_assert_int_eq(fit_point_adds(&p, false, MONEY_NONE).pence, 500);
	ck_assert_int_eq(fit_point_adds(&p, true, (struct money){ 100 }).pence, 100);
	ck_assert_int_eq(fit_point_adds(&p, true, (struct money){ 0 }).pence, 0);
	ck_assert(!is_set(fit_point_adds(&p, true, MONEY_NONE)));
	p.answer = POINT_AGREED;	/* a point of £0: the panel is not asked */
	p.asked.pence = 0;
	ck_assert_int_eq(fit_point_adds(&p, true, MONEY_NONE).pence, 0);
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
	tcase_add_test(t, what_is_added_stands_on_what_the_sum_reaches);
	tcase_add_test(t, a_recommended_point_adds_what_the_panel_gave_for_it);
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
