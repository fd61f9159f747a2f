#include "core/letter_seal.h"

#include "core/base/arena.h"
#include "core/base/str.h"
#include "tests/tap.h"

static struct arena *a;
static const struct key seed = { { 1 } }, other_seed = { { 2 } };
static struct seal_key keys[2];
static struct str letter;

static void
set_up(void)
{
	crypt_start();
	a = arena_new((size_t)1024 * 1024);
	keys[0] = (struct seal_key){ S("letter-2025"), crypt_public(&other_seed) };
	keys[1] = (struct seal_key){ S("letter-2026"), crypt_public(&seed) };
	letter = letter_seal(a, &seed, S("letter-2026"), S("%PDF-1.7\nx\n%%EOF\n"));
}

static void
tear_down(void)
{
	arena_free(a);
}

static enum seal
check(struct str file)
{
	struct str id = STR_NONE;

	return letter_check(a, file, keys, COUNT(keys), &id);
}

START_TEST(sealed_letter_is_genuine)
{
	struct str id;

	ck_assert(str_starts(letter,
	    S("%PDF-1.7\nx\n%%EOF\n%Accord-Signature: letter-2026 ")));
	ck_assert(str_ends(letter, S("\n")));
	ck_assert_int_eq(letter_check(a, letter, keys, COUNT(keys), &id),
	    SEAL_GENUINE);
	ck_assert(str_eq(id, S("letter-2026")));
	ck_assert_int_eq(letter_check(a, letter, keys, 1, &id), SEAL_UNKNOWN_KEY);
}
END_TEST

START_TEST(no_bit_can_be_changed)
{
	for (size_t bit = 0; bit < letter.n * 8; bit++) {
		char *bad = str_cstr(a, letter);
		bad[bit / 8] ^= (char)(1 << bit % 8);
		ck_assert_msg(check((struct str){ bad, letter.n }) != SEAL_GENUINE,
		    "bit %zu", bit);
	}
}
END_TEST

static struct str
join(struct str x, const char *y)
{
	char *p = arena_alloc(a, x.n + strlen(y) + 1);

	memcpy(p, x.p, x.n);
	memcpy(p + x.n, y, strlen(y));
	return (struct str){ p, x.n + strlen(y) };
}

START_TEST(other_ends_are_no_seal)
{
	static const char *const ends[] = {
		"", "%Accord-Signature: ", "%Accord-Signature: letter-2026",
		"%Accord-Signature: letter-2026 \n", "%Accord-Signature:  AAAA\n",
		"%Accord-Signature: Letter AAAA\n", "%Accord-Signature: a b c\n",
		"%Accord-Signature: a AAAA\n",
	};

	for (size_t i = 0; i < COUNT(ends); i++)
		ck_assert_msg(check(join(S("%PDF\n"), ends[i])) == SEAL_NONE, "%zu", i);
	ck_assert_int_eq(check(STR_NONE), SEAL_NONE);
	ck_assert_int_eq(check(join(letter, "more\n")), SEAL_NONE);
	ck_assert_int_eq(check(join(letter, "\n")), SEAL_NONE);
	ck_assert_int_eq(check(str_head(letter, letter.n - 1)), SEAL_NONE);
}
END_TEST

START_TEST(seal_of_another_letter_or_key)
{
	struct str line = str_skip(letter, S("%PDF-1.7\nx\n%%EOF\n").n);
	struct str forged = letter_seal(a, &other_seed, S("letter-2026"),
	    S("%PDF-1.7\nx\n%%EOF\n"));

	ck_assert_int_eq(check(join(S("%PDF-1.7\ny\n%%EOF\n"), str_cstr(a, line))),
	    SEAL_BROKEN);
	ck_assert_int_eq(check(forged), SEAL_BROKEN);
	for (int s = SEAL_GENUINE; s <= SEAL_BROKEN; s++)
		ck_assert(str_ends(seal_words((enum seal)s), S(".")));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("letter_seal");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, sealed_letter_is_genuine);
	tcase_add_test(t, no_bit_can_be_changed);
	tcase_add_test(t, other_ends_are_no_seal);
	tcase_add_test(t, seal_of_another_letter_or_key);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("letter_seal", suite());
}
