#include "fcgi/request/cookie.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "tests/tap.h"

static const struct {
	const char *in, *out;	/* out: "name=value|…" */
} headers[] = {
	{ "", "" },
	{ "a=1", "a=1|" },
	{ "__Host-accord=Ab-_9; b=2", "__Host-accord=Ab-_9|b=2|" },
	{ "a=1;b=2;  c=3 ;", "a=1|b=2|c=3|" },
	{ "a=1; a=2", "a=1|a=2|" },
	{ "a=b=c", "a=b=c|" },
	{ "a=", "a=|" },
	{ "a=%41", "a=%41|" },		/* not decoded */
	/* what others set wrongly is left out, and stops nothing */
	{ "x; a=1", "a=1|" },
	{ "=v; a=1", "a=1|" },
	{ ";;; a=1", "a=1|" },
	{ "x=\"q\"; a=1", "a=1|" },
	{ "x=p q; a=1", "a=1|" },
	{ "x\xff=1; y=\xc3\xbc; a=1", "a=1|" },
	{ "x[]=1; a=1", "a=1|" },
	{ "x=\x01; a=1", "a=1|" },
	{ "x=\x7f; a=1", "a=1|" },
};

START_TEST(parses)
{
	struct arena *a = arena_new(1 << 20);
	struct pairs p;
	struct out o;

	ck_assert_int_eq(cookie_parse(a, str_of(headers[_i].in), &p), OK);
	out_init(&o, a, 4096);
	for (size_t i = 0; i < p.n; i++) {
		out_str(&o, p.v[i].name);
		out_char(&o, '=');
		out_str(&o, p.v[i].value);
		out_char(&o, '|');
	}
	ck_assert(str_eq(out_str_of(&o), str_of(headers[_i].out)));
	arena_free(a);
}
END_TEST

START_TEST(bounded)
{
	struct arena *a = arena_new(1 << 20);
	struct pairs p;
	char many[PAIRS_MAX + 2];

	memset(many, ';', sizeof many);
	ck_assert_int_eq(cookie_parse(a, (struct str){ many, PAIRS_MAX - 1 }, &p), OK);
	ck_assert_int_eq(cookie_parse(a, (struct str){ many, PAIRS_MAX }, &p),
	    E_BAD_REQUEST);
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("cookie");
	TCase *t = tcase_create("cookie");

	tcase_add_loop_test(t, parses, 0, COUNT(headers));
	tcase_add_test(t, bounded);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("cookie", suite());
}
