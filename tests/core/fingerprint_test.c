#include "core/base/arena.h"
#include "core/base/str.h"
#include "core/crypt.h"
#include "core/fingerprint.h"
#include "tests/tap.h"

static struct arena *a;

static void
setup(void)
{
	crypt_start();
	a = arena_new(1024 * 1024);
}

static void
teardown(void)
{
	arena_free(a);
}

START_TEST(it_reads_back_what_it_prints)
{
	struct hash32 hash = crypt_fingerprint(S("a letter"));
	struct str bytes, printed = fingerprint_print(a, hash32_str(&hash));

	ck_assert_uint_eq(printed.n, 64 + 15);
	ck_assert_int_eq(printed.p[4], ' ');
	ck_assert(fingerprint_parse(a, printed, &bytes));
	ck_assert(str_eq(bytes, hash32_str(&hash)));
}
END_TEST

static const struct {
	int line;
	const char *typed;
	bool taken;
} typings[] = {
	{ __LINE__, "0000000000000000000000000000000000000000000000000000000000000000", true },
	{ __LINE__, "ABCDEFabcdef0123 456789 0000000000000000000000000000000000000000000", false },
	{ __LINE__, "ABCDEFabcdef0123 456789 000000000000000000000000000000000000000000", true },
	{ __LINE__, "000000000000000000000000000000000000000000000000000000000000000", false },
	{ __LINE__, "g000000000000000000000000000000000000000000000000000000000000000", false },
	{ __LINE__, "", false },
};

START_TEST(what_is_typed)
{
	struct str bytes;

	ck_assert_msg(fingerprint_parse(a, str_of(typings[_i].typed), &bytes) ==
	    typings[_i].taken, "line %d", typings[_i].line);
}
END_TEST

START_TEST(what_a_letter_is_called)
{
	ck_assert(str_eq(letter_called(a, S("10001-W"), 3), S("10001-W, letter 3")));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("fingerprint");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, it_reads_back_what_it_prints);
	tcase_add_loop_test(tc, what_is_typed, 0, COUNT(typings));
	tcase_add_test(tc, what_a_letter_is_called);
	suite_add_tcase(suite, tc);
	return tap_main("fingerprint", suite);
}
