/* What counts as an address in words that every relative can read. */
#include "core/address.h"
#include "core/base/str.h"
#include "tests/tap.h"

static const struct {
	const char *words;
	bool is;
} postcodes[] = {
	{ "NE1 4XX", true },
	{ "It went to m32 0jg, the old house.", true },
	{ "(SW1A 1AA)", true },
	{ "W1A0AX", true },
	{ "EC1A1BB", true },
	{ "write to CR2 6XH", true },
	{ "", false },
	{ "N", false },
	{ "NE1", false },
	{ "The address was old.", false },
	{ "Question 4: 18 points", false },
	{ "Case 10001-W, letter 3", false },
	{ "NE1 4XXL", false },
	{ "ABC1 4XX", false },
	{ "NE1  4XX", false },
	{ "on 3 March 2026 at 10", false },
};

START_TEST(a_postcode)
{
	ck_assert_msg(address_has_postcode(str_of(postcodes[_i].words)) == postcodes[_i].is,
	    "%s", postcodes[_i].words);
}
END_TEST

static const struct {
	const char *words, *known;
	bool is;
} lines[] = {
	{ "She lives at 2 new street now.", "Vera Holub\n2 New Street\nNewcastle", true },
	{ "She lives at Flat 3 now.", "Flat 3, 2 New Street", true },
	{ "Vera Holub needs it.", "Vera Holub\n2 New Street", false },
	{ "We moved to Newcastle.", "2 New Street, Newcastle", false },
	{ "To NE1 4XX", "", true },
	{ "The address was old.", "", false },
	{ "2 New Stree", "2 New Street", false },
};

START_TEST(a_line_of_the_address)
{
	ck_assert_msg(address_stands_in(str_of(lines[_i].words), str_of(lines[_i].known)) ==
	    lines[_i].is, "%s", lines[_i].words);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("address");
	TCase *t = tcase_create("address");

	tcase_add_loop_test(t, a_postcode, 0, COUNT(postcodes));
	tcase_add_loop_test(t, a_line_of_the_address, 0, COUNT(lines));
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("address", suite());
}
