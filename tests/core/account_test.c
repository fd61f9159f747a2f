#include "core/account.h"

#include "core/base/str.h"
#include "tests/tap.h"

static const struct {
	int line;
	const char *phone;
	bool ok;
} phones[] = {
#define L __LINE__
	{ L, "", true }, { L, "01632 960 001", true }, { L, "+44 (0)1632 960-001", true },
	{ L, "960001", true }, { L, "96000", false }, { L, "01632 960 001 ext 4", false },
	{ L, "ring my mother", false }, { L, "01632\t960001", false },
#undef L
};

START_TEST(what_is_a_telephone_number)
{
	for (size_t i = 0; i < COUNT(phones); i++)
		ck_assert_msg(is_set(account_phone_fault(str_of(phones[i].phone))) != phones[i].ok,
		    "line %d", phones[i].line);
}
END_TEST

START_TEST(every_event_has_words)
{
	for (int i = ACCOUNT_OPENED; i <= ACCOUNT_RECOVERY; i++)
		ck_assert_msg(account_event_words((enum account_event)i).n > 0, "%d", i);
	ck_assert(str_eq(account_event_words((enum account_event)99),
	    S("Something was recorded")));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("account");
	TCase *t = tcase_create("account");

	tcase_add_test(t, what_is_a_telephone_number);
	tcase_add_test(t, every_event_has_words);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("account", suite());
}
