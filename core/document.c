#include "core/document.h"

#include "core/base/out.h"
#include "core/base/str.h"

struct kind {
	enum document_kind kind;
	struct str word, type, words;
};

static const struct kind kinds[] = {
#define KIND_ROW(name, value, word, type, words)			\
	{ name, S_INIT(word), S_INIT(type), S_INIT(words) },
	DOCUMENT_KINDS(KIND_ROW)
#undef KIND_ROW
};

static const struct {
	enum refusal refusal;
	struct str word, words;
} refusals[] = {
#define REFUSAL_ROW(name, word, words) { name, S_INIT(word), S_INIT(words) },
	REFUSALS(REFUSAL_ROW)
#undef REFUSAL_ROW
};

static const struct kind *
kind_of(enum document_kind kind)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (kinds[i].kind == kind)
			return &kinds[i];
	return NULL;
}

struct str
document_type(enum document_kind kind)
{
	const struct kind *k = kind_of(kind);

	return k != NULL ? k->type : S("application/octet-stream");
}

struct str
document_words(enum document_kind kind)
{
	const struct kind *k = kind_of(kind);

	return k != NULL ? k->words : S("File");
}

struct str
refusal_words(enum refusal refusal)
{
	for (size_t i = 0; i < COUNT(refusals); i++)
		if (refusals[i].refusal == refusal)
			return refusals[i].words;
	return STR_NONE;
}

static const struct {
	enum document_kind kind;
	struct str ending;
} endings[] = {
	{ DOCUMENT_PDF, S_INIT(".pdf") }, { DOCUMENT_DOCX, S_INIT(".docx") },
	{ DOCUMENT_ODT, S_INIT(".odt") }, { DOCUMENT_JPEG, S_INIT(".jpg") },
	{ DOCUMENT_JPEG, S_INIT(".jpeg") }, { DOCUMENT_JPEG, S_INIT(".jpe") },
	{ DOCUMENT_JPEG, S_INIT(".jfif") }, { DOCUMENT_PNG, S_INIT(".png") },
};

/* ".pdf" of "report.pdf"; what has a space or is long is no ending. */
static struct str
ending_of(struct str name)
{
	for (size_t n = 1; n <= 6 && n < name.n; n++) {
		struct str tail = str_skip(name, name.n - n);
		if (tail.p[0] == ' ')
			break;
		if (tail.p[0] == '.' && n > 1)
			return tail;
	}
	return STR_NONE;
}

bool
document_name_fits(enum document_kind kind, struct str name)
{
	struct str ending = ending_of(name);

	if (!is_set(ending))
		return true;
	for (size_t i = 0; i < COUNT(endings); i++)
		if (endings[i].kind == kind && str_eq_nocase(endings[i].ending, ending))
			return true;
	return false;
}

struct str
document_ending(enum document_kind kind, struct str name)
{
	for (size_t i = 0; i < COUNT(endings) && !is_set(ending_of(name)); i++)
		if (endings[i].kind == kind)
			return endings[i].ending;
	return S("");
}

static struct str
refusal_word(enum refusal refusal)
{
	for (size_t i = 0; i < COUNT(refusals); i++)
		if (refusals[i].refusal == refusal)
			return refusals[i].word;
	return STR_NONE;
}

void
verdict_print(struct out *o, const struct file_verdict *v)
{
	const struct kind *k = kind_of(v->kind);

	out_lit(o, "accord-inspect 1\n");
	if (v->refusal != REFUSED_NOT) {
		out_lit(o, "refused ");
		out_str(o, refusal_word(v->refusal));
	} else {
		out_lit(o, "good ");
		out_str(o, k != NULL ? k->word : S("none"));
	}
	out_lit(o, "\npages ");
	out_int(o, v->pages);
	out_lit(o, "\nclean ");
	out_int(o, (int64_t)v->clean);
	out_lit(o, "\n\n");
}

/* The next line begins with `name `; *value is the rest of it. */
static bool
take_line(struct str *s, struct str name, struct str *value)
{
	struct str line = str_cut(s, '\n');

	if (!is_set(*s) || !str_starts(line, name))
		return false;
	*value = str_skip(line, name.n);
	return true;
}

static bool
take_number(struct str *s, struct str name, int64_t max, int64_t *n)
{
	struct str value;

	return take_line(s, name, &value) && str_int(value, max, n) &&
	    (value.n == 1 || value.p[0] != '0');
}

static bool
take_refusal(struct str word, enum refusal *refusal)
{
	for (size_t i = 0; i < COUNT(refusals); i++)
		if (str_eq(refusals[i].word, word)) {
			*refusal = refusals[i].refusal;
			return true;
		}
	return false;
}

static bool
take_kind(struct str word, enum document_kind *kind)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (str_eq(kinds[i].word, word)) {
			*kind = kinds[i].kind;
			return true;
		}
	return false;
}

static bool
is_picture(enum document_kind kind)
{
	return kind == DOCUMENT_JPEG || kind == DOCUMENT_PNG;
}

static bool
take_answer(struct str *s, struct file_verdict *v)
{
	struct str line = str_cut(s, '\n');

	if (!is_set(*s))
		return false;
	if (str_starts(line, S("good ")))
		return take_kind(str_skip(line, S("good ").n), &v->kind);
	return str_starts(line, S("refused ")) &&
	    take_refusal(str_skip(line, S("refused ").n), &v->refusal);
}

bool
verdict_read(struct str s, struct file_verdict *v, struct str *rest)
{
	struct str line;
	int64_t pages, clean;

	*v = (struct file_verdict){ 0 };
	if (!take_line(&s, S("accord-inspect 1"), &line) || line.n != 0 ||
	    !take_answer(&s, v) ||
	    !take_number(&s, S("pages "), DOCUMENT_PAGES, &pages) ||
	    !take_number(&s, S("clean "), (int64_t)DOCUMENT_BYTES, &clean) ||
	    !take_line(&s, S(""), &line) || line.n != 0)
		return false;
	v->pages = (int)pages;
	v->clean = (size_t)clean;
	*rest = s;
	/* a picture is always made anew, nothing else ever is */
	return is_picture(v->kind) == (clean > 0) &&
	    (v->kind == DOCUMENT_PDF) == (pages > 0);
}

bool
document_visible(enum role viewer, const struct document_state *d)
{
	bool staff = viewer != FAMILY && viewer != SUPPORTER;

	if (!d->sent)
		return d->own ||
		    (viewer == FAMILY && d->added_by == SUPPORTER && d->named);
	return staff || d->audience == DOCUMENT_ALL;
}

bool
document_may_send(enum role viewer, const struct document_state *d)
{
	return !d->sent && viewer != SUPPORTER && document_visible(viewer, d);
}

struct str
document_seen_by(enum role viewer, const struct document_state *d)
{
	if (!d->sent && d->added_by == SUPPORTER)
		return viewer == SUPPORTER ?
		    S("You and the family, until the family sends it") :
		    S("You and your supporter, until you send it");
	if (!d->sent)
		return S("Only you, until you send it");
	if (d->audience == DOCUMENT_STAFF)
		return S("Council staff of this case only");
	return viewer == FAMILY || viewer == SUPPORTER ?
	    S("Your family, who helps you, and the council staff of this case") :
	    S("The family, who helps them, and the council staff of this case");
}
