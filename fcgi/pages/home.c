/*
 * Home: what needs me now. One list, most urgent first.
 */
#include "core/base/civil.h"
#include "core/session.h"
#include "fcgi/draft.h"
#include "fcgi/pages/post.h"
#include "fcgi/pages/record.h"
#include "fcgi/pages/status.h"
#include "fcgi/req.h"
#include "gen/t_admin_home.h"
#include "gen/t_family_home.h"
#include "gen/t_work_home.h"
#include "web/rows.h"

#define MOST 200

/* A step of the tier below: not to be done, but to be seen to. */
static struct str
see_to_words(struct arena *a, const struct policy *p, enum step step)
{
	struct out o;

	out_init(&o, a, 300);
	out_lit(&o, "Confirm or hand over: ");
	out_str(&o, step_asks(a, p, step));
	return out_str_of(&o);
}

static struct work_rows
work_of(struct req *rq, const struct policy *p, const struct todo_rows *todos)
{
	struct work_rows rows = { ARENA_ARRAY(rq->a, todos->n + 1, struct work_row), 0 };

	for (size_t i = 0; i < todos->n; i++) {
		const struct todo_row *t = &todos->v[i];
		rows.v[rows.n++] = (struct work_row){
			.to = t->see_to ? url_handover_show(rq->a, t->casefile, (int)t->step)
			    : step_url(rq->a, t->step, t->casefile),
			.what = t->see_to ? see_to_words(rq->a, p, t->step)
			    : step_asks(rq->a, p, t->step),
			/* the head of service sees the step, not whose it is */
			.child = rq->who.role == HEAD_OF_SERVICE ? S("") : t->child_name,
			.ref = t->ref,
			.due = due_words(rq, p, t->step, t->due),
			.late = step_days_late(p, t->step, t->due, rq->today) > 0,
			.state = S("To do"), .colour = S("teal"),
		};
	}
	return rows;
}

static struct url
link_if(struct req *rq, enum action action, struct url (*to)(struct arena *))
{
	return may(&rq->who, action, 0, 0) ? to(rq->a) : (struct url){ STR_NONE };
}

static enum err
work_home(struct req *rq)
{
	struct todo_rows todos;
	struct left_rows left;
	const struct policy *p;
	int post;

	TRY(todos_for(rq->db, rq->a, rq->who.id, rq->who.team, rq->who.role, MOST, &todos));
	TRY(today_policy(rq, &p));
	TRY(draft_left(rq, &left));
	TRY(post_waits(rq, &post));
	struct work_rows rows = work_of(rq, p, &todos);
	page_work_home(page_begin(rq, S("Your work")), rq->who.name, &rows, &left,
	    link_if(rq, LIST_CASES, url_case_list_show), link_if(rq, SEE_DISPUTES, url_disputes_show),
	    link_if(rq, SEE_LATE, url_late_show),
	    link_if(rq, SEE_FIGURES, url_figures_show), link_if(rq, SET_ABSENCE, url_absence_show),
	    link_if(rq, LIST_POST, url_post_show), post);
	return page_end(rq);
}

static struct case_todo
todo_of(const struct own_case *c)
{
	return (struct case_todo){
		.step = c->step, .role = c->role, .due = c->due, .since = c->since,
		.name = c->name, .ring = c->ring, .ring_role = c->ring_role,
		.ring_title = c->ring_title, .phone = c->phone, .meets = c->meets,
		.thing = c->thing, .title = c->title, .own_title = c->own_title,
	};
}

/* What waits in this case, as this reader sees it; none: it is met first. */
static struct waiting *
waiting_in(struct waiting *all, size_t n, struct pid casefile)
{
	for (size_t i = 0; i < n; i++)
		if (pid_eq(all[i].casefile, casefile))
			return &all[i];
	return NULL;
}

/* The cases of the rows, each with all that waits in it. */
static struct waiting *
waiting_of(struct req *rq, const struct policy *p, const struct own_cases *cases, size_t *n)
{
	struct waiting *all = ARENA_ARRAY(rq->a, cases->n + 1, struct waiting);

	*n = 0;
	for (size_t i = 0; i < cases->n; i++) {
		const struct own_case *c = &cases->v[i];
		struct waiting *w = waiting_in(all, *n, c->pid);
		if (w == NULL) {
			w = &all[(*n)++];
			*w = (struct waiting){
				.rq = rq, .p = p, .casefile = c->pid, .team = c->team,
				.role = c->helps ? SUPPORTER : FAMILY,
				.relations = c->helps ? REL_NONE : REL_OWN,
				.moved = c->moved, .agreed = c->agreed,
				.waits = {
					{ ARENA_ARRAY(rq->a, cases->n + 1,
					    struct case_todo), 0 },
					c->plan,
					{ c->worker, c->worker_role, c->worker_title,
					    c->worker_phone, false },
					rq->now,
				},
			};
		}
		if (c->step != STEP_NONE)
			w->waits.todos.v[w->waits.todos.n++] = todo_of(c);
	}
	return all;
}

static struct ask_row
ask_of(const struct waiting *w, const struct own_case *c, const struct case_todo *t)
{
	struct case_link link = case_ask(w, t);

	return (struct ask_row){
		.to = link.to, .called = c->called, .asks = link.words, .due = c->due,
		.day = due_words(w->rq, w->p, c->step, c->due),
		.kind = step_ask_kind(c->step, c->due, w->rq->today),
	};
}

/* What waits for the reader, in the order of the rows. */
static struct ask_rows
asks_of(struct req *rq, struct waiting *all, size_t n, const struct own_cases *cases)
{
	struct ask_rows asks = { ARENA_ARRAY(rq->a, cases->n + 1, struct ask_row), 0 };

	for (size_t i = 0; i < cases->n; i++) {
		const struct own_case *c = &cases->v[i];
		const struct waiting *w = waiting_in(all, n, c->pid);
		struct case_todo t = todo_of(c);
		if (c->step != STEP_NONE && case_waits(w, &t) && !case_waits_apart(w, &t))
			asks.v[asks.n++] = ask_of(w, c, &t);
	}
	return asks;
}

static enum err
child_of(const struct waiting *w, const struct own_case *c, struct child_row *row)
{
	struct sum_view *sum = ARENA_NEW(w->rq->a, struct sum_view);
	struct status_view *s = ARENA_NEW(w->rq->a, struct status_view);
	struct case_links also = {
		ARENA_ARRAY(w->rq->a, w->waits.todos.n + 1, struct case_link), 0
	};

	TRY(case_sum(w->rq, c->id, c->pid, w->rq->now, c->plan, sum));
	case_status_of(w, s);
	for (size_t i = 0; i < w->waits.todos.n; i++) {
		const struct case_todo *t = &w->waits.todos.v[i];
		if (case_waits(w, t) && case_waits_apart(w, t))
			also.v[also.n++] = case_ask(w, t);
	}
	*row = (struct child_row){
		.to = url_case_show(w->rq->a, w->casefile), .called = c->called,
		.status = s, .sum = sum, .also = also,
	};
	return OK;
}

static enum err
family_home(struct req *rq)
{
	struct own_cases cases;
	struct left_rows left;
	const struct policy *p;
	size_t n;

	TRY(own_cases(rq->db, rq->a, rq->who.id, rq->now, rq->today, &cases));
	TRY(today_policy(rq, &p));
	TRY(draft_left(rq, &left));
	struct waiting *all = waiting_of(rq, p, &cases, &n);
	struct ask_rows asks = asks_of(rq, all, n, &cases);
	struct child_rows rows = { ARENA_ARRAY(rq->a, n + 1, struct child_row), 0 };
	for (size_t i = 0; i < cases.n && rows.n < n; i++)	/* in the order they are met */
		if (pid_eq(all[rows.n].casefile, cases.v[i].pid)) {
			TRY(child_of(&all[rows.n], &cases.v[i], &rows.v[rows.n]));
			rows.n++;
		}
	page_family_home(page_begin(rq, S("Home")), &asks, &rows, &left);
	return page_end(rq);
}

/* No case is theirs to see: the tools stand at the server. */
static enum err
admin_home(struct req *rq)
{
	page_admin_home(page_begin(rq, S("Home")), rq->who.name);
	return page_end(rq);
}

enum err
home_show(struct req *rq)
{
	if (may(&rq->who, VERIFY_RECORD, REL_NONE, 0))
		return record_home(rq);
	if (may(&rq->who, ADMIN_ACCOUNTS, REL_NONE, 0))
		return admin_home(rq);
	return role_is_staff(rq->who.role) ? work_home(rq) : family_home(rq);
}
