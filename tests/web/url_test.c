#include "web/url.h"

#include "core/base/arena.h"
#include "core/base/str.h"
#include "tests/tap.h"

static const struct row {
	struct str typed, link;
} telephones[] = {
	{ S_INIT("01632 960 001"), S_INIT("tel:01632960001") },
	{ S_INIT("(01632) 960-001"), S_INIT("tel:01632960001") },
	{ S_INIT("+44 1632 960001"), S_INIT("tel:+441632960001") },
	{ S_INIT("javascript:alert(1)"), S_INIT("tel:1") },
	{ S_INIT(""), S_INIT("tel:") },
}, anchors[] = {
	{ S_INIT("reason"), S_INIT("#reason") },
	{ S_INIT("received-day"), S_INIT("#received-day") },
	{ S_INIT("a b\"><c"), S_INIT("#abc") },
	{ S_INIT(""), S_INIT("#") },
};

START_TEST(url_telephone_table)
{
	struct arena *a = arena_new(1 << 16);

	for (size_t i = 0; i < COUNT(telephones); i++)
		ck_assert(str_eq(url_telephone(a, telephones[i].typed).s,
		    telephones[i].link));
	arena_free(a);
}
END_TEST

START_TEST(url_anchor_table)
{
	struct arena *a = arena_new(1 << 16);

	for (size_t i = 0; i < COUNT(anchors); i++)
		ck_assert(str_eq(url_anchor(a, anchors[i].typed).s,
		    anchors[i].link));
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("url");
	TCase *t = tcase_create("url");

	tcase_add_test(t, url_telephone_table);
	tcase_add_test(t, url_anchor_table);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("url", suite());
}
