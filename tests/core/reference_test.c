#include "core/base/arena.h"
#include "core/base/str.h"
#include "core/reference.h"
#include "tests/tap.h"

static struct arena *a;

static void
setup(void)
{
	a = arena_new(1 << 20);
}

static void
teardown(void)
{
	arena_free(a);
}

START_TEST(what_is_printed_is_read)
{
	static const int all[] = { 1, 22, 23, 24, 40713, 99998, REFERENCE_MAX };

	for (size_t i = 0; i < COUNT(all); i++) {
		int n = 0;
		ck_assert(reference_parse(reference_of(a, all[i]), &n));
		ck_assert_int_eq(n, all[i]);
	}
}
END_TEST

START_TEST(as_people_type_it)
{
	int n;

	ck_assert(str_eq(reference_of(a, 40713), S("40713-D")));
	ck_assert(reference_parse(S("40713-D"), &n));
	ck_assert(reference_parse(S(" 40713 d "), &n));
	ck_assert(reference_parse(S("40713d"), &n));
	ck_assert(!reference_parse(S("40713-E"), &n));
	ck_assert(!reference_parse(S("4071-D"), &n));
	ck_assert(!reference_parse(S("00000-A"), &n));
	ck_assert(!reference_parse(S(""), &n));
}
END_TEST

/* Every single wrong digit and every exchange of neighbours shows. */
START_TEST(slips_show)
{
	int n;

	for (int v = 10000; v < 10400; v++) {
		struct str good = reference_of(a, v);
		for (size_t at = 0; at < 5; at++)
			for (char d = '0'; d <= '9'; d++) {
				char *slip = str_cstr(a, good);
				if (slip[at] == d)
					continue;
				slip[at] = d;
				ck_assert(!reference_parse(str_of(slip), &n));
			}
		for (size_t at = 0; at < 4; at++) {
			char *slip = str_cstr(a, good), c = slip[at];
			if (c == slip[at + 1])
				continue;
			slip[at] = slip[at + 1];
			slip[at + 1] = c;
			ck_assert(!reference_parse(str_of(slip), &n));
		}
	}
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("reference");
	TCase *t = tcase_create("reference");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, what_is_printed_is_read);
	tcase_add_test(t, as_people_type_it);
	tcase_add_test(t, slips_show);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("reference", suite());
}
