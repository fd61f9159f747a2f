#include "fcgi/pages/evidence.h"

#include "core/base/civil.h"
#include "core/document.h"
#include "gen/q_letter.h"

#define HAS_FIELDS(form)						\
	_Static_assert(F_##form##_why_60 - F_##form##_said_1 + 1 == 2 * DOCUMENTS, \
	    "fcgi/forms.def has two fields for each document of a case")
HAS_FIELDS(decide);
HAS_FIELDS(plan_answer);
HAS_FIELDS(meeting_answer);
HAS_FIELDS(decision);
HAS_FIELDS(panel);

/* It was sent for what is decided, or for the case as a whole. */
static bool
is_about(const struct evidence *e, const struct document_before *d)
{
	if (e->every || (!is_set(d->question) && !is_set(d->plan)))
		return true;
	return (e->plan && is_set(d->plan)) ||
	    (is_set(e->question) && is_set(d->question) && d->question == e->question);
}

/* An earlier answer on this point rests on it. */
static bool
was_rested_on(const struct evidence *e, const struct document_before *d)
{
	for (size_t i = 0; e->also != NULL && i < e->also->n; i++)
		if (e->also->v[i].point == e->by.decision && e->also->v[i].document == d->id)
			return true;
	return false;
}

static bool
lies_before(const struct evidence *e, const struct document_before *d)
{
	return is_about(e, d) || was_rested_on(e, d);
}

/* What lies before the decision, in the order it came. */
static struct document_befores
laid(struct req *rq, const struct evidence *e, const struct document_befores *all)
{
	struct document_befores some = {
		ARENA_ARRAY(rq->a, all->n + 1, struct document_before), 0
	};

	for (size_t i = 0; i < all->n && some.n < DOCUMENTS; i++)
		if (lies_before(e, &all->v[i]))
			some.v[some.n++] = all->v[i];
	return some;
}

static bool
came_today(struct req *rq, const struct document_before *d)
{
	return stamp_london_date(d->sent).days >= rq->today.days;
}

enum err
evidence_read(struct req *rq, struct evidence_now *now)
{
	TRY(documents_before(rq->db, rq->a, rq->subject->id, &now->docs));
	return document_marks(rq->db, rq->a, rq->subject->id, &now->marks);
}

static bool
says_nothing(const struct evidence_now *now, const struct evidence *e,
    const struct document_before *d)
{
	return lies_before(e, d) && evidence_mark(&now->marks, &e->by, d->id) == NULL;
}

struct unlooked
evidence_unlooked(struct req *rq, const struct evidence_now *now, const struct evidence *e,
    size_t n)
{
	struct unlooked all = { 0, 0 };

	for (size_t i = 0; i < now->docs.n; i++) {
		const struct document_before *d = &now->docs.v[i];
		size_t k = 0;
		while (k < n && !says_nothing(now, &e[k], d))
			k++;
		if (k < n)
			*(came_today(rq, d) ? &all.today : &all.before) += 1;
	}
	return all;
}

struct str
unlooked_words(struct arena *a, struct unlooked n)
{
	size_t all = n.before + n.today;
	struct out o;

	if (all == 0)
		return STR_NONE;
	out_init(&o, a, 300);
	if (all == 1) {
		out_lit(&o, "A document has come in and nothing is said of it yet.");
	} else {
		out_int(&o, (int64_t)all);
		out_lit(&o, " documents have come in and nothing is said of them yet.");
	}
	out_lit(&o, " Read what came before you decide.");
	return out_str_of(&o);
}

/* ---- the page ---- */

/* Where this document is spoken of, whatever comes before it in the list. */
static int
said_field(struct req *rq, const struct evidence *e, struct form_view *f,
    const struct document_before *d)
{
	return form_field_of(rq->a, f, e->said, d->pid);
}

static struct str
which_words(const struct evidence *e, const struct document_befores *docs)
{
	size_t about = 0;

	for (size_t i = 0; i < docs->n; i++)
		about += is_about(e, &docs->v[i]);
	if (about < docs->n)
		return S("These were sent with the plan or for the case as a whole, or an "
		    "earlier answer to this point rests on them.");
	if (e->every)
		return S("These are all documents of the case.");
	if (is_set(e->question))
		return S("These were sent for this question, or for the case as a whole.");
	return S("These were sent with the plan, or for the case as a whole.");
}

static enum err
own_words(struct req *rq, const struct evidence *e, struct form_view *f)
{
	struct weighed own;
	enum err err = weighed_of(rq->db, rq->a, e->by.what, e->by.decision, e->by.person,
	    &own);

	if (err == OK)
		form_fill(f, e->relied, own.relied);
	return err == E_NOT_FOUND ? OK : err;
}

enum err
evidence_before(struct req *rq, const struct evidence *e, struct form_view *f,
    struct evidence_rows *rows)
{
	struct evidence_now now;

	TRY(evidence_read(rq, &now));
	struct document_befores docs = laid(rq, e, &now.docs);
	*rows = (struct evidence_rows){
		.v = ARENA_ARRAY(rq->a, docs.n + 1, struct evidence_row),
		.which = which_words(e, &docs), .must = e->must,
	};
	for (size_t i = 0; i < docs.n; i++) {
		const struct document_before *d = &docs.v[i];
		const struct document_mark *k = evidence_mark(&now.marks, &e->by, d->id);
		int said = said_field(rq, e, f, d);
		if (said < 0)
			return E_CONFLICT;
		if (k != NULL) {
			form_fill_choice(f, said, (int)k->said);
			form_fill(f, said + 1, k->why);
		}
		rows->v[rows->n++] = (struct evidence_row){
			d->name, d->purpose,
			url_document_open(rq->a, rq->subject->pid, d->pid),
			document_came(rq->a, d->alike, d->sent),
			said, said + 1,
		};
	}
	return e->in_draft ? OK : own_words(rq, e, f);
}

/* ---- what was sent ---- */

/* What was said at this field; *why: it did not decide it. */
static enum document_said
said_of(struct req *rq, int field, struct str *why)
{
	struct str said = form_raw(&rq->view, field);

	*why = S("");
	if (!is_set(said) || said.n == 0)
		return SAID_NOTHING;
	if (str_eq(said, S("relied")))
		return SAID_RELIED;
	*why = form_raw(&rq->view, field + 1);
	return SAID_NOT_DECISIVE;
}

/* Did the form that was sent ask about it? */
static bool
was_asked(struct req *rq, int field)
{
	return is_set(form_raw(&rq->view, field)) || is_set(form_raw(&rq->view, field + 1));
}

/* Notes what is missing; does the decision rest on this one? */
static bool
check(struct req *rq, const struct document_before *d, int field)
{
	struct str why;
	enum document_said said = said_of(rq, field, &why);

	if (!was_asked(rq, field))
		wrong(rq, field, unlooked_words(rq->a, (struct unlooked){ 0, 1 }));
	if (said == SAID_NOTHING && !came_today(rq, d))
		wrong(rq, field, S("Say what this document was to your decision"));
	if (said == SAID_NOT_DECISIVE && why.n == 0)
		wrong(rq, field + 1, S("Say why it did not decide it"));
	return said == SAID_RELIED;
}

static struct str
own_of(struct req *rq, const struct evidence *e)
{
	struct str s = form_raw(&rq->view, e->relied);

	return is_set(s) ? s : S("");
}

/* What was sent speaks of documents that lie before the decision, and of no other. */
static enum err
fields_of(struct req *rq, const struct evidence *e, const struct document_befores *docs,
    int *fields)
{
	for (size_t i = 0; i < docs->n; i++) {
		fields[i] = said_field(rq, e, &rq->view, &docs->v[i]);
		if (fields[i] < 0)
			return E_CONFLICT;
	}
	return form_things(&rq->view, e->said) > (int)docs->n ? E_CONFLICT : OK;
}

enum err
evidence_save(struct req *rq, const struct evidence *e)
{
	struct document_befores all;
	struct str why, own = own_of(rq, e);
	bool rests = own.n > 0;
	int fields[DOCUMENTS];
	int64_t id;

	TRY(documents_before(rq->db, rq->a, rq->subject->id, &all));
	struct document_befores docs = laid(rq, e, &all);
	TRY(fields_of(rq, e, &docs, fields));
	for (size_t i = 0; i < docs.n; i++)
		rests |= check(rq, &docs.v[i], fields[i]);
	if (e->must && !rests)
		wrong(rq, e->relied, S("Say which evidence this rests on"));
	for (size_t i = 0; i < docs.n && !rq->form_errors; i++) {
		enum document_said said = said_of(rq, fields[i], &why);
		if (said != SAID_NOTHING)
			TRY(document_weighed_save(rq->db, docs.v[i].id, e->by.what,
			    e->by.decision, e->by.person, said, why, rq->now, &id));
	}
	if (e->in_draft || rq->form_errors)
		return OK;
	return weighed_save(rq->db, e->by.what, e->by.decision, e->by.person, own,
	    rq->now, &id);
}
