/*
 * Sending a plan, with the files that belong to it or without them; and taking it
 * back, with a letter.
 */
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/moves.h"
#include "fcgi/pages/plan.h"
#include "fcgi/pages/plan_letter.h"
#include "fcgi/pages/status.h"
#include "gen/t_plan_send.h"
#include "gen/t_plan_sure.h"
#include "sql/store_document.h"

enum err
plan_files_unsent(struct req *rq, struct plan_file_views *files, struct pid *pids[])
{
	struct document_rows all;

	*files = (struct plan_file_views){ NULL, 0 };
	if (rq->entry != NULL)
		return OK;
	TRY(document_rows(rq->db, rq->a, rq->subject->id, rq->who.id,
	    rq->who.role == FAMILY, false, &all));
	files->v = ARENA_ARRAY(rq->a, all.n + 1, struct plan_file_view);
	*pids = ARENA_ARRAY(rq->a, all.n + 1, struct pid);
	for (size_t i = 0; i < all.n; i++) {
		const struct document_row *d = &all.v[i];
		const struct document_state state = {
			d->audience, is_set(d->sent), d->own, d->role, d->named,
		};
		if (!is_set(d->plan) || !document_may_send(rq->who.role, &state))
			continue;
		(*pids)[files->n] = d->pid;
		files->v[files->n++] = (struct plan_file_view){
			.to = url_document_open(rq->a, rq->subject->pid, d->pid),
			.name = d->name, .purpose = d->purpose, .sent = d->added,
			.picture = d->plan == PLAN_PICTURE,
		};
	}
	return OK;
}

static const struct options *
files_options(void)
{
	static struct option v[] = {
		{ S_INIT("send"), S_INIT("Send them with the plan"), S_INIT("") },
		{ S_INIT("leave"), S_INIT("Leave them: only we see them, for now"),
		    S_INIT("You can send each of them later, from the page of documents") },
	};
	static const struct options all = { v, COUNT(v) };

	return &all;
}

enum err
plan_send_show(struct req *rq)
{
	struct plan_file_views files;
	const struct policy *p;
	struct plan_whole w;
	struct money sum;
	struct pid *pids;
	bool sends;

	TRY(today_policy(rq, &p));
	struct doing by = doing_of(rq, NULL);
	TRY(store_plan_draft(rq->db, rq->a, rq->subject->id, &by, &w));
	TRY(plan_sum(rq, &sum));
	TRY(plan_files_unsent(rq, &files, &pids));
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_plan_may(&m, EV_SEND_PLAN, &sends));
	struct plan_view *view = plan_page_view(rq, p, &w, sum, SHOW_SUM);
	page_plan_send(page_begin(rq, S("Check and send the plan")), view, sends,
	    w.rows.n > 0 && w.outcomes.n > 0, worker_words(rq, p),
	    rq->subject->team_name, &files, view_of(rq, &the_form_plan_send),
	    files_options(), url_plan_send(rq->a, rq->subject->pid),
	    url_plan_draft_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

enum err
plan_send(struct req *rq)
{
	const struct form_plan_send *f = rq->form;
	struct plan_file_views files;
	const struct policy *p;
	struct pid *pids;
	int64_t n;

	TRY(today_policy(rq, &p));
	TRY(plan_files_unsent(rq, &files, &pids));
	if (!rq->form_errors && files.n > 0 && f->files == 0)
		wrong(rq, F_plan_send_files, S("Choose whether these files go with the plan"));
	if (rq->form_errors)
		return plan_send_show(rq);
	struct plan_move m = plan_move_of(rq, p);
	enum err e = store_plan_send(&m);
	if (e == E_FORM)	/* the page says what is missing */
		return redirect_undone(rq, url_plan_send_show(rq->a, rq->subject->pid));
	TRY(e);
	for (size_t i = 0; i < files.n && f->files == 1; i++) {
		TRY(document_send_of(rq->db, rq->subject->id, pids[i], rq->now, &n));
		if (n != 1)
			return E_CONFLICT;
	}
	note(rq, AUDIENCE_FAMILY, PID_NONE, files.n > 0 && f->files == 1 ?
	    S("The support plan was sent to the council, with its files.") :
	    S("The support plan was sent to the council."));
	return redirect(rq, url_plan_show(rq->a, rq->subject->pid));
}

enum err
plan_take_back_show(struct req *rq)
{
	page_plan_sure(page_begin(rq, S("Take the plan back")),
	    S("Take the plan back"),
	    S("The council then stops answering it. The plan stays here for you to "
	    "read, and you can send a new version at any time. A letter says what "
	    "stands."),
	    S("Take the plan back"), url_plan_take_back(rq->a, rq->subject->pid),
	    url_plan_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

enum err
plan_take_back(struct req *rq)
{
	struct letter_made made;
	struct letter_desk desk;
	const struct policy *p;
	struct out letter;

	TRY(today_policy(rq, &p));
	struct plan_move m = plan_move_of(rq, p);
	TRY(desk_of(rq, p, &desk));
	out_init(&letter, rq->a, LETTER_LIMIT);
	TRY(plan_letter_back(&desk, &letter));
	TRY(store_plan_take_back(&m, &letter, &made));
	TRY(tell_letter(rq, &made, S("Your support plan was taken back. There is a letter "
	    "for you to read.")));
	note(rq, AUDIENCE_FAMILY, made.pid, S("The family took the plan back. "
	    "A letter says what stands."));
	return redirect(rq, url_plan_show(rq->a, rq->subject->pid));
}
