/*
 * A PDF is looked at twice: as text, for what is anywhere in the file, and as
 * qpdf reads it, object by object, packed or not. A damaged one is repaired by
 * qpdf as a viewer would, and everything found is looked at, reachable or not.
 */
#include <qpdf/qpdf-c.h>

#include "core/base/arena.h"
#include "fcgi/inspect/inspect.h"
#include "fcgi/inspect/pdf_text.h"

#define DEEPEST 60		/* of arrays and dictionaries in one object */
#define OBJECTS ((size_t)2 * 1024 * 1024)
#define GENERATIONS ((size_t)4)

struct walk {
	qpdf_data q;
	struct arena *a;
	uint8_t *met, *seen;	/* a bit for each object and generation */
	size_t met_to;		/* no bit of met at or beyond is set */
	enum refusal refusal;
};

static void
refuse(struct walk *w, enum refusal r)
{
	if (w->refusal == REFUSED_NOT)
		w->refusal = r;
}

static void
meet(struct walk *w, int id, int generation)
{
	if (id <= 0 || generation < 0 || (size_t)id >= OBJECTS ||
	    (size_t)generation >= GENERATIONS) {
		if (id != 0)
			refuse(w, REFUSED_HARD);
		return;
	}
	size_t bit = (size_t)id * GENERATIONS + (size_t)generation;
	w->met[bit / 8] |= (uint8_t)(1u << bit % 8);
	if (bit >= w->met_to)
		w->met_to = bit + 1;
}

/* ---- what may not stand in a dictionary ---- */

static const struct {
	const char *key;
	enum refusal why;
} forbidden_keys[] = {
	{ "/JS", REFUSED_SCRIPT }, { "/JavaScript", REFUSED_SCRIPT },
	{ "/XFA", REFUSED_FORM }, { "/EF", REFUSED_INSIDE },
	{ "/RichMediaContent", REFUSED_INSIDE },
};

static const struct {
	const char *key, *name;
	enum refusal why;
} forbidden_names[] = {
	{ "/S", "/JavaScript", REFUSED_SCRIPT }, { "/S", "/Launch", REFUSED_SCRIPT },
	{ "/S", "/SubmitForm", REFUSED_SCRIPT }, { "/S", "/ImportData", REFUSED_SCRIPT },
	{ "/S", "/Rendition", REFUSED_SCRIPT }, { "/S", "/GoToE", REFUSED_SCRIPT },
	{ "/S", "/GoToR", REFUSED_SCRIPT },
	{ "/S", "/RichMediaExecute", REFUSED_SCRIPT },
	{ "/Type", "/EmbeddedFile", REFUSED_INSIDE },
	{ "/Subtype", "/FileAttachment", REFUSED_INSIDE },
	{ "/Subtype", "/RichMedia", REFUSED_INSIDE },
	{ "/Subtype", "/Movie", REFUSED_INSIDE }, { "/Subtype", "/Sound", REFUSED_INSIDE },
	{ "/Subtype", "/Screen", REFUSED_INSIDE }, { "/Subtype", "/3D", REFUSED_INSIDE },
};

static bool
is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/* What happens on opening may only choose the page that is shown first. */
static bool
only_goes_to_page(qpdf_data q, qpdf_oh action)
{
	return !qpdf_oh_is_dictionary(q, action) || qpdf_oh_is_name_and_equals(q,
	    qpdf_oh_get_key(q, action, "/S"), "/GoTo");
}

static void
check_key(struct walk *w, const char *key, qpdf_oh value)
{
	for (size_t i = 0; i < COUNT(forbidden_keys); i++)
		if (is(key, forbidden_keys[i].key) && !qpdf_oh_is_null(w->q, value))
			refuse(w, forbidden_keys[i].why);
	for (size_t i = 0; i < COUNT(forbidden_names); i++)
		if (is(key, forbidden_names[i].key) &&
		    qpdf_oh_is_name_and_equals(w->q, value, forbidden_names[i].name))
			refuse(w, forbidden_names[i].why);
	if (is(key, "/OpenAction") && !only_goes_to_page(w->q, value))
		refuse(w, REFUSED_SCRIPT);
}

/* ---- the walk ---- */

static void walk_value(struct walk *, qpdf_oh, int depth);

/* What another object holds is looked at when its turn comes. */
static void
walk_child(struct walk *w, qpdf_oh value, int depth)
{
	if (qpdf_oh_is_indirect(w->q, value))
		meet(w, qpdf_oh_get_object_id(w->q, value),
		    qpdf_oh_get_generation(w->q, value));
	else
		walk_value(w, value, depth + 1);
}

struct names {
	const char **v;
	size_t n;
};

/* The keys of a dictionary. qpdf has one iterator only: they are copied. */
static struct names
keys_of(struct walk *w, qpdf_oh dict)
{
	struct names keys = { NULL, 0 };
	size_t n = 0;

	for (qpdf_oh_begin_dict_key_iter(w->q, dict); qpdf_oh_dict_more_keys(w->q); n++)
		(void)qpdf_oh_dict_next_key(w->q);
	keys.v = ARENA_ARRAY(w->a, n + 1, const char *);
	for (qpdf_oh_begin_dict_key_iter(w->q, dict);
	    keys.n < n && qpdf_oh_dict_more_keys(w->q); )
		keys.v[keys.n++] = str_cstr(w->a, str_of(qpdf_oh_dict_next_key(w->q)));
	return keys;
}

static void
walk_dictionary(struct walk *w, qpdf_oh dict, int depth)
{
	struct arena_mark mark = arena_mark(w->a);
	struct names keys = keys_of(w, dict);

	for (size_t i = 0; i < keys.n && w->refusal == REFUSED_NOT; i++) {
		qpdf_oh value = qpdf_oh_get_key(w->q, dict, keys.v[i]);
		check_key(w, keys.v[i], value);
		walk_child(w, value, depth);
		qpdf_oh_release(w->q, value);
	}
	arena_reset(w->a, mark);
}

static void
walk_array(struct walk *w, qpdf_oh array, int depth)
{
	int n = qpdf_oh_get_array_n_items(w->q, array);

	for (int i = 0; i < n && w->refusal == REFUSED_NOT; i++) {
		qpdf_oh value = qpdf_oh_get_array_item(w->q, array, i);
		walk_child(w, value, depth);
		qpdf_oh_release(w->q, value);
	}
}

static void
walk_value(struct walk *w, qpdf_oh value, int depth)
{
	if (depth > DEEPEST) {
		refuse(w, REFUSED_HARD);
	} else if (qpdf_oh_is_array(w->q, value)) {
		walk_array(w, value, depth);
	} else if (qpdf_oh_is_dictionary(w->q, value)) {
		walk_dictionary(w, value, depth);
	} else if (qpdf_oh_is_stream(w->q, value)) {
		qpdf_oh dict = qpdf_oh_get_dict(w->q, value);
		if (qpdf_oh_has_key(w->q, dict, "/F"))
			refuse(w, REFUSED_OUTSIDE);	/* its bytes are elsewhere */
		walk_dictionary(w, dict, depth);
	}
}

/* Everything met and not yet seen, until there is nothing new. */
static void
walk_met(struct walk *w)
{
	bool more = true;

	while (more && w->refusal == REFUSED_NOT) {
		more = false;
		for (size_t bit = 0; bit < w->met_to && w->refusal == REFUSED_NOT; bit++) {
			uint8_t mask = (uint8_t)(1u << bit % 8);
			if ((w->met[bit / 8] & mask) == 0 || (w->seen[bit / 8] & mask) != 0)
				continue;
			w->seen[bit / 8] |= mask;
			more = true;
			walk_value(w, qpdf_get_object_by_id(w->q,
			    (int)(bit / GENERATIONS), (int)(bit % GENERATIONS)), 0);
			qpdf_oh_release_all(w->q);
		}
	}
}

static enum refusal
walk_all(struct arena *a, qpdf_data q, struct str file)
{
	const size_t bytes = OBJECTS * GENERATIONS / 8;
	struct walk w = {
		.q = q, .a = a,
		.met = arena_alloc(a, bytes), .seen = arena_alloc(a, bytes),
	};
	qpdf_oh trailer = qpdf_get_trailer(q);
	long long size = 0;

	if (qpdf_oh_is_dictionary(q, trailer))
		qpdf_oh_get_value_as_longlong(q,
		    qpdf_oh_get_key(q, trailer, "/Size"), &size);
	int64_t last = pdf_last_object(file);
	if (size > last)
		last = size;
	if (last >= (int64_t)OBJECTS)
		return REFUSED_HARD;
	for (int64_t id = 1; id <= last; id++)
		meet(&w, (int)id, 0);
	walk_value(&w, trailer, 0);
	walk_met(&w);
	return w.refusal;
}

static enum refusal
why_not_read(qpdf_data q)
{
	if (qpdf_has_error(q) &&
	    qpdf_get_error_code(q, qpdf_get_error(q)) == qpdf_e_password)
		return REFUSED_LOCKED;
	return REFUSED_CUT;
}

static enum refusal
read_and_walk(struct arena *a, qpdf_data q, struct str file, int *pages)
{
	if ((qpdf_read_memory(q, "file", file.p, file.n, NULL) & QPDF_ERRORS) != 0)
		return why_not_read(q);
	if (qpdf_is_encrypted(q))
		return REFUSED_LOCKED;
	enum refusal r = walk_all(a, q, file);
	if (r != REFUSED_NOT)
		return r;
	*pages = qpdf_get_num_pages(q);
	if (*pages <= 0)
		return REFUSED_CUT;
	return *pages <= DOCUMENT_PAGES ? REFUSED_NOT : REFUSED_PAGES;
}

enum refusal
pdf_check(struct arena *a, struct str file, int *pages)
{
	qpdf_data q = qpdf_init();

	*pages = 0;
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	qpdf_silence_errors(q);
	enum refusal read = read_and_walk(a, q, file, pages);
	qpdf_cleanup(&q);
	/* a lock hides what is inside; otherwise what is inside comes first */
	if (read == REFUSED_LOCKED)
		return read;
	enum refusal text = pdf_names(file);
	if (text != REFUSED_NOT)
		return text;
	return read != REFUSED_NOT && read != REFUSED_CUT ? read :
	    pdf_end(file) != REFUSED_NOT ? pdf_end(file) : read;
}
