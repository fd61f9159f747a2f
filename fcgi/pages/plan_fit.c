/*
 * The worker fits the plan to the sum, with the family: from what was decided of
 * each line, with a reason where a line gets another amount, and a word where a
 * good part of the sum is not used. Then it is signed for the council.
 */
#include "core/base/civil.h"
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/moves.h"
#include "fcgi/pages/plan_deliver.h"
#include "fcgi/score_view.h"
#include "gen/q_letter.h"
#include "gen/t_plan_fit.h"
#include "gen/t_plan_fit_line.h"

static struct plan_said
change_said(struct req *rq, const struct policy *p, const struct sum_change *k)
{
	struct out o;

	out_init(&o, rq->a, 500);
	out_money(&o, k->added);
	out_lit(&o, " a year more. ");
	out_str(&o, person_words(rq->a, p, k->name, k->role, k->own_title));
	out_lit(&o, ", ");
	out_date(&o, stamp_london_date(k->at));
	return (struct plan_said){ sum_by_words(k->made_by), out_str_of(&o) };
}

/* What was agreed above the score's figure, and points about no line of this plan. */
static enum err
agreed_above(struct req *rq, const struct policy *p, const struct plan_whole *w,
    struct plan_saids *all)
{
	const struct line_points *points = &w->fit->points;
	struct sum_changes changes;
	struct sum_now now;

	TRY(store_allocation(rq->db, rq->a, rq->subject->id, STAMP_ALL, &now));
	TRY(sum_changes(rq->db, rq->a, rq->subject->id, now.assessment, STAMP_ALL,
	    &changes));
	*all = (struct plan_saids){
		ARENA_ARRAY(rq->a, changes.n + points->n + 1, struct plan_said), 0 };
	for (size_t i = 0; i < changes.n; i++)
		if (!changes.v[i].recommended && changes.v[i].added.pence > 0)
			all->v[all->n++] = change_said(rq, p, &changes.v[i]);
	for (size_t i = 0; i < points->n; i++)
		if (points->v[i].line == NO_LINE && points->v[i].adds.pence > 0)
			all->v[all->n++] = plan_point_said(rq->a, p, &points->v[i]);
	return OK;
}

enum err
plan_fit_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	const struct policy *p;
	struct plan_saids above;
	struct plan_whole w;
	struct money sum;
	bool signs;

	TRY(today_policy(rq, &p));
	TRY(plan_fitted(rq, PLAN_STANDING, &w, &sum));
	TRY(agreed_above(rq, p, &w, &above));
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_plan_may(&m, EV_SIGN_FOR_COUNCIL, &signs));
	struct plan_view *view = plan_page_view(rq, p, &w, sum, SHOW_FITTED);
	for (size_t i = 0; i < view->lines.n; i++) {
		view->lines.v[i].change = url_plan_fit_line_show(rq->a, pid,
		    w.rows.v[i].pid);
		signs = signs && !view->lines.v[i].no_reason;
	}
	const struct delivery_view *delivery;
	TRY(plan_delivery_view(rq, &w.plan, view, &delivery));
	if (delivery != NULL && is_set(delivery->problem))
		signs = false;
	page_plan_fit(page_begin(rq, S("Fit the plan to the sum")), view, &above,
	    delivery, view_of(rq, &the_form_plan_unused), signs && view->over.pence == 0,
	    url_plan_sign_for_council(rq->a, pid), url_plan_show(rq->a, pid));
	return page_end(rq);
}

static enum err
line_here(struct req *rq, struct plan_whole *w, struct money *sum, const struct plan_row **r)
{
	TRY(plan_fitted(rq, PLAN_STANDING, w, sum));
	*r = plan_row_by(w, rq->id);
	return *r != NULL ? OK : E_NOT_FOUND;
}

enum err
plan_fit_line_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	const struct policy *p;
	const struct plan_row *r;
	struct plan_whole w;
	struct money sum;

	TRY(today_policy(rq, &p));
	TRY(line_here(rq, &w, &sum, &r));
	struct plan_view *view = plan_page_view(rq, p, &w, sum, SHOW_FITTED);
	struct plan_line_view *line = &view->lines.v[r - w.rows.v];
	struct form_view *f = view_of(rq, &the_form_plan_fit);
	if (!rq->form_errors) {
		form_fill_money(rq->a, f, F_plan_fit_amount, line->agreed);
		form_fill(f, F_plan_fit_reason, typed(r->fit_reason));
	}
	page_plan_fit_line(page_begin(rq, S("Change what a line has")), f, line,
	    url_plan_fit_line_save(rq->a, pid, rq->id), url_plan_fit_show(rq->a, pid));
	return page_end(rq);
}

enum err
plan_fit_line_save(struct req *rq)
{
	const struct form_plan_fit *f = rq->form;
	const struct policy *p;
	const struct plan_row *r;
	struct plan_whole w;
	struct money sum;

	TRY(today_policy(rq, &p));
	TRY(line_here(rq, &w, &sum, &r));
	struct fit_line line = {
		w.fit->stands.v[r - w.rows.v], f->amount, typed(f->reason),
	};
	enum fit_fault fault = fit_line_check(&line);
	if (!rq->form_errors && fault != FIT_FINE)
		wrong(rq, fault == FIT_REASON ? F_plan_fit_reason : F_plan_fit_amount,
		    fit_fault_words(fault));
	if (rq->form_errors)
		return plan_fit_line_show(rq);
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_fit_line(&m, rq->id, line.fitted, line.reason));
	note(rq, AUDIENCE_STAFF, PID_NONE, S("A line of the plan was fitted to the sum."));
	return redirect(rq, url_plan_fit_show(rq->a, rq->subject->pid));
}

enum err
plan_sign_for_council(struct req *rq)
{
	const struct form_plan_unused *f = rq->form;
	const struct policy *p;
	struct plan_whole w;
	struct money sum;

	if (rq->form_errors)
		return plan_fit_show(rq);
	TRY(today_policy(rq, &p));
	TRY(plan_fitted(rq, PLAN_STANDING, &w, &sum));
	struct fit_lines lines = fit_lines_of(rq->a, &w, w.fit);
	enum fit_fault fault = fit_check(&lines, sum,
	    policy_limit(p, LIMIT_CONTINGENCY_MOST), typed(f->why)).fault;
	if (fault == FIT_UNUSED) {
		wrong(rq, F_plan_unused_why, fit_fault_words(fault));
		return plan_fit_show(rq);
	}
	struct plan_move m = plan_move_of(rq, p);
	enum err e = store_plan_sign_council(&m, typed(f->why));
	if (e == E_FORM) {	/* the page says what is in the way */
		rq->form_errors = true;
		return plan_fit_show(rq);
	}
	TRY(e);
	TRY(tell_family(rq, p, S("The council has signed your support plan. It is agreed "
	    "when you sign it too."), DATE_NONE));
	note(rq, AUDIENCE_FAMILY, PID_NONE, S("The council has signed the plan."));
	return redirect(rq, url_plan_show(rq->a, rq->subject->pid));
}
