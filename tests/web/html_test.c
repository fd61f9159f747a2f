#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/str.h"
#include "tests/tap.h"
#include "web/html.h"
#include "web/page.h"

static struct arena *a;
static struct out o;

static void
setup(void)
{
	a = arena_new((size_t)1024 * 1024);
	out_init(&o, a, 4096);
}

static void
teardown(void)
{
	arena_free(a);
}

static void
printed(const char *want)
{
	ck_assert_str_eq(str_cstr(a, out_str_of(&o)), want);
	o.n = 0;
}

static const struct {
	const char *in, *out;
} escaped[] = {
	{ "", "" },
	{ "plain £ ü", "plain £ ü" },
	{ "<", "&lt;" },
	{ "a<b>c", "a&lt;b&gt;c" },
	{ "\"it's\"", "&quot;it&#39;s&quot;" },
	{ "&amp;", "&amp;amp;" },
	{ "<<", "&lt;&lt;" },
	{ "</textarea>", "&lt;/textarea&gt;" },
};

START_TEST(strings_are_escaped)
{
	html(&o, str_of(escaped[_i].in));
	printed(escaped[_i].out);
	html_url(&o, (struct url){ str_of(escaped[_i].in) });
	printed(escaped[_i].out);
}
END_TEST

START_TEST(none_prints_nothing)
{
	html(&o, STR_NONE);
	html(&o, MONEY_NONE);
	html(&o, POINTS_NONE);
	html(&o, DATE_NONE);
	html(&o, STAMP_NONE);
	html_iso(&o, DATE_NONE);
	printed("");
}
END_TEST

START_TEST(each_type_has_its_way)
{
	struct date day = date_of((struct ymd){ 2026, 3, 3 });
	struct stamp noon = stamp_of_utc(day, 14, 5, 0);

	html(&o, 7);
	printed("7");
	html(&o, (int64_t)-7);
	printed("-7");
	html(&o, sizeof(char[3]));
	printed("3");
	html(&o, (struct points){ 118 });
	printed("118");
	html(&o, (struct money){ 150000 });
	printed("£1,500");
	html(&o, (struct pid){ { 0 } });
	printed("AAAAAAAAAAAAAAAAAAAAAA");
	html(&o, day);
	printed("3 March 2026");
	html_iso(&o, day);
	printed("2026-03-03");
	html(&o, noon);
	printed("3 March 2026 at 2:05pm");
	html_iso(&o, noon);
	printed("2026-03-03T14:05:00Z");
}
END_TEST

START_TEST(each_form_has_an_id_of_its_own)
{
	struct page pg = { .out = &o, .a = a, .csrf = S("a\"b"), .form_seed = S("x7") };

	page_form_secrets(&pg);
	printed("<input type=\"hidden\" name=\"csrf\" value=\"a&quot;b\">"
	    "<input type=\"hidden\" name=\"form\" value=\"x7-1\">");
	page_form_secrets(&pg);
	printed("<input type=\"hidden\" name=\"csrf\" value=\"a&quot;b\">"
	    "<input type=\"hidden\" name=\"form\" value=\"x7-2\">");
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("html");
	TCase *t = tcase_create("html");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, strings_are_escaped, 0, (int)COUNT(escaped));
	tcase_add_test(t, none_prints_nothing);
	tcase_add_test(t, each_type_has_its_way);
	tcase_add_test(t, each_form_has_an_id_of_its_own);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("html", suite());
}
