/*
 * Complaints noted beside a case: what there is, and noting one.
 */
#include "core/crypt.h"
#include "fcgi/pages/moves.h"
#include "gen/q_complaint.h"
#include "gen/t_complaints.h"
#include "web/late.h"

#define NAMED_MOST 12		/* boxes of the form: forms.def */

static const int boxes[NAMED_MOST] = {
	F_complaint_named1, F_complaint_named2, F_complaint_named3, F_complaint_named4,
	F_complaint_named5, F_complaint_named6, F_complaint_named7, F_complaint_named8,
	F_complaint_named9, F_complaint_named10, F_complaint_named11, F_complaint_named12,
};

static struct named_boxes
named_of(struct req *rq, const struct staff_of_cases *staff)
{
	struct named_boxes all = { ARENA_ARRAY(rq->a, NAMED_MOST, struct named_box), 0 };

	for (size_t i = 0; i < staff->n && i < NAMED_MOST; i++)
		all.v[all.n++] = (struct named_box){
			boxes[i], pid_print(rq->a, staff->v[i].pid), staff->v[i].name
		};
	return all;
}

enum err
complaints_show(struct req *rq)
{
	bool may_note = may(&rq->who, NOTE_COMPLAINT, rq->relations, rq->acted);
	struct staff_of_cases staff;
	struct complaints all;
	const struct policy *p;

	TRY(today_policy(rq, &p));
	TRY(complaints_of(rq->db, rq->a, rq->subject->id, rq->who.id, &all));
	TRY(staff_of_case(rq->db, rq->a, rq->subject->id, &staff));
	struct complaint_views v = {
		ARENA_ARRAY(rq->a, all.n + 1, struct complaint_view), 0
	};
	for (size_t i = 0; i < all.n; i++)
		v.v[v.n++] = (struct complaint_view){
			all.v[i].day, all.v[i].reference, all.v[i].subject,
			all.v[i].answers, all.v[i].named, all.v[i].noted_by,
		};
	struct named_boxes named = named_of(rq, &staff);
	page_complaints(page_begin(rq, S("Complaints")), &v, &named, &p->complaint_stages,
	    view_of(rq, &the_form_complaint), may_note,
	    url_complaint_send(rq->a, rq->subject->pid),
	    url_case_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

/* Everybody who was ticked; somebody who is not of the case is a 404. */
static enum err
name_all(struct req *rq, const struct form_complaint *f, int64_t complaint)
{
	const struct pid ticked[NAMED_MOST] = {
		f->named1, f->named2, f->named3, f->named4, f->named5, f->named6,
		f->named7, f->named8, f->named9, f->named10, f->named11, f->named12,
	};
	struct staff_of_cases staff;
	int64_t n;

	TRY(staff_of_case(rq->db, rq->a, rq->subject->id, &staff));
	for (size_t i = 0; i < NAMED_MOST; i++) {
		size_t k = 0;
		if (!is_set(ticked[i]))
			continue;
		while (k < staff.n && !pid_eq(staff.v[k].pid, ticked[i]))
			k++;
		if (k == staff.n)
			return E_NOT_FOUND;
		TRY(complaint_name(rq->db, complaint, staff.v[k].id, &n));
	}
	return OK;
}

enum err
complaint_send(struct req *rq)
{
	const struct form_complaint *f = rq->form;
	int64_t complaint, n;

	if (!rq->form_errors && f->day.days > rq->today.days)
		wrong(rq, F_complaint_day, S("Enter a day that has been"));
	if (rq->form_errors)
		return complaints_show(rq);
	TRY(complaint_add(rq->db, pid_new(), rq->subject->id, f->day, f->reference,
	    f->subject, f->answers, rq->now, rq->who.id, &complaint));
	TRY(complaint_holds(rq->db, complaint, rq->subject->id, &n));
	TRY(name_all(rq, f, complaint));
	note(rq, AUDIENCE_RECORD, PID_NONE, S("A complaint was noted beside the case."));
	return redirect(rq, url_complaints_show(rq->a, rq->subject->pid));
}
