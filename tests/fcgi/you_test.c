#include "fcgi/letter/you.h"

#include "core/base/arena.h"
#include "core/base/str.h"
#include "tests/tap.h"

static const struct {
	const char *of, *to;
} said[] = {
	{ "The family has signed. The plan is agreed.", "You have signed. The plan is agreed." },
	{ "The family settles with the answer.", "You settle with the answer." },
	{ "The family does without the meeting.", "You do without the meeting." },
	{ "The family wants its points answered in writing only.",
	    "You want your points answered in writing only." },
	{ "The family said what it needs to take part.", "You said what you need to take part." },
	{ "The family chose a time.", "You chose a time." },
	{ "The family answered", "You answered" },
	{ "The family says: that is not what we said.", "You say: that is not what we said." },
	{ "The family ended somebody’s help.", "You ended somebody’s help." },
	{ "The family took up question 5.", "You took up question 5." },
	{ "All of them. The family says how it sees them by 3 March 2026.",
	    "All of them. You say how you see them by 3 March 2026." },
	{ "The family’s days to look at the answers are over",
	    "Your days to look at the answers are over" },
	{ "It is entered. A letter has a copy of it, and the family can correct it.",
	    "It is entered. A letter has a copy of it, and you can correct it." },
	{ "A step is late: Make a letter in the form the family needs, due by 3 March 2026",
	    "A step is late: Make a letter in the form you need, due by 3 March 2026" },
	/* what somebody typed */
	{ "The family court asked for it.", "The family court asked for it." },
	{ "The score was approved", "The score was approved" },
	{ "The family", "The family" },
	{ "", "" },
};

START_TEST(to_the_family)
{
	struct arena *a = arena_new((size_t)1024 * 1024);
	struct str words = said_to_family(a, str_of(said[_i].of));

	ck_assert_str_eq(str_cstr(a, words), said[_i].to);
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("you");
	TCase *t = tcase_create("you");

	tcase_add_loop_test(t, to_the_family, 0, COUNT(said));
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("you", suite());
}
