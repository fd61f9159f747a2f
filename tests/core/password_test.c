#include "core/password.h"

#include "core/base/arena.h"
#include "core/base/str.h"
#include "tests/tap.h"

static struct arena *a;

static void
set_up(void)
{
	a = arena_new((size_t)1024 * 1024);
}

static void
tear_down(void)
{
	arena_free(a);
}

#define F PASSWORD_FAMILY
#define W PASSWORD_STAFF

static const struct str own[] = {
	S_INIT("Robin Quillbrexthornay"), S_INIT("robin.feather@example.org"),
};

static struct str
fault(enum password_for who, const char *p)
{
	return password_fault(a, who, str_of(p), own, COUNT(own));
}

START_TEST(judged_by_length_and_guesses)
{
	static const struct { enum password_for who; const char *p, *has; } v[] = {
		{ F, "", "15 characters or more" },
		{ F, "plum grate 9wq", "15 characters or more" },	/* 14 */
		{ F, "plum grate 9wqx", NULL },				/* 15 */
		{ W, "plum grate9", "12 characters or more" },		/* 11 */
		{ W, "plum grate9x", NULL },				/* 12 */
		{ F, "correct horse battery staple", NULL },
		{ F, "blåbær på søndag", NULL },
		{ F, "синий трамвай едет", NULL },
		{ F, "雨の日は図書館へ行くことにした", NULL },		/* 15, 45 bytes */
		{ F, "雨の日は図書館へ行くことにし", "15 characters or more" },
		{ F, "%%%%%%%%%%%%%%%%", "repeats itself" },
		{ F, "abcdefghijklmnop", "sequence" },
		{ F, "dfghjkl;dfghjkl;", "neighbouring keys" },
		{ F, "passwordpassword", "common words" },
		{ F, "quillbrexthornay", "your name" },
		{ F, "qu1llbr3xth0rnay", "your name" },
		{ F, "accordaccordaccord", "this service" },
	};

	for (size_t i = 0; i < COUNT(v); i++) {
		struct str s = fault(v[i].who, v[i].p);
		bool good = v[i].has == NULL ? !is_set(s)
		    : is_set(s) && strstr(str_cstr(a, s), v[i].has) != NULL;
		ck_assert_msg(good, "%s: %.*s", v[i].p, STR_ARG(s));
	}
}
END_TEST

START_TEST(same_words_are_fine_for_somebody_else)
{
	ck_assert(is_set(fault(F, "quillbrexthornay")));
	ck_assert(!is_set(password_fault(a, F, S("quillbrexthornay"), NULL, 0)));
}
END_TEST

START_TEST(longest)
{
	static const char pattern[] = "plum grate 9wqx vnzt";
	char p[PASSWORD_MAX + 2];

	for (size_t i = 0; i < sizeof p; i++)
		p[i] = pattern[i * 7 % (sizeof pattern - 1)];
	ck_assert(!is_set(password_fault(a, F, (struct str){ p, PASSWORD_MAX }, NULL, 0)));
	struct str s = password_fault(a, F, (struct str){ p, PASSWORD_MAX + 1 }, NULL, 0);
	ck_assert(str_eq(s, S("Your password must have 128 characters or fewer")));
}
END_TEST

START_TEST(damaged_text)
{
	ck_assert(is_set(fault(F, "plum grate 9wqx \xff")));
	ck_assert(is_set(password_fault(a, F,
	    (struct str){ "plum grate\0 9wqxyz", 18 }, NULL, 0)));
}
END_TEST

START_TEST(more_own_words_than_it_can_hold)
{
	char many[1000];

	for (size_t i = 0; i < sizeof many; i++)
		many[i] = i % 5 == 4 ? ' ' : (char)('a' + i % 23);
	const struct str words = { many, sizeof many };
	ck_assert(!is_set(password_fault(a, F, S("plum grate 9wqx"), &words, 1)));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("password");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, judged_by_length_and_guesses);
	tcase_add_test(t, same_words_are_fine_for_somebody_else);
	tcase_add_test(t, longest);
	tcase_add_test(t, damaged_text);
	tcase_add_test(t, more_own_words_than_it_can_hold);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("password", suite());
}
