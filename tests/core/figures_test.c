/* Figures by group, and what must not be told by them. */
#include "core/figures.h"
#include "core/base/str.h"
#include "tests/tap.h"

static const struct { int years; enum age_band band; } ages[] = {
	{ 0, AGE_UNDER_7 }, { 6, AGE_UNDER_7 }, { 7, AGE_7_TO_10 }, { 10, AGE_7_TO_10 },
	{ 11, AGE_11_TO_15 }, { 15, AGE_11_TO_15 }, { 16, AGE_16_AND_17 },
	{ 17, AGE_16_AND_17 }, { 18, AGE_18_ON }, { 25, AGE_18_ON },
};

START_TEST(an_age_is_in_its_band)
{
	ck_assert_int_eq(age_band_of(ages[_i].years), ages[_i].band);
}
END_TEST

static void
hides(int64_t one, int64_t two, int64_t three, int hidden)
{
	struct figures v[] = {
		{ .n = { one, 9, 9, 9, 9, 9 } }, { .n = { two, 9, 9, 9, 9, 9 } },
		{ .n = { three, 9, 9, 9, 9, 9 } },
	};
	struct figures_list all = { v, COUNT(v) };
	int is = 0;

	figures_hide(&all);
	for (size_t i = 0; i < all.n; i++) {
		is = is * 10 + all.v[i].hidden[FIG_CASES];
		/* of a group that is hidden, nothing is shown */
		ck_assert(!all.v[i].hidden[FIG_CASES] || all.v[i].hidden[FIG_LATE]);
	}
	ck_assert_int_eq(is, hidden);
}

START_TEST(numbers_under_five_are_hidden_and_never_one_alone)
{
	hides(5, 6, 7, 0);
	hides(4, 6, 7, 110);	/* the smallest other goes with it */
	hides(4, 7, 6, 101);
	hides(4, 4, 7, 110);
	hides(1, 2, 3, 111);
	hides(0, 6, 7, 0);	/* a group without a case is not there */
	hides(0, 0, 4, 1);
}
END_TEST

START_TEST(a_column_is_hidden_by_itself)
{
	struct figures v[] = { { .n = { 20, 10, 4, 0, 8, 5 } }, { .n = { 20, 10, 9, 0, 9, 5 } } };
	struct figures_list all = { v, COUNT(v) };

	figures_hide(&all);
	for (size_t i = 0; i < 2; i++) {
		ck_assert(!v[i].hidden[FIG_CASES] && !v[i].hidden[FIG_SCORED]);
		ck_assert(v[i].hidden[FIG_ACCEPTED] && v[i].hidden[FIG_IN_PART]);
		ck_assert(!v[i].hidden[FIG_KEPT] && !v[i].hidden[FIG_LATE]);
	}
}
END_TEST

START_TEST(sums_and_averages)
{
	struct figures sum = { .n = { 1, 1 }, .points = 100, .pence = 5 };
	const struct figures more = { .n = { 2, 1, 0, 3 }, .points = 101, .pence = 6 };

	figures_add(&sum, &more);
	ck_assert_int_eq(sum.n[FIG_CASES], 3);
	ck_assert_int_eq(sum.n[FIG_IN_PART], 3);
	ck_assert_int_eq(figures_average(&sum, sum.points), 101);
	ck_assert_int_eq(figures_average(&sum, sum.pence), 6);
	ck_assert_int_eq(figures_average(&(struct figures){ .points = 9 }, 9), 0);
}
END_TEST

START_TEST(a_sex_is_said_or_not)
{
	enum sex sex = SEX_MALE;

	ck_assert(sex_parse(S(""), &sex) && sex == SEX_NOT_SAID);
	ck_assert(sex_parse(S("female"), &sex) && sex == SEX_FEMALE);
	ck_assert(!sex_parse(S("Female"), &sex));
	ck_assert(str_eq(sex_words(SEX_MALE), S("Male")));
	ck_assert(str_eq(sex_words((enum sex)200), S("Not said")));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("figures");
	TCase *t = tcase_create("figures");

	tcase_add_loop_test(t, an_age_is_in_its_band, 0, COUNT(ages));
	tcase_add_test(t, numbers_under_five_are_hidden_and_never_one_alone);
	tcase_add_test(t, a_column_is_hidden_by_itself);
	tcase_add_test(t, sums_and_averages);
	tcase_add_test(t, a_sex_is_said_or_not);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("figures", suite());
}
