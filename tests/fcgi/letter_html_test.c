#include "fcgi/letter/html.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "tests/tap.h"

static struct arena *a;

static void
set_up(void)
{
	a = arena_new((size_t)16 * 1024 * 1024);
}

static void
tear_down(void)
{
	arena_free(a);
}

/* A tree in one line: h1[text] ul[li[text]], strong ranges between stars. */
static void
show(struct out *o, const struct letter_node *node)
{
	static const char *const names[] = {
		[LETTER_ROOT] = "root", [LETTER_H1] = "h1", [LETTER_H2] = "h2",
		[LETTER_P] = "p", [LETTER_UL] = "ul", [LETTER_LI] = "li",
		[LETTER_TABLE] = "table", [LETTER_TR] = "tr", [LETTER_TH] = "th",
		[LETTER_TD] = "td",
	};
	const struct letter_strong *b = node->strong;

	out_str(o, str_of(names[node->kind]));
	out_char(o, '[');
	for (size_t i = 0; i <= node->text.n; i++) {
		if (b != NULL && i == b->from)
			out_char(o, '*');
		if (b != NULL && i == b->to) {
			out_char(o, '*');
			b = b->next;
		}
		if (i < node->text.n)
			out_char(o, node->text.p[i]);
	}
	for (const struct letter_node *n = node->first; n != NULL; n = n->next)
		show(o, n);
	out_char(o, ']');
}

START_TEST(what_a_letter_may_hold)
{
	static const struct { const char *html, *tree; } v[] = {
		{ "", "root[]" },
		{ " \n\t", "root[]" },
		{ "<h1>A</h1>\n<h2>B</h2><p>C</p>", "root[h1[A]h2[B]p[C]]" },
		{ "<p>  one\n\ttwo   three </p>", "root[p[one two three]]" },
		{ "<p>a <strong>b c</strong> d</p>", "root[p[a *b c* d]]" },
		{ "<p><strong>a</strong> <strong>b</strong></p>", "root[p[*a* *b*]]" },
		{ "<p></p>", "root[p[]]" },
		{ "<ul><li>a</li> <li>b</li></ul>", "root[ul[li[a]li[b]]]" },
		{ "<ul></ul>", "root[ul[]]" },
		{ "<table><tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr>"
		  "</table>", "root[table[tr[th[a]th[b]]tr[th[c]td[d]]]]" },
		{ "<table><tr><td>a<p>b</p><p>c</p>d</td></tr></table>",
		  "root[table[tr[td[a \nb \nc \nd]]]]" },
		{ "<table><tr><td> <p> a </p> </td></tr></table>",
		  "root[table[tr[td[a]]]]" },
		{ "<ul><li><p>a</p><p>b</p></li></ul>", "root[ul[li[a \nb]]]" },
		{ "<th >", NULL },
		{ "<p class=\"a > b\" lang=\"en\">x</p >", "root[p[x]]" },
		{ "<p>&lt;p&gt; &amp; &quot;&#39;&apos;</p>", "root[p[<p> & \"'']]" },
		{ "<p>&pound;5&nbsp;a&ndash;b &#xa3; &#8217; &#x1F600;</p>",
		  "root[p[£5\u00a0a–b £ ’ 😀]]" },
		{ "<p>1 > 0</p>", "root[p[1 > 0]]" },
	};

	for (size_t i = 0; i < COUNT(v); i++) {
		struct letter_node *root;
		struct str why;
		size_t at;
		struct out o;
		enum err e = letter_parse(a, str_of(v[i].html), &root, &why, &at);
		if (v[i].tree == NULL) {
			ck_assert_msg(e == E_INTERNAL, "%s", v[i].html);
			continue;
		}
		ck_assert_msg(e == OK, "%s: %.*s at %zu", v[i].html, STR_ARG(why), at);
		out_init(&o, a, 10000);
		show(&o, root);
		ck_assert_msg(str_eq(out_str_of(&o), str_of(v[i].tree)), "%s: %.*s",
		    v[i].html, STR_ARG(out_str_of(&o)));
	}
}
END_TEST

#define NINE_COLUMNS "<table><tr><td>1</td><td>2</td><td>3</td><td>4</td>" \
	"<td>5</td><td>6</td><td>7</td><td>8</td><td>9</td></tr></table>"

START_TEST(what_it_may_not)
{
	static const char *const v[] = {
		"text", "&amp;", "<p>", "</p>", "<p>a</h1>", "<p><p>a</p></p>",
		"<h3>a</h3>", "<P>a</P>", "<script>a</script>", "<br>", "<p/>",
		"<!-- a -->", "<p>a < b</p>", "<p", "<p class=\"a", "<", "</",
		"<p><ul><li>a</li></ul></p>", "<ul>a</ul>", "<ul><p>a</p></ul>",
		"<li>a</li>", "<td>a</td>", "<table><td>a</td></table>",
		"<table>a</table>", "<table><tr></tr></table>",
		"<table><tr><td>a</td></tr><tr><td>a</td><td>b</td></tr></table>",
		"<strong>a</strong>", "<p><strong>a</p></strong>", "<p><strong>a</p>",
		"<p><strong><strong>a</strong></strong></p>",
		"<ul><li><p>a</li></ul>", "<ul><li><strong><p>a</p></strong></li></ul>",
		"<ul><li><p><strong>a</p></strong></li></ul>",
		"<p>&nosuch;</p>", "<p>&amp</p>", "<p>&</p>", "<p>&#0;</p>", "<p>&#10;</p>",
		"<p>&#xd800;</p>", "<p>&#x110000;</p>", "<p>&#99999999999;</p>",
		"<p>&#;</p>", "<p>&#x;</p>", "<p>&#xg;</p>", "<p>&#1a;</p>",
		"<p>\xff</p>", "<p>\xe2\x80\xae</p>", "<p>\x01</p>",
		NINE_COLUMNS,
	};

	for (size_t i = 0; i < COUNT(v); i++) {
		struct letter_node *root;
		struct str why = STR_NONE;
		size_t at;
		enum err e = letter_parse(a, str_of(v[i]), &root, &why, &at);
		ck_assert_msg(e == E_INTERNAL, "%s", v[i]);
		ck_assert_msg(why.n > 0 && at <= strlen(v[i]), "%s", v[i]);
	}
}
END_TEST

START_TEST(too_long)
{
	size_t n = LETTER_HTML_MAX + 1, at;
	char *p = arena_alloc(a, n);
	struct letter_node *root;
	struct str why;

	memset(p, ' ', n);
	ck_assert_int_eq(letter_parse(a, (struct str){ p, n - 1 }, &root, &why, &at),
	    OK);
	ck_assert_int_eq(letter_parse(a, (struct str){ p, n }, &root, &why, &at),
	    E_INTERNAL);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("letter_html");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, what_a_letter_may_hold);
	tcase_add_test(t, what_it_may_not);
	tcase_add_test(t, too_long);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("letter_html", suite());
}
