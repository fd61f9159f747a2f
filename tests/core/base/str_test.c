#include "core/base/str.h"

#include "core/base/arena.h"
#include "tests/tap.h"

static const struct {
	int line;
	struct str text;
	int64_t max;
	bool yes;
	int64_t n;
} numbers[] = {
#define YES(text, max, n) { __LINE__, S_INIT(text), max, true, n }
#define NO(text, max) { __LINE__, S_INIT(text), max, false, -1 }
	YES("0", 0, 0), YES("7", 7, 7), YES("27", 27, 27), YES("007", 9, 7),
	YES("9223372036854775807", INT64_MAX, INT64_MAX),
	YES("00000000000000000000000000001", 9, 1),
	NO("", 9), NO("1", 0), NO("8", 7), NO("9", 3), NO("28", 27), NO("100", 99),
	NO("9223372036854775808", INT64_MAX), NO("99999999999999999999", INT64_MAX),
	NO("-1", 9), NO("+1", 9), NO(" 1", 9), NO("1 ", 9), NO("1.0", 99), NO("0x1", 99),
	NO("1\0", 99), NO("\xd9\xa1", 99),
#undef YES
#undef NO
};

START_TEST(whole_numbers)
{
	for (size_t i = 0; i < COUNT(numbers); i++) {
		int64_t n = -1;
		bool yes = str_int(numbers[i].text, numbers[i].max, &n);
		ck_assert_msg(yes == numbers[i].yes && n == numbers[i].n,
		    "line %d: %d %lld", numbers[i].line, yes, (long long)n);
	}
}
END_TEST

START_TEST(cutting)
{
	struct str rest = S("a=b=c");

	ck_assert(str_eq(str_cut(&rest, '='), S("a")));
	ck_assert(str_eq(rest, S("b=c")));
	ck_assert(str_eq(str_cut(&rest, '='), S("b")));
	ck_assert(str_eq(str_cut(&rest, '='), S("c")));
	ck_assert(!is_set(rest));
	ck_assert(!is_set(str_cut(&rest, '=')));
	rest = S("=");
	ck_assert(str_eq(str_cut(&rest, '='), S("")));
	ck_assert(is_set(rest) && rest.n == 0);
}
END_TEST

START_TEST(comparing)
{
	ck_assert(str_eq(STR_NONE, S("")));
	ck_assert(str_eq_nocase(S("Content-TYPE"), S("content-type")));
	ck_assert(!str_eq_nocase(S("a"), S("ab")));
	ck_assert(!str_eq_nocase(S("\xc3\x84"), S("\xc3\xa4")));
	ck_assert(!str_eq_nocase(S("@"), S("`")) && !str_eq_nocase(S("["), S("{")));
	ck_assert(str_starts(S("abc"), S("ab")) && !str_starts(S("a"), S("ab")));
	ck_assert(str_ends(S("abc"), S("bc")) && !str_ends(S("c"), S("bc")));
	ck_assert(str_starts(S("abc"), S("")) && str_ends(S("abc"), S("")));
	ck_assert(str_has(S("abc"), 'c') && !str_has(STR_NONE, 'c'));
	ck_assert(!is_set(str_of(NULL)) && is_set(str_of("")));
}
END_TEST

START_TEST(trimming)
{
	ck_assert(str_eq(str_trim(S(" \t\r\n\v\f a b \n")), S("a b")));
	ck_assert(str_eq(str_trim(S("  ")), S("")));
	ck_assert(str_eq(str_trim(S("\xc2\xa0")), S("\xc2\xa0")));
}
END_TEST

START_TEST(public_ids)
{
	struct arena *a = arena_new(1 << 16);
	struct pid id = { { 0xff, 0, 0x10, 0x80, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0xfe } };
	struct pid back;
	struct str text = pid_print(a, id);

	ck_assert_uint_eq(text.n, 22);
	ck_assert(pid_parse(text, &back) && pid_eq(id, back));
	ck_assert(pid_parse(S("AAAAAAAAAAAAAAAAAAAAAA"), &back) && pid_is_none(back));
	/* the last letter holds two bits only: each id is written in one way */
	ck_assert(!pid_parse(S("AAAAAAAAAAAAAAAAAAAAAB"), &back));
	ck_assert(!pid_parse(S("AAAAAAAAAAAAAAAAAAAAA"), &back));
	ck_assert(!pid_parse(S("AAAAAAAAAAAAAAAAAAAAAAA"), &back));
	ck_assert(!pid_parse(S("AAAAAAAAAAAAAAAAAAAAA="), &back));
	ck_assert(!pid_parse(S("AAAAAAAAAA+/AAAAAAAAAA"), &back));
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("str");
	TCase *t = tcase_create("str");

	tcase_add_test(t, whole_numbers);
	tcase_add_test(t, cutting);
	tcase_add_test(t, comparing);
	tcase_add_test(t, trimming);
	tcase_add_test(t, public_ids);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("str", suite());
}
