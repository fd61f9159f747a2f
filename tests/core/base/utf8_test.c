#include "core/base/utf8.h"

#include "core/base/str.h"
#include "tests/tap.h"

static const struct {
	int line;
	struct str text;
	bool ok, plain, lines;
	size_t len;
} texts[] = {
#define ROW(text, ok, plain, lines, len) \
	{ __LINE__, S_INIT(text), ok, plain, lines, len }
	ROW("", true, true, true, 0),
	ROW("plain", true, true, true, 5),
	ROW("\xc3\xa9", true, true, true, 1),			/* é */
	ROW("\xe2\x82\xac", true, true, true, 1),		/* the euro sign */
	ROW("\xf0\x9f\x98\x80", true, true, true, 1),		/* a smile */
	ROW("\xf4\x8f\xbf\xbd", true, true, true, 1),		/* U+10FFFD */
	ROW("\xed\x9f\xbf", true, true, true, 1),		/* below the surrogates */
	ROW("\xee\x80\x80", true, true, true, 1),		/* above them */
	ROW("a\tb\nc", true, false, true, 5),
	ROW("a\rb", true, false, false, 3),
	ROW("\x1b[31m", true, false, false, 5),
	ROW("\x7f", true, false, false, 1),
	ROW("\xc2\x85", true, false, false, 1),			/* U+0085 */
	ROW("\xe2\x80\xae", true, false, false, 1),		/* right to left */
	ROW("\xe2\x81\xa6", true, false, false, 1),
	ROW("\xe2\x80\xa8", true, false, false, 1),		/* a line separator */
	ROW("\xef\xbf\xbe", true, false, false, 1),
	ROW("a\xc2\xad" "b", true, false, true, 3),		/* letters without a shape */
	ROW("\xe2\x80\x8b", true, false, true, 1),
	ROW("\xe2\x81\xa0", true, false, true, 1),
	ROW("\xef\xbb\xbf", true, false, true, 1),
	ROW("\xf3\xa0\x81\xa1", true, false, true, 1),
	ROW("\xe2\x80\x8d", true, true, true, 1),		/* joins a smile to another */
	ROW("a\0b", false, false, false, 3),
	ROW("\x80", false, false, false, 0),
	ROW("\xc3", false, false, false, 1),			/* cut off */
	ROW("\xe2\x82", false, false, false, 1),
	ROW("\xf0\x9f\x98", false, false, false, 1),
	ROW("\xc3(", false, false, false, 2),
	ROW("\xc0\xaf", false, false, false, 1),		/* too long forms */
	ROW("\xc1\xbf", false, false, false, 1),
	ROW("\xe0\x9f\xbf", false, false, false, 1),
	ROW("\xf0\x8f\xbf\xbf", false, false, false, 1),
	ROW("\xed\xa0\x80", false, false, false, 1),		/* surrogates */
	ROW("\xed\xbf\xbf", false, false, false, 1),
	ROW("\xf4\x90\x80\x80", false, false, false, 1),	/* beyond U+10FFFF */
	ROW("\xf8\x88\x80\x80\x80", false, false, false, 1),
	ROW("\xfe", false, false, false, 1), ROW("\xff", false, false, false, 1),
#undef ROW
};

static const struct {
	int line;
	struct str text;
	bool visible, one_way;
} seen[] = {
#define ROW(text, visible, one_way) { __LINE__, S_INIT(text), visible, one_way }
	ROW("", false, true), ROW(" \t\n", false, true),
	ROW("\xe2\x80\x8b\xe2\x81\xa0", false, true), ROW("\xc2\xad", false, true),
	ROW("\xef\xbb\xbf", false, true), ROW("\xe3\x85\xa4", false, true),
	ROW("\xe2\xa0\x80", false, true), ROW("\xf3\xa0\x81\xa1", false, true),
	ROW("\xe2\x80\x8f", false, false), ROW("a\xe2\x80\x8e", true, false),
	ROW("\xe2\x80\x8b.", true, true), ROW("\xc3\xa9", true, true),
	ROW("\xf0\x9f\x98\x80", true, true),
#undef ROW
};

START_TEST(seen_by_a_reader)
{
	for (size_t i = 0; i < COUNT(seen); i++) {
		ck_assert_msg(utf8_visible(seen[i].text) == seen[i].visible,
		    "visible, line %d", seen[i].line);
		ck_assert_msg(utf8_one_way(seen[i].text) == seen[i].one_way,
		    "one way, line %d", seen[i].line);
	}
}
END_TEST

START_TEST(cut_where_a_character_ends)
{
	struct str s = S("a\xe2\x82\xac\xf0\x9f\x98\x80");	/* 1, 3 and 4 bytes */
	static const size_t ends[] = { 0, 1, 1, 1, 4, 4, 4, 4, 8, 8 };

	for (size_t n = 0; n < COUNT(ends); n++) {
		ck_assert_uint_eq(utf8_head(s, n).n, ends[n]);
		ck_assert(utf8_ok(utf8_head(s, n)));
	}
}
END_TEST

START_TEST(judged)
{
	for (size_t i = 0; i < COUNT(texts); i++) {
		ck_assert_msg(utf8_ok(texts[i].text) == texts[i].ok, "line %d", texts[i].line);
		ck_assert_msg(utf8_plain(texts[i].text, false) == texts[i].plain,
		    "plain, line %d", texts[i].line);
		ck_assert_msg(utf8_plain(texts[i].text, true) == texts[i].lines,
		    "lines, line %d", texts[i].line);
		ck_assert_msg(utf8_len(texts[i].text) == texts[i].len,
		    "length, line %d", texts[i].line);
	}
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("utf8");
	TCase *t = tcase_create("utf8");

	tcase_add_test(t, judged);
	tcase_add_test(t, seen_by_a_reader);
	tcase_add_test(t, cut_where_a_character_ends);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("utf8", suite());
}
