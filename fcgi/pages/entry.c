/*
 * Telephone, paper and in person count the same. A member of staff says who
 * told them, how and when; until they finish, they may do in this case what the
 * family may. What the family has written and not sent stays the family's.
 */
#include "core/entry.h"

#include "core/base/civil.h"
#include "fcgi/notice.h"
#include "fcgi/req.h"
#include "fcgi/service.h"
#include "gen/q_entry.h"
#include "gen/t_entry.h"
#include "web/plan.h"

#define HOURS 12

/* What can be entered, each on the page the family itself would use. */
static const struct {
	struct url (*to)(struct arena *, struct pid);
	struct str words;
} pages[] = {
	{ url_plan_draft_show, S_INIT("A support plan, or a new version of it") },
	{ url_plan_take_back_show, S_INIT("They take the plan back") },
	{ url_plan_settle_show, S_INIT("They are settled with the answer to the plan") },
	{ url_plan_sign_show, S_INIT("They sign the plan") },
	{ url_plan_end_show, S_INIT("They end the case") },
};

static struct plan_buttons
pages_of(struct req *rq)
{
	struct plan_buttons all = { ARENA_ARRAY(rq->a, COUNT(pages), struct plan_button), 0 };

	for (size_t i = 0; i < COUNT(pages); i++)
		all.v[all.n++] = (struct plan_button){
			pages[i].to(rq->a, rq->subject->pid), pages[i].words, STR_NONE };
	return all;
}

static struct options
relatives_of(struct req *rq, const struct entry_relatives *rows)
{
	struct options all = { ARENA_ARRAY(rq->a, rows->n + 1, struct option), 0 };

	for (size_t i = 0; i < rows->n; i++)
		all.v[all.n++] = (struct option){ pid_print(rq->a, rows->v[i].pid),
			rows->v[i].name, S("") };
	return all;
}

static struct options
ways(struct req *rq)
{
	static const struct option all[] = {
		{ S_INIT("telephone"), S_INIT("By telephone"), S_INIT("") },
		{ S_INIT("paper"), S_INIT("On paper"),
		    S_INIT("Add the scan to the documents of the case") },
		{ S_INIT("in_person"), S_INIT("In person"), S_INIT("") },
	};
	struct options o = { ARENA_ARRAY(rq->a, COUNT(all), struct option), COUNT(all) };

	for (size_t i = 0; i < COUNT(all); i++)
		o.v[i] = all[i];
	return o;
}

static struct str
open_words(struct req *rq, const struct entry_open *e)
{
	struct out o;

	out_init(&o, rq->a, 400);
	out_str(&o, e->relative_name);
	out_lit(&o, " told it ");
	out_str(&o, entry_way_words(e->way));
	out_lit(&o, " on ");
	out_date(&o, e->received);
	return out_str_of(&o);
}

enum err
entry_show(struct req *rq)
{
	struct stamp since = stamp_add(rq->now, -(int64_t)HOURS * 3600);
	struct entry_relatives rows;
	struct entry_open open;

	enum err e = entry_open_of(rq->db, rq->a, rq->subject->id, rq->who.id, since, &open);
	if (e != OK && e != E_NOT_FOUND)
		return e;
	TRY(entry_relatives(rq->db, rq->a, rq->subject->id, &rows));
	struct options who = relatives_of(rq, &rows);
	struct options how = ways(rq);
	struct plan_buttons to = pages_of(rq);
	page_entry(page_begin(rq, S("Enter what the family told you")),
	    view_of(rq, &the_form_entry), &who, &how,
	    e == OK ? open_words(rq, &open) : STR_NONE, &to,
	    url_entry_begin(rq->a, rq->subject->pid), url_entry_end(rq->a, rq->subject->pid),
	    url_case_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

enum err
entry_begin(struct req *rq)
{
	const struct form_entry *f = rq->form;
	struct entry_relatives rows;
	int64_t relative = ID_NONE, n;

	TRY(entry_relatives(rq->db, rq->a, rq->subject->id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (pid_eq(rows.v[i].pid, f->relative))
			relative = rows.v[i].id;
	if (!rq->form_errors && relative == ID_NONE)
		wrong(rq, F_entry_relative, S("Choose one of the answers on the page"));
	if (!rq->form_errors && (f->received.days > rq->today.days ||
	    f->received.days < rq->subject->opened.days))
		wrong(rq, F_entry_received,
		    S("Enter a day from when the case was opened until today"));
	if (rq->form_errors)
		return entry_show(rq);
	TRY(entry_close(rq->db, rq->subject->id, rq->who.id, rq->now, &n));
	TRY(entry_add(rq->db, rq->subject->id, rq->who.id, relative,
	    (enum entry_way)f->way, f->received, rq->now, &n));
	note(rq, AUDIENCE_FAMILY, PID_NONE, S("They have begun to enter it."));
	return redirect(rq, url_entry_show(rq->a, rq->subject->pid));
}

enum err
entry_end(struct req *rq)
{
	int64_t n;

	TRY(entry_close(rq->db, rq->subject->id, rq->who.id, rq->now, &n));
	if (n == 0)
		return E_CONFLICT;
	TRY(notice_family(rq->db, rq->a, rq->app->config, rq->subject, rq->now, rq->now,
	    S("We have entered what you told us. Please look at it, and tell us if "
	    "anything is not as you said it."), DATE_NONE));
	note(rq, AUDIENCE_FAMILY, PID_NONE, S("It is entered. The family can correct it."));
	return redirect(rq, url_case_show(rq->a, rq->subject->pid));
}
