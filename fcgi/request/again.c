#include "fcgi/request/again.h"

#include "core/crypt.h"
#include "core/deadline.h"
#include "core/session.h"
#include "fcgi/draft.h"
#include "fcgi/log.h"
#include "fcgi/request/gate.h"
#include "fcgi/service.h"
#include "gen/t_busy.h"
#include "gen/t_conflict.h"
#include "gen/t_passed_on.h"
#include "gen/t_signed_out.h"
#include "web/again.h"

#define FORMS_MAX 9999		/* on one page */

static const struct field *
field_of(const struct form *form, struct str name)
{
	for (size_t i = 0; i < form->n; i++)
		if (form_takes(form, (int)i, name))
			return &form->field[i];
	return NULL;
}

static bool
has_secret(const struct form *form)
{
	for (size_t i = 0; i < form->n; i++)
		if (form->field[i].kind == FIELD_SECRET)
			return true;
	return false;
}

struct listed {			/* the thing a row speaks of, and its number here */
	struct str of;
	int no;
};

/* "What the document was (2)": the second of those that were on the page. */
static struct str
label_of(struct req *rq, const struct field *f, struct str name, struct listed *last)
{
	struct str of = str_skip(name, f->name.n);
	struct out key, o;

	if (f->each == 0)
		return form_label(rq->a, name);
	if (!is_set(last->of) || !str_eq(last->of, of))
		*last = (struct listed){ of, last->no + 1 };
	out_init(&key, rq->a, 100);
	out_str(&key, f->name);
	out_lit(&key, "_#");
	out_init(&o, rq->a, 200);
	out_str(&o, form_label(rq->a, out_str_of(&key)));
	out_lit(&o, " (");
	out_int(&o, last->no);
	out_char(&o, ')');
	return out_str_of(&o);
}

/* An input that is none of the form's is left out: the gate's own two, or none of ours. */
static void
row_add(struct req *rq, const struct form *form, struct str name, struct str value,
    struct listed *last, struct sent_rows *rows)
{
	const struct field *f = form == NULL ? NULL : field_of(form, name);
	struct sent_row row = { name, STR_NONE, value };

	if (f == NULL)
		return;
	if (f->kind != FIELD_PID)
		row.words = label_of(rq, f, name, last);
	if (is_set(row.words) && value.n > 0)
		rows->shown++;
	rows->v[rows->n++] = row;
}

static struct sent_rows
rows_of(struct req *rq, const struct form *form)
{
	const struct pairs *in = &rq->http->fields;
	struct sent_rows rows = { ARENA_ARRAY(rq->a, in->n + 1, struct sent_row), 0, 0 };
	struct listed last = { STR_NONE, 0 };

	for (size_t i = 0; i < in->n; i++)
		row_add(rq, form, in->v[i].name, in->v[i].value, &last, &rows);
	return rows;
}

/* An id of ours is SEED-N; page_form_secrets() prints it anew. */
static bool
form_id_again(struct req *rq)
{
	struct str id = http_field(rq->http, S("form"));
	size_t dash = id.n;
	int64_t n;

	while (dash > 0 && id.p[dash - 1] != '-')
		dash--;
	if (dash < 2 || !str_int(str_skip(id, dash), FORMS_MAX, &n) || n == 0)
		return false;
	rq->page.form_seed = str_head(id, dash - 1);
	rq->page.forms = (int)n - 1;
	return true;
}

/* The page the form stood on, or its case, or home. */
static struct url
now_of(struct req *rq, const struct route_found *found)
{
	struct route_found get;

	if (route_find(GET, rq->http->path, &get) == OK)
		return (struct url){ rq->http->path };
	if (found->route->subject == SUBJECT_CASE)
		return url_case_show(rq->a, found->id[0]);
	return url_home_show(rq->a);
}

static bool
may_show(struct req *rq, struct route_found *found)
{
	if (rq->http->method != POST || route_find(POST, rq->http->path, found) != OK)
		return false;
	rq->route = found->route;
	return rq->route->form == NULL || !has_secret(rq->route->form);
}

static bool
may_offer(struct req *rq, struct route_found *found)
{
	return may_show(rq, found) && rq->route->form != NULL &&
	    !is_set(rq->http->file.field) && gate_cookie(rq) && gate_own_form(rq) == OK;
}

/* A form of ours from a session that is none any more: shown, and no form. */
static bool
signed_out_page(struct req *rq)
{
	struct route_found found;

	if (!may_show(rq, &found) || !gate_origin(rq) || draft_is_autosave(rq) ||
	    rq->route->guest != SIGNED_IN)
		return false;
	struct sent_rows rows = rows_of(rq, rq->route->form);
	struct url to = route_then(rq->a, url_sign_in_show(rq->a),
	    draft_page(rq->http->path));
	page_signed_out(plain_begin(rq, S("You were signed out")), to, &rows,
	    is_set(rq->http->file.field));
	plain_end(rq, err_words(E_FORBIDDEN)->status);
	return true;
}

bool
again_page(struct req *rq, enum err e)
{
	bool busy = err_words(e)->status == err_words(E_BUSY)->status;
	struct route_found found;

	if (e == E_FORBIDDEN)
		return signed_out_page(rq);
	if ((!busy && e != E_CONFLICT) || !may_offer(rq, &found))
		return false;
	const struct err_words *w = err_words(e);
	struct url to = { rq->http->path };
	struct sent_rows rows = rows_of(rq, found.route->form);
	struct page *pg = plain_begin(rq, w->title);
	plain_form(rq);
	if (busy && !form_id_again(rq))
		return false;
	if (busy)
		page_busy(pg, w->title, e == E_FULL ? w->words :
		    S("Accord cannot take this just now."), to, &rows,
		    said_reference(rq));
	else
		page_conflict(pg, to, now_of(rq, &found), &rows, said_reference(rq));
	plain_end(rq, w->status);
	return true;
}

/* ---- what is not theirs any more ---- */

static struct sent_rows
rows_of_drafts(struct req *rq)
{
	struct sent_rows rows = { ARENA_ARRAY(rq->a, rq->drafts.n + 1, struct sent_row), 0, 0 };
	struct listed last = { STR_NONE, 0 };

	for (size_t i = 0; i < rq->drafts.n; i++) {
		const struct draft *d = &rq->drafts.v[i];
		row_add(rq, draft_form(d->page), d->field, d->value, &last, &rows);
	}
	return rows;
}

enum err
again_kept_words(struct req *rq, struct kept_view *k)
{
	const struct form *form = rq->route->form;
	struct sent_rows *rows = ARENA_NEW(rq->a, struct sent_rows);
	bool sent = rq->http->method == POST;

	*k = (struct kept_view){ .rows = rows, .sent = sent, .file = is_set(rq->http->file.field),
		.page = draft_from(rq) };
	if (!sent)
		TRY(draft_find(rq));
	if (!sent)
		*rows = rows_of_drafts(rq);
	else if (form != NULL && !has_secret(form))
		*rows = rows_of(rq, form);
	if (!sent && rq->session.drafts)
		k->drop = url_draft_forget(rq->a);
	return OK;
}

enum err
again_kept(struct req *rq, enum err e)
{
	struct kept_view kept;
	bool look = rq->http->method != POST;

	if (rq->route == NULL || rq->route->guest != SIGNED_IN || !is_set(rq->who.id) ||
	    (e != E_NOT_FOUND && (e != E_CONFLICT || !look)))
		return e;
	TRY(again_kept_words(rq, &kept));
	if (kept.rows->shown == 0)
		return e;
	*rq->reply = (struct reply){ 0 };
	error_page_with(rq, e, &kept);
	return OK;
}

/* They do not see the case any more, of which they have been a moment ago. */
static bool
lost_case(const struct req *rq)
{
	return !may(&rq->who, SEE_CASE, rq->relations, rq->acted);
}

/*
 * Is what they lack just what passes from one to another: the step's name, the case
 * itself, or the meeting a family asked them to leave?
 */
static bool
lacks_what_passes(const struct req *rq, const struct passed_row *row)
{
	unsigned before = rq->relations | REL_NAMED;
	bool excused = (rq->acted & ACTED_EXCUSED) != 0;

	if (may(&rq->who, rq->route->action, rq->relations, rq->acted))
		return true;
	if (row->had)
		before |= REL_ASSIGNED;
	if (row->team_had)
		before |= REL_TEAM;
	if (!may(&rq->who, rq->route->action, before, rq->acted & ~(unsigned)ACTED_EXCUSED))
		return false;
	return row->given || row->had || row->team_had || excused || lost_case(rq);
}

/* E_NOT_FOUND: the path names a letter, document, line … that is not of this case. */
static enum err
names_what_is_there(struct req *rq)
{
	struct str rest = rq->route->path;
	struct thing_here thing;

	(void)str_cut(&rest, '#');	/* the case */
	if (!str_has(rest, '#'))
		return OK;
	if (!is_set(rq->id))
		return E_NOT_FOUND;
	TRY(thing_in_case(rq->db, rq->a, rq->subject->id, rq->id, &thing));
	return thing.here ? OK : E_NOT_FOUND;
}

static enum err
passed_on_page(struct req *rq, const struct passed_row *row)
{
	struct url to = { STR_NONE };
	struct kept_view kept;

	TRY(again_kept_words(rq, &kept));
	if (!lost_case(rq))
		to = url_case_show(rq->a, rq->subject->pid);
	bool theirs = action_steps(rq->route->action) != 0 && !row->had && !row->team_had &&
	    row->action == (int)rq->route->action;
	struct str by = row->own ? S("You") : theirs ? row->name : STR_NONE;
	struct str title = row->own ? S("You have done this already") :
	    lost_case(rq) && !is_set(by) ? S("This is with somebody else now") :
	    err_words(E_CONFLICT)->title;
	log_info("passed_on", log_str("path", rq->route->path));
	*rq->reply = (struct reply){ 0 };
	struct page *pg = plain_begin(rq, title);
	plain_form(rq);
	page_passed_on(pg, title, by, row->at, lost_case(rq), &kept, to,
	    said_reference(rq));
	plain_end(rq, err_words(E_CONFLICT)->status);
	return OK;
}

enum err
again_passed_on(struct req *rq)
{
	enum action action = rq->subject != NULL ? rq->route->action : ACTION_NONE;
	uint64_t steps = action_steps(action);
	struct passed_row row;

	if (action == ACTION_NONE || !role_is_staff(rq->who.role))
		return E_NOT_FOUND;
	bool still = may(&rq->who, action, rq->relations, rq->acted);
	if (steps == 0 && (still || rq->http->method != POST))
		return E_NOT_FOUND;
	TRY(passed_since(rq->db, rq->a, rq->subject->id, rq->who.id,
	    (int)(steps == 0 ? ACTION_NONE : action), rq->session.opened,
	    still ? (int64_t)steps : 0, &row));
	if (!lacks_what_passes(rq, &row))
		return E_NOT_FOUND;
	TRY(names_what_is_there(rq));
	return passed_on_page(rq, &row);
}
