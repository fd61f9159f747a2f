/*
 * The short name the family chooses for e-mail about its case. Without one the
 * reference stands there.
 */
#include "core/notice_name.h"
#include "fcgi/req.h"
#include "gen/q_reach.h"
#include "gen/t_notice_name.h"

enum err
notice_name_show(struct req *rq)
{
	struct form_view *f = view_of(rq, &the_form_notice_name);
	const struct casefile *c = rq->subject;

	if (!str_eq(c->notice_name, c->ref))
		form_fill(f, F_notice_name_name, c->notice_name);
	page_notice_name(page_begin(rq, S("The name that stands in emails")), f, c->ref,
	    url_notice_name_send(rq->a, c->pid), url_case_show(rq->a, c->pid));
	return page_end(rq);
}

enum err
notice_name_send(struct req *rq)
{
	const struct form_notice_name *f = rq->form;
	const struct casefile *c = rq->subject;
	struct str name = is_set(f->name) && f->name.n > 0 ? f->name : c->ref;
	struct str fault = notice_name_fault(name, c->child_name, c->called);
	int64_t n;

	if (!rq->form_errors && is_set(fault))
		wrong(rq, F_notice_name_name, fault);
	if (rq->form_errors)
		return notice_name_show(rq);
	TRY(case_notice_name(rq->db, c->id, name, &n));
	note(rq, AUDIENCE_FAMILY, PID_NONE, name);
	return redirect(rq, url_case_show(rq->a, c->pid));
}
