/*
 * Open disagreements, the most urgent first: the step, who holds it, the days
 * left, what is asked and what is agreed. Each reader sees what is theirs.
 */
#include "core/allocation.h"
#include "core/base/civil.h"
#include "core/money.h"
#include "core/ras.h"
#include "fcgi/pages/status.h"
#include "fcgi/req.h"
#include "fcgi/service.h"
#include "gen/q_dispute.h"
#include "gen/t_disputes.h"
#include "web/contest.h"

#define PAGE_ROWS 50

/* "2026-03-03.1234": the row to go on from. */
static bool
after_read(struct str after, struct date *due, int64_t *id)
{
	struct str rest = after;

	return date_parse_iso(str_cut(&rest, '.'), due) && str_int(rest, INT64_MAX / 16, id);
}

static enum err
read_rows(struct req *rq, struct date due, int64_t after, struct open_disputes *rows)
{
	switch ((int)rq->who.role) {
	case OPS_MANAGER:
		return disputes_of_all(rq->db, rq->a, due, after, PAGE_ROWS, rows);
	case PRACTICE_LEAD:
		return disputes_of_team(rq->db, rq->a, rq->who.team, due, after, PAGE_ROWS,
		    rows);
	default:
		return disputes_of_worker(rq->db, rq->a, rq->who.id, due, after, PAGE_ROWS,
		    rows);
	}
}

/* How much more the one is than the other; none is 0. */
static struct money
more(struct money sum, struct money than)
{
	struct money a = is_set(sum) ? sum : (struct money){ 0 };
	struct money b = is_set(than) ? than : (struct money){ 0 };

	return money_cmp(a, b) > 0 ? money_sub(a, b) : (struct money){ 0 };
}

static enum err
row_of(struct req *rq, const struct policy *today, const struct open_dispute *o,
    struct dispute_row *row)
{
	const struct policy *p;
	struct money scores = { 0 }, sum = allocation_of(o->yearly, o->above).sum;

	TRY(service_policy(rq->app, rq->db, rq->a, o->policy, &p));
	const struct funding_step *step = is_set(o->asked) ? ras_step(p, o->asked) : NULL;
	if (step != NULL)
		scores = more(step->yearly, o->yearly);
	struct money agreed = more(sum, o->first_yearly);
	*row = (struct dispute_row){
		.to = url_case_show(rq->a, o->casefile), .child = o->child_name,
		.ref = o->ref, .step = step_asks(rq->a, today, o->step),
		.holder = o->role == FAMILY ? S("The family") : holder_words(rq->a, today, o->holder, o->role,
		    o->own_title, o->team_name),
		.due = due_words(rq, today, o->step, o->due),
		.late = step_days_late(today, o->step, o->due, rq->today) > 0,
		.asked = money_add(agreed,
		    asked_more(scores, plan_asks(o->plan_cost, sum, o->refused,
		    o->given), o->points)),
		.agreed = agreed,
	};
	return OK;
}

static struct str
next_of(struct req *rq, const struct open_disputes *rows)
{
	const struct open_dispute *last;
	struct out o;

	if (rows->n < PAGE_ROWS)
		return STR_NONE;
	last = &rows->v[rows->n - 1];
	out_init(&o, rq->a, 60);
	if (is_set(last->due))
		out_date_iso(&o, last->due);
	else
		out_lit(&o, "2199-12-31");
	out_char(&o, '.');
	out_int(&o, last->todo);
	return out_str_of(&o);
}

enum err
disputes_show(struct req *rq)
{
	const struct form_disputes *f = rq->form;
	struct date due = date_of((struct ymd){ 1900, 1, 1 });
	struct open_disputes rows;
	const struct policy *today;
	int64_t after = 0;

	if (is_set(f->after) && f->after.n > 0 && !after_read(f->after, &due, &after))
		return E_BAD_REQUEST;
	TRY(today_policy(rq, &today));
	TRY(read_rows(rq, due, after, &rows));
	struct dispute_rows all = { ARENA_ARRAY(rq->a, rows.n + 1, struct dispute_row), 0 };
	for (size_t i = 0; i < rows.n; i++)
		TRY(row_of(rq, today, &rows.v[i], &all.v[all.n++]));
	page_disputes(page_begin(rq, S("Open disagreements")), &all, url_home_show(rq->a),
	    next_of(rq, &rows));
	return page_end(rq);
}
