/* Fields that speak of one of the things a page lists, each by itself. */
#include "core/form.h"

#include "core/base/arena.h"
#include "tests/tap.h"

static struct arena *a;
static struct form_view view;
static void *values;

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

struct said {
	int said_1, said_2;
	struct str why_1, why_2, secret;
};

enum { SAID_1, WHY_1, SAID_2, WHY_2, WORDS };

#define ONE(no)								\
	{ S_INIT("said"), FIELD_CHOICE, false, 10, S_INIT("yes|no"),	\
	    S_INIT(""), offsetof(struct said, said_##no), no },		\
	{ S_INIT("why"), FIELD_TEXT, false, 10, S_INIT(""),		\
	    S_INIT(""), offsetof(struct said, why_##no), no },

static const struct field said_fields[] = { ONE(1) ONE(2)
	{ S_INIT("words"), FIELD_SECRET, false, 10, S_INIT(""), S_INIT(""),
	    offsetof(struct said, secret), 0 },
};
static const struct form said = { S_INIT("said"), said_fields, COUNT(said_fields),
	sizeof(struct said) };

#define A "AAAAAAAAAAAAAAAAAAAAAA"
#define B "AAAAAAAAAAAAAAAAAAAAAQ"
#define C "AAAAAAAAAAAAAAAAAAAAAg"

static struct pid
thing(const char *s)
{
	struct pid pid;

	ck_assert(pid_parse(str_of(s), &pid));
	return pid;
}

START_TEST(what_is_said_stays_with_its_thing)
{
	const struct pair in[] = {
		{ S("why_" B), S("of B") }, { S("said_" A), S("yes") },
		{ S("why_" A), S("of A, too long") }, { S("said_" B), S("no") },
	};

	ck_assert_int_eq(form_read(a, &said, in, COUNT(in), &values, &view), OK);
	ck_assert_int_eq(form_things(&view, SAID_1), 2);
	int a_said = form_field_of(a, &view, SAID_1, thing(A));
	int b_said = form_field_of(a, &view, SAID_1, thing(B));
	ck_assert_int_eq(form_field_of(a, &view, SAID_1, thing(C)), -1);
	ck_assert(form_checked(&view, a_said, S("yes")));
	ck_assert(form_checked(&view, b_said, S("no")));
	ck_assert(str_eq(form_raw(&view, b_said + 1), S("of B")));
	ck_assert(str_eq(form_name(&view, b_said + 1), S("why_" B)));
	struct form_problems p = form_problems(a, &view);
	ck_assert_uint_eq(p.n, 1);
	ck_assert(str_eq(p.v[0].anchor, S("why_" A)));
}
END_TEST

START_TEST(a_thing_of_which_nothing_came_has_a_field_of_its_own)
{
	const struct pair in = { S("why_" B), S("of B") };

	ck_assert_int_eq(form_read(a, &said, &in, 1, &values, &view), OK);
	int a_said = form_field_of(a, &view, SAID_1, thing(A));
	ck_assert(str_eq(form_name(&view, a_said), S("said_" A)));
	ck_assert(!is_set(form_raw(&view, a_said)) && !is_set(form_raw(&view, a_said + 1)));
	int b_said = form_field_of(a, &view, SAID_1, thing(B));
	ck_assert(str_eq(form_raw(&view, b_said + 1), S("of B")));
}
END_TEST

static const char *const not_said[][3] = {
	{ "said_" A, "said_" A, NULL }, { "said_" A, "said_" B, "said_" C },
	{ "said", NULL, NULL }, { "said_1", NULL, NULL }, { "said_", NULL, NULL },
	{ "said-" A, NULL, NULL }, { "said_" A "A", NULL, NULL },
	{ "said_AAAAAAAAAAAAAAAAAAAAAB", NULL, NULL },	/* not as we write it */
	{ "words_" A, NULL, NULL },
};

START_TEST(of_each_thing_once_and_of_no_more_than_there_can_be)
{
	struct pair in[3];
	size_t n = 0;

	while (n < 3 && not_said[_i][n] != NULL) {
		in[n] = (struct pair){ str_of(not_said[_i][n]), S("") };
		n++;
	}
	ck_assert_int_eq(form_read(a, &said, in, n, &values, &view), E_BAD_REQUEST);
}
END_TEST

START_TEST(a_draft_is_of_a_thing_and_of_no_place)
{
	struct stamp at = { 7 };

	form_blank(a, &said, &view);
	ck_assert(!form_keep(&view, S("why_1"), S("an old draft"), at));
	ck_assert(form_keep(&view, S("why_" C), S("of C"), at));
	ck_assert(form_keep(&view, S("why_" B), S("of B"), at));
	ck_assert_int_eq(view.drafts, 0);	/* the page has not listed them */
	int first = form_field_of(a, &view, SAID_1, thing(A));
	int second = form_field_of(a, &view, SAID_1, thing(B));
	ck_assert(!is_set(form_raw(&view, first + 1)));
	ck_assert(str_eq(form_raw(&view, second + 1), S("of B")));
	ck_assert_int_eq(view.drafts, 1);
	ck_assert_int_eq(view.kept.us, 7);
	form_fill(&view, second + 1, S("stored"));
	ck_assert(str_eq(form_raw(&view, second + 1), S("of B")));
	ck_assert(form_keeps(&said, S("why_" C)) && !form_keeps(&said, S("why_1")));
	ck_assert(form_takes(&said, SAID_2, S("said_" A)));
	ck_assert(!form_takes(&said, SAID_2, S("said")));
}
END_TEST

START_TEST(drafts_of_things_without_end_are_bounded)
{
	struct pid pid = PID_NONE;

	form_blank(a, &said, &view);
	for (pid.b[0] = 1; pid.b[0] < 100; pid.b[0]++)
		ck_assert(form_keep(&view, form_input_of(a, &said_fields[WHY_1], pid), S("x"),
		    (struct stamp){ 1 }));
	ck_assert_int_ge(form_field_of(a, &view, SAID_1, thing(A)), 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("form_each");
	TCase *t = tcase_create("form_each");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, what_is_said_stays_with_its_thing);
	tcase_add_test(t, a_thing_of_which_nothing_came_has_a_field_of_its_own);
	tcase_add_loop_test(t, of_each_thing_once_and_of_no_more_than_there_can_be, 0,
	    (int)COUNT(not_said));
	tcase_add_test(t, a_draft_is_of_a_thing_and_of_no_place);
	tcase_add_test(t, drafts_of_things_without_end_are_bounded);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("form_each", suite());
}
