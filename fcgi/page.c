/*
 * What every page has around it: the frame with who is signed in, how long
 * for, and who can help; the token its forms carry; the cookie of a browser
 * that has none.
 */
#include "core/base/civil.h"
#include "core/base/utf8.h"
#include "core/crypt.h"
#include "core/session.h"
#include "core/titled.h"
#include "fcgi/draft.h"
#include "fcgi/letter/facts.h"
#include "fcgi/log.h"
#include "fcgi/req.h"
#include "fcgi/request/gate.h"
#include "fcgi/service.h"
#include "gen/q_policy.h"
#include "gen/t_error.h"
#include "gen/t_standard.h"
#include "web/again.h"

#define PAGE_LIMIT ((size_t)4 * 1024 * 1024)
#define SAID 10			/* letters of a request's id, to be said aloud */
#define COOKIE_DAYS 400		/* it is also how a device is known again */

struct str
cookie_new(struct req *rq)
{
	unsigned char secret[32];

	crypt_random(secret, sizeof secret);
	rq->cookie = crypt_base64(rq->a, (struct str){ (char *)secret, sizeof secret });
	rq->owner = crypt_hash(&rq->app->keys.session, rq->cookie);
	struct out o;
	out_init(&o, rq->a, 300);
	out_lit(&o, COOKIE "=");
	out_str(&o, rq->cookie);
	out_lit(&o, "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=");
	out_int(&o, COOKIE_DAYS * 86400);
	reply_header(rq->reply, REPLY_COOKIE, out_str_of(&o));
	return rq->cookie;
}

/* Its helpers and titles stand on every page. */
const struct policy *
policy_now(struct req *rq)
{
	const struct policy *p = NULL;

	return today_policy(rq, &p) == OK ? p : NULL;
}

/* Staff who enter something for a family see on each page that they do. */
static struct str
entry_words(struct req *rq)
{
	struct out o;

	out_init(&o, rq->a, 400);
	out_lit(&o, "You enter for ");
	out_str(&o, rq->who.name);
	out_lit(&o, " what was ");
	out_str(&o, rq->entry->told);
	return out_str_of(&o);
}

/* What stands above every page of a case for as long as it is so. */
static void
notice_of(struct req *rq, struct frame *fr)
{
	struct pid pid = rq->subject->pid;

	if (rq->entry != NULL) {
		fr->notice = entry_words(rq);
		fr->notice_to = url_entry_show(rq->a, pid);
		fr->notice_go = S("Back to the entry");
	} else if (rq->subject->corrected && role_is_staff(rq->session.role)) {
		fr->notice = S("The family says that something entered for it is not what it "
		    "said.");
		fr->notice_to = url_entries_show(rq->a, pid);
		fr->notice_go = S("Read the correction");
	}
}

/* May this reader know whose case it is? Else the reference alone is said. */
static bool
sees_child(const struct req *rq)
{
	return may(&rq->who, SEE_CASE, rq->relations, rq->acted);
}

static bool
is_council(const struct req *rq)
{
	return rq->entry != NULL || role_is_staff(rq->who.role);
}

/* "Isla Marsh, 11555-K": by the name the reader has for the child. */
static struct str
case_words(struct req *rq)
{
	const struct casefile *c = rq->subject;
	struct out o;

	if (!sees_child(rq))
		return c->ref;
	out_init(&o, rq->a, 400);
	out_str(&o, is_council(rq) ? c->child_name : c->called);
	out_lit(&o, ", ");
	out_str(&o, c->ref);
	return out_str_of(&o);
}

/* "IM 11555-K" */
static struct str
case_initials(struct req *rq)
{
	struct str rest = rq->subject->child_name;
	struct out o;

	out_init(&o, rq->a, 1000);
	while (sees_child(rq) && is_set(rest)) {
		struct str name = str_trim(str_cut(&rest, ' '));
		for (size_t n = 1; n <= name.n && n <= 4; n++)
			if (utf8_ok(str_head(name, n))) {
				out_str(&o, str_head(name, n));
				break;
			}
	}
	if (o.n > 0)
		out_char(&o, ' ');
	out_str(&o, rq->subject->ref);
	return out_str_of(&o);
}

/*
 * The window of a case says which, so that nobody works in another child's. A
 * browser keeps titles, so it does not name the child; and a family's can be
 * read over its shoulder: it has the name they chose for that.
 */
static struct str
title_of(struct req *rq, struct str title)
{
	struct out o;

	if (rq->subject == NULL)
		return title;
	out_init(&o, rq->a, 1000);
	out_str(&o, title);
	out_lit(&o, " – ");
	out_str(&o, is_council(rq) ? case_initials(rq) : rq->subject->notice_name);
	return out_str_of(&o);
}

static struct frame *
frame_of(struct req *rq, struct str title, const struct policy *p)
{
	struct frame *fr = ARENA_NEW(rq->a, struct frame);
	int64_t left = rq->who.id != ID_NONE ? session_seconds(rq) : 0;

	*fr = (struct frame){
		.title = title_of(rq, title),
		.council = rq->app->config->council,
		.person = rq->who.id != ID_NONE ? rq->session.name : STR_NONE,
		.demonstration = rq->app->config->demonstration,
		.reference = p != NULL && p->version.reference,
		.problem = rq->form_errors,
		.typed = rq->form_errors || rq->drafts.n > 0,
		.exit = rq->session.role == FAMILY ||
		    rq->session.role == SUPPORTER,
		.session_left = (int)left,
		.session_ends = stamp_add(rq->now, left),
	};
	if (p != NULL) {
		fr->help = help_lines(rq->a, &p->helpers);
		fr->rights = help_lines(rq->a, &p->rights);
	}
	if (rq->http->method != POST && rq->session.told.n > 0) {
		fr->told = rq->session.told;
		rq->says = true;
	}
	if (rq->subject == NULL)
		return fr;
	notice_of(rq, fr);
	if (rq->route->handler != case_show)	/* which begins with it */
		fr->about = case_words(rq);
	return fr;
}

struct page *
page_begin(struct req *rq, struct str title)
{
	if (!is_set(rq->cookie))
		cookie_new(rq);
	out_init(&rq->out, rq->a, PAGE_LIMIT);
	const struct policy *p = policy_now(rq);
	rq->page = (struct page){
		.out = &rq->out,
		.a = rq->a,
		.policy = p,
		.csrf = crypt_csrf(rq->a, &rq->app->keys.csrf, &rq->owner),
		.form_seed = pid_print(rq->a, pid_new()),
	};
	rq->frame = frame_of(rq, title, p);
	frame_standard_top(&rq->page, rq->frame);
	return &rq->page;
}

enum err
page_end(struct req *rq)
{
	frame_standard_bottom(&rq->page, rq->frame);
	if (!out_ok(&rq->out))
		return E_TOO_LARGE;
	rq->reply->status = err_words(rq->form_errors ? E_FORM : OK)->status;
	rq->reply->body = out_str_of(&rq->out);
	return OK;
}

enum err
redirect(struct req *rq, struct url to)
{
	rq->reply->status = 303;
	reply_header(rq->reply, REPLY_LOCATION, to.s);
	return OK;
}

enum err
redirect_undone(struct req *rq, struct url to)
{
	rq->undone = true;
	return redirect(rq, to);
}

struct form_view *
view_for(struct req *rq, const struct form *form, struct url to)
{
	if (rq->view.form == form)
		return &rq->view;
	struct form_view *view = ARENA_NEW(rq->a, struct form_view);
	form_blank(rq->a, form, view);
	draft_offer(rq, to, view);
	return view;
}

struct form_view *
view_of(struct req *rq, const struct form *form)
{
	return view_for(rq, form, (struct url){ STR_NONE });
}

void
wrong(struct req *rq, int field, struct str words)
{
	form_wrong(&rq->view, field, words);
	rq->form_errors = true;
}

struct date
received_on(const struct req *rq)
{
	return rq->entry != NULL ? rq->entry->received : rq->today;
}

enum err
today_policy(struct req *rq, const struct policy **p)
{
	int64_t id;

	if (is_set(rq->session.policy))
		return service_policy(rq->app, rq->db, rq->a, rq->session.policy, p);
	return service_policy_on(rq->app, rq->db, rq->a, rq->today, &id, p);
}

struct str
with_titles(struct req *rq, struct str words)
{
	return str_has(words, '{') ? titled(rq->a, policy_now(rq), words) : words;
}

struct doing
doing_of(const struct req *rq, const struct policy *policy)
{
	bool helps = is_set(rq->subject->helps) && rq->who.role == SUPPORTER;

	return (struct doing){
		.who = rq->who, .relations = rq->relations, .acted = rq->acted,
		.writer = helps ? rq->subject->helps : rq->who.id,
		.staff = rq->entry != NULL ? rq->entry->staff : ID_NONE,
		.entry = rq->entry != NULL ? rq->entry->id : ID_NONE,
		.now = rq->now, .today = rq->today, .received = received_on(rq),
		.policy = policy,
	};
}

void
note(struct req *rq, enum audience audience, struct pid thing, struct str words)
{
	rq->note = (struct note){ .words = str_dup(rq->a, words), .thing = thing,
	    .audience = audience };
}

void
note_view(struct req *rq, struct pid thing, int64_t opens)
{
	rq->note.thing = thing;
	rq->note.opens = opens;
}

void
note_read(struct req *rq, int64_t item)
{
	rq->note.reads = item;
}

struct page *
plain_begin(struct req *rq, struct str title)
{
	out_init(&rq->out, rq->a, PAGE_LIMIT);
	rq->page = (struct page){ .out = &rq->out, .a = rq->a };
	rq->frame = ARENA_NEW(rq->a, struct frame);
	*rq->frame = (struct frame){
		.title = title,
		.council = rq->app->config->council,
		.demonstration = rq->app->config->demonstration,
	};
	frame_standard_top(&rq->page, rq->frame);
	return &rq->page;
}

void
plain_form(struct req *rq)
{
	rq->page.csrf = crypt_csrf(rq->a, &rq->app->keys.csrf, &rq->owner);
	rq->page.form_seed = pid_print(rq->a, pid_new());
}

void
plain_end(struct req *rq, int status)
{
	frame_standard_bottom(&rq->page, rq->frame);
	if (status == err_words(E_BUSY)->status)
		reply_header(rq->reply, REPLY_RETRY, S("10"));
	rq->reply->status = status;
	rq->reply->body = out_str_of(&rq->out);
}

struct str
said_reference(const struct req *rq)
{
	struct str id = rq->http->request_id;

	return str_head(id, id.n < SAID ? id.n : SAID);
}

void
error_page(struct req *rq, enum err e)
{
	static const struct sent_rows none = { NULL, 0, 0 };
	static const struct kept_view nothing = { .rows = &none };

	error_page_with(rq, e, &nothing);
}

void
error_page_with(struct req *rq, enum err e, const struct kept_view *kept)
{
	static const struct err_words not_now = {
		.status = 409, .title = S_INIT("This is not open now"),
		.words = S_INIT("Something else comes first, or it has been done already. "
		    "Look at how the case stands."),
	};
	const struct err_words *w = e == E_CONFLICT && rq->http->method == GET ? &not_now
	    : err_words(e);
	struct url to = { STR_NONE };
	struct route_found found;

	if (e == E_CONFLICT &&
	    route_find(rq->http->method, rq->http->path, &found) == OK &&
	    found.route->subject == SUBJECT_CASE)
		to = url_case_show(rq->a, found.id[0]);
	log_info("error_page", log_int("status", w->status));
	struct page *page = plain_begin(rq, w->title);
	if (is_set(kept->drop.s))
		plain_form(rq);
	page_error(page, w->title, w->words, to, kept,
	    said_reference(rq));
	plain_end(rq, w->status);
}
