/*
 * The council's side of a plan: the answer line by line and its confirmation;
 * and the family's signature.
 */
#include "core/money.h"
#include "sql/store_delivery.h"
#include "sql/store_plan.h"

static enum err
last_version(const struct plan_move *m, struct plan_whole *w)
{
	TRY(store_plan_version(m->db, m->a, m->c->id, PLAN_LAST, w));
	return w->plan.id != ID_NONE ? OK : E_CONFLICT;
}

/* The answer as this writer's, whoever may have begun before. */
static enum err
answer_open(const struct plan_move *m, const struct plan *p)
{
	int64_t n;

	if (p->state != VERSION_SENT || is_set(p->passed))
		return E_CONFLICT;
	if (p->writer == m->by.who.id)
		return OK;
	if (p->writer == ID_NONE)
		return plan_answer_begin(m->db, p->id, m->by.who.id, &n);
	TRY(plan_answer_take_over(m->db, p->id, m->by.who.id, &n));
	TRY(only_one(n));
	return plan_line_answers_drop(m->db, p->id, &n);
}

enum err
store_plan_answer_line(const struct plan_move *m, struct pid line, const struct point *p)
{
	struct plan_whole w;
	int64_t n;

	TRY(last_version(m, &w));
	const struct plan_row *r = plan_row_by(&w, line);
	if (r == NULL)
		return E_NOT_FOUND;
	TRY(answer_open(m, &w.plan));
	return plan_line_answer_keep(m->db, r->id, p->answer, p->reason, p->part,
	    p->which, p->from, p->price, m->by.now, &n);
}

struct plan_check
plan_check_of(struct arena *a, const struct policy *p, const struct plan_rows *rows,
    enum plan_answer answer, const struct allocation *now)
{
	struct line_answers lines = plan_answers_of(a, rows);
	struct money more = authority_left(policy_limit_money(p, LIMIT_PRACTICE_LEAD),
	    now->agreed);

	return plan_answer_check(answer, &lines, now->sum, money_add(now->sum, more));
}

enum err
store_plan_pass(const struct plan_move *m, enum plan_answer kind, struct str reason)
{
	struct plan_whole w;
	struct sum_now sum;
	int64_t n;

	TRY(last_version(m, &w));
	TRY(store_allocation(m->db, m->a, m->c->id, STAMP_ALL, &sum));
	if (w.plan.writer != m->by.who.id)
		return E_CONFLICT;
	struct plan_check check = plan_check_of(m->a, m->by.policy, &w.rows, kind,
	    &sum.now);
	TRY(store_plan_move(m, EV_ANSWER_PLAN,
	    check.fault == PLAN_FINE && reason.n > 0, (struct clock_from){ 0 }));
	TRY(plan_answer_pass(m->db, w.plan.id, kind, reason, m->by.now, &n));
	return only_one(n);
}

enum err
store_plan_return(const struct plan_move *m, struct str because)
{
	struct plan_whole w;
	int64_t n;

	TRY(last_version(m, &w));
	TRY(store_plan_move(m, EV_RETURN_ANSWER, because.n > 0, (struct clock_from){ 0 }));
	TRY(plan_answer_return(m->db, w.plan.id, because, &n));
	return only_one(n);
}

enum err
store_plan_confirm(const struct plan_move *m, const struct out *letter,
    struct letter_made *made)
{
	struct plan_whole w;
	struct sum_now sum;
	int64_t n;

	TRY(last_version(m, &w));
	TRY(store_allocation(m->db, m->a, m->c->id, STAMP_ALL, &sum));
	struct plan_check check = plan_check_of(m->a, m->by.policy, &w.rows,
	    w.plan.answer, &sum.now);
	TRY(store_letter(m->db, m->a, m->by.policy, m->by.who.id, m->by.now, m->c,
	    LETTER_PLAN, letter, made));
	TRY(store_plan_move(m, EV_CONFIRM_PLAN, check.fault == PLAN_FINE,
	    clock_from_letter(made->available, m->c->by_post)));
	TRY(plan_answer_confirm(m->db, w.plan.id, m->by.now, m->by.who.id,
	    sum.now.sum, check.agreed, made->pid, made->available, &n));
	TRY(only_one(n));
	TRY(plan_about(m->db, w.plan.id, sum.assessment, &n));
	TRY(plan_become(m->db, w.plan.id, VERSION_SENT, VERSION_ANSWERED, &n));
	return only_one(n);
}

/* ---- agreeing ---- */

enum err
store_plan_sign_family(const struct plan_move *m)
{
	struct delivery_now delivery;
	struct plan_whole w;
	int64_t n;

	TRY(store_plan_standing(m, &w));
	TRY(store_delivery_read(m->db, m->a, w.plan.id, &delivery));
	bool consented = delivery.parts.direct.pence == 0 || delivery.consent != NULL;
	TRY(store_plan_move(m, EV_SIGN_PLAN, consented,
	    (struct clock_from){ .available = m->by.received }));
	TRY(plan_sign_family(m->db, w.plan.id, VERSION_AGREED, m->by.now, m->by.who.id, &n));
	return only_one(n);
}
