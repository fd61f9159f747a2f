/*
 * The worker who scored looks again and shares each answer; the practice lead
 * who approved confirms the new total, and the letter goes out.
 */
#include "core/base/civil.h"
#include "fcgi/pages/decide.h"
#include "gen/t_reconsider_check.h"
#include "gen/t_total.h"

enum err
reconsider_show(struct req *rq)
{
	return decide_list(rq, &worker_decides);
}

enum err
reconsider_question_show(struct req *rq)
{
	return decide_question(rq, &worker_decides);
}

enum err
reconsider_question_save(struct req *rq)
{
	return decide_save(rq, &worker_decides);
}

enum err
reconsider_check(struct req *rq)
{
	struct deciding w;
	struct effect_view view;
	struct reader_rows readers;
	struct url share = { STR_NONE };
	struct pid pid = rq->subject->pid;

	TRY(deciding_open(rq, &worker_decides, &w));
	if (!deciding_complete(&w))
		return redirect(rq, url_reconsider_show(rq->a, pid));
	TRY(contest_readers(rq, &readers));
	struct marked_rows rows = deciding_marked(rq, &w);
	deciding_effect(rq, &w, &view);
	if (deciding_written(rq, &w, 0).n > 0)
		share = url_reconsider_share_all(rq->a, pid);
	page_reconsider_check(page_begin(rq, S("Check what it comes to")), &rows, &view,
	    &readers, url_reconsider_show(rq->a, pid), share);
	return page_end(rq);
}

static enum err
share(struct req *rq, int question)
{
	struct deciding w;
	int64_t n;

	TRY(deciding_open(rq, &worker_decides, &w));
	struct decisions list = deciding_written(rq, &w, question);
	if (list.n == 0)
		return E_CONFLICT;
	TRY(store_answers_share(rq->db, &w.d.m, w.d.tool, rq->subject, &w.d.s, &list));
	for (size_t i = 0; i < list.n; i++)
		TRY(item_draft_drop(rq->db, rq->subject->assessment, TIER_WORKER,
		    rq->who.id, list.v[i].question, &n));
	TRY(contest_news(rq, S("There is an answer to your challenge for you to read."),
	    DATE_NONE));
	note(rq, AUDIENCE_FAMILY, PID_NONE, contest_titles(rq, &w.d, &list));
	return redirect(rq, url_reconsider_show(rq->a, rq->subject->pid));
}

enum err
reconsider_share(struct req *rq)
{
	return rq->number > 0 ? share(rq, rq->number) : E_NOT_FOUND;
}

enum err
reconsider_share_all(struct req *rq)
{
	return share(rq, 0);
}

/* ---- the total ---- */

enum err
total_show(struct req *rq)
{
	struct deciding w;
	struct effect_view view;
	struct reader_rows readers;
	struct url confirm = { STR_NONE };
	struct pid pid = rq->subject->pid;

	TRY(deciding_open(rq, &worker_decides, &w));
	TRY(contest_readers(rq, &readers));
	struct marked_rows rows = deciding_marked(rq, &w);
	struct moves moves = moves_open(&rq->who, &w.d.s.d.facts, rq->relations, rq->acted);
	deciding_effect(rq, &w, &view);
	for (size_t i = 0; i < moves.n; i++)
		if (moves.v[i].event == EV_CONFIRM_TOTAL)
			confirm = url_total_confirm(rq->a, pid);
	page_total(page_begin(rq, S("Confirm the new total")), &rows, &view, &readers,
	    url_case_show(rq->a, pid), confirm, desk_available(&w.d));
	return page_end(rq);
}

enum err
total_confirm(struct req *rq)
{
	struct score_desk d;
	struct letter_made made;
	struct out o;

	TRY(contest_open(rq, &d));
	TRY(score_confirm(&d, &made));
	out_init(&o, rq->a, 300);
	out_lit(&o, "The letter with the answers can be read from ");
	out_stamp(&o, made.available);
	note(rq, AUDIENCE_FAMILY, made.pid, out_str_of(&o));
	return redirect(rq, url_case_show(rq->a, rq->subject->pid));
}
