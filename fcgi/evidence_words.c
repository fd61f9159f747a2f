#include "fcgi/evidence_words.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "gen/q_letter.h"

#define WORDS ((size_t)65536)

void
out_sentence(struct out *o, struct str s)
{
	if (s.n == 0)
		return;
	if (o->n > 0)
		out_char(o, ' ');
	out_str(o, s);
	if (strchr(".!?", s.p[s.n - 1]) == NULL)
		out_char(o, '.');
}

static bool
is_mark_of(const struct document_mark *k, const struct weighing *w)
{
	return k->what == w->what && k->decision == w->decision && k->person == w->person;
}

const struct document_mark *
evidence_mark(const struct document_marks *marks, const struct weighing *w,
    int64_t document)
{
	for (size_t i = 0; i < marks->n; i++)
		if (marks->v[i].document == document && is_mark_of(&marks->v[i], w))
			return &marks->v[i];
	return NULL;
}

struct str
document_came(struct arena *a, int alike, struct stamp came)
{
	struct out o;

	out_init(&o, a, 100);
	if (alike > 0) {
		out_lit(&o, "number ");
		out_int(&o, alike);
		out_lit(&o, " of that name, received ");
		out_stamp(&o, came);
	} else {
		out_lit(&o, "received ");
		out_date(&o, stamp_london_date(came));
	}
	return out_str_of(&o);
}

/*
 * "Our diary of three weeks (night-diary.pdf)", and why it did not decide it. Of two
 * of one name: "(night-diary.pdf, number 2 of that name, received 3 March 2026 …)".
 */
static struct str
mark_words(struct arena *a, const struct document_mark *k)
{
	struct out o;

	out_init(&o, a, WORDS);
	out_str(&o, k->purpose);
	out_lit(&o, " (");
	out_str(&o, k->name);
	if (k->alike > 0) {
		out_lit(&o, ", ");
		out_str(&o, document_came(a, k->alike, k->came));
	}
	out_char(&o, ')');
	if (k->said == SAID_NOT_DECISIVE) {
		out_lit(&o, ": ");
		out_str(&o, k->why);
	}
	return out_str_of(&o);
}

struct str
evidence_words(struct arena *a, const struct document_marks *marks,
    const struct weighing *w, enum document_said said, struct str own)
{
	struct out o;

	out_init(&o, a, WORDS);
	out_sentence(&o, own);
	for (size_t i = 0; i < marks->n; i++)
		if (is_mark_of(&marks->v[i], w) && marks->v[i].said == said)
			out_sentence(&o, mark_words(a, &marks->v[i]));
	return out_str_of(&o);
}

enum err
evidence_told(struct db *db, struct arena *a, int64_t casefile, const struct weighing *w,
    struct evidence_told *told)
{
	struct weighed own = { .relied = S("") };
	struct document_marks marks;

	TRY(document_marks(db, a, casefile, &marks));
	enum err e = weighed_of(db, a, w->what, w->decision, w->person, &own);
	if (e != OK && e != E_NOT_FOUND)
		return e;
	*told = (struct evidence_told){
		evidence_words(a, &marks, w, SAID_RELIED, own.relied),
		evidence_words(a, &marks, w, SAID_NOT_DECISIVE, S("")),
	};
	return OK;
}
