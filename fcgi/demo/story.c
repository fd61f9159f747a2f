/*
 * Plays what people did: each row of a story is one form that somebody sent, or
 * one page they looked at, on the day they did. It goes through the gate and the
 * handler of its page like any other, so nothing can stand in the demonstration
 * that no page would take.
 */
#include <stdio.h>

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/crypt.h"
#include "core/reference.h"
#include "fcgi/demo/demo.h"
#include "fcgi/demo/paper.h"
#include "fcgi/late.h"
#include "fcgi/request/dispatch.h"
#include "fcgi/request/gate.h"
#include "fcgi/service.h"
#include "gen/q_policy.h"
#include "gen/q_setup.h"
#include "gen/q_step.h"
#include "sql/store_supporter.h"

enum cell { NUMBER, AGO, WHO, DOES, OF, WITH, CELLS };

#define MORNING 9		/* the hour of the first thing on a day */
#define MINUTES 10		/* between one thing and the next */
#define ROW_ARENA ((size_t)128 * 1024 * 1024)
#define PARTS_MAX 24		/* of a form */

static const char *const stories[] = {
	"reviews.csv", "meetings.csv", "points.csv", "help.csv", "time.csv",
};

struct teller {
	struct admin *ad;
	struct app app;			/* what a worker of the files pool keeps */
	struct demo_table papers;
	struct date today;
	const struct policy *policy;
};

struct scene {				/* one row */
	struct teller *t;
	struct arena *a;
	const struct csv_row *row;
	struct stamp now;
	struct date day;
	bool in_case;
	struct casefile c;		/* who it is about, before anything is done */
	struct actor family, worker;
};

/* ---- names ---- */

static enum err
person(const struct scene *s, struct str name, struct actor *who, struct pid *pid)
{
	struct db *db = s->t->ad->db;
	struct found_person p;
	struct demo_thing of;

	if (str_eq(name, S("family")) || str_eq(name, S("worker"))) {
		*who = str_eq(name, S("family")) ? s->family : s->worker;
		TRY(demo_person(db, s->a, who->id, &of));
		*pid = of.pid;
		return OK;
	}
	TRY(person_by_email(db, s->a, name, &p));
	*who = (struct actor){ p.id, p.team, p.role, p.name, p.own_title };
	*pid = p.pid;
	return OK;
}

static const struct {
	struct str word;
	enum err (*all)(struct db *, struct arena *, int64_t, struct demo_things *);
} kinds[] = {
	{ S_INIT("time"), demo_offers }, { S_INIT("line"), demo_lines },
	{ S_INIT("point"), demo_points }, { S_INIT("document"), demo_documents },
	{ S_INIT("letter"), demo_letters },
};

/* "time 2": the second of the times that are offered; else a person's name. */
static enum err
thing(const struct scene *s, struct str name, struct pid *pid)
{
	struct str rest = name, word = str_cut(&rest, ' ');
	struct demo_things all;
	struct actor who;
	int64_t n;

	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (!str_eq(kinds[i].word, word))
			continue;
		TRY(kinds[i].all(s->t->ad->db, s->a, s->c.id, &all));
		if (!str_int(rest, (int64_t)all.n, &n) || n == 0)
			return E_NOT_FOUND;
		*pid = all.v[n - 1].pid;
		return OK;
	}
	return person(s, name, &who, pid);
}

/* ---- the form ---- */

static bool
is_upload(const struct route *r)
{
	return r->handler == document_upload;
}

static void
put(struct pairs *p, struct str name, struct str value)
{
	p->v[p->n++] = (struct pair){ name, value };
}

/* "3" or "-3": so many working days from the row's own. */
static bool
put_date(const struct scene *s, struct pairs *p, struct str name, struct str days)
{
	static const struct str parts[PARTS] = {
		[DAY] = S_INIT("-day"), [MONTH] = S_INIT("-month"), [YEAR] = S_INIT("-year"),
	};
	bool back = str_starts(days, S("-"));
	int64_t n;

	if (!str_int(back ? str_skip(days, 1) : days, 999, &n))
		return false;
	struct ymd ymd = date_ymd(working_days_add(&s->t->policy->bank_holidays, s->day,
	    back ? -(int)n : (int)n));
	const int values[PARTS] = { [DAY] = ymd.day, [MONTH] = ymd.month, [YEAR] = ymd.year };
	for (int i = 0; i < PARTS; i++) {
		struct out input, value;
		out_init(&input, s->a, 100);
		out_str(&input, name);
		out_str(&input, parts[i]);
		out_init(&value, s->a, 10);
		out_int(&value, values[i]);
		put(p, out_str_of(&input), out_str_of(&value));
	}
	return true;
}

static enum err
put_field(const struct scene *s, const struct form *form, struct pairs *p, struct str name,
    struct str value)
{
	struct str of = name, stem = str_cut(&of, ' ');
	struct pid pid;

	for (size_t i = 0; form != NULL && i < form->n; i++) {
		const struct field *f = &form->field[i];
		if (!str_eq(f->name, f->each > 0 ? stem : name))
			continue;
		if (f->each > 0) {
			TRY(thing(s, of, &pid));
			name = form_input_of(s->a, f, pid);
		}
		if (f->kind == FIELD_DATE)
			return put_date(s, p, name, value) ? OK : E_FORM;
		if (f->kind == FIELD_PID) {
			TRY(thing(s, value, &pid));
			value = pid_print(s->a, pid);
		}
		put(p, name, value);
		return OK;
	}
	return E_FORM;
}

/* "answer=agreed | amount=600 | reasons=…" */
static enum err
fill_in(const struct scene *s, const struct route *r, struct pairs *p)
{
	struct str rest = s->row->cell[WITH];

	*p = (struct pairs){ ARENA_ARRAY(s->a, PARTS_MAX * PARTS, struct pair), 0,
	    PARTS_MAX * PARTS };
	if (r->method == GET)
		return OK;
	put(p, S("csrf"), S("demonstration"));
	put(p, S("form"), S("demonstration"));
	for (int n = 0; is_set(rest) && rest.n > 0; n++) {
		struct str value = str_cut(&rest, '|');
		struct str name = str_trim(str_cut(&value, '='));
		if (n == PARTS_MAX || !is_set(value))
			return E_FORM;
		TRY(put_field(s, r->form, p, name, str_trim(value)));
	}
	return OK;
}

/* What stands in the path after the case: a number, or something by its name. */
static enum err
fill_path(const struct scene *s, const struct route *r, struct route_found *found)
{
	struct str of = s->row->cell[OF];
	int64_t n;

	*found = (struct route_found){ .route = r, .id = { s->c.pid } };
	if (of.n == 0 || is_upload(r))
		return OK;
	if (str_int(of, 9999, &n)) {
		found->number = (int)n;
		return OK;
	}
	return thing(s, of, &found->id[r->subject == SUBJECT_CASE ? 1 : 0]);
}

/* ---- asking for it ---- */

static void
say_wrong(const struct req *rq)
{
	if (rq->view.form == NULL)
		return;
	struct form_problems all = form_problems(rq->a, &rq->view);
	for (size_t i = 0; i < all.n; i++)
		fprintf(stderr, "  %.*s: %.*s\n", STR_ARG(all.v[i].anchor),
		    STR_ARG(all.v[i].words));
}

/* A page that only leads elsewhere did nothing, and says so to nobody. */
static bool
was_done(const struct req *rq)
{
	return rq->reply->status == 303 &&
	    (rq->subject == NULL || is_set(rq->note.words) || !pid_is_none(rq->note.thing));
}

static enum err
ask(struct scene *s, const struct route *r, const struct actor *who, struct pid person_pid)
{
	struct http http = { .method = r->method, .path = r->path,
	    .request_id = S("demonstration") };
	struct route_found found;
	struct reply reply;
	struct policy_row in_force;
	bool done = false;

	TRY(fill_in(s, r, &http.fields));
	TRY(fill_path(s, r, &found));
	if (is_upload(r))
		TRY(demo_paper(s->a, &s->t->papers, s->row->cell[OF], &http.file));
	struct req *rq = req_new(&s->t->app, &http, s->a, &reply);
	TRY(policy_on(s->t->ad->db, s->a, s->day, &in_force));
	rq->now = s->now;
	rq->today = s->day;
	rq->who = *who;
	rq->session = (struct session){
		.id = 1, .person = who->id, .person_pid = person_pid, .name = who->name,
		.role = who->role, .team = who->team, .demo = true, .policy = in_force.id,
		.stage = STAGE_SIGNED_IN, .opened = s->now, .seen = s->now,
	};
	rq->route = r;
	rq->id = found.id[r->subject == SUBJECT_CASE ? 1 : 0];
	rq->number = found.number;
	TRY(gate_admit(rq, &found, &done));
	TRY(gate_form(rq));
	TRY(r->method == GET ? req_look(rq) : req_work(rq));
	if (r->method == GET || was_done(rq))
		return OK;
	say_wrong(rq);
	return E_FORM;
}

/* What the clock of the service does in this case. */
static enum err
clock_strikes(struct scene *s)
{
	struct admin *ad = s->t->ad;
	struct late_work w = { ad->db, s->a, &ad->config, s->t->policy,
	    &s->t->app.keys.audit, s->now, 0 };

	return late_in(&w, &s->c);
}

/* Somebody opens the link of their invitation, and says yes. */
static enum err
says_yes(struct scene *s, const struct actor *who)
{
	struct db *db = s->t->ad->db;
	struct invited in;

	TRY(invitation_open(db, s->a, s->c.id, s->row->cell[WHO], &in));
	TRY(store_help_begin(db, &in, who->id, s->now));
	return db_end(db, true);
}

static enum err
play(struct scene *s)
{
	struct str does = s->row->cell[DOES];
	struct actor who;
	struct pid pid;

	if (str_eq(s->row->cell[WHO], S("clock")))
		return clock_strikes(s);
	TRY(person(s, s->row->cell[WHO], &who, &pid));
	if (str_eq(does, S("says_yes")))
		return says_yes(s, &who);
	for (size_t i = 0; i < routes_n; i++)
		if (str_eq(routes[i].name, does))
			return ask(s, &routes[i], &who, pid);
	return E_NOT_FOUND;
}

/* ---- when, and about whom ---- */

static enum err
about(struct scene *s)
{
	struct admin *ad = s->t->ad;
	struct demo_case found;
	struct relatives family;
	int64_t number;

	s->in_case = s->row->cell[NUMBER].n > 0;
	if (!s->in_case)
		return OK;
	if (!str_int(s->row->cell[NUMBER], REFERENCE_MAX, &number))
		return E_FORM;
	TRY(demo_case_by_ref(ad->db, s->a, reference_of(s->a, (int)number), &found));
	TRY(casefile_take(ad->db, s->a, found.pid, ID_NONE, ID_NONE, s->now, s->now, &s->c));
	TRY(family_of(ad->db, s->a, s->c.id, &family));
	if (family.n == 0)
		return E_FORM;
	s->family = (struct actor){ family.v[0].id, ID_NONE, FAMILY, family.v[0].name, STR_NONE };
	s->worker = (struct actor){ s->c.worker, s->c.team, WORKER, s->c.worker_name,
	    s->c.worker_title };
	return OK;
}

/* How many rows just before it are about the same child on the same day. */
static int
place_in_day(const struct csv_row *rows, size_t i)
{
	int n = 0;

	while (i > 1 && str_eq(rows[i - 1].cell[NUMBER], rows[i].cell[NUMBER]) &&
	    str_eq(rows[i - 1].cell[AGO], rows[i].cell[AGO])) {
		n++;
		i--;
	}
	return n;
}

static enum err
tell(struct teller *t, struct arena *a, const struct csv_row *rows, size_t i)
{
	struct scene s = { .t = t, .a = a, .row = &rows[i] };
	int minutes = place_in_day(rows, i) * MINUTES;
	int64_t ago;

	if (!str_int(s.row->cell[AGO], 999, &ago))
		return E_FORM;
	s.day = working_days_add(&t->policy->bank_holidays, t->today, -(int)ago);
	s.now = stamp_of_london(s.day, MORNING + minutes / 60, minutes % 60);
	TRY(about(&s));
	return play(&s);
}

static enum err
tell_all(struct teller *t, const char *dir, const char *name)
{
	struct arena *a = arena_new(ROW_ARENA);
	struct demo_table rows;
	enum err e;

	TRY(demo_table(t->ad, dir, name, CELLS, &rows));
	for (size_t i = 1; i < rows.rows.n; i++) {
		struct arena_mark mark = arena_mark(a);
		e = tell(t, a, rows.rows.v, i);
		if (e != OK) {
			fprintf(stderr, "%s:%d: %.*s\n", name, rows.rows.v[i].line,
			    STR_ARG(err_words(e)->name));
			return e;
		}
		arena_reset(a, mark);
	}
	arena_free(a);
	return OK;
}

enum err
demo_stories(struct admin *ad, const char *dir, struct stamp now)
{
	struct teller t = {
		.ad = ad, .today = stamp_london_date(now),
		.app = { .config = &ad->config, .pool = POOL_FILES, .a = ad->a,
		    .read = ad->db, .write = ad->db },
	};
	struct keys *keys = &t.app.keys;
	int64_t id;

	TRY(demo_table(ad, dir, "papers.csv", PAPER_CELLS, &t.papers));
	TRY(key_read(ad->a, &ad->config, "audit.key", &keys->audit));
	TRY(key_read(ad->a, &ad->config, "session.key", &keys->session));
	TRY(key_read(ad->a, &ad->config, "documents.key", &keys->documents.key));
	keys->documents.no = 1;
	TRY(service_policy_on(&t.app, ad->db, ad->a, t.today, &id, &t.policy));
	for (size_t i = 0; i < COUNT(stories); i++)
		TRY(tell_all(&t, dir, stories[i]));
	return OK;
}
