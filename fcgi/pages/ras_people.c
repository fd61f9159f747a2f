/*
 * Who took part and when, and what the child said: both are recorded before
 * anything is scored (P5).
 */
#include "fcgi/pages/ras.h"
#include "gen/t_ras_child.h"
#include "gen/t_ras_people.h"

enum err
took_part_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	struct took_parts all;
	struct ras_read r;

	TRY(ras_read(rq, &r));
	TRY(took_part_of(rq->db, rq->a, r.ras.id, &all));
	struct ras_people people = ras_people(rq->a, &all);
	for (size_t i = 0; i < people.n && r.may_fill; i++)
		people.v[i].remove = url_took_part_remove(rq->a, pid, all.v[i].pid);
	struct ras_page v = {
		.called = rq->subject->called, .back = url_ras_show(rq->a, pid),
		.people = people, .may_fill = r.may_fill,
		.self = url_took_part_save(rq->a, pid),
		.child_at = url_child_said_show(rq->a, pid),
	};
	page_ras_people(page_begin(rq, S("Who took part, and when")), &v,
	    view_of(rq, &the_form_took_part));
	return page_end(rq);
}

/* " Beth Mistry, mother, on 3 March 2026." */
static void
person_note(struct out *o, struct str name, struct str who, struct date day)
{
	out_char(o, ' ');
	out_str(o, name);
	out_lit(o, ", ");
	out_str(o, who);
	out_lit(o, ", on ");
	out_date(o, day);
	out_char(o, '.');
}

enum err
took_part_save(struct req *rq)
{
	const struct form_took_part *f = rq->form;
	struct ras_doing d;
	struct out o;

	TRY(ras_doing(rq, &d));
	if (is_set(f->day) && f->day.days > rq->today.days)
		wrong(rq, F_took_part_day, S("Enter a day that is not in the future"));
	if (rq->form_errors)
		return took_part_show(rq);
	TRY(store_ras_person(rq->db, &d, f->name, f->who, f->day));
	out_init(&o, rq->a, 4000);
	out_lit(&o, TOOK_PART);
	person_note(&o, f->name, f->who, f->day);
	note(rq, AUDIENCE_STAFF, PID_NONE, out_str_of(&o));
	return redirect(rq, url_took_part_show(rq->a, rq->subject->pid));
}

enum err
took_part_remove(struct req *rq)
{
	struct ras_doing d;
	struct took_parts all;
	struct out o;

	TRY(ras_doing(rq, &d));
	TRY(took_part_of(rq->db, rq->a, rq->subject->questionnaire, &all));
	TRY(store_ras_person_drop(rq->db, &d, rq->id));
	out_init(&o, rq->a, 4000);
	out_lit(&o, "Somebody was taken off the list of who took part.");
	for (size_t i = 0; i < all.n; i++)
		if (pid_eq(all.v[i].pid, rq->id))
			person_note(&o, all.v[i].name, all.v[i].who, all.v[i].day);
	note(rq, AUDIENCE_STAFF, PID_NONE, out_str_of(&o));
	return redirect(rq, url_took_part_show(rq->a, rq->subject->pid));
}

enum err
child_said_show(struct req *rq)
{
	struct form_view *f = view_of(rq, &the_form_child_said);
	struct pid pid = rq->subject->pid;
	struct ras_read r;

	TRY(ras_read(rq, &r));
	if (r.ras.child_said.n > 0)
		form_fill(f, F_child_said_said, r.ras.child_said);
	struct ras_page v = {
		.called = rq->subject->called, .back = url_ras_show(rq->a, pid),
		.self = url_child_said_save(rq->a, pid), .may_fill = r.may_fill,
		.child_said = r.ras.child_said,
	};
	page_ras_child(page_begin(rq, S("What the child said or showed")), &v, f);
	return page_end(rq);
}

enum err
child_said_save(struct req *rq)
{
	const struct form_child_said *f = rq->form;
	struct ras_doing d;

	TRY(ras_doing(rq, &d));
	if (rq->form_errors)
		return child_said_show(rq);
	TRY(store_ras_child(rq->db, &d, f->said));
	note(rq, AUDIENCE_STAFF, PID_NONE, S("What the child said was written down."));
	return redirect(rq, url_ras_check(rq->a, rq->subject->pid));
}
