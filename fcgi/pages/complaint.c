/*
 * Complaints noted beside a case: what there is, and noting one.
 */
#include "core/crypt.h"
#include "fcgi/pages/moves.h"
#include "gen/q_complaint.h"
#include "gen/t_complaints.h"
#include "web/late.h"

static struct options
named_of(struct req *rq, const struct staff_of_cases *staff)
{
	struct options o = { ARENA_ARRAY(rq->a, staff->n + 1, struct option), 0 };

	for (size_t i = 0; i < staff->n; i++)
		o.v[o.n++] = (struct option){
			pid_print(rq->a, staff->v[i].pid), staff->v[i].name, S("")
		};
	return o;
}

enum err
complaints_show(struct req *rq)
{
	bool may_note = may(&rq->who, NOTE_COMPLAINT, rq->relations, rq->acted);
	struct staff_of_cases staff;
	struct complaints all;

	TRY(complaints_of(rq->db, rq->a, rq->subject->id, rq->who.id, &all));
	TRY(staff_of_case(rq->db, rq->a, rq->subject->id, &staff));
	struct complaint_views v = {
		ARENA_ARRAY(rq->a, all.n + 1, struct complaint_view), 0
	};
	for (size_t i = 0; i < all.n; i++)
		v.v[v.n++] = (struct complaint_view){
			all.v[i].day, all.v[i].reference, all.v[i].subject,
			all.v[i].answers, all.v[i].noted_by,
		};
	struct options named = named_of(rq, &staff);
	page_complaints(page_begin(rq, S("Complaints")), &v, &named,
	    view_of(rq, &the_form_complaint), may_note,
	    url_complaint_send(rq->a, rq->subject->pid),
	    url_case_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

/* The step the council is at: while it is open, who is named sees nothing. */
static enum step
present_step(const struct open_steps *steps)
{
	for (size_t i = 0; i < steps->n; i++)
		if (step_rule(steps->v[i].step)->holder != FAMILY)
			return steps->v[i].step;
	return STEP_NONE;
}

static enum err
person_named(struct req *rq, struct pid pid, int64_t *id)
{
	struct staff_of_cases staff;

	*id = ID_NONE;
	if (!is_set(pid))
		return OK;
	TRY(staff_of_case(rq->db, rq->a, rq->subject->id, &staff));
	for (size_t i = 0; i < staff.n; i++)
		if (pid_eq(staff.v[i].pid, pid)) {
			*id = staff.v[i].id;
			return OK;
		}
	return E_NOT_FOUND;
}

enum err
complaint_send(struct req *rq)
{
	const struct form_complaint *f = rq->form;
	struct open_steps steps;
	int64_t named, n;

	if (!rq->form_errors && f->day.days > rq->today.days)
		wrong(rq, F_complaint_day, S("Enter a day that has been"));
	if (rq->form_errors)
		return complaints_show(rq);
	TRY(person_named(rq, f->named, &named));
	TRY(open_steps(rq->db, rq->a, rq->subject->id, &steps));
	TRY(complaint_add(rq->db, pid_new(), rq->subject->id, f->day, f->reference,
	    f->subject, f->answers, named, present_step(&steps), rq->now, rq->who.id, &n));
	note(rq, AUDIENCE_RECORD, PID_NONE, S("A complaint was noted beside the case."));
	return redirect(rq, url_complaints_show(rq->a, rq->subject->pid));
}
