#include "fcgi/pages/evidence.h"

#include "core/base/civil.h"
#include "core/document.h"
#include "gen/q_document.h"

_Static_assert(F_decide_why_60 - F_decide_said_1 + 1 == 2 * DOCUMENTS,
    "fcgi/forms.def has two fields for each document of a case");

/* Where the n-th of them, in the order they came, is spoken of. */
static int
said_field(size_t n)
{
	return F_decide_said_1 + 2 * (int)n;
}

enum err
evidence_before(struct req *rq, int64_t item, enum weighed_for what, struct form_view *f,
    struct evidence_rows *rows)
{
	struct document_befores all;

	TRY(documents_before(rq->db, rq->a, rq->subject->id, item, what, rq->who.id, &all));
	*rows = (struct evidence_rows){
		ARENA_ARRAY(rq->a, all.n + 1, struct evidence_row), 0
	};
	for (size_t i = 0; i < all.n && i < DOCUMENTS; i++) {
		const struct document_before *d = &all.v[i];
		int said = said_field(i);
		if (d->said != SAID_NOTHING) {
			form_fill_choice(f, said, (int)d->said);
			form_fill(f, said + 1, d->why);
		}
		rows->v[rows->n++] = (struct evidence_row){
			d->name, d->purpose,
			url_document_open(rq->a, rq->subject->pid, d->pid), false,
			said, said + 1,
		};
	}
	return OK;
}

/* What was said of the n-th; *why: it did not decide it. */
static enum document_said
said_of(struct req *rq, size_t n, struct str *why)
{
	struct str said = form_raw(&rq->view, said_field(n));

	*why = S("");
	if (!is_set(said) || said.n == 0)
		return SAID_NOTHING;
	if (str_eq(said, S("relied")))
		return SAID_RELIED;
	*why = form_raw(&rq->view, said_field(n) + 1);
	return SAID_NOT_DECISIVE;
}

static void
check(struct req *rq, const struct document_before *d, size_t n)
{
	struct str why;
	enum document_said said = said_of(rq, n, &why);

	if (said == SAID_NOTHING && stamp_london_date(d->sent).days < rq->today.days)
		wrong(rq, said_field(n), S("Say what this document was to your decision"));
	if (said == SAID_NOT_DECISIVE && why.n == 0)
		wrong(rq, said_field(n) + 1, S("Say why it did not decide it"));
}

enum err
evidence_save(struct req *rq, int64_t item, enum weighed_for what)
{
	struct document_befores all;
	struct str why;
	int64_t id;

	TRY(documents_before(rq->db, rq->a, rq->subject->id, item, what, rq->who.id, &all));
	for (size_t i = 0; i < all.n && i < DOCUMENTS; i++)
		check(rq, &all.v[i], i);
	for (size_t i = 0; i < all.n && i < DOCUMENTS && !rq->form_errors; i++) {
		enum document_said said = said_of(rq, i, &why);
		if (said != SAID_NOTHING)
			TRY(document_weighed_save(rq->db, all.v[i].id, what, item,
			    rq->who.id, said, why, rq->now, &id));
	}
	return OK;
}
