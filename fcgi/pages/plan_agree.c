/*
 * What comes of a plan: the family settles, the worker fits the plan to the sum
 * with them, both sign. And the way out and back again.
 */
#include "core/money.h"
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/plan.h"
#include "fcgi/pages/plan_letter.h"
#include "gen/t_plan_fit.h"
#include "gen/t_plan_fit_line.h"
#include "gen/t_plan_sign.h"
#include "gen/t_plan_sure.h"

static enum err
back_to_plan(struct req *rq, struct str words)
{
	note(rq, AUDIENCE_FAMILY, PID_NONE, words);
	return redirect(rq, url_plan_show(rq->a, rq->subject->pid));
}

/* A click that is a move and nothing else. */
static enum err
simple_move(struct req *rq, enum event event, struct str words)
{
	const struct policy *p;

	TRY(plan_policy(rq, &p));
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_plan_move(&m, event, true,
	    (struct clock_from){ .available = received_on(rq) }));
	return back_to_plan(rq, words);
}

enum err
plan_settle_show(struct req *rq)
{
	page_plan_sure(page_begin(rq, S("Settle with the answer")),
	    S("Settle with the answer"),
	    S("You are settled with what the council has answered. The social worker "
	    "then fits the plan to the sum with you, and both sign."),
	    S("We are settled with this answer"), url_plan_settle(rq->a, rq->subject->pid),
	    url_plan_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

enum err
plan_settle(struct req *rq)
{
	return simple_move(rq, EV_SETTLE, S("The family settles with the answer. The "
	    "plan is now fitted to the sum."));
}

enum err
plan_come_back(struct req *rq)
{
	return simple_move(rq, EV_COME_BACK, S("The family has come back."));
}

/* ---- fitting ---- */

static enum err
fitting(struct req *rq, const struct policy **p, struct plan_whole *w, struct money *sum)
{

	TRY(plan_policy(rq, p));
	TRY(store_plan_version(rq->db, rq->a, rq->subject->id, PLAN_LAST, w));
	return plan_sum(rq, sum);
}

enum err
plan_fit_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	const struct policy *p;
	struct plan_whole w;
	struct money sum;
	bool signs;

	TRY(fitting(rq, &p, &w, &sum));
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_plan_may(&m, EV_SIGN_FOR_COUNCIL, &signs));
	struct plan_view *view = plan_page_view(rq, p, &w, sum, SHOW_FITTED);
	for (size_t i = 0; i < view->lines.n; i++)
		view->lines.v[i].change = url_plan_fit_line_show(rq->a, pid,
		    w.rows.v[i].pid);
	struct money over = money_sub(view->agreed, sum);
	page_plan_fit(page_begin(rq, S("Fit the plan to the sum")), view, signs,
	    over.pence > 0 ? over : MONEY_NONE, url_plan_sign_for_council(rq->a, pid),
	    url_plan_show(rq->a, pid));
	return page_end(rq);
}

enum err
plan_fit_line_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	const struct policy *p;
	struct plan_whole w;
	struct money sum;

	TRY(fitting(rq, &p, &w, &sum));
	const struct plan_row *r = plan_row_by(&w, rq->id);
	if (r == NULL)
		return E_NOT_FOUND;
	struct plan_view *view = plan_page_view(rq, p, &w, sum,
	    SHOW_FITTED | SHOW_ANSWER);
	struct plan_line_view *line = &view->lines.v[r - w.rows.v];
	struct form_view *f = view_of(rq, &the_form_plan_fit);
	if (!rq->form_errors)
		form_fill_money(rq->a, f, F_plan_fit_amount, line->agreed);
	page_plan_fit_line(page_begin(rq, S("Change what a line has")), f, line,
	    url_plan_fit_line_save(rq->a, pid, rq->id), url_plan_fit_show(rq->a, pid));
	return page_end(rq);
}

enum err
plan_fit_line_save(struct req *rq)
{
	const struct form_plan_fit *f = rq->form;
	const struct policy *p;
	struct plan_whole w;
	struct money sum;

	TRY(fitting(rq, &p, &w, &sum));
	const struct plan_row *r = plan_row_by(&w, rq->id);
	if (r == NULL)
		return E_NOT_FOUND;
	if (!rq->form_errors && money_cmp(f->amount, r->yearly) > 0)
		wrong(rq, F_plan_fit_amount,
		    S("Enter an amount from nothing up to what was planned"));
	if (rq->form_errors)
		return plan_fit_line_show(rq);
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_plan_fit(&m, rq->id, f->amount));
	note(rq, AUDIENCE_STAFF, PID_NONE, S("A line of the plan was fitted to the sum."));
	return redirect(rq, url_plan_fit_show(rq->a, rq->subject->pid));
}

enum err
plan_sign_for_council(struct req *rq)
{
	const struct policy *p;

	TRY(plan_policy(rq, &p));
	struct plan_move m = plan_move_of(rq, p);
	enum err e = store_plan_sign_council(&m);
	if (e == E_FORM)	/* the page says by how much it is over */
		return redirect(rq, url_plan_fit_show(rq->a, rq->subject->pid));
	TRY(e);
	return back_to_plan(rq, S("The council has signed the plan."));
}

/* ---- signing, for the family ---- */

enum err
plan_sign_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	const struct policy *p;
	struct plan_whole w;
	struct money sum;
	bool signs;

	TRY(fitting(rq, &p, &w, &sum));
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_plan_may(&m, EV_SIGN_PLAN, &signs));
	if (!signs)
		return redirect(rq, url_plan_show(rq->a, pid));
	struct plan_view *view = plan_page_view(rq, p, &w, sum, SHOW_FITTED);
	page_plan_sign(page_begin(rq, S("Sign the plan")), view,
	    url_plan_sign(rq->a, pid), url_plan_show(rq->a, pid));
	return page_end(rq);
}

enum err
plan_sign(struct req *rq)
{
	const struct policy *p;

	TRY(plan_policy(rq, &p));
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_plan_sign_family(&m));
	return back_to_plan(rq, S("The family has signed. The plan is agreed."));
}

/* ---- the way out ---- */

enum err
plan_end_show(struct req *rq)
{
	page_plan_sure(page_begin(rq, S("End the case")), S("End the case"),
	    S("You stop here. What was decided in your favour stands, and so does the "
	    "sum. Support that is in place is not touched. A letter says what stands. "
	    "You can come back at any time with one click."),
	    S("End the case"), url_plan_end(rq->a, rq->subject->pid),
	    url_plan_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

enum err
plan_end(struct req *rq)
{
	struct letter_made made;
	struct letter_desk desk;
	const struct policy *p;
	struct out letter;

	TRY(plan_policy(rq, &p));
	struct plan_move m = plan_move_of(rq, p);
	TRY(desk_of(rq, p, &desk));
	TRY(plan_letter_end(&desk, &letter));
	TRY(store_plan_end(&m, &letter, &made));
	note(rq, AUDIENCE_FAMILY, made.pid, S("The family has ended the case. A letter "
	    "says what stands and how to come back."));
	return redirect(rq, url_plan_show(rq->a, rq->subject->pid));
}
