/*
 * A practice lead checks the answer to a plan with all its amounts, and either
 * returns it to its writer or confirms it. Confirming writes the letter.
 */
#include "core/base/civil.h"
#include "fcgi/notice.h"
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/plan.h"
#include "fcgi/pages/plan_letter.h"
#include "fcgi/service.h"
#include "gen/t_plan_confirm.h"

static enum err
to_confirm(struct req *rq, struct plan_whole *w, struct sum_now *sum)
{

	TRY(store_plan_version(rq->db, rq->a, rq->subject->id, PLAN_LAST, w));
	if (!is_set(w->plan.passed) || is_set(w->plan.confirmed))
		return E_CONFLICT;
	return store_allocation(rq->db, rq->a, rq->subject->id, STAMP_ALL, sum);
}

enum err
plan_confirm_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	const struct policy *p;
	struct plan_whole w;
	struct sum_now sum;

	TRY(today_policy(rq, &p));
	TRY(to_confirm(rq, &w, &sum));
	struct plan_check check = plan_check_of(rq->a, p, &w.rows, w.plan.answer,
	    &sum.now);
	struct plan_view *view = plan_page_view(rq, p, &w, sum.now.sum,
	    SHOW_SUM | SHOW_ANSWER);
	page_plan_confirm(page_begin(rq, S("Confirm the answer")), view,
	    view_of(rq, &the_form_plan_back), w.plan.writer_name,
	    check.fault == PLAN_FINE ? STR_NONE : plan_fault_words(check.fault),
	    store_sending(p, rq->subject, rq->now),
	    url_plan_confirm(rq->a, pid), url_plan_return(rq->a, pid),
	    url_plan_show(rq->a, pid));
	return page_end(rq);
}

enum err
plan_confirm(struct req *rq)
{
	struct letter_made made;
	struct letter_desk desk;
	const struct policy *p;
	struct out letter;

	TRY(today_policy(rq, &p));
	struct plan_move m = plan_move_of(rq, p);
	TRY(desk_of(rq, p, &desk));
	TRY(plan_letter_answer(&m, &desk, &letter));
	TRY(store_plan_confirm(&m, &letter, &made));
	TRY(notice_family(rq->db, rq->a, rq->app->config, rq->subject, rq->now,
	    made.available, S("Your support plan has been answered. There is a letter "
	    "for you to read."), DATE_NONE));
	note(rq, AUDIENCE_FAMILY, made.pid, S("The answer to the plan was confirmed. "
	    "It goes out in a letter."));
	return redirect(rq, url_plan_show(rq->a, rq->subject->pid));
}

enum err
plan_return(struct req *rq)
{
	const struct form_plan_back *f = rq->form;
	const struct policy *p;

	if (rq->form_errors)
		return plan_confirm_show(rq);
	TRY(today_policy(rq, &p));
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_plan_return(&m, f->reason));
	note(rq, AUDIENCE_STAFF, PID_NONE,
	    S("The answer to the plan went back to the worker."));
	return redirect(rq, url_plan_show(rq->a, rq->subject->pid));
}
