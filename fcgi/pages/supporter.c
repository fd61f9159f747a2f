/*
 * Those who help a family: named by e-mail, with the powers the family ticks,
 * until it ends them. What they opened stands on a page of its own.
 *
 * Whoever is named gets a link that works once, and helps when they have said
 * yes. Whether there is an account under an address nobody learns from here: the
 * answer is the same for all. Who helps is shown to who named them; another
 * member of the family learns that somebody does, and not who.
 */
#include "core/base/civil.h"
#include "core/crypt.h"
#include "fcgi/pages/invitation.h"
#include "fcgi/req.h"
#include "fcgi/service.h"
#include "gen/q_mail.h"
#include "gen/t_invitation_mail.h"
#include "gen/t_supporter_opened.h"
#include "gen/t_supporters.h"
#include "sql/store_supporter.h"
#include "web/supporter.h"

#define LINK_DAYS 14
#define BODY_LIMIT ((size_t)8192)
#define OPENED_ROWS 500

/* The last day of it: it ends with it, at midnight. */
static struct date
last_day(struct stamp until)
{
	return is_set(until) ? stamp_london_date(stamp_add(until, -1)) : DATE_NONE;
}

static struct str
may_words(bool draft)
{
	return draft ? S("can see everything in this case, and write drafts with you")
	    : S("can see everything in this case");
}

static struct supporter_views
helping(struct req *rq, const struct supporter_rows *rows)
{
	struct supporter_views all = {
		ARENA_ARRAY(rq->a, rows->n + 1, struct supporter_view), 0 };

	for (size_t i = 0; i < rows->n; i++) {
		const struct supporter_row *r = &rows->v[i];
		all.v[all.n++] = (struct supporter_view){
			r->name, r->email, may_words(r->may_draft), r->since, r->until,
			last_day(r->until), !is_set(r->until) || r->until.us > rq->now.us,
			url_supporter_opened(rq->a, rq->subject->pid, r->pid),
			url_supporter_stop(rq->a, rq->subject->pid, r->pid),
		};
	}
	return all;
}

static struct waiting_views
waiting(struct req *rq, const struct invitation_rows *rows)
{
	struct waiting_views all = {
		ARENA_ARRAY(rq->a, rows->n + 1, struct waiting_view), 0 };

	for (size_t i = 0; i < rows->n; i++)
		all.v[all.n++] = (struct waiting_view){
			rows->v[i].email, may_words(rows->v[i].may_draft),
			rows->v[i].named, rows->v[i].expires,
			url_invitation_stop(rq->a, rq->subject->pid, rows->v[i].pid),
		};
	return all;
}

static const struct options *
may_options(void)
{
	static struct option v[] = {
		{ S_INIT("see"), S_INIT("See everything in this case"),
		    S_INIT("What was decided, the reasons, the letters and files") },
		{ S_INIT("draft"), S_INIT("See it, and write drafts with you"),
		    S_INIT("They can write. Only you can send") },
	};
	static const struct options all = { v, COUNT(v) };

	return &all;
}

enum err
supporters_show(struct req *rq)
{
	struct supporter_rows rows;
	struct invitation_rows invited;
	struct helped_too others;

	TRY(supporters_of(rq->db, rq->a, rq->subject->id, rq->who.id, &rows));
	TRY(invitations_of(rq->db, rq->a, rq->subject->id, rq->who.id, &invited));
	TRY(others_help(rq->db, rq->a, rq->subject->id, rq->who.id, rq->now, &others));
	struct supporter_views now = helping(rq, &rows);
	struct waiting_views wait = waiting(rq, &invited);
	page_supporters(page_begin(rq, S("Who helps you")),
	    view_of(rq, &the_form_supporter), may_options(), rq->subject->called,
	    &now, &wait, others.n > 0,
	    url_supporter_name(rq->a, rq->subject->pid),
	    url_case_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

struct hash32
invitation_hash(struct req *rq, struct pid code)
{
	struct out o;

	out_init(&o, rq->a, 100);
	out_lit(&o, "invitation ");
	out_pid(&o, code);
	return crypt_hash(&rq->app->keys.session, out_str_of(&o));
}

static enum err
mail_out(struct req *rq, struct str email, struct pid code, struct stamp expires)
{
	const struct config_list *origins = &rq->app->config->origins;
	struct out subject, body;
	int64_t id;

	out_init(&subject, rq->a, 200);
	out_lit(&subject, "Accord: your help with ");
	out_str(&subject, rq->subject->notice_name);
	out_init(&body, rq->a, BODY_LIMIT);
	text_invitation_mail(&body, rq->subject->ref, rq->subject->notice_name,
	    origins->n > 0 ? origins->v[0] : STR_NONE, pid_print(rq->a, code),
	    stamp_london_date(expires));
	return mail_add(rq->db, pid_new(), email, out_str_of(&subject),
	    out_str_of(&body), ID_NONE, rq->now, rq->now, &id);
}

/* The help ends with the day the family names. */
static struct stamp
end_of(struct date day)
{
	return is_set(day) ? stamp_of_london(date_add(day, 1), 0, 0) : STAMP_NONE;
}

static enum err
invite(struct req *rq, const struct form_supporter *f, bool draft)
{
	struct pid code = pid_new();
	struct hash32 hash = invitation_hash(rq, code);
	const struct invitation_new i = {
		.casefile = rq->subject->id, .email = f->email,
		.hash = hash32_str(&hash), .may_draft = draft, .until = end_of(f->until),
		.named_by = rq->who.id, .expires = stamp_add(rq->now, LINK_DAYS * DAY_S),
	};

	TRY(store_invite(rq->db, &i, rq->now));
	return mail_out(rq, f->email, code, i.expires);
}

/* So that nobody fills other people's mailboxes from here. */
static enum err
check_often(struct req *rq)
{
	struct invitations_sent sent;

	TRY(invitations_since(rq->db, rq->a, rq->who.id, stamp_add(rq->now, -HOUR_S), &sent));
	if (sent.n >= rq->app->config->hour_invitations)
		wrong(rq, F_supporter_email, S("You have sent so many invitations that no more "
		    "is sent now. Wait an hour"));
	return OK;
}

enum err
supporter_name(struct req *rq)
{
	const struct form_supporter *f = rq->form;
	bool draft = f->may == 2;

	if (!rq->form_errors && is_set(f->until) && f->until.days < rq->today.days)
		wrong(rq, F_supporter_until, S("Enter today or a later day, or leave it empty"));
	if (!rq->form_errors)
		TRY(check_often(rq));
	if (rq->form_errors)
		return supporters_show(rq);
	TRY(invite(rq, f, draft));
	note(rq, AUDIENCE_FAMILY, PID_NONE, draft ?
	    S("Somebody was asked to help, who could see the case and write drafts.") :
	    S("Somebody was asked to help, who could see the case."));
	return redirect(rq, url_supporters_show(rq->a, rq->subject->pid));
}

static enum err
ended(struct req *rq)
{
	note(rq, AUDIENCE_FAMILY, PID_NONE, S("The family ended somebody’s help."));
	return redirect(rq, url_supporters_show(rq->a, rq->subject->pid));
}

enum err
supporter_stop(struct req *rq)
{
	TRY(store_help_end(rq->db, rq->a, rq->subject->id, rq->id, rq->who.id, rq->now));
	return ended(rq);
}

enum err
invitation_stop(struct req *rq)
{
	int64_t n;

	TRY(invitation_end(rq->db, rq->subject->id, rq->id, rq->who.id, rq->now, &n));
	return n == 1 ? ended(rq) : E_NOT_FOUND;
}

static struct str
opened_words(struct req *rq, const struct opened_row *r)
{
	struct out o;

	if (r->what == VIEW_PAGE)
		return S("looked at the pages of the case");
	if (!is_set(r->title) && !is_set(r->document))
		return S("opened a document");
	out_init(&o, rq->a, 800);
	out_str(&o, is_set(r->title) ? S("opened the letter “") :
	    S("opened the document “"));
	out_str(&o, is_set(r->title) ? r->title : r->document);
	out_lit(&o, "”");
	return out_str_of(&o);
}

enum err
supporter_opened(struct req *rq)
{
	struct supporter_rows rows;
	struct opened_rows opened;
	const struct supporter_row *who = NULL;

	TRY(supporters_of(rq->db, rq->a, rq->subject->id, rq->who.id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (pid_eq(rows.v[i].pid, rq->id))
			who = &rows.v[i];
	if (who == NULL)
		return E_NOT_FOUND;
	TRY(opened_by(rq->db, rq->a, rq->subject->id, rq->id, OPENED_ROWS, &opened));
	struct opened_views all = {
		ARENA_ARRAY(rq->a, opened.n + 1, struct opened_view), 0 };
	for (size_t i = 0; i < opened.n; i++)
		all.v[all.n++] = (struct opened_view){ opened.v[i].at,
			opened_words(rq, &opened.v[i]) };
	page_supporter_opened(page_begin(rq, S("What was opened")), who->name, &all,
	    url_supporters_show(rq->a, rq->subject->pid));
	return page_end(rq);
}
