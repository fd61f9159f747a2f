/*
 * The worker answers a plan: line by line, need before resources. What a line
 * asks for stands here; the sum and what all lines come to stand on the check
 * page, after the answers are saved. A draft is its writer's alone.
 */
#include "core/money.h"
#include "fcgi/pages/plan.h"
#include "fcgi/pages/plan_letter.h"
#include "gen/t_plan_answer.h"
#include "gen/t_plan_answer_check.h"
#include "gen/t_plan_answer_line.h"
#include "web/outcome.h"

/* The plan to be answered, with the reader's own draft of the answer. */
static enum err
to_answer(struct req *rq, struct plan_whole *w)
{
	TRY(store_plan_version(rq->db, rq->a, rq->subject->id, PLAN_LAST, w));
	if (w->plan.state != VERSION_SENT)
		return E_CONFLICT;
	if (w->plan.writer == rq->who.id)
		return OK;
	if (is_set(w->plan.passed))
		return E_CONFLICT;
	for (size_t i = 0; i < w->rows.n; i++)
		w->rows.v[i].verdict = POINT_OPEN;
	w->plan.reason = w->plan.returned_because = STR_NONE;
	return OK;
}

static struct str
because(const struct plan_whole *w)
{
	struct str s = w->plan.returned_because;

	return is_set(s) && s.n > 0 && !is_set(w->plan.passed) ? s : STR_NONE;
}

enum err
plan_answer_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	const struct policy *p;
	struct plan_whole w;
	size_t open = 0;

	TRY(today_policy(rq, &p));
	TRY(to_answer(rq, &w));
	struct plan_view *view = plan_page_view(rq, p, &w,
	    (struct money){ 0 }, SHOW_ANSWER);
	for (size_t i = 0; i < view->lines.n; i++) {
		view->lines.v[i].change = url_plan_answer_line_show(rq->a, pid,
		    w.rows.v[i].pid);
		open += w.rows.v[i].verdict == POINT_OPEN;
	}
	page_plan_answer(page_begin(rq, S("Answer the support plan")), view, (int)open,
	    is_set(w.plan.passed), because(&w), url_plan_answer_check_show(rq->a, pid),
	    url_plan_show(rq->a, pid));
	return page_end(rq);
}

/* ---- one line ---- */

static const struct options *
verdict_options(void)
{
	static struct option v[] = {
		{ S_INIT("agreed"), S_INIT("Agreed"), S_INIT("In full, as planned") },
		{ S_INIT("in_part"), S_INIT("Agreed in part"),
		    S_INIT("Enter the amount and the reason") },
		{ S_INIT("not_assessed"), S_INIT("Not agreed: not an assessed need"),
		    S_INIT("Say what the assessment found instead") },
		{ S_INIT("another_way"), S_INIT("Not agreed: met another way"),
		    S_INIT("Say which way, and from when") },
		{ S_INIT("for_less"), S_INIT("Not agreed: met for less"), FOR_LESS_HINT },
	};
	static const struct options all = { v, COUNT(v) };

	return &all;
}

static void
fill(struct req *rq, struct form_view *f, const struct plan_row *r)
{
	if (r->verdict == POINT_OPEN)
		return;
	bool less = r->verdict == POINT_MET_FOR_LESS;
	form_fill_choice(f, F_plan_line_answer_verdict, (int)r->verdict);
	form_fill_money(rq->a, f, F_plan_line_answer_part, r->part);
	form_fill(f, less ? F_plan_line_answer_place : F_plan_line_answer_way, r->way);
	form_fill_date(rq->a, f, F_plan_line_answer_starts, r->starts);
	form_fill_money(rq->a, f, F_plan_line_answer_price, r->price);
	form_fill(f, F_plan_line_answer_reason, r->reason);
}

static enum err
line_here(struct req *rq, struct plan_whole *w, const struct plan_row **r)
{
	TRY(to_answer(rq, w));
	if (is_set(w->plan.passed))
		return E_CONFLICT;	/* it is with the practice lead */
	*r = plan_row_by(w, rq->id);
	return *r != NULL ? OK : E_NOT_FOUND;
}

enum err
plan_answer_line_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	const struct plan_row *r;
	const struct policy *p;
	struct plan_whole w;

	TRY(today_policy(rq, &p));
	TRY(line_here(rq, &w, &r));
	struct form_view *f = view_of(rq, &the_form_plan_line_answer);
	if (!rq->form_errors)
		fill(rq, f, r);
	struct plan_view *view = plan_page_view(rq, p, &w,
	    (struct money){ 0 }, 0);
	page_plan_answer_line(page_begin(rq, S("Answer a line of the plan")), f,
	    &view->lines.v[r - w.rows.v], verdict_options(),
	    url_plan_answer_line_save(rq->a, pid, rq->id),
	    url_plan_answer_show(rq->a, pid));
	return page_end(rq);
}

static struct str
or_empty(struct str s)
{
	return is_set(s) ? s : S("");
}

/* Where on the page each fault is mended. */
static const int field_of[POINT_FAULT_COUNT] = {
	[POINT_UNDECIDED] = F_plan_line_answer_verdict,
	[POINT_NO_REASON] = F_plan_line_answer_reason,
	[POINT_BAD_PART] = F_plan_line_answer_part,
	[POINT_NO_WAY] = F_plan_line_answer_way,
	[POINT_NO_FROM] = F_plan_line_answer_starts,
	[POINT_NO_PLACE] = F_plan_line_answer_place,
	[POINT_BAD_PRICE] = F_plan_line_answer_price,
};

/* Only what belongs to the answer chosen is kept of what was typed. */
static struct point
point_read(const struct form_plan_line_answer *f, const struct plan_row *r)
{
	enum point_answer answer = (enum point_answer)f->verdict;
	bool way = answer == POINT_MET_ANOTHER_WAY, less = answer == POINT_MET_FOR_LESS;
	struct str which = way ? f->way : less ? f->place : S("");

	return (struct point){
		.asked = r->yearly,
		.answer = answer,
		.reason = or_empty(f->reason),
		.part = answer == POINT_IN_PART ? f->part : MONEY_NONE,
		.which = or_empty(which),
		.from = way ? f->starts : DATE_NONE,
		.price = less ? f->price : MONEY_NONE,
	};
}

enum err
plan_answer_line_save(struct req *rq)
{
	const struct plan_row *r;
	const struct policy *p;
	struct plan_whole w;

	TRY(today_policy(rq, &p));
	TRY(line_here(rq, &w, &r));
	struct point point = point_read(rq->form, r);
	enum point_fault fault = plan_line_check(&point);
	if (!rq->form_errors && fault != POINT_FINE)
		wrong(rq, field_of[fault], point_fault_words(fault));
	if (rq->form_errors)
		return plan_answer_line_show(rq);
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_plan_answer_line(&m, rq->id, &point));
	note(rq, AUDIENCE_RECORD, PID_NONE, S(""));
	return redirect(rq, url_plan_answer_show(rq->a, rq->subject->pid));
}

/* ---- the check, with the amounts; then on to the practice lead ---- */

static const struct option kinds[] = {
	[PLAN_AT_ITS_COST] = { S_INIT("at_its_cost"), S_INIT("Agreed at its cost"),
	    S_INIT("Every line in full, whatever the sum was") },
	[PLAN_WITHIN] = { S_INIT("within"), S_INIT("Agreed within the allocation"),
	    S_INIT("What is agreed comes to no more than the sum") },
	[PLAN_NOT_AGREED] = { S_INIT("not_agreed"), S_INIT("The higher sum cannot be agreed"),
	    S_INIT("The sum stays, and each line that is cut says why") },
	[PLAN_NOT_EVERY_LINE] = { S_INIT("not_every_line"), S_INIT("Not every line is agreed"),
	    S_INIT("Each line that is cut says why") },
};

/* Offered is what the amounts of the lines bear out; the only one is chosen. */
static struct options
kind_options(struct req *rq, const struct plan_rows *rows, struct money sum,
    struct form_view *f)
{
	struct options all = { ARENA_ARRAY(rq->a, COUNT(kinds), struct option), 0 };
	struct line_answers lines = plan_answers_of(rq->a, rows);

	for (size_t i = PLAN_AT_ITS_COST; i < COUNT(kinds); i++)
		if (plan_answer_fits((enum plan_answer)i, &lines, sum) == PLAN_FINE)
			all.v[all.n++] = kinds[i];
	if (all.n == 1 && !rq->form_errors)
		form_fill(f, F_plan_answer_kind, all.v[0].value);
	return all;
}

struct evidence
plan_evidence(const struct plan *plan, int64_t writer)
{
	return (struct evidence){
		.by = { WEIGHED_PLAN, plan->id, writer }, .question = INT_NONE,
		.plan = true, .said = F_plan_answer_said_1, .relied = F_plan_answer_relied,
	};
}

enum err
plan_answer_check_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	struct evidence_rows docs;
	const struct policy *p;
	struct plan_whole w;
	struct money sum;

	TRY(today_policy(rq, &p));
	TRY(to_answer(rq, &w));
	TRY(plan_sum(rq, &sum));
	struct form_view *f = view_of(rq, &the_form_plan_answer);
	if (!rq->form_errors && is_set(w.plan.reason)) {
		form_fill_choice(f, F_plan_answer_kind, (int)w.plan.answer);
		form_fill(f, F_plan_answer_reason, w.plan.reason);
		form_fill(f, F_plan_answer_need_and_risk, or_empty(w.plan.need_and_risk));
	}
	struct evidence evidence = plan_evidence(&w.plan, rq->who.id);
	TRY(evidence_before(rq, &evidence, f, &docs));
	struct plan_view *view = plan_page_view(rq, p, &w, sum,
	    SHOW_SUM | SHOW_ANSWER);
	struct options offered = kind_options(rq, &w.rows, sum, f);
	page_plan_answer_check(page_begin(rq, S("Check the answer")), f, view, &offered, &docs, w.plan.own_view == OWN_VIEW_DIFFERS,
	    url_plan_answer_pass_on(rq->a, pid), url_plan_answer_show(rq->a, pid));
	return page_end(rq);
}

enum err
plan_answer_pass_on(struct req *rq)
{
	const struct form_plan_answer *f = rq->form;
	const struct policy *p;
	struct plan_whole w;
	struct sum_now sum;
	int64_t id;

	TRY(today_policy(rq, &p));
	TRY(to_answer(rq, &w));
	TRY(store_allocation(rq->db, rq->a, rq->subject->id, STAMP_ALL, &sum));
	struct plan_check check = plan_check_of(rq->a, p, &w.rows,
	    (enum plan_answer)f->kind, &sum.now);
	if (!rq->form_errors && check.fault != PLAN_FINE)
		wrong(rq, F_plan_answer_kind, with_titles(rq, plan_fault_words(check.fault)));
	bool differs = w.plan.own_view == OWN_VIEW_DIFFERS;
	struct str assessed = differs ? or_empty(f->need_and_risk) : S("");
	if (differs && assessed.n == 0)
		wrong(rq, F_plan_answer_need_and_risk, S("Write what you assessed with the "
		    "young person: the need, and the risk"));
	struct evidence evidence = plan_evidence(&w.plan, rq->who.id);
	TRY(evidence_save(rq, &evidence));
	if (rq->form_errors)
		return plan_answer_check_show(rq);
	struct plan_move m = plan_move_of(rq, p);
	TRY(plan_answer_assessed(rq->db, w.plan.id, rq->who.id, assessed, &id));
	TRY(store_plan_pass(&m, (enum plan_answer)f->kind, f->reason));
	note(rq, AUDIENCE_STAFF, PID_NONE,
	    with_titles(rq, S("The answer to the plan went to the {practice_lead}.")));
	return redirect(rq, url_plan_show(rq->a, rq->subject->pid));
}
