/*
 * What comes of a plan: the family settles, and signs what was fitted to the sum
 * (plan_fit.c). And the way out and back again.
 */
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/moves.h"
#include "fcgi/pages/plan_deliver.h"
#include "fcgi/pages/plan_letter.h"
#include "fcgi/pages/status.h"
#include "gen/t_plan_sign.h"
#include "gen/t_plan_sure.h"
#include "sql/store_delivery.h"

static enum err
back_to_plan(struct req *rq, struct str words)
{
	note(rq, AUDIENCE_FAMILY, PID_NONE, words);
	return redirect(rq, url_plan_show(rq->a, rq->subject->pid));
}

enum err
plan_settle_show(struct req *rq)
{
	struct dispute_now d;

	TRY(store_dispute_read(rq->db, rq->a, rq->subject, rq->today, rq->now, &d));
	page_plan_sure(page_begin(rq, S("Settle with the answer")),
	    S("Settle with the answer"), d.facts.plan_stands
	    ? with_titles(rq, S("You are settled with what the council has answered. The "
	    "{worker} then fits the plan to the sum with you, and both sign."))
	    : S("You are settled with what the council has answered. You then send a "
	    "support plan, so that it can be agreed and signed."),
	    S("We are settled with this answer"), url_plan_settle(rq->a, rq->subject->pid),
	    url_plan_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

enum err
plan_settle(struct req *rq)
{
	const struct policy *p;

	TRY(today_policy(rq, &p));
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_plan_move(&m, EV_SETTLE, true,
	    (struct clock_from){ .available = received_on(rq) }));
	return back_to_plan(rq, S("The family settles with the answer."));
}

enum err
plan_come_back(struct req *rq)
{
	const struct policy *p;

	TRY(today_policy(rq, &p));
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_plan_come_back(&m));
	return back_to_plan(rq, S("The family has come back."));
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

	TRY(today_policy(rq, &p));
	TRY(plan_fitted(rq, PLAN_STANDING, &w, &sum));
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_plan_may(&m, EV_SIGN_PLAN, &signs));
	if (!signs)
		return redirect(rq, url_plan_show(rq->a, pid));
	const struct delivery_view *delivery;
	const struct status_view *status;
	TRY(case_status(rq, p, &status));
	struct plan_view *view = plan_page_view(rq, p, &w, sum, SHOW_FITTED);
	TRY(plan_delivery_view(rq, &w.plan, view, &delivery));
	bool consent = delivery == NULL || (!is_set(delivery->wanted) &&
	    !is_set(delivery->waits));
	page_plan_sign(page_begin(rq, S("Sign the plan")), view, delivery, status,
	    consent ? url_plan_sign(rq->a, pid) : (struct url){ STR_NONE },
	    url_plan_show(rq->a, pid));
	return page_end(rq);
}

enum err
plan_sign(struct req *rq)
{
	const struct policy *p;

	TRY(today_policy(rq, &p));
	struct plan_move m = plan_move_of(rq, p);
	enum err e = store_plan_sign_family(&m);
	if (e == E_FORM) {	/* the page asks for the consent */
		rq->form_errors = true;
		return plan_sign_show(rq);
	}
	TRY(e);
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

	TRY(today_policy(rq, &p));
	struct plan_move m = plan_move_of(rq, p);
	TRY(desk_of(rq, p, &desk));
	out_init(&letter, rq->a, LETTER_LIMIT);
	TRY(plan_letter_end(&desk, &letter));
	TRY(store_plan_end(&m, &letter, &made));
	TRY(tell_letter(rq, &made, S("The case was ended. There is a letter for you to "
	    "read.")));
	note(rq, AUDIENCE_FAMILY, made.pid, S("The family has ended the case. A letter "
	    "says what stands and how to come back."));
	return redirect(rq, url_plan_show(rq->a, rq->subject->pid));
}
