#include "fcgi/request/again.h"

#include "core/crypt.h"
#include "fcgi/draft.h"
#include "fcgi/request/gate.h"
#include "fcgi/service.h"
#include "gen/t_busy.h"
#include "gen/t_conflict.h"
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

static struct sent_rows
rows_of(struct req *rq, const struct form *form)
{
	const struct pairs *in = &rq->http->fields;
	struct sent_rows rows = { ARENA_ARRAY(rq->a, in->n + 1, struct sent_row), 0, 0 };

	for (size_t i = 0; form != NULL && i < in->n; i++) {
		const struct field *f = field_of(form, in->v[i].name);
		if (f == NULL)
			continue;	/* the gate's own two, or none of ours */
		struct sent_row row = { in->v[i].name, STR_NONE, in->v[i].value };
		if (f->kind != FIELD_PID)
			row.words = form_label(rq->a, row.name);
		if (is_set(row.words) && row.value.n > 0)
			rows.shown++;
		rows.v[rows.n++] = row;
	}
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
	pg->csrf = crypt_csrf(rq->a, &rq->app->keys.csrf, &rq->owner);
	pg->form_seed = pid_print(rq->a, pid_new());
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
