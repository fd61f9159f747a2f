/* Which short names may stand in an e-mail about a case. */
#include "core/notice_name.h"
#include "core/base/str.h"
#include "tests/tap.h"

static const struct {
	const char *name;
	bool fine;
} names[] = {
	{ "Blue Kite", true },
	{ "10001-W", true },
	{ "O", true },
	{ "Fete", true },
	{ "", false },
	{ "   ", false },
	{ "Blue\nKite", false },
	{ "The cat’s-whisker", true },
	{ "The cat's team 2", true },
	{ "https://evil.example/pay", false },
	{ "evil.example", false },
	{ "me@evil.example", false },
	{ "=?utf-8?B?SGk=?=", false },
	{ "Fé", false },
	{ "fé's week", false },
	{ "Ofélia", false },
	{ "our OSEI budget", false },
	{ "the Osei-budget", false },
	{ "osei", false },
	{ "Mary", false },
	{ "1234567890123456789012345678901234567890123456789012345678901", false },
};

START_TEST(a_short_name)
{
	struct str fault = notice_name_fault(str_of(names[_i].name),
	    S("Ofélia Mary O. Osei"), S("Fé"));

	ck_assert_msg(is_set(fault) != names[_i].fine, "%s", names[_i].name);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("notice name");
	TCase *t = tcase_create("notice name");

	tcase_add_loop_test(t, a_short_name, 0, COUNT(names));
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("notice_name", suite());
}
