/*
 * The worker who scored looks again and shares each answer; the practice lead
 * who approved confirms the new total, and the letter goes out.
 */
#include "core/base/civil.h"
#include "fcgi/pages/decide.h"
#include "fcgi/pages/preview.h"
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
	    &readers, unlooked_words(rq->a, w.unlooked), url_reconsider_show(rq->a, pid),
	    share);
	return page_end(rq);
}

/* Of one question, or (0) of all that wait: not while a document is not looked at. */
static enum err
share(struct req *rq, int question)
{
	struct deciding w;
	int64_t n;

	TRY(deciding_open(rq, &worker_decides, &w));
	struct decisions list = deciding_written(rq, &w, question);
	bool begun = contest_draft(&w.drafts, question) != NULL;
	if (question == 0 ? !deciding_complete(&w) : list.n == 0 && begun)
		return redirect_undone(rq, url_reconsider_show(rq->a, rq->subject->pid));
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

static bool
may_confirm(struct req *rq, const struct score_desk *d)
{
	struct moves moves = moves_open(&rq->who, &d->s.d.facts, rq->relations, rq->acted);

	for (size_t i = 0; i < moves.n; i++)
		if (moves.v[i].event == EV_CONFIRM_TOTAL)
			return true;
	return false;
}

enum err
total_show(struct req *rq)
{
	struct deciding w;
	struct effect_view view;
	struct url letter = { STR_NONE };
	struct pid pid = rq->subject->pid;

	TRY(deciding_open(rq, &worker_decides, &w));
	struct marked_rows rows = deciding_marked(rq, &w);
	deciding_effect(rq, &w, &view);
	if (may_confirm(rq, &w.d))
		letter = url_total_letter(rq->a, pid);
	page_total(page_begin(rq, S("Confirm the new total")), &rows, &view,
	    url_case_show(rq->a, pid), letter);
	return page_end(rq);
}

/* The letter with the answers, as if the total were confirmed now. */
static enum err
as_confirmed(struct req *rq, const struct score_desk *d, struct out *html)
{
	struct decisions none = { NULL, 0 };
	struct score_now after = score_with(rq->a, d->policy, &d->s, &none, TIER_WORKER,
	    &rq->who, rq->now, desk_available(d));

	return score_letter_print(d, &after, LETTER_ANSWER, html);
}

/* It is looked at before the total is confirmed. */
enum err
total_letter(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	struct preview look = { .v = {
		.back = url_total_show(rq->a, pid), .send = url_total_confirm(rq->a, pid),
		.button = S("Confirm the total and send the letter"),
	} };
	struct score_desk d;

	TRY(contest_open(rq, &d));
	if (!may_confirm(rq, &d))
		return redirect(rq, look.v.back);
	look.v.available = desk_available(&d);
	TRY(preview_begin(rq, &look));
	TRY(as_confirmed(rq, &d, &rq->out));
	return preview_end(rq, &look);
}

enum err
total_confirm(struct req *rq)
{
	struct score_desk d;
	struct letter_made made;
	struct out o;

	TRY(contest_open(rq, &d));
	if (!may_confirm(rq, &d))
		return E_CONFLICT;
	out_init(&o, rq->a, LETTER_LIMIT);
	TRY(as_confirmed(rq, &d, &o));
	if (!preview_kept(rq, &o))
		return total_letter(rq);
	TRY(score_confirm(&d, &made));
	out_init(&o, rq->a, 300);
	out_lit(&o, "The letter with the answers can be read from ");
	out_stamp(&o, made.available);
	note(rq, AUDIENCE_FAMILY, made.pid, out_str_of(&o));
	return redirect(rq, url_case_show(rq->a, rq->subject->pid));
}
