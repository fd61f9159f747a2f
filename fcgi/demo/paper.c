#include "fcgi/demo/paper.h"

#include "core/base/arena.h"
#include "core/base/out.h"

#define LINE 82			/* letters, at 11 points across the page */
#define PAPER_MAX ((size_t)2 * 1024 * 1024)
#define OBJECTS 8

/* ---- PDF ---- */

struct pdf {
	struct out o;
	size_t at[OBJECTS + 1];	/* where each object begins */
	int n;
};

static void
object(struct pdf *p)
{
	p->at[++p->n] = p->o.n;
	out_int(&p->o, p->n);
	out_lit(&p->o, " 0 obj\n");
}

static void
object_end(struct pdf *p)
{
	out_lit(&p->o, "\nendobj\n");
}

static void
stream(struct pdf *p, struct str dictionary, struct str bytes)
{
	object(p);
	out_lit(&p->o, "<< /Length ");
	out_int(&p->o, (int64_t)bytes.n);
	out_str(&p->o, dictionary);
	out_lit(&p->o, " >>\nstream\n");
	out_str(&p->o, bytes);
	out_lit(&p->o, "\nendstream");
	object_end(p);
}

static void
font(struct pdf *p, struct str name)
{
	object(p);
	out_lit(&p->o, "<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding "
	    "/BaseFont /");
	out_str(&p->o, name);
	out_lit(&p->o, " >>");
	object_end(p);
}

/* The fonts every reader has know Windows' letters: of ours, these are others. */
static const struct {
	struct str ours, theirs;
} letters[] = {
	{ S_INIT("’"), S_INIT("\\222") }, { S_INIT("£"), S_INIT("\\243") },
	{ S_INIT("é"), S_INIT("\\351") }, { S_INIT("("), S_INIT("\\(") },
	{ S_INIT(")"), S_INIT("\\)") }, { S_INIT("\\"), S_INIT("\\\\") },
};

static void
letter(struct out *o, struct str *words)
{
	for (size_t i = 0; i < COUNT(letters); i++)
		if (str_starts(*words, letters[i].ours)) {
			out_str(o, letters[i].theirs);
			*words = str_skip(*words, letters[i].ours.n);
			return;
		}
	out_char(o, words->p[0]);
	*words = str_skip(*words, 1);
}

static void
line(struct out *o, struct str words)
{
	out_char(o, '(');
	while (words.n > 0)
		letter(o, &words);
	out_lit(o, ") Tj T*\n");
}

/* As many words as fit on a line. */
static struct str
cut_line(struct str *rest)
{
	size_t n = rest->n;

	if (n > LINE) {
		n = LINE;
		while (n > 1 && rest->p[n] != ' ')
			n--;
	}
	struct str words = str_head(*rest, n);
	*rest = str_trim(str_skip(*rest, n));
	return words;
}

static void
paragraphs(struct out *o, struct str words)
{
	while (is_set(words)) {
		struct str rest = str_trim(str_cut(&words, '|'));
		while (rest.n > 0)
			line(o, cut_line(&rest));
		out_lit(o, "T*\n");
	}
}

struct look {			/* of a paper */
	struct str kind;
	struct str under;	/* painted first: the glass of a scanner, a photo */
	struct str body;	/* font, size, leading, where the words begin */
	bool picture;
};

static const struct look looks[] = {
	{ S_INIT("letter"), S_INIT(""),
	    S_INIT("/F1 11 Tf 16 TL 60 720 Td\n"), false },
	{ S_INIT("scan"), S_INIT("0.93 0.92 0.88 rg 0 0 595 842 re f 0.75 g 0 0 9 842 re f "
	    "0.1 0.12 0.35 rg 0.9994 0.0349 -0.0349 0.9994 14 -14 cm\n"),
	    S_INIT("/F3 13 Tf 21 TL 60 720 Td\n"), false },
	{ S_INIT("plan"), S_INIT("q 240 0 0 180 60 540 cm /Im1 Do Q\n"),
	    S_INIT("/F1 11 Tf 16 TL 60 510 Td\n"), true },
};

static struct str
contents(struct arena *a, const struct look *look, struct str title, struct str words)
{
	struct out o;

	out_init(&o, a, PAPER_MAX);
	out_str(&o, look->under);
	out_lit(&o, "BT /F2 16 Tf 60 770 Td\n");
	line(&o, title);
	out_lit(&o, "ET BT ");
	out_str(&o, look->body);
	paragraphs(&o, words);
	out_lit(&o, "ET");
	return out_str_of(&o);
}

static void
trailer(struct pdf *p)
{
	size_t table = p->o.n;

	out_lit(&p->o, "xref\n0 ");
	out_int(&p->o, p->n + 1);
	out_lit(&p->o, "\n0000000000 65535 f \n");
	for (int i = 1; i <= p->n; i++) {
		for (size_t n = 1000000000; n > 0; n /= 10)
			out_char(&p->o, (char)('0' + p->at[i] / n % 10));
		out_lit(&p->o, " 00000 n \n");
	}
	out_lit(&p->o, "trailer\n<< /Root 1 0 R /Size ");
	out_int(&p->o, p->n + 1);
	out_lit(&p->o, " >>\nstartxref\n");
	out_int(&p->o, (int64_t)table);
	out_lit(&p->o, "\n%%EOF\n");
}

static struct str
pdf(struct arena *a, const struct look *look, struct str title, struct str words)
{
	struct pdf *p = ARENA_NEW(a, struct pdf);

	out_init(&p->o, a, PAPER_MAX);
	out_lit(&p->o, "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
	object(p);
	out_lit(&p->o, "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>");
	object_end(p);
	object(p);
	out_lit(&p->o, "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>");
	object_end(p);
	object(p);
	out_lit(&p->o, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R "
	    "/Resources << /Font << /F1 4 0 R /F2 5 0 R /F3 6 0 R >>");
	if (look->picture)
		out_lit(&p->o, " /XObject << /Im1 8 0 R >>");
	out_lit(&p->o, " >> >>");
	object_end(p);
	font(p, S("Helvetica"));
	font(p, S("Helvetica-Bold"));
	font(p, S("Times-Italic"));
	stream(p, S(""), contents(a, look, title, words));
	if (look->picture) {
		struct pixels photo = demo_photo(a);
		stream(p, S(" /Type /XObject /Subtype /Image /Width 480 /Height 360 "
		    "/ColorSpace /DeviceRGB /BitsPerComponent 8"),
		    (struct str){ (const char *)photo.v, (size_t)photo.width *
		    (size_t)photo.height * 3 });
	}
	trailer(p);
	return out_str_of(&p->o);
}

/* ---- by name ---- */

static enum err
make(struct arena *a, const struct str *cell, struct str *bytes)
{
	struct pixels p;

	for (size_t i = 0; i < COUNT(looks); i++)
		if (str_eq(looks[i].kind, cell[PAPER_KIND])) {
			*bytes = pdf(a, &looks[i], cell[PAPER_TITLE], cell[PAPER_WORDS]);
			return OK;
		}
	bool drawing = str_eq(cell[PAPER_KIND], S("drawing"));
	if (!drawing && !str_eq(cell[PAPER_KIND], S("photo")))
		return E_FORM;
	p = drawing ? demo_drawing(a) : demo_photo(a);
	*bytes = drawing ? demo_png(a, &p) : demo_jpeg(a, &p);
	return OK;
}

enum err
demo_paper(struct arena *a, const struct demo_table *papers, struct str name,
    struct http_file *file)
{
	for (size_t i = 1; i < papers->rows.n; i++) {
		const struct str *cell = papers->rows.v[i].cell;
		if (!str_eq(cell[PAPER_NAME], name))
			continue;
		*file = (struct http_file){ .field = S("file"), .name = name,
		    .type = STR_NONE };
		return make(a, cell, &file->bytes);
	}
	return E_NOT_FOUND;
}
