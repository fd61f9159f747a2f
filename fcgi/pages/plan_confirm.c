/*
 * A practice lead checks the answer to a plan with all its amounts, and either
 * returns it to its writer or confirms it. Confirming writes the letter.
 */
#include "core/base/civil.h"
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/plan.h"
#include "fcgi/pages/plan_letter.h"
#include "fcgi/pages/preview.h"
#include "fcgi/service.h"
#include "gen/t_plan_confirm.h"

/* The answer that waits, with documents that came in since. */
struct confirming {
	struct plan_whole w;
	struct sum_now sum;
	struct unlooked unlooked;
};

static enum err
to_confirm(struct req *rq, struct confirming *c)
{
	struct plan_whole *w = &c->w;
	struct evidence_now now;

	TRY(store_plan_version(rq->db, rq->a, rq->subject->id, PLAN_LAST, w));
	if (!is_set(w->plan.passed) || is_set(w->plan.confirmed))
		return E_CONFLICT;
	struct evidence evidence = plan_evidence(&w->plan, w->plan.writer);
	TRY(evidence_read(rq, &now));
	c->unlooked = evidence_unlooked(rq, &now, &evidence, 1);
	return store_allocation(rq->db, rq->a, rq->subject->id, STAMP_ALL, &c->sum);
}

/* Why it cannot be confirmed as it is; none: it can. */
static struct str
fault_of(struct req *rq, const struct policy *p, const struct confirming *c)
{
	struct plan_check check = plan_check_of(rq->a, p, &c->w.rows, c->w.plan.answer,
	    &c->sum.now);

	if (check.fault != PLAN_FINE)
		return with_titles(rq, plan_fault_words(check.fault));
	if (c->unlooked.before > 0)
		return with_titles(rq, S("Documents came in after this answer was written. "
		    "Return it, so that the {worker} says what they are to the answer"));
	return STR_NONE;
}

enum err
plan_confirm_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	const struct policy *p;
	struct confirming c;

	TRY(today_policy(rq, &p));
	TRY(to_confirm(rq, &c));
	struct plan_view *view = plan_page_view(rq, p, &c.w, c.sum.now.sum,
	    SHOW_SUM | SHOW_ANSWER);
	page_plan_confirm(page_begin(rq, S("Confirm the answer")), view,
	    view_of(rq, &the_form_plan_back), c.w.plan.writer_name, fault_of(rq, p, &c),
	    url_plan_confirm_letter(rq->a, pid), url_plan_return(rq->a, pid),
	    url_plan_show(rq->a, pid));
	return page_end(rq);
}

/* The letter, looked at before the answer is confirmed. */
enum err
plan_confirm_letter(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	struct preview look = { .v = {
		.back = url_plan_confirm_show(rq->a, pid),
		.send = url_plan_confirm(rq->a, pid),
		.button = S("Confirm the answer and send it"),
	} };
	const struct policy *p;
	struct letter_desk desk;
	struct confirming c;

	TRY(today_policy(rq, &p));
	TRY(to_confirm(rq, &c));
	if (is_set(fault_of(rq, p, &c)))
		return redirect(rq, look.v.back);
	look.v.unlooked = unlooked_words(rq->a, c.unlooked);
	struct plan_move m = plan_move_of(rq, p);
	TRY(desk_of(rq, p, &desk));
	look.v.available = store_sending(p, rq->subject, rq->now);
	TRY(preview_begin(rq, &look));
	TRY(plan_letter_answer(&m, &desk, &rq->out));
	return preview_end(rq, &look);
}

enum err
plan_confirm(struct req *rq)
{
	struct letter_made made;
	struct letter_desk desk;
	const struct policy *p;
	struct confirming c;
	struct out letter;

	TRY(today_policy(rq, &p));
	TRY(to_confirm(rq, &c));
	if (is_set(fault_of(rq, p, &c)))
		return redirect_undone(rq, url_plan_confirm_show(rq->a, rq->subject->pid));
	struct plan_move m = plan_move_of(rq, p);
	TRY(desk_of(rq, p, &desk));
	out_init(&letter, rq->a, LETTER_LIMIT);
	TRY(plan_letter_answer(&m, &desk, &letter));
	if (!preview_kept(rq, &letter))
		return plan_confirm_letter(rq);
	TRY(store_plan_confirm(&m, &letter, &made));
	TRY(tell_letter(rq, &made, S("Your support plan has been answered. There is a letter "
	    "for you to read.")));
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
	    with_titles(rq, S("The answer to the plan went back to the {worker}.")));
	return redirect(rq, url_plan_show(rq->a, rq->subject->pid));
}
