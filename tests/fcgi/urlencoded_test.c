#include "fcgi/request/urlencoded.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "tests/tap.h"

/* What was parsed, as "name=value|name=value|". */
static struct str
shown(struct arena *a, const struct pairs *p)
{
	struct out o;

	out_init(&o, a, 4096);
	for (size_t i = 0; i < p->n; i++) {
		out_str(&o, p->v[i].name);
		out_char(&o, '=');
		out_str(&o, p->v[i].value);
		out_char(&o, '|');
	}
	return out_str_of(&o);
}

static const struct {
	struct str in;
	enum err err;
	const char *out;
} forms[] = {
	{ S_INIT(""), OK, "" },
	{ S_INIT("a=1"), OK, "a=1|" },
	{ S_INIT("a=1&b=2&a=3"), OK, "a=1|b=2|a=3|" },
	{ S_INIT("a"), OK, "a=|" },
	{ S_INIT("a="), OK, "a=|" },
	{ S_INIT("a=b=c"), OK, "a=b=c|" },
	{ S_INIT("a=x+y%20z%2B"), OK, "a=x y z+|" },
	{ S_INIT("a%3Db=%c2%A3"), OK, "a=b=\xc2\xa3|" },
	{ S_INIT("a=%2541"), OK, "a=%41|" },	/* once, not twice */
	{ S_INIT("a=1%0D%0A2%0D3%0A4"), OK, "a=1\n2\n3\n4|" },
	{ S_INIT("a=1&&b=2"), E_BAD_REQUEST, NULL },
	{ S_INIT("=1"), E_BAD_REQUEST, NULL },
	{ S_INIT("a=%"), E_BAD_REQUEST, NULL },
	{ S_INIT("a=%4"), E_BAD_REQUEST, NULL },
	{ S_INIT("a=%4g"), E_BAD_REQUEST, NULL },
	{ S_INIT("a=%-1"), E_BAD_REQUEST, NULL },
	{ S_INIT("a=%00"), E_BAD_REQUEST, NULL },
	{ S_INIT("a=\0"), E_BAD_REQUEST, NULL },
	{ S_INIT("a%00=1"), E_BAD_REQUEST, NULL },
	{ S_INIT("a=%ff"), E_BAD_REQUEST, NULL },
	{ S_INIT("a=%c0%af"), E_BAD_REQUEST, NULL },
	{ S_INIT("a=%ed%a0%80"), E_BAD_REQUEST, NULL },
};

START_TEST(parses)
{
	struct arena *a = arena_new(1 << 20);
	struct pairs p = { 0 };

	ck_assert_int_eq(urlencoded_parse(a, forms[_i].in, &p), forms[_i].err);
	if (forms[_i].err == OK)
		ck_assert(str_eq(shown(a, &p), str_of(forms[_i].out)));
	arena_free(a);
}
END_TEST

static enum err
parse_many(struct arena *a, size_t n)
{
	struct out o;
	struct pairs p;

	out_init(&o, a, 4096);
	for (size_t i = 0; i < n; i++)
		out_str(&o, i == 0 ? S("f=1") : S("&f=1"));
	return urlencoded_parse(a, out_str_of(&o), &p);
}

START_TEST(bounded)
{
	struct arena *a = arena_new(1 << 20);

	ck_assert_int_eq(parse_many(a, PAIRS_MAX), OK);
	ck_assert_int_eq(parse_many(a, PAIRS_MAX + 1), E_BAD_REQUEST);
	arena_free(a);
}
END_TEST

START_TEST(plus)
{
	struct arena *a = arena_new(1 << 20);
	struct str s;

	ck_assert_int_eq(percent_decode(a, S("/a+b%2f"), PLUS_IS_PLUS, &s), OK);
	ck_assert(str_eq(s, S("/a+b/")));
	ck_assert_int_eq(percent_decode(a, S("a+b%2b"), PLUS_IS_SPACE, &s), OK);
	ck_assert(str_eq(s, S("a b+")));
	/* what stands behind the slice is not read */
	ck_assert_int_eq(percent_decode(a, str_head(S("%41"), 2), PLUS_IS_PLUS, &s),
	    E_BAD_REQUEST);
	arena_free(a);
}
END_TEST

START_TEST(one_value)
{
	struct arena *a = arena_new(1 << 20);
	struct pairs p;

	ck_assert_int_eq(urlencoded_parse(a, S("a=1&b=&a=2"), &p), OK);
	ck_assert(!is_set(pairs_get(&p, S("a"))));
	ck_assert(!is_set(pairs_get(&p, S("c"))));
	ck_assert(is_set(pairs_get(&p, S("b"))));
	ck_assert_uint_eq(pairs_get(&p, S("b")).n, 0);
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("urlencoded");
	TCase *t = tcase_create("urlencoded");

	tcase_add_loop_test(t, parses, 0, COUNT(forms));
	tcase_add_test(t, bounded);
	tcase_add_test(t, plus);
	tcase_add_test(t, one_value);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("urlencoded", suite());
}
