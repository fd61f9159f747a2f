#include "fcgi/request/multipart.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "tests/tap.h"

#define TYPE "multipart/form-data; boundary=XX"
#define FIELD(name, value)						\
	"--XX\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_PART(name, value)						\
	"--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"" name	\
	"\"\r\nContent-Type: image/png\r\n\r\n" value "\r\n"
#define END "--XX--\r\n"

/* What was parsed, as "name=value|" and "file:field,name,type=bytes|". */
static struct str
shown(struct arena *a, const struct pairs *p, const struct http_file *f)
{
	struct out o;

	out_init(&o, a, 4096);
	for (size_t i = 0; i < p->n; i++) {
		out_str(&o, p->v[i].name);
		out_char(&o, '=');
		out_str(&o, p->v[i].value);
		out_char(&o, '|');
	}
	if (is_set(f->field)) {
		out_lit(&o, "file:");
		out_str(&o, f->field);
		out_char(&o, ',');
		out_str(&o, f->name);
		out_char(&o, ',');
		out_str(&o, f->type);
		out_char(&o, '=');
		out_str(&o, f->bytes);
		out_char(&o, '|');
	}
	return out_str_of(&o);
}

static const struct {
	const char *type;
	struct str in;
	struct str out;		/* none: E_BAD_REQUEST */
} bodies[] = {
	{ TYPE, S_INIT(END), S_INIT("") },
	{ TYPE, S_INIT("--XX--"), S_INIT("") },
	{ TYPE, S_INIT(FIELD("a", "1") FIELD("b", "") END), S_INIT("a=1|b=|") },
	{ TYPE, S_INIT(FIELD("a", "1\r\n2") END), S_INIT("a=1\n2|") },
	{ TYPE, S_INIT(FIELD("a", "x --XX-- y") END), S_INIT("a=x --XX-- y|") },
	{ TYPE, S_INIT(FIELD("a", "1") FILE_PART("p.png", "\0\r\n\xff") END),
	    S_INIT("a=1|file:f,p.png,image/png=\0\r\n\xff|") },
	{ TYPE, S_INIT(FILE_PART("C:\\x\\../p.png", "1") END),
	    S_INIT("file:f,p.png,image/png=1|") },
	{ TYPE, S_INIT(FILE_PART("", "") FIELD("a", "1") END), S_INIT("a=1|") },
	{ TYPE, S_INIT(FILE_PART("", "x") END), S_INIT("file:f,unnamed,image/png=x|") },
	{ "Multipart/Form-Data;  boundary=\"XX\"", S_INIT(END), S_INIT("") },
	{ TYPE, S_INIT("--XX\r\ncontent-type:text/plain\r\n"
	    "content-disposition:form-data;name=a\r\n\r\n1\r\n" END), S_INIT("a=1|") },

	/* the frame */
	{ TYPE, S_INIT(""), STR_NONE },
	{ TYPE, S_INIT("--X"), STR_NONE },
	{ TYPE, S_INIT("\r\n" END), STR_NONE },
	{ TYPE, S_INIT("preamble\r\n" END), STR_NONE },
	{ TYPE, S_INIT(FIELD("a", "1")), STR_NONE },
	{ TYPE, S_INIT(FIELD("a", "1") "--XX"), STR_NONE },
	{ TYPE, S_INIT(FIELD("a", "1") "--XX-"), STR_NONE },
	{ TYPE, S_INIT(FIELD("a", "1") "--XXY\r\n" END), STR_NONE },
	{ TYPE, S_INIT(END "epilogue"), STR_NONE },
	{ TYPE, S_INIT(FILE_PART("a", "1") FILE_PART("b", "2") END), STR_NONE },
	{ "multipart/form-data", S_INIT(END), STR_NONE },
	{ "multipart/form-data; boundary=", S_INIT(END), STR_NONE },
	{ "multipart/form-data; boundary=X X", S_INIT(END), STR_NONE },
	{ "multipart/form-data; boundary=\"X\nX\"", S_INIT(END), STR_NONE },
	{ "multipart/form-data; boundary=XX; charset=x", S_INIT(END), STR_NONE },
	{ "multipart/mixed; boundary=XX", S_INIT(END), STR_NONE },

	/* the headers of a part */
	{ TYPE, S_INIT("--XX\r\n\r\n1\r\n" END), STR_NONE },
	{ TYPE, S_INIT("--XX\r\nContent-Type: a/b\r\n\r\n1\r\n" END), STR_NONE },
	{ TYPE, S_INIT("--XX\r\nContent-Disposition: form-data\r\n\r\n1\r\n" END), STR_NONE },
	{ TYPE, S_INIT(FIELD("", "1") END), STR_NONE },
	{ TYPE, S_INIT(FIELD("a\"; name=\"b", "1") END), STR_NONE },
	{ TYPE, S_INIT(FIELD("a\"; x=\"b", "1") END), STR_NONE },
	{ TYPE, S_INIT(FIELD("a\"; filename*=\"b", "1") END), STR_NONE },
	{ TYPE, S_INIT("--XX\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n" END),
	    STR_NONE },
	{ TYPE, S_INIT("--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n" END),
	    STR_NONE },
	{ TYPE, S_INIT("--XX\r\nContent-Disposition: form-data; name=a\r\n"
	    "Content-Transfer-Encoding: base64\r\n\r\n1\r\n" END), STR_NONE },
	{ TYPE, S_INIT("--XX\r\nContent-Disposition: form-data; name=a\r\n"
	    "Content-Disposition: form-data; name=b\r\n\r\n1\r\n" END), STR_NONE },

	/* text */
	{ TYPE, S_INIT(FIELD("a", "\0") END), STR_NONE },
	{ TYPE, S_INIT(FIELD("a", "\xff") END), STR_NONE },
	{ TYPE, S_INIT(FILE_PART("\xff", "1") END), STR_NONE },
};

START_TEST(parses)
{
	struct arena *a = arena_new(1 << 20);
	struct pairs p;
	struct http_file f;
	bool good = is_set(bodies[_i].out);

	enum err e = multipart_parse(a, str_of(bodies[_i].type), bodies[_i].in, &p, &f);
	ck_assert_int_eq(e, good ? OK : E_BAD_REQUEST);
	if (good)
		ck_assert(str_eq(shown(a, &p, &f), bodies[_i].out));
	arena_free(a);
}
END_TEST

/* Every beginning of a good body is refused, and none is read past its end. */
START_TEST(cut_off)
{
	static const char whole[] = FIELD("a", "1") FILE_PART("p.png", "\r\n--X") "--XX--";
	size_t last = sizeof whole - 1;

	for (size_t n = 0; n <= last; n++) {
		struct arena *a = arena_new(1 << 20);
		struct pairs p;
		struct http_file f;
		struct str cut = str_dup(a, (struct str){ whole, n });
		ck_assert_int_eq(multipart_parse(a, S(TYPE), cut, &p, &f),
		    n == last ? OK : E_BAD_REQUEST);
		arena_free(a);
	}
}
END_TEST

static enum err
with_header_of(struct arena *a, size_t n)
{
	struct out o;
	struct pairs p;
	struct http_file f;

	out_init(&o, a, 8192);
	out_lit(&o, "--XX\r\nContent-Disposition: form-data; name=\"");
	/* the first six bytes are not counted, the five below are */
	while (o.n - 6 + 5 < n)
		out_char(&o, 'n');
	out_lit(&o, "\"\r\n\r\n1\r\n" END);
	return multipart_parse(a, S(TYPE), out_str_of(&o), &p, &f);
}

static enum err
with_parts(struct arena *a, size_t n)
{
	struct out o;
	struct pairs p;
	struct http_file f;

	out_init(&o, a, 1 << 16);
	for (size_t i = 0; i < n; i++)
		out_lit(&o, FIELD("a", "1"));
	out_lit(&o, END);
	return multipart_parse(a, S(TYPE), out_str_of(&o), &p, &f);
}

START_TEST(bounded)
{
	struct arena *a = arena_new(1 << 20);

	ck_assert_int_eq(with_header_of(a, MULTIPART_HEADER_MAX), OK);
	ck_assert_int_eq(with_header_of(a, MULTIPART_HEADER_MAX + 1), E_BAD_REQUEST);
	ck_assert_int_eq(with_parts(a, PAIRS_MAX), OK);
	ck_assert_int_eq(with_parts(a, PAIRS_MAX + 1), E_BAD_REQUEST);
	arena_free(a);
}
END_TEST

static const struct {
	const char *in, *out;
} file_names[] = {
	{ "report.pdf", "report.pdf" },
	{ "/etc/passwd", "passwd" },
	{ "a\\b/c", "c" },
	{ "..", ".." },
	{ "a/", "unnamed" },
	{ "  ", "unnamed" },
	{ "", "unnamed" },
	{ "b\xc3\xbc\t.pdf", "b\xc3\xbc_.pdf" },
	{ "a\xe2\x80\xae" "fdp.exe", "a_fdp.exe" },
	{ "a\nb\x7f", "a_b_" },
};

START_TEST(names)
{
	struct arena *a = arena_new(1 << 20);

	ck_assert(str_eq(file_name_clean(a, str_of(file_names[_i].in)),
	    str_of(file_names[_i].out)));
	arena_free(a);
}
END_TEST

/* Cut between letters, never within one. */
START_TEST(long_name)
{
	struct arena *a = arena_new(1 << 20);
	struct out o;

	out_init(&o, a, 4096);
	out_char(&o, 'x');
	for (int i = 0; i < 300; i++)
		out_lit(&o, "\xc3\xbc");
	struct str clean = file_name_clean(a, out_str_of(&o));
	ck_assert_uint_eq(clean.n, FILE_NAME_MAX - 1);
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("multipart");
	TCase *t = tcase_create("multipart");

	tcase_add_loop_test(t, parses, 0, COUNT(bodies));
	tcase_add_test(t, cut_off);
	tcase_add_test(t, bounded);
	tcase_add_loop_test(t, names, 0, COUNT(file_names));
	tcase_add_test(t, long_name);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("multipart", suite());
}
