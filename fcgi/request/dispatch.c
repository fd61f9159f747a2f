/*
 * One request: one arena, one transaction, one reply, all three owned here.
 *
 * A POST does its work and remembers its form last, in the same transaction.
 * A form that was taken before is known by its id: the key of form_sent refuses
 * it, or its work no longer fits; either way everything is rolled back and the
 * first answer is given again. So sending twice, a worker that died after its
 * COMMIT, and an answer lost on the way all end in one effect and one page.
 */
#include "fcgi/request/dispatch.h"

#include <unistd.h>

#include "core/base/civil.h"
#include "fcgi/app.h"
#include "fcgi/busy.h"
#include "fcgi/clock.h"
#include "fcgi/draft.h"
#include "fcgi/log.h"
#include "fcgi/req.h"
#include "fcgi/request/again.h"
#include "fcgi/request/gate.h"
#include "fcgi/service.h"
#include "fcgi/told.h"
#include "gen/q_dispute.h"
#include "gen/q_entry.h"
#include "gen/q_letter.h"
#include "gen/q_reach.h"
#include "gen/q_step.h"
#include "sql/store_record.h"

#define HOUR_US ((int64_t)3600 * 1000000)

struct req *
req_new(struct app *app, const struct http *http, struct arena *a, struct reply *reply)
{
	struct req *rq = ARENA_NEW(a, struct req);

	rq->app = app;
	rq->http = http;
	rq->reply = reply;
	rq->a = a;
	rq->db = http->method == POST ? app->write : app->read;
	rq->now = clock_now(app->config);
	rq->today = stamp_london_date(rq->now);
	rq->note.audience = AUDIENCE_STAFF;
	*reply = (struct reply){ 0 };
	return rq;
}

/* The fingerprint of all that was sent, without the token, which differs. */
static struct hash32
form_print(const struct req *rq)
{
	struct out o;

	out_init(&o, rq->a, SIZE_MAX);
	out_str(&o, rq->http->path);
	for (size_t i = 0; i < rq->http->fields.n; i++) {
		const struct pair *p = &rq->http->fields.v[i];
		if (str_eq(p->name, S("csrf")))
			continue;
		out_char(&o, '\0');
		out_str(&o, p->name);
		out_char(&o, '\0');
		out_str(&o, p->value);
	}
	if (is_set(rq->http->file.field)) {
		struct hash32 bytes = crypt_hash(&rq->app->keys.session,
		    rq->http->file.bytes);
		out_str(&o, rq->http->file.name);
		out_char(&o, '\0');
		out_str(&o, hash32_str(&bytes));
	}
	return crypt_hash(&rq->app->keys.session, out_str_of(&o));
}

static struct str
location_of(const struct reply *reply)
{
	for (size_t i = 0; i < reply->headers; i++)
		if (reply->header[i].name == REPLY_LOCATION)
			return reply->header[i].value;
	return S("/");
}

static enum err
form_remember(struct req *rq)
{
	struct hash32 body = form_print(rq);
	int64_t id;

	return form_sent_add(rq->db, hash32_str(&rq->sender),
	    http_field(rq->http, S("form")), hash32_str(&body),
	    location_of(rq->reply), rq->session.person, rq->http->path, rq->now, &id);
}

/*
 * After work that failed and was rolled back: was this form taken before? Then
 * its answer stands. E_CONFLICT if it was sent with other words.
 */
static enum err
form_answer_again(struct req *rq, enum err failed)
{
	struct hash32 body = form_print(rq);
	struct form_sent sent;

	enum err e = form_sent_by_id(rq->db, rq->a, hash32_str(&rq->sender),
	    http_field(rq->http, S("form")), &sent);
	if (e == E_NOT_FOUND)
		return failed;
	TRY(e);
	if (!str_eq(sent.body, hash32_str(&body)))
		return E_CONFLICT;
	*rq->reply = (struct reply){ 0 };
	return redirect(rq, (struct url){ sent.redirect });
}

/* What was entered for a family says so, and how it was told. */
static struct str
note_words(struct req *rq)
{
	struct out o;

	if (rq->entry == NULL)
		return rq->note.words;
	out_init(&o, rq->a, 1000);
	if (is_set(rq->note.words) && rq->note.words.n > 0) {
		out_str(&o, rq->note.words);
		out_str(&o, rq->note.words.p[rq->note.words.n - 1] == '.' ? S(" ") : S(". "));
	}
	out_lit(&o, "This was ");
	out_str(&o, rq->entry->told);
	out_char(&o, '.');
	return out_ok(&o) ? out_str_of(&o) : rq->note.words;
}

static enum err
record_change(struct req *rq)
{
	struct audit_row row = {
		.at = rq->now,
		.actor = rq->who.id,
		.entered_by = rq->entry != NULL ? rq->entry->staff : ID_NONE,
		.role = (int)rq->who.role,
		.action = (int)rq->route->action,
		.audience = rq->note.audience,
		.thing = rq->note.thing,
		.detail = note_words(rq),
		.request = rq->http->request_id,
	};
	int64_t n;

	TRY(store_record(rq->db, rq->a, &rq->app->keys.audit, rq->subject, &row));
	/* what the family is shown is no draft: they hear of the entry */
	if (rq->entry == NULL || row.audience != AUDIENCE_FAMILY)
		return OK;
	return entry_sent(rq->db, rq->entry->id, rq->now, &n);
}

/* A page cannot forget the letter or the notice that a move has promised. */
static enum err
all_kept(struct req *rq)
{
	unsigned owed = db_owed(rq->db);

	if (owed == 0)
		return OK;
	log_error("move", log_int("action", (int64_t)rq->route->action),
	    log_int("owed", (int64_t)owed));
	return E_INTERNAL;
}

enum err
req_work(struct req *rq)
{
	TRY(rq->route->handler(rq));
	if (rq->reply->status != 303)
		return OK;
	TRY(all_kept(rq));
	if (rq->undone)
		return OK;
	return rq->subject != NULL ? record_change(rq) : OK;
}

static enum err
do_post(struct req *rq)
{
	TRY(req_work(rq));
	if (rq->reply->status != 303)
		return rq->keep ? db_end(rq->db, true) : OK;
	if (rq->route->guest == SIGNED_IN) {
		TRY(told_keep(rq));
		TRY(form_remember(rq));
	}
	return db_end(rq->db, true);
}

static enum err
answer_post(struct req *rq)
{
	enum err e = do_post(rq);
	bool done = e == OK && rq->reply->status == 303;

	if (done || rq->keep)
		return e;
	/* Nothing is to remain; what the rollback says was said already. */
	enum err ended = db_end(rq->db, false);
	if (e == E_BUSY || e == E_DB || draft_is_autosave(rq))
		return e;
	if (ended == E_BUSY)
		return ended;
	if (rq->route->guest != SIGNED_IN)
		return e;	/* such a form is not remembered */
	e = form_answer_again(rq, e);
	if (e == E_CONFLICT || (e == OK && rq->reply->status != 303))
		TRY(draft_keep_typed(rq, rq->session.person));
	return e;
}

/* A page that was seen this hour, and changes nothing. */
static bool
is_old_look(const struct req *rq)
{
	return pid_is_none(rq->note.thing) && rq->subject->seen_this_hour &&
	    rq->note.reads == ID_NONE;
}

static enum err
write_look(struct req *rq)
{
	bool page = pid_is_none(rq->note.thing);
	struct stamp hour = { rq->now.us - rq->now.us % HOUR_US };
	int64_t viewer = rq->entry != NULL ? rq->entry->staff : rq->who.id;
	enum role role = rq->entry != NULL ? rq->entry->role : rq->who.role;
	int64_t id;

	if (page && rq->subject->seen_this_hour)
		return OK;
	return view_add(rq->app->write, rq->subject->id, viewer,
	    page ? hour : rq->now, page ? VIEW_PAGE : VIEW_THING, rq->note.thing,
	    rq->now, role, &id);
}

static enum err
write_view(struct req *rq)
{
	int64_t n;

	TRY(write_look(rq));
	if (rq->note.reads != ID_NONE) {
		TRY(item_answer_opened(rq->app->write, rq->note.reads, rq->now, &n));
		TRY(step_drop_answers_read(rq->app->write, rq->subject->id, &n));
	}
	if (rq->note.opens == ID_NONE)
		return OK;
	TRY(letter_opened(rq->app->write, rq->note.opens, rq->now, &n));
	TRY(step_drop_letter(rq->app->write, rq->subject->id, rq->note.thing, &n));
	return reach_over(rq->app->write, rq->subject->id, &n);
}

/*
 * Who looked, when, in which role: a page once an hour, anything else each
 * time. What a look changes is written with it, over the connection that may.
 * A HEAD shows nobody anything.
 */
static enum err
record_view(struct req *rq)
{
	if (rq->http->method == HEAD || is_old_look(rq))
		return OK;
	enum err e = write_view(rq);
	enum err ended = db_end(rq->app->write, e == OK);
	return e == E_CONFLICT ? OK : ended;	/* another page of theirs was quicker */
}

enum err
req_look(struct req *rq)
{
	TRY(rq->route->handler(rq));
	return rq->subject == NULL || is_old_look(rq) ? OK : write_view(rq);
}

/* Who sent it before may have lost, by that, the right to send it. */
static enum err
admit(struct req *rq, const struct route_found *found, bool *done)
{
	enum err e = gate_admit(rq, found, done);

	if (e != E_NOT_FOUND || rq->subject == NULL || rq->http->method != POST)
		return e;
	e = form_answer_again(rq, e);
	*done = e == OK;
	return e;
}

static enum err
answer(struct req *rq)
{
	struct route_found found;
	bool done = false;

	TRY(route_find(rq->http->method, rq->http->path, &found));
	if (found.route->pool != rq->app->pool)
		return E_NOT_FOUND;
	rq->route = found.route;
	rq->id = found.id[found.route->subject == SUBJECT_CASE ? 1 : 0];
	rq->number = found.number;
	TRY(service_check(rq->app));
	TRY(gate_session(rq));
	if (rq->http->method == POST)
		TRY(gate_own_form(rq));
	TRY(admit(rq, &found, &done));
	if (done)
		return OK;
	TRY(gate_room(rq));
	TRY(gate_form(rq));
	if (rq->http->method == POST)
		return answer_post(rq);
	TRY(draft_find(rq));
	TRY(rq->route->handler(rq));
	if (rq->subject != NULL)
		TRY(record_view(rq));
	return told_over(rq);
}

/*
 * One try. What is left open to write is rolled back, and what was only read as
 * well if there is no answer; else app_replied() does that.
 */
static enum err
run(struct req *rq)
{
	enum err e = answer(rq);
	if (e == E_NOT_FOUND)
		e = again_passed_on(rq);
	if (e != OK)
		e = again_kept(rq, e);
	enum err write = db_end(rq->app->write, false);

	if (e != OK)
		(void)!db_end(rq->app->read, false);
	else if (write != OK)
		log_warn("rollback", log_str("path", rq->route->path));
	return e;
}

/* The arena jumps here when it is full. */
static enum err
run_bounded(struct req *rq)
{
	jmp_buf full;

	arena_on_full(rq->a, &full);
	enum err e = setjmp(full) == 0 ? run(rq) : E_MEMORY;
	arena_on_full(rq->a, NULL);
	return e;
}

void
app_request(struct app *app, const struct http *http, struct arena *a,
    struct reply *reply)
{
	struct arena_mark mark = arena_mark(a);
	int runs = 0;
	enum err e;

	do {
		arena_reset(a, mark);
		e = run_bounded(req_new(app, http, a, reply));
	} while (busy_again(e, &runs));
	if (e == OK)
		return;
	arena_reset(a, mark);
	(void)!db_end(app->read, false);
	(void)!db_end(app->write, false);
	log_info("refused", log_str("error", err_words(e)->name));
	if (!again_page(req_new(app, http, a, reply), e))
		error_page(req_new(app, http, a, reply), e);
}

void
app_replied(struct app *app)
{
	if (db_end(app->read, false) != OK)
		log_warn("rollback", log_text("of", "what was read"));
}

void
app_refuse(struct app *app, enum err e, const struct http *http, struct arena *a,
    struct reply *reply)
{
	struct http safe = { .method = http->method, .request_id = http->request_id };

	error_page(req_new(app, &safe, a, reply), e);
}
