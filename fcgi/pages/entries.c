/*
 * What was entered for a family, as the family and the council read it: the
 * entry, what the family says of it, and what the council says to that, side by
 * side. None of them ever replaces another.
 */
#include "core/session.h"
#include "fcgi/letter/entry.h"
#include "fcgi/letter/you.h"
#include "fcgi/pages/entry.h"
#include "gen/q_step.h"
#include "gen/t_entries.h"
#include "gen/t_entry_read.h"

/* How it stands, in words and a colour. */
static const struct {
	enum entry_said said;
	bool heeded;
	struct str words, colour;
} states[] = {
	{ ENTRY_UNSAID, false, S_INIT("Entered"), S_INIT("grey") },
	{ ENTRY_RIGHT, false, S_INIT("Right"), S_INIT("green") },
	{ ENTRY_WRONG, false, S_INIT("Not what was said"), S_INIT("orange") },
	{ ENTRY_WRONG, true, S_INIT("Corrected and answered"), S_INIT("green") },
};

static void
state_of(const struct entry_row *e, struct entry_view_page *v)
{
	for (size_t i = 0; i < COUNT(states); i++)
		if (states[i].said == e->said && states[i].heeded == is_set(e->heeded)) {
			v->state = states[i].words;
			v->colour = states[i].colour;
		}
}

static void
links_of(struct req *rq, const struct entry_row *e, struct entry_view_page *v)
{
	struct pid pid = rq->subject->pid;
	bool in_time = !is_set(e->correct_by) || rq->today.days <= e->correct_by.days;

	v->to = url_entry_read(rq->a, pid, e->no);
	v->back = url_entries_show(rq->a, pid);
	if (is_set(e->scan))
		v->scan = url_document_open(rq->a, pid, e->scan);
	if (is_set(e->letter))
		v->letter = url_letter_show(rq->a, pid, e->letter);
	if (is_set(e->letter) && role_is_staff(rq->who.role))
		v->print = url_letter_pdf_show(rq->a, pid, e->letter);
	if (e->said == ENTRY_UNSAID && in_time &&
	    may(&rq->who, CORRECT_ENTRY, rq->relations, rq->acted))
		v->correct = url_entry_correct(rq->a, pid, e->no);
	if (e->said == ENTRY_WRONG && !is_set(e->heeded) &&
	    may(&rq->who, ENTER_FOR_FAMILY, rq->relations, rq->acted))
		v->heed = url_entry_heed_send(rq->a, pid, e->no);
}

enum err
entry_view_of(struct req *rq, const struct entry_row *e, struct entry_view_page *v)
{
	const struct policy *p;

	*v = (struct entry_view_page){
		.no = e->no, .kind = with_titles(rq, entry_kind_words(e->kind)),
		.way = entry_way_words(e->way), .relative = e->relative,
		.staff = e->staff, .words = e->words, .received = e->received,
		.typed = e->begun, .correct_by = e->correct_by,
		.right = e->said == ENTRY_RIGHT, .wrong = e->said == ENTRY_WRONG,
		.correction = e->correction, .corrected_by = e->corrected_by,
		.corrected = e->corrected, .heeded_words = e->heeded_words,
		.heeded_by = e->heeded_by, .heeded = e->heeded,
	};
	state_of(e, v);
	links_of(rq, e, v);
	TRY(today_policy(rq, &p));
	return entry_deeds_shown(rq->db, rq->a, p, e->id, &v->deeds);
}

enum err
entries_show(struct req *rq)
{
	struct entry_rows rows;

	TRY(entries_of(rq->db, rq->a, rq->subject->id, &rows));
	struct entry_views_page all = {
		ARENA_ARRAY(rq->a, rows.n + 1, struct entry_view_page), 0 };
	for (size_t i = 0; i < rows.n; i++) {
		struct entry_view_page *v = &all.v[all.n++];
		const struct entry_row *e = &rows.v[i];
		*v = (struct entry_view_page){
			.no = e->no, .kind = with_titles(rq, entry_kind_words(e->kind)),
			.way = entry_way_words(e->way), .relative = e->relative,
			.staff = e->staff, .received = e->received,
		};
		state_of(e, v);
		links_of(rq, e, v);
	}
	page_entries(page_begin(rq, said_to(rq->a, rq->who.role,
	    S("What was entered for the family"))), &all,
	    role_is_staff(rq->who.role), url_case_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

enum err
entry_read(struct req *rq)
{
	static struct option all[] = {
		{ S_INIT("right"), S_INIT("Yes, it is right"), S_INIT("") },
		{ S_INIT("wrong"), S_INIT("No, that is not what I said"), S_INIT("") },
	};
	static const struct options said = { all, COUNT(all) };
	struct entry_view_page v;
	struct entry_row e;

	TRY(entry_by_no(rq->db, rq->a, rq->subject->id, rq->number, &e));
	TRY(entry_view_of(rq, &e, &v));
	page_entry_read(page_begin(rq, S("What was entered")),
	    view_of(rq, &the_form_entry_said), view_of(rq, &the_form_entry_heed), &v,
	    &said);
	return page_end(rq);
}

enum err
entry_correct(struct req *rq)
{
	const struct form_entry_said *f = rq->form;
	bool wrong_it_is = f->said == ENTRY_WRONG;
	struct entry_row e;
	int64_t n;

	TRY(entry_by_no(rq->db, rq->a, rq->subject->id, rq->number, &e));
	if (!rq->form_errors && wrong_it_is && !is_set(f->correction))
		wrong(rq, F_entry_said_correction, S("Write what you did say"));
	if (rq->form_errors)
		return entry_read(rq);
	if (is_set(e.correct_by) && received_on(rq).days > e.correct_by.days)
		return E_CONFLICT;
	TRY(entry_say(rq->db, e.id, (enum entry_said)f->said,
	    wrong_it_is ? f->correction : S(""), rq->now, rq->who.id, &n));
	if (n != 1)
		return E_CONFLICT;
	TRY(step_drop_checked(rq->db, rq->subject->id, &n));
	note(rq, AUDIENCE_FAMILY, PID_NONE, wrong_it_is ?
	    S("The family says: that is not what we said. Both stand side by side.") :
	    S("The family says that it is right."));
	return redirect(rq, url_entry_read(rq->a, rq->subject->pid, e.no));
}

enum err
entry_heed_send(struct req *rq)
{
	const struct form_entry_heed *f = rq->form;
	struct entry_row e;
	int64_t n;

	TRY(entry_by_no(rq->db, rq->a, rq->subject->id, rq->number, &e));
	if (rq->form_errors)
		return entry_read(rq);
	TRY(entry_heed(rq->db, e.id, f->words, rq->now, rq->who.id, &n));
	if (n != 1)
		return E_CONFLICT;
	note(rq, AUDIENCE_FAMILY, PID_NONE, S("The council has read the correction, and says "
	    "what it does about it."));
	return redirect(rq, url_entry_read(rq->a, rq->subject->pid, e.no));
}
