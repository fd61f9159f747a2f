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
see_to_words(struct arena *a, enum step step)
{
	struct out o;

	out_init(&o, a, 300);
	out_lit(&o, "Confirm or hand over: ");
	out_str(&o, step_asks(step));
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
			    : step_url(rq, t->step, t->casefile),
			.what = t->see_to ? see_to_words(rq->a, t->step) : step_asks(t->step),
			/* the head of service sees the step, not whose it is */
			.child = rq->who.role == HEAD_OF_SERVICE ? S("") : t->child_name,
			.ref = t->ref,
			.due = due_words(rq, p, t->step, t->due),
			.late = step_days_late(p, t->step, t->due, rq->today) > 0,
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

static struct ask_row
ask_of(struct req *rq, const struct policy *p, const struct own_case *c)
{
	return (struct ask_row){
		.to = step_url(rq, c->step, c->pid),
		.called = c->called,
		.asks = step_asks(c->step),
		.due = c->due,
		.day = due_words(rq, p, c->step, c->due),
		.past = is_set(c->due) && date_diff(rq->today, c->due) < 0,
	};
}

/* The row of this child, made when it is met first. */
static struct child_row *
child_of(struct req *rq, struct child_rows *rows, const struct own_case *c)
{
	struct url to = url_case_show(rq->a, c->pid);

	for (size_t i = 0; i < rows->n; i++)
		if (str_eq(rows->v[i].to.s, to.s))
			return &rows->v[i];
	rows->v[rows->n] = (struct child_row){
		.to = to, .called = c->called,
		.worker = c->worker_name, .telephone = c->worker_phone,
	};
	return &rows->v[rows->n++];
}

/* The most urgent of what waits for others: the first met. */
static void
child_waits(struct req *rq, const struct policy *p, const struct own_case *c,
    struct child_row *row)
{
	if (c->step == STEP_NONE || step_is_beside(c->step) || is_set(row->step))
		return;
	row->step = step_asks(c->step);
	row->holder = is_set(c->holder) ? c->holder : policy_title(p, c->role)->one;
	row->due = due_words(rq, p, c->step, c->due);
}

static enum err
family_home(struct req *rq)
{
	struct own_cases cases;
	struct left_rows left;
	const struct policy *p;

	TRY(own_cases(rq->db, rq->a, rq->who.id, rq->now, rq->today, &cases));
	TRY(today_policy(rq, &p));
	TRY(draft_left(rq, &left));
	struct ask_rows asks = { ARENA_ARRAY(rq->a, cases.n + 1, struct ask_row), 0 };
	struct child_rows rows = { ARENA_ARRAY(rq->a, cases.n + 1, struct child_row), 0 };
	for (size_t i = 0; i < cases.n; i++) {
		const struct own_case *c = &cases.v[i];
		struct child_row *row = child_of(rq, &rows, c);
		if (c->step != STEP_NONE && c->role == FAMILY && !c->helps)
			asks.v[asks.n++] = ask_of(rq, p, c);
		else
			child_waits(rq, p, c, row);
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
