#include "fcgi/inspect/office_rules.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/utf8.h"
#include "fcgi/inspect/markup.h"

#define DOCX_MAIN S("application/vnd.openxmlformats-officedocument." \
    "wordprocessingml.document.main+xml")
#define ODT_TYPE S("application/vnd.oasis.opendocument.text")

static bool
has(struct str s, struct str what)
{
	return s.n >= what.n && memmem(s.p, s.n, what.p, what.n) != NULL;
}

static struct str
lower(struct arena *a, struct str s)
{
	char *p = str_cstr(a, s);

	for (size_t i = 0; i < s.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] + ('a' - 'A'));
	return (struct str){ p, s.n };
}

/* Folders and files by which the programs keep code and foreign files. */
static const struct {
	struct str part;
	enum refusal why;
} forbidden_names[] = {
	{ S_INIT("vbaproject"), REFUSED_MACRO }, { S_INIT("vbadata"), REFUSED_MACRO },
	{ S_INIT("activex/"), REFUSED_MACRO }, { S_INIT("basic/"), REFUSED_MACRO },
	{ S_INIT("scripts/"), REFUSED_MACRO }, { S_INIT("embeddings/"), REFUSED_INSIDE },
};

static bool
starts_nocase(struct str s, struct str what)
{
	return s.n >= what.n && str_eq_nocase(str_head(s, what.n), what);
}

enum refusal
office_name(struct office *o, struct str name, bool first)
{
	if (name.n == 0 || name.n > 500 || !utf8_plain(name, false) ||
	    name.p[0] == '/' || str_has(name, '\\') || has(name, S("../")))
		return REFUSED_TWO;
	for (size_t i = 0; i < COUNT(forbidden_names); i++)
		for (struct str s = name; s.n > 0; s = str_skip(s, 1))
			if (starts_nocase(s, forbidden_names[i].part))
				return forbidden_names[i].why;
	if (first)
		o->odt = str_eq(name, S("mimetype"));
	o->types = o->types || str_eq(name, S("[Content_Types].xml"));
	o->body = o->body || str_eq(name, S("word/document.xml"));
	o->content = o->content || str_eq(name, S("content.xml"));
	return REFUSED_NOT;
}

bool
office_is_file(struct str head)
{
	static const struct str begins[] = {
		S_INIT("PK\3\4"), S_INIT("PK\5\6"), S_INIT("Rar!"), S_INIT("7z\xbc\xaf"),
		S_INIT("\x1f\x8b"), S_INIT("BZh"), S_INIT("\xfd" "7zXZ"),
		S_INIT("\xd0\xcf\x11\xe0"), S_INIT("MZ"), S_INIT("\x7f" "ELF"),
		S_INIT("%PDF"), S_INIT("{\\rtf"), S_INIT("#!"),
	};

	for (size_t i = 0; i < COUNT(begins); i++)
		if (str_starts(head, begins[i]))
			return true;
	return false;
}

/* ---- DOCX ---- */

/* What a document may name outside itself: a link that a reader follows. */
static bool
is_link(struct str type, struct str target)
{
	static const struct str schemes[] = {
		S_INIT("http://"), S_INIT("https://"), S_INIT("mailto:"),
		S_INIT("tel:"), S_INIT("#"),
	};

	if (!str_ends(type, S("/hyperlink")))
		return false;
	for (size_t i = 0; i < COUNT(schemes); i++)
		if (starts_nocase(target, schemes[i]))
			return true;
	return false;
}

static enum refusal
relationship(const struct tag *t)
{
	static const struct {
		struct str type;
		enum refusal why;
	} forbidden[] = {
		{ S_INIT("/vbaProject"), REFUSED_MACRO },
		{ S_INIT("/control"), REFUSED_MACRO },
		{ S_INIT("/oleObject"), REFUSED_INSIDE },
		{ S_INIT("/package"), REFUSED_INSIDE },
		{ S_INIT("/aFChunk"), REFUSED_INSIDE },
		{ S_INIT("/subDocument"), REFUSED_OUTSIDE },
	};
	struct str type = tag_attribute(t, S("Type"), 0);
	struct str mode = tag_attribute(t, S("TargetMode"), 0);
	struct str target = tag_attribute(t, S("Target"), 0);

	if (str_has(type, '&') || str_has(mode, '&'))
		return REFUSED_OUTSIDE;	/* nobody spells these so by chance */
	for (size_t i = 0; i < COUNT(forbidden); i++)
		if (str_ends(type, forbidden[i].type))
			return forbidden[i].why;
	if (is_set(mode) && !str_eq(mode, S("Internal")) && !is_link(type, target))
		return REFUSED_OUTSIDE;
	return REFUSED_NOT;
}

static enum refusal
docx_relationships(struct arena *a, struct str part)
{
	struct markup m;
	struct tag t;

	(void)a;
	markup_begin(&m, part);
	while (markup_next(&m, &t)) {
		enum refusal r = !t.closing && str_eq(t.name, S("Relationship")) ?
		    relationship(&t) : REFUSED_NOT;
		if (r != REFUSED_NOT)
			return r;
	}
	return m.bad ? REFUSED_CUT : REFUSED_NOT;
}

static enum refusal
docx_types(struct arena *a, struct str part)
{
	struct markup m;
	struct tag t;
	bool main_part = false;

	markup_begin(&m, part);
	while (markup_next(&m, &t)) {
		struct str type = tag_attribute(&t, S("ContentType"), 0);
		if (!is_set(type))
			continue;
		type = lower(a, type);
		if (str_has(type, '&') || has(type, S("macroenabled")) ||
		    has(type, S("vbaproject")) || has(type, S("activex")))
			return REFUSED_MACRO;
		main_part = main_part || str_eq(type, DOCX_MAIN);
	}
	if (m.bad)
		return REFUSED_CUT;
	return main_part ? REFUSED_NOT : REFUSED_SHEET;
}

/* Does an instruction ask for another program's data, or another file? */
static bool
field_fetches(struct arena *a, struct str words)
{
	static const struct str fetching[] = {
		S_INIT("dde"), S_INIT("includetext"), S_INIT("includepicture"),
		S_INIT("import"), S_INIT("link "), S_INIT("rd "), S_INIT("database"),
	};
	struct str s = str_trim(lower(a, words));

	for (size_t i = 0; i < COUNT(fetching); i++)
		if (str_starts(s, fetching[i]))
			return true;
	return has(s, S("ddeauto")) || has(s, S("&#"));
}

/*
 * A field may be cut into runs, so its instruction is put together from all the
 * pieces between its begin and its end.
 */
static enum refusal
docx_fields(struct arena *a, struct str part)
{
	struct markup m;
	struct tag t;
	struct out field;

	out_init(&field, a, part.n + 1);
	markup_begin(&m, part);
	while (markup_next(&m, &t)) {
		if (t.closing && str_eq(t.name, S("instrText")))
			out_str(&field, t.text);
		struct str simple = tag_attribute(&t, S("instr"), 0);
		if (is_set(simple) && field_fetches(a, simple))
			return REFUSED_OUTSIDE;
		if (!str_eq(t.name, S("fldChar")) || t.closing)
			continue;
		if (field_fetches(a, out_str_of(&field)))
			return REFUSED_OUTSIDE;
		field.n = 0;
	}
	return m.bad ? REFUSED_CUT : REFUSED_NOT;
}

/* ---- ODT ---- */

static bool
is_local(struct str to)
{
	return !str_has(to, ':') && !str_starts(to, S("//")) &&
	    !str_starts(to, S("../")) && !str_has(to, '\\');
}

/* A link a reader follows may lead anywhere but to code. */
static bool
is_code(struct arena *a, struct str to)
{
	struct str s = lower(a, to);

	return has(s, S("script:")) || has(s, S("macro:")) || has(s, S("&#"));
}

static enum refusal
odt_tag(struct arena *a, const struct tag *t)
{
	static const struct {
		struct str name;
		enum refusal why;
	} forbidden[] = {
		{ S_INIT("script"), REFUSED_MACRO },
		{ S_INIT("event-listener"), REFUSED_MACRO },
		{ S_INIT("applet"), REFUSED_MACRO }, { S_INIT("plugin"), REFUSED_INSIDE },
		{ S_INIT("object-ole"), REFUSED_INSIDE },
		{ S_INIT("dde-source"), REFUSED_OUTSIDE },
		{ S_INIT("dde-connection"), REFUSED_OUTSIDE },
		{ S_INIT("encryption-data"), REFUSED_LOCKED },
	};
	struct str to;

	for (size_t i = 0; i < COUNT(forbidden); i++)
		if (str_eq(t->name, forbidden[i].name))
			return forbidden[i].why;
	for (int n = 0; is_set(to = tag_attribute(t, S("href"), n)); n++) {
		bool link = str_eq(t->name, S("a"));
		if (link ? is_code(a, to) && !starts_nocase(to, S("http")) : !is_local(to))
			return REFUSED_OUTSIDE;
	}
	return REFUSED_NOT;
}

static enum refusal
odt_part(struct arena *a, struct str part)
{
	struct markup m;
	struct tag t;

	markup_begin(&m, part);
	while (markup_next(&m, &t)) {
		struct arena_mark mark = arena_mark(a);
		enum refusal r = t.closing ? REFUSED_NOT : odt_tag(a, &t);
		arena_reset(a, mark);
		if (r != REFUSED_NOT)
			return r;
	}
	return m.bad ? REFUSED_CUT : REFUSED_NOT;
}

static enum refusal
odt_type(struct arena *a, struct str part)
{
	(void)a;
	return str_eq(part, ODT_TYPE) ? REFUSED_NOT : REFUSED_SHEET;
}

/* ---- both ---- */

static const struct reader {
	struct str begins, ends;
	bool all;		/* the whole name is begins */
	enum refusal (*read)(struct arena *, struct str part);
} readers[] = {
	{ S_INIT("[Content_Types].xml"), S_INIT(""), true, docx_types },
	{ S_INIT(""), S_INIT(".rels"), false, docx_relationships },
	{ S_INIT("word/"), S_INIT(".xml"), false, docx_fields },
	{ S_INIT("mimetype"), S_INIT(""), true, odt_type },
	{ S_INIT(""), S_INIT("content.xml"), false, odt_part },
	{ S_INIT(""), S_INIT("styles.xml"), false, odt_part },
	{ S_INIT(""), S_INIT("manifest.xml"), false, odt_part },
};

static const struct reader *
reader_of(struct str name)
{
	for (size_t i = 0; i < COUNT(readers); i++) {
		const struct reader *r = &readers[i];
		if (r->all ? str_eq(name, r->begins) :
		    str_starts(name, r->begins) && str_ends(name, r->ends))
			return r;
	}
	return NULL;
}

bool
office_reads(struct str name)
{
	return reader_of(name) != NULL;
}

enum refusal
office_part(struct arena *a, struct str name, struct str part)
{
	const struct reader *r = reader_of(name);

	return r != NULL ? r->read(a, part) : REFUSED_NOT;
}

enum refusal
office_end(const struct office *o, enum document_kind kind)
{
	if (o->odt && o->types)
		return REFUSED_TWO;
	if (kind == DOCUMENT_ODT)
		return o->odt && o->content ? REFUSED_NOT : REFUSED_CUT;
	if (o->odt)
		return REFUSED_SHEET;
	if (o->types && o->body)
		return REFUSED_NOT;
	return o->types ? REFUSED_SHEET : REFUSED_ARCHIVE;
}
