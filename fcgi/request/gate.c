#include "fcgi/request/gate.h"

#include "core/base/civil.h"
#include "core/crypt.h"
#include "core/session.h"
#include "fcgi/config.h"
#include "fcgi/draft.h"
#include "fcgi/request/room.h"
#include "fcgi/service.h"
#include "gen/q_entry.h"

#define MINUTE_US ((int64_t)60 * 1000000)
/* Somebody who was typing when it ended has sent the form within the hour; a
 * cookie that is found later plants nothing. */
#define DRAFT_GRACE_S ((int64_t)3600)
#define COOKIE_LETTERS 43	/* 32 random bytes in base64url */

int64_t
session_seconds(const struct req *rq)
{
	const struct session *s = &rq->session;

	return session_left(s->role, s->stage, s->opened, s->seen, rq->now);
}

/* Writes down that the session is in use, at most once a minute. */
static enum err
session_touch(struct req *rq)
{
	int64_t n;

	if (rq->now.us - rq->session.seen.us < MINUTE_US)
		return OK;
	TRY(session_seen(rq->app->write, rq->session.id, rq->now, &n));
	return db_end(rq->app->write, true);
}

/* The same; below 0 also if it was signed out before its time. */
static int64_t
session_left_now(const struct req *rq)
{
	struct stamp ended = rq->session.ended;

	if (!is_set(ended))
		return session_seconds(rq);
	return -(rq->now.us - ended.us) / 1000000;
}

bool
gate_cookie(struct req *rq)
{
	rq->cookie = http_cookie(rq->http, S(COOKIE));
	if (rq->cookie.n != COOKIE_LETTERS) {
		rq->cookie = STR_NONE;
		return false;
	}
	rq->owner = crypt_hash(&rq->app->keys.session, rq->cookie);
	rq->sender = rq->owner;
	return true;
}

enum err
gate_session(struct req *rq)
{
	if (!gate_cookie(rq))
		return OK;
	enum err e = session_by_hash(rq->app->read, rq->a, hash32_str(&rq->owner),
	    rq->today, draft_from(rq), draft_until(rq), &rq->session);
	if (e == E_NOT_FOUND)
		return OK;
	TRY(e);
	if (session_left_now(rq) <= 0) {
		if (rq->session.stage == STAGE_SIGNED_IN &&
		    session_left_now(rq) > -DRAFT_GRACE_S) {
			rq->was = rq->session.person;
			rq->kept = rq->session.drafts;
		}
		rq->session = (struct session){ 0 };
		return OK;
	}
	if (rq->session.stage == STAGE_SIGNED_IN)
		rq->who = (struct actor){ rq->session.person, rq->session.team,
		    rq->session.role, rq->session.name };
	return session_touch(rq);
}

bool
gate_origin(const struct req *rq)
{
	const struct config_list *ours = &rq->app->config->origins;
	struct str site = rq->http->sec_fetch_site;

	if (is_set(site) && !str_eq(site, S("same-origin")) && !str_eq(site, S("none")))
		return false;
	if (!is_set(rq->http->origin))
		return true;	/* no browser; the token decides */
	for (size_t i = 0; i < ours->n; i++)
		if (str_eq(ours->v[i], rq->http->origin))
			return true;
	return false;
}

enum err
gate_own_form(struct req *rq)
{
	if (!is_set(rq->cookie) || !gate_origin(rq))
		return E_FORBIDDEN;
	if (!crypt_csrf_ok(rq->a, &rq->app->keys.csrf, &rq->owner,
	    http_field(rq->http, S("csrf"))))
		return E_FORBIDDEN;
	if (draft_is_autosave(rq))
		return OK;
	struct str form = http_field(rq->http, S("form"));
	return form.n > 0 && form.n <= 40 ? OK : E_BAD_REQUEST;
}

static enum err
subject_load(struct req *rq, struct pid pid)
{
	struct casefile *c = ARENA_NEW(rq->a, struct casefile);
	struct stamp hour = { rq->now.us - rq->now.us % (60 * MINUTE_US) };

	if (rq->http->method == POST)
		TRY(casefile_take(rq->db, rq->a, pid, rq->who.id, rq->who.team,
		    rq->now, hour, c));
	else
		TRY(casefile_see(rq->db, rq->a, pid, rq->who.id, rq->who.team,
		    rq->now, hour, c));
	rq->subject = c;
	return OK;
}

unsigned
acted_of(const struct casefile *c, enum action action)
{
	bool on_its_way = action >= ANSWER_RAS && action <= APPROVE_RAS;
	unsigned set = ACTED_NOTHING;

	if (on_its_way)
		return c->scoring ? ACTED_SCORED : ACTED_NOTHING;
	if (c->excused)
		set |= ACTED_EXCUSED;
	if (c->chaired_panel)
		set |= ACTED_CHAIRED_PANEL;
	if (c->complained_of)
		set |= ACTED_COMPLAINED_OF;
	if (c->scored)
		set |= ACTED_SCORED;
	if (c->approved)
		set |= ACTED_APPROVED;
	if (c->moderated)
		set |= ACTED_MODERATED;
	if (c->answered_plan)
		set |= ACTED_ANSWERED_PLAN;
	if (c->challenged)
		set |= ACTED_CHALLENGED;
	if (c->signed_plan)
		set |= ACTED_SIGNED;
	return set;
}

/* A step given by name lets its holder see the case, and do that step's work. */
static bool
is_named(const struct casefile *c, enum action action)
{
	uint64_t steps = action_steps(action);

	return c->named != 0 && (steps == 0 || (steps & (uint64_t)c->named) != 0);
}

unsigned
gate_relations(const struct casefile *c, enum role role, enum action action)
{
	unsigned set = 0;

	if (is_named(c, action))
		set |= REL_NAMED;

	if (c->own)
		set |= REL_OWN;
	if (c->helper)
		set |= REL_HELPER_SEE;
	if (c->helper_drafts)
		set |= REL_HELPER_DRAFT;
	if (c->assigned)
		set |= REL_ASSIGNED;
	if (c->in_team)
		set |= REL_TEAM;
	if (role == OPS_MANAGER || role == HEAD_OF_SERVICE)
		set |= REL_AREA;	/* there is one service */
	return set;
}

static bool
guest_may(const struct req *rq)
{
	switch (rq->route->guest) {
	case ANYBODY:
		return true;
	case HALF_WAY:
		return rq->session.stage == STAGE_PASSWORD;
	case SIGNED_IN:
		return rq->who.id != ID_NONE;
	}
	abort();
}

static struct str
told_words(struct req *rq, const struct entry_open *e)
{
	struct out o;

	out_init(&o, rq->a, 200);
	out_lit(&o, "told ");
	out_str(&o, entry_way_words(e->way));
	out_lit(&o, " on ");
	out_date(&o, e->received);
	return out_str_of(&o);
}

static bool
may_now(const struct req *rq)
{
	return may(&rq->who, rq->route->action, rq->relations, rq->acted);
}

/*
 * While staff have an entry open in a case, the pages where a family does things
 * are shown to them as the family sees them; the page of the case is not.
 */
static bool
reads_for_family(const struct req *rq)
{
	return rq->subject != NULL && rq->subject->entering &&
	    rq->http->method != POST && rq->route->action == SEE_CASE &&
	    rq->route->handler != case_show;
}

/* From here on the relative they named is who asks; the record says who types. */
static enum err
enter_for(struct req *rq, struct pid pid, const struct entry_open *e)
{
	bool seen = rq->subject->seen_this_hour;

	rq->entry = ARENA_NEW(rq->a, struct entry_now);
	*rq->entry = (struct entry_now){ e->id, rq->who.id, rq->who.role, e->kind,
	    told_words(rq, e), e->received };
	rq->who = (struct actor){ e->relative, ID_NONE, FAMILY, e->relative_name };
	TRY(subject_load(rq, pid));
	rq->subject->seen_this_hour = seen;
	rq->relations = gate_relations(rq->subject, FAMILY, rq->route->action);
	rq->acted = acted_of(rq->subject, rq->route->action);
	return may_now(rq) ? OK : E_NOT_FOUND;
}

/*
 * What staff may not do as themselves they may enter for the family, while they
 * have an entry open in the case; what it is not for leads back to it.
 */
static enum err
gate_entry(struct req *rq, struct pid pid, bool *done)
{
	struct entry_open e = { .id = ID_NONE };

	if (rq->subject == NULL || !rq->subject->entering ||
	    !may(&rq->who, ENTER_FOR_FAMILY, rq->relations, rq->acted))
		return may_now(rq) ? OK : E_NOT_FOUND;
	enum err found = entry_open_of(rq->db, rq->a, rq->subject->id, rq->who.id, &e);
	if (found != OK && found != E_NOT_FOUND)
		return found;
	bool over = e.id == ID_NONE ||
	    rq->now.us - e.begun.us > (int64_t)ENTRY_HOURS * 60 * MINUTE_US;
	if (over || !may_enter(rq->who.role, rq->route->action, rq->relations, rq->acted,
	    ACTED_CHALLENGED))
		return may_now(rq) ? OK : E_NOT_FOUND;
	if (!entry_allows(e.kind, rq->route->action)) {
		*done = true;
		return redirect(rq, url_entry_show(rq->a, pid));
	}
	return enter_for(rq, pid, &e);
}

/*
 * Whoever was signed in until now comes back to the page of the form, and finds
 * there what they typed. What nobody known typed is shown to them (again.h).
 */
static enum err
to_sign_in(struct req *rq)
{
	struct url to = url_sign_in_show(rq->a), next = { STR_NONE };

	if (rq->http->method == POST && !draft_is_autosave(rq)) {
		if (is_set(rq->was))
			next = draft_page(rq->http->path);
		else if (draft_was_typed(rq))
			return E_FORBIDDEN;
	}
	if (rq->http->method == POST)
		TRY(draft_keep_typed(rq, rq->was));
	return redirect(rq, route_then(rq->a, to, next));
}

enum err
gate_admit(struct req *rq, const struct route_found *found, bool *done)
{
	if (!guest_may(rq)) {
		*done = true;
		return to_sign_in(rq);
	}
	if (rq->route->subject == SUBJECT_CASE) {
		TRY(subject_load(rq, found->id[0]));
		rq->relations = gate_relations(rq->subject, rq->who.role,
		    rq->route->action);
		rq->who.role = role_in_case(rq->who.role, rq->relations);
		rq->acted = acted_of(rq->subject, rq->route->action);
	}
	if (reads_for_family(rq) || !may_now(rq))
		return gate_entry(rq, found->id[0], done);
	return OK;
}

enum err
gate_room(const struct req *rq)
{
	bool adds = rq->http->method == POST && rq->route->action != SEE_PUBLIC &&
	    rq->route->action != OWN_ACCOUNT;

	return !adds || room_left(rq->app->config) ? OK : E_FULL;
}

/* The two fields every form carries are the gate's own; autosave has the token. */
static bool
is_secret(struct str name)
{
	return str_eq(name, S("csrf")) || str_eq(name, S("form"));
}

enum err
gate_form(struct req *rq)
{
	static const struct form nothing = { S_INIT("nothing"), NULL, 0, 0 };
	const struct form *form = rq->route->form != NULL ? rq->route->form : &nothing;
	bool post = rq->http->method == POST;
	const struct pairs *in = post ? &rq->http->fields : &rq->http->query;
	struct pair *own = ARENA_ARRAY(rq->a, in->n + 1, struct pair);
	size_t n = 0;
	void *values;
	int secrets = 0;

	for (size_t i = 0; i < in->n; i++) {
		if (post && is_secret(in->v[i].name))
			secrets++;
		else
			own[n++] = in->v[i];
	}
	if (post && secrets != (draft_is_autosave(rq) ? 1 : 2))
		return E_BAD_REQUEST;
	TRY(form_read(rq->a, form, own, n, &values, &rq->view));
	rq->form_errors = post && rq->view.any;
	rq->form = values;
	return OK;
}
