#include "fcgi/jobs/pdf_finish.h"

#include <qpdf/qpdf-c.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

#define DEEPEST 12		/* of the structure tree of a letter */
#define CONTENT_MAX ((size_t)16 * 1024 * 1024)

static bool
is_structure(qpdf_data q, qpdf_oh node, const char *kind)
{
	return qpdf_oh_is_dictionary(q, node) && qpdf_oh_is_name_and_equals(q,
	    qpdf_oh_get_key(q, node, "/S"), kind);
}

/* The headings of a row that has cells as well are those of the row. */
static void
scope_row(qpdf_data q, qpdf_oh kids)
{
	int n = qpdf_oh_get_array_n_items(q, kids);
	bool column = true;

	for (int i = 0; i < n; i++)
		if (is_structure(q, qpdf_oh_get_array_item(q, kids, i), "/TD"))
			column = false;
	for (int i = 0; i < n; i++) {
		qpdf_oh cell = qpdf_oh_get_array_item(q, kids, i);
		if (is_structure(q, cell, "/TH"))
			qpdf_oh_replace_key(q, cell, "/A", qpdf_oh_parse(q, column
			    ? "<< /O /Table /Scope /Column >>"
			    : "<< /O /Table /Scope /Row >>"));
	}
}

static void
scope(qpdf_data q, qpdf_oh node, int depth)
{
	qpdf_oh kids = qpdf_oh_get_key(q, node, "/K");

	if (qpdf_oh_is_dictionary(q, kids))
		kids = qpdf_oh_wrap_in_array(q, kids);
	if (depth == DEEPEST || !qpdf_oh_is_array(q, kids))
		return;
	if (is_structure(q, node, "/TR"))
		scope_row(q, kids);
	for (int i = 0; i < qpdf_oh_get_array_n_items(q, kids); i++) {
		qpdf_oh kid = qpdf_oh_get_array_item(q, kids, i);
		if (qpdf_oh_is_dictionary(q, kid))
			scope(q, kid, depth + 1);
	}
}

/*
 * Cairo writes an operator with its operands on one line. A mark with an MCID
 * begins and ends between text objects, so what stands between two of them can
 * be marked as a whole. (Within, a Span may give the text of a glyph.)
 */
static bool
paints(struct str line)
{
	static const struct str operators[] = {
		S_INIT("f"), S_INIT("f*"), S_INIT("S"), S_INIT("B"), S_INIT("Do"),
		S_INIT("ET"),
	};
	struct str word = STR_NONE;

	for (struct str rest = str_trim(line); is_set(rest);)
		word = str_cut(&rest, ' ');
	for (size_t i = 0; i < COUNT(operators); i++)
		if (str_eq(word, operators[i]))
			return true;
	return false;
}

struct marking {
	struct out out;
	const char *from;	/* of what is not yet put out */
	bool painted;		/* there is something to see in it */
	int depth;		/* of marks open */
	bool marked;		/* the outermost has an MCID */
};

/* Puts out what came since, up to `to`. */
static void
put(struct marking *m, const char *to)
{
	bool artifact = m->painted && !m->marked;

	if (artifact)
		out_lit(&m->out, "/Artifact BMC\n");
	out_bytes(&m->out, m->from, (size_t)(to - m->from));
	if (artifact)
		out_lit(&m->out, "EMC\n");
	m->from = to;
	m->painted = false;
}

static void
mark_line(struct marking *m, struct str line, const char *end)
{
	if (str_ends(line, S(" BDC"))) {
		if (m->depth == 0 && memmem(line.p, line.n, "/MCID ", 6) != NULL) {
			put(m, line.p);
			m->marked = true;
		}
		m->depth++;
	} else if (str_eq(line, S("EMC"))) {
		if (--m->depth == 0 && m->marked) {
			put(m, end);
			m->marked = false;
		}
	} else if (paints(line)) {
		m->painted = true;
	}
}

static struct str
mark_artifacts(struct arena *a, struct str content)
{
	struct marking m = { .from = content.p };
	const char *end = content.p + content.n;

	out_init(&m.out, a, CONTENT_MAX);
	for (struct str rest = content; rest.n > 0;) {
		struct str line = str_cut(&rest, '\n');
		mark_line(&m, line, is_set(rest) ? rest.p : end);
	}
	put(&m, end);
	return out_ok(&m.out) && m.depth == 0 ? out_str_of(&m.out) : STR_NONE;
}

static bool
finish_page(struct arena *a, qpdf_data q, qpdf_oh page)
{
	unsigned char *bytes = NULL;
	size_t n = 0;
	qpdf_oh stream = qpdf_oh_get_key(q, page, "/Contents");

	if (!qpdf_oh_is_stream(q, stream)
	    || qpdf_oh_get_page_content_data(q, page, &bytes, &n) != 0)
		return false;
	struct str marked = mark_artifacts(a,
	    (struct str){ (const char *)bytes, n });
	free(bytes);	/* the library leaves it to us */
	if (!is_set(marked))
		return false;
	qpdf_oh_replace_stream_data(q, stream, (const unsigned char *)marked.p,
	    marked.n, qpdf_oh_new_null(q), qpdf_oh_new_null(q));
	return true;
}

static bool
finish(struct arena *a, qpdf_data q, struct str lang)
{
	qpdf_oh root = qpdf_get_root(q);
	int pages = qpdf_get_num_pages(q);

	if (!qpdf_oh_is_dictionary(q, qpdf_oh_get_key(q, root, "/StructTreeRoot")))
		return false;
	qpdf_oh_replace_key(q, root, "/Lang",
	    qpdf_oh_new_unicode_string(q, str_cstr(a, lang)));
	qpdf_oh_replace_key(q, root, "/ViewerPreferences",
	    qpdf_oh_parse(q, "<< /DisplayDocTitle true >>"));
	scope(q, qpdf_oh_get_key(q, root, "/StructTreeRoot"), 0);
	for (int i = 0; i < pages; i++)
		if (!finish_page(a, q, qpdf_get_page_n(q, (size_t)i)))
			return false;
	return pages > 0;
}

static bool
save(struct arena *a, qpdf_data q, struct str *finished)
{
	if (qpdf_init_write_memory(q) & QPDF_ERRORS)
		return false;
	qpdf_set_deterministic_ID(q, QPDF_TRUE);
	qpdf_set_compress_streams(q, QPDF_TRUE);
	if (qpdf_write(q) & QPDF_ERRORS)
		return false;
	*finished = str_dup(a, (struct str){
	    (const char *)qpdf_get_buffer(q), qpdf_get_buffer_length(q) });
	return finished->n > 0;
}

enum err
pdf_finish(struct arena *a, struct str pdf, struct str lang,
    struct str *finished, struct str *why)
{
	qpdf_data q = qpdf_init();

	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	qpdf_silence_errors(q);
	bool good = !(qpdf_read_memory(q, "letter", pdf.p, pdf.n, NULL)
	    & QPDF_ERRORS) && finish(a, q, lang) && save(a, q, finished);
	if (!good)
		*why = S("qpdf could not finish the letter");
	qpdf_cleanup(&q);
	return good ? OK : E_INTERNAL;
}
