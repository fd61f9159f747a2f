#include "core/outcome.h"

#include "core/base/str.h"
#include "tests/tap.h"

#define WHY S_INIT("the assessment says so")
#define HERE S_INIT("the swimming club")
#define NOTHING { NULL, 0 }
#define NO_SUM { INT64_MIN }
#define NONE INT64_MIN
#define NO_DAY { INT32_MIN }
#define SUM(pence) { pence }
#define DAY { 20000 }

/* Each point asks for 100 pence. */
static const struct {
	int line;
	struct point point;
	enum point_fault fault;
	int64_t amount;
} rows[] = {
#define ROW(answer, why, part, which, from, price, fault, amount) \
	{ __LINE__, { { 100 }, answer, why, part, which, from, price }, fault, amount }
	ROW(POINT_OPEN, WHY, NO_SUM, NOTHING, NO_DAY, NO_SUM, POINT_UNDECIDED, 0),
	ROW(POINT_AGREED, WHY, NO_SUM, NOTHING, NO_DAY, NO_SUM, POINT_FINE, 100),
	ROW(POINT_AGREED, NOTHING, NO_SUM, NOTHING, NO_DAY, NO_SUM, POINT_NO_REASON, 100),
	ROW(POINT_IN_PART, WHY, SUM(1), NOTHING, NO_DAY, NO_SUM, POINT_FINE, 1),
	ROW(POINT_IN_PART, WHY, SUM(99), NOTHING, NO_DAY, NO_SUM, POINT_FINE, 99),
	ROW(POINT_IN_PART, WHY, SUM(0), NOTHING, NO_DAY, NO_SUM, POINT_BAD_PART, 0),
	ROW(POINT_IN_PART, WHY, SUM(100), NOTHING, NO_DAY, NO_SUM, POINT_BAD_PART, 100),
	ROW(POINT_IN_PART, WHY, NO_SUM, NOTHING, NO_DAY, NO_SUM, POINT_BAD_PART, 0),
	ROW(POINT_NOT_ASSESSED, WHY, NO_SUM, NOTHING, NO_DAY, NO_SUM, POINT_FINE, 0),
	ROW(POINT_MET_ANOTHER_WAY, WHY, NO_SUM, HERE, DAY, NO_SUM, POINT_FINE, 0),
	ROW(POINT_MET_ANOTHER_WAY, WHY, NO_SUM, NOTHING, DAY, NO_SUM, POINT_NO_WAY, 0),
	ROW(POINT_MET_ANOTHER_WAY, WHY, NO_SUM, HERE, NO_DAY, NO_SUM, POINT_NO_FROM, 0),
	ROW(POINT_MET_FOR_LESS, WHY, NO_SUM, HERE, NO_DAY, SUM(99), POINT_FINE, 0),
	ROW(POINT_MET_FOR_LESS, WHY, NO_SUM, HERE, NO_DAY, SUM(0), POINT_FINE, 0),
	ROW(POINT_MET_FOR_LESS, WHY, NO_SUM, HERE, NO_DAY, SUM(100), POINT_BAD_PRICE, 0),
	ROW(POINT_MET_FOR_LESS, WHY, NO_SUM, HERE, NO_DAY, NO_SUM, POINT_BAD_PRICE, 0),
	ROW(POINT_MET_FOR_LESS, WHY, NO_SUM, NOTHING, NO_DAY, SUM(1), POINT_NO_PLACE, 0),
	/* An amount left over from another answer counts for nothing. */
	ROW(POINT_NOT_ASSESSED, WHY, SUM(50), NOTHING, NO_DAY, NO_SUM, POINT_FINE, 0),
#undef ROW
};

START_TEST(each_answer)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		enum point_fault fault = point_check(&rows[i].point);
		ck_assert_msg(fault == rows[i].fault, "line %d: %s", rows[i].line,
		    point_fault_words(fault).p);
		ck_assert_msg(point_amount(&rows[i].point).pence == rows[i].amount,
		    "line %d", rows[i].line);
		ck_assert(point_answer_words(rows[i].point.answer).n > 0);
		ck_assert(fault == POINT_FINE || point_fault_words(fault).n > 0);
	}
}
END_TEST

START_TEST(the_sum_is_made_of_the_answers)
{
	struct point v[] = {
		{ .asked = { 30000 }, .answer = POINT_AGREED, .reason = S("a") },
		{ .asked = { 20000 }, .answer = POINT_IN_PART, .part = { 5000 },
		    .reason = S("b") },
		{ .asked = { 90000 }, .answer = POINT_NOT_ASSESSED, .reason = S("c") },
		{ .asked = { 0 }, .answer = POINT_AGREED, .reason = S("d") },
		{ .asked = { 70000 } },
	};
	struct points_raised points = { v, COUNT(v) };
	/* 1,500 of the score, 100 agreed before: it counts against the authority. */
	struct allocation before = allocation_of((struct money){ 150000 },
	    (struct money){ 10000 });
	struct outcome o = outcome_of(&points, &before, (struct money){ 45000 });

	ck_assert_int_eq(o.before.figure.pence, 150000);
	ck_assert_int_eq(o.added.pence, 35000);
	ck_assert_int_eq(o.sum.pence, 195000);
	ck_assert_int_eq(o.limit.pence, 195000);
	ck_assert_uint_eq(o.undecided, 1);
	ck_assert(!o.above_limit);
	o = outcome_of(&points, &before, (struct money){ 44999 });
	ck_assert(o.above_limit);
}
END_TEST

START_TEST(nothing_added_is_never_above)
{
	struct point v[] = {
		{ .asked = { 100 }, .answer = POINT_NOT_ASSESSED, .reason = S("c") },
	};
	struct points_raised points = { v, 1 };
	struct allocation before = allocation_of((struct money){ 500 }, (struct money){ 90 });
	struct outcome o = outcome_of(&points, &before, (struct money){ 1 });

	ck_assert(!o.above_limit);
	ck_assert_int_eq(o.sum.pence, 590);
	points.n = 0;
	o = outcome_of(&points, &before, (struct money){ 1 });
	ck_assert(!o.above_limit);
	ck_assert_uint_eq(o.undecided, 0);
}
END_TEST

START_TEST(the_words_of_the_letter)
{
	static const struct date today = { 20000 };
	static const struct {
		int panel, from;
		struct str why, next;
		bool above;
		struct date first;
		enum words_fault fault;
	} t[] = {
		{ 0, 19900, S_INIT(""), S_INIT("n"), false, { 19900 }, WORDS_FINE },
		{ 0, 19900, S_INIT(""), S_INIT(""), false, { 19900 }, WORDS_FINE },
		{ 0, 19901, S_INIT(""), S_INIT("n"), false, { 19900 }, WORDS_NO_WHY },
		{ 0, 19901, S_INIT("w"), S_INIT("n"), false, { 19900 }, WORDS_FINE },
		{ 0, 20000, S_INIT(""), S_INIT("n"), false, NO_DAY, WORDS_FINE },
		{ 0, 0, S_INIT(""), S_INIT("n"), false, { 19900 }, WORDS_NO_FROM },
		{ 0, 19900, S_INIT(""), S_INIT("n"), true, { 19900 }, WORDS_NO_PANEL },
		{ 19999, 19900, S_INIT(""), S_INIT("n"), true, { 19900 }, WORDS_PANEL_PAST },
		{ 20000, 19900, S_INIT(""), S_INIT("n"), true, { 19900 }, WORDS_FINE },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct outcome_words w = {
			.panel = t[i].panel == 0 ? DATE_NONE : (struct date){ t[i].panel },
			.chaired_on = DATE_NONE,
			.runs_from = t[i].from == 0 ? DATE_NONE : (struct date){ t[i].from },
			.why_from = t[i].why, .next_step = t[i].next,
		};
		enum words_fault fault = outcome_words_check(&w, t[i].above, t[i].first,
		    today);
		ck_assert_msg(fault == t[i].fault, "row %zu: %s", i,
		    words_fault_words(fault).p);
	}
}
END_TEST

START_TEST(a_panel_chaired_before_has_its_day)
{
	static const struct {
		bool chaired;
		struct date on;
		enum words_fault fault;
	} t[] = {
		{ false, NO_DAY, WORDS_FINE },
		{ false, { 20000 }, WORDS_NO_TICK },
		{ true, NO_DAY, WORDS_NO_CHAIRED },
		{ true, { 20001 }, WORDS_CHAIRED_AHEAD },
		{ true, { 20000 }, WORDS_FINE },
	};
	static const struct date today = { 20000 };

	for (size_t i = 0; i < COUNT(t); i++) {
		struct outcome_words w = {
			.panel = DATE_NONE, .chaired = t[i].chaired, .chaired_on = t[i].on,
			.runs_from = today, .why_from = S(""),
		};
		ck_assert_int_eq(outcome_words_check(&w, false, today, today), t[i].fault);
	}
}
END_TEST

/* 900 recommended for one point, 100 for another. */
START_TEST(what_a_panel_may_say)
{
	static const struct date meets = { 20000 };
	static const struct {
		enum panel_answer answer;
		int64_t first, second, one_sum;
		struct str reasons;
		int today;
		enum panel_fault fault;
		size_t point;
		int64_t amount;
	} t[] = {
		{ PANEL_AGREED, NONE, NONE, NONE, WHY, 19999, PANEL_EARLY, 0, 1000 },
		{ PANEL_AGREED, NONE, NONE, NONE, WHY, 20000, PANEL_FINE, 0, 1000 },
		{ PANEL_AGREED, 5, 5, 5, WHY, 20000, PANEL_FINE, 0, 1000 },
		{ PANEL_AGREED, NONE, NONE, NONE, NOTHING, 20001, PANEL_NO_REASONS, 0, 1000 },
		{ PANEL_OPEN, NONE, NONE, NONE, WHY, 20001, PANEL_UNDECIDED, 0, 0 },
		{ PANEL_IN_PART, 500, NONE, NONE, WHY, 20001, PANEL_BAD_PART, 1, 500 },
		{ PANEL_IN_PART, NONE, NONE, 500, WHY, 20001, PANEL_BAD_PART, 0, 0 },
		{ PANEL_IN_PART, 901, 0, NONE, WHY, 20001, PANEL_BAD_PART, 0, 901 },
		{ PANEL_IN_PART, 0, 100, NONE, WHY, 20001, PANEL_FINE, 0, 100 },
		{ PANEL_IN_PART, 900, 99, NONE, WHY, 20001, PANEL_FINE, 0, 999 },
		{ PANEL_IN_PART, 900, 100, NONE, WHY, 20001, PANEL_NO_CUT, 0, 1000 },
		{ PANEL_IN_PART, 0, 0, NONE, WHY, 20001, PANEL_NO_PART, 0, 0 },
		{ PANEL_NOT_AGREED, 5, 5, 5, WHY, 20001, PANEL_FINE, 0, 0 },
		{ PANEL_ONE_SUM, NONE, NONE, NONE, WHY, 20001, PANEL_BAD_SUM, 0, 0 },
		{ PANEL_ONE_SUM, NONE, NONE, 0, WHY, 20001, PANEL_BAD_SUM, 0, 0 },
		{ PANEL_ONE_SUM, NONE, NONE, 1000, WHY, 20001, PANEL_BAD_SUM, 0, 1000 },
		{ PANEL_ONE_SUM, 5, 5, 999, WHY, 20001, PANEL_FINE, 0, 999 },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct panel_part v[] = { { { 900 }, { t[i].first } },
			{ { 100 }, { t[i].second } } };
		struct panel_note note = { t[i].answer, { v, COUNT(v) }, { t[i].one_sum },
			t[i].reasons, false };
		size_t point;
		panel_fill(&note);
		enum panel_fault fault = panel_check(&note, meets,
		    (struct date){ t[i].today }, &point);
		ck_assert_msg(fault == t[i].fault && point == t[i].point, "row %zu: %s", i,
		    panel_fault_words(fault).p);
		ck_assert_msg(panel_amount(&note).pence == t[i].amount, "row %zu", i);
		ck_assert(t[i].answer != PANEL_ONE_SUM || !is_set(v[0].agreed));
	}
}
END_TEST

/* 9,000 recommended, of which the panel agrees 4,000. */
START_TEST(a_recommendation_adds_what_the_panel_agrees)
{
	struct money nine = { 900000 }, four = { 400000 }, none = MONEY_NONE;

	ck_assert_int_eq(points_count(nine, false, none).pence, 900000);
	ck_assert_int_eq(points_count(nine, true, none).pence, 0);
	ck_assert_int_eq(points_count(nine, true, four).pence, 400000);
	ck_assert_int_eq(points_count(nine, true, (struct money){ 0 }).pence, 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("outcome");
	TCase *t = tcase_create("points");

	tcase_add_test(t, each_answer);
	tcase_add_test(t, the_sum_is_made_of_the_answers);
	tcase_add_test(t, nothing_added_is_never_above);
	tcase_add_test(t, the_words_of_the_letter);
	tcase_add_test(t, a_panel_chaired_before_has_its_day);
	tcase_add_test(t, what_a_panel_may_say);
	tcase_add_test(t, a_recommendation_adds_what_the_panel_agrees);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("outcome", suite());
}
