#include "core/entry.h"

#include "tests/tap.h"

static const struct {
	enum entry_kind kind;
	enum action action;
	bool yes;
} allowed[] = {
	{ ENTRY_CHALLENGE, CHALLENGE, true },
	{ ENTRY_CHALLENGE, WRITE_DRAFT, true },
	{ ENTRY_CHALLENGE, SEE_CASE, true },
	{ ENTRY_CHALLENGE, CONTEST, false },
	{ ENTRY_CHALLENGE, ACTION_NONE, false },
	{ ENTRY_REPLY, CONTEST, true },
	{ ENTRY_REPLY, WITHDRAW, false },
	{ ENTRY_WITHDRAWAL, WITHDRAW, true },
	{ ENTRY_PLAN, WRITE_PLAN, true },
	{ ENTRY_PLAN, SIGN_PLAN, false },
	{ ENTRY_CHOICE, SETTLE, true },
	{ ENTRY_SIGN, SIGN_PLAN, true },
	{ ENTRY_MEETING, ASK_MEETING, true },
	{ ENTRY_MEETING, CORRECT_NOTE, true },
	{ ENTRY_POINTS, RAISE_POINTS, true },
	{ ENTRY_VIEW, FAMILY_VIEW, true },
	{ ENTRY_VIEW, WRITE_DRAFT, false },
	{ ENTRY_CORRECTION, CORRECT_ENTRY, true },
	{ ENTRY_CORRECTION, NAME_SUPPORTER, false },
	{ ENTRY_KIND_NONE, CHALLENGE, false },
};

START_TEST(what_an_entry_is_for)
{
	ck_assert_int_eq(entry_allows(allowed[_i].kind, allowed[_i].action),
	    allowed[_i].yes);
}
END_TEST

#define NONE INT32_MIN

/* Days from some day on; the case was opened on day 10, today is day 100. */
static const struct {
	enum entry_kind kind;
	int received, answers;
	enum entry_fault fault;
} days[] = {
	{ ENTRY_CHALLENGE, 50, 50, ENTRY_FINE },
	{ ENTRY_CHALLENGE, 49, 50, ENTRY_TOO_EARLY },
	{ ENTRY_CHALLENGE, 100, 50, ENTRY_FINE },
	{ ENTRY_CHALLENGE, 101, 50, ENTRY_IN_FUTURE },
	{ ENTRY_CHALLENGE, 50, NONE, ENTRY_NOTHING_TO_ANSWER },
	{ ENTRY_CHALLENGE, 101, NONE, ENTRY_IN_FUTURE },
	{ ENTRY_PLAN, 10, NONE, ENTRY_FINE },
	{ ENTRY_PLAN, 9, NONE, ENTRY_BEFORE_CASE },
	{ ENTRY_PLAN, 101, NONE, ENTRY_IN_FUTURE },
	{ ENTRY_MEETING, 20, NONE, ENTRY_FINE },
	{ ENTRY_MEETING, 19, 20, ENTRY_TOO_EARLY },
	{ ENTRY_SIGN, 20, NONE, ENTRY_NOTHING_TO_ANSWER },
};

START_TEST(when_it_can_have_come)
{
	struct date opened = { 10 }, today = { 100 };

	ck_assert_int_eq(entry_check(days[_i].kind, (struct date){ days[_i].received },
	    (struct date){ days[_i].answers }, opened, today), days[_i].fault);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("entry");
	TCase *t = tcase_create("entry");

	tcase_add_loop_test(t, what_an_entry_is_for, 0, COUNT(allowed));
	tcase_add_loop_test(t, when_it_can_have_come, 0, COUNT(days));
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("entry", suite());
}
