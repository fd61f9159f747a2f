#include "fcgi/draft.h"

#include "core/base/civil.h"
#include "fcgi/service.h"

#define MOST_PAGES 5
#define VALUE_MAX ((size_t)60000)	/* bytes; the column takes 65535 */

/* The page that signing in leads to; none: it is no such request. */
static struct str
next_of(const struct req *rq)
{
	struct str next = http_query(rq->http, S("next"));

	if (rq->route->guest == SIGNED_IN)
		return STR_NONE;
	if (!is_set(next))
		next = http_field(rq->http, S("next"));
	return is_set(next) && next.n <= HTTP_PATH_MAX ? next : STR_NONE;
}

struct str
draft_from(const struct req *rq)
{
	struct str next = next_of(rq);

	return is_set(next) ? next : rq->http->path;
}

static bool
is_home(const struct req *rq)
{
	return draft_from(rq).n == 1;
}

/* '0' is the letter after '/': below it lies all that begins with the path and a slash. */
static struct str
end_of(struct arena *a, struct str page)
{
	struct out o;

	out_init(&o, a, HTTP_PATH_MAX + 2);
	if (page.n > 1)
		out_str(&o, page);
	out_char(&o, '0');
	return out_str_of(&o);
}

struct str
draft_until(struct req *rq)
{
	return end_of(rq->a, draft_from(rq));
}

bool
draft_is_autosave(const struct req *rq)
{
	return rq->route->handler == draft_save;
}

const struct form *
draft_form(struct str path)
{
	struct route_found found;

	if (!is_set(path) || route_find(POST, path, &found) != OK ||
	    found.route->guest != SIGNED_IN || found.route->action == OWN_ACCOUNT ||
	    found.route->handler == supporter_name)
		return NULL;
	return found.route->form;
}

enum err
draft_find(struct req *rq)
{
	if (!rq->session.drafts || is_home(rq) || !is_set(rq->who.id))
		return OK;
	return drafts_of(rq->db, rq->a, rq->session.person, draft_from(rq), draft_until(rq),
	    &rq->drafts);
}

void
draft_offer(const struct req *rq, struct url to, struct form_view *view)
{
	for (size_t i = 0; i < rq->drafts.n; i++) {
		const struct draft *d = &rq->drafts.v[i];
		bool ours = is_set(to.s) ? str_eq(d->page, to.s) :
		    draft_form(d->page) == view->form;
		if (ours)
			form_keep(view, d->field, d->value, d->at);
	}
}

/* A field more than an hour may bring is not kept: E_TOO_MANY, and nothing changed. */
static enum err
keep(struct req *rq, int64_t person, struct str page, struct str field, struct str value)
{
	struct drafts_new lately;
	int64_t n;

	if (value.n > VALUE_MAX)
		return OK;
	if (value.n == 0)
		return draft_drop(rq->app->write, person, page, field, &n);
	TRY(draft_change(rq->app->write, person, page, field, value, rq->now, &n));
	if (n > 0)
		return OK;
	TRY(drafts_since(rq->app->write, rq->a, person, stamp_add(rq->now, -HOUR_S), &lately));
	if (lately.n >= rq->app->config->hour_drafts)
		return E_TOO_MANY;
	return draft_add(rq->app->write, person, page, field, value, rq->now, &n);
}

bool
draft_was_typed(const struct req *rq)
{
	const struct pairs *in = &rq->http->fields;
	const struct form *form = draft_form(rq->http->path);

	for (size_t i = 0; form != NULL && i < in->n; i++)
		if (in->v[i].value.n > 0 && form_keeps(form, in->v[i].name))
			return true;
	return false;
}

/* All inputs of the form that say something new, or the one that autosave sent. */
static enum err
keep_all(struct req *rq, int64_t person)
{
	const struct pairs *in = &rq->http->fields;
	struct str page = rq->http->path;

	if (draft_is_autosave(rq)) {
		struct str field = http_field(rq->http, S("field"));
		page = http_query(rq->http, S("page"));
		const struct form *form = draft_form(page);
		if (form == NULL || !form_keeps(form, field))
			return OK;
		return keep(rq, person, page, field, http_field(rq->http, S("value")));
	}
	const struct form *form = draft_form(page);
	for (size_t i = 0; form != NULL && i < in->n; i++)
		if (form_keeps(form, in->v[i].name))
			TRY(keep(rq, person, page, in->v[i].name,
			    form_same(&rq->view, in->v[i].name) ? S("") : in->v[i].value));
	return OK;
}

enum err
draft_keep_typed(struct req *rq, int64_t person)
{
	if (!is_set(person))
		return OK;
	enum err e = keep_all(rq, person);
	if (e == E_TOO_MANY)
		e = OK;		/* what there was room for is kept */
	enum err ended = db_end(rq->app->write, e == OK);
	return e == OK ? ended : e;
}

struct url
draft_page(struct str path)
{
	struct route_found found;

	for (;;) {
		if (route_find(GET, path, &found) == OK && draft_form(path) != NULL)
			return (struct url){ path };
		while (path.n > 1 && path.p[path.n - 1] != '/')
			path.n--;
		if (path.n <= 1)
			return (struct url){ STR_NONE };
		path.n--;
		if (route_find(GET, path, &found) == OK)
			return (struct url){ path };
	}
}

struct str
draft_written_by(struct arena *a, struct str name, struct stamp at)
{
	struct out o;

	out_init(&o, a, 500);
	out_lit(&o, "Written by ");
	out_str(&o, name.n > 0 ? name : S("somebody who helps"));
	out_lit(&o, " on ");
	out_stamp(&o, at);
	out_lit(&o, ". Nothing is sent until you send it.");
	return out_str_of(&o);
}

enum err
draft_left(struct req *rq, struct left_rows *rows)
{
	struct draft_pages pages = { 0 };

	if (rq->session.drafts)
		TRY(draft_pages(rq->db, rq->a, rq->who.id, MOST_PAGES, &pages));
	*rows = (struct left_rows){ ARENA_ARRAY(rq->a, pages.n + 1, struct left_row), 0 };
	for (size_t i = 0; i < pages.n; i++) {
		struct url to = draft_page(pages.v[i].page);
		if (is_set(to.s))
			rows->v[rows->n++] = (struct left_row){ to, pages.v[i].at };
	}
	return OK;
}

/* POST /drafts?page=…: the script calls it as fields change. */
enum err
draft_save(struct req *rq)
{
	const struct form_draft *f = rq->form;
	struct str page = http_query(rq->http, S("page"));
	const struct form *form = draft_form(page);

	if (rq->form_errors || form == NULL || !form_keeps(form, f->field) ||
	    f->value.n > VALUE_MAX)
		return E_BAD_REQUEST;
	TRY(keep(rq, rq->session.person, page, f->field,
	    is_set(f->value) ? f->value : S("")));
	rq->keep = true;
	rq->reply->status = 204;
	return OK;
}

/* POST /drafts/delete: all that was typed on a page, as it was shown with the button. */
enum err
draft_forget(struct req *rq)
{
	const struct form_draft_page *f = rq->form;
	int64_t n;

	if (rq->form_errors || f->page.n <= 1 || f->page.n > HTTP_PATH_MAX)
		return E_BAD_REQUEST;
	TRY(drafts_drop(rq->db, rq->session.person, f->page, end_of(rq->a, f->page), &n));
	return redirect(rq, url_home_show(rq->a));
}
