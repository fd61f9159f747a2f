/*
 * The review of what is still contested, by a practice lead who had no part in
 * the score: decisions, a preview of the letter, and the letter itself. Where
 * the team has nobody, the operations manager names somebody of another team.
 */
#include "core/base/civil.h"
#include "core/base/utf8.h"
#include "fcgi/notice.h"
#include "fcgi/pages/decide.h"
#include "fcgi/pages/preview.h"
#include "gen/t_review_check.h"
#include "gen/t_reviewer.h"
#include "sql/store_late.h"

enum err
review_show(struct req *rq)
{
	return decide_list(rq, &reviewer_decides);
}

enum err
review_question_show(struct req *rq)
{
	return decide_question(rq, &reviewer_decides);
}

enum err
review_question_save(struct req *rq)
{
	return decide_save(rq, &reviewer_decides);
}

/* The written decisions; *whole: there is one for each contested question. */
static enum err
written(struct req *rq, struct deciding *w, struct decisions *list, bool *whole)
{
	TRY(deciding_open(rq, &reviewer_decides, w));
	*list = deciding_written(rq, w, 0);
	*whole = list->n > 0 && deciding_complete(w);
	return OK;
}

enum err
review_check(struct req *rq)
{
	struct deciding w;
	struct decisions list;
	struct effect_view view;
	struct pid pid = rq->subject->pid;
	bool whole;

	TRY(written(rq, &w, &list, &whole));
	if (!whole)
		return redirect(rq, url_review_show(rq->a, pid));
	struct marked_rows rows = deciding_marked(rq, &w);
	deciding_effect(rq, &w, &view);
	page_review_check(page_begin(rq, S("Check the review")), &rows, &view,
	    url_review_show(rq->a, pid), url_review_letter_show(rq->a, pid));
	return page_end(rq);
}

/* The letter, as if these were decided now. */
static enum err
as_reviewed(struct req *rq, const struct score_desk *d, const struct decisions *list,
    struct out *html)
{
	struct score_now after = score_with(rq->a, d->policy, &d->s, list, TIER_REVIEWER,
	    &rq->who, rq->now, desk_available(d));

	return score_letter_print(d, &after, LETTER_REVIEW, html);
}

enum err
review_letter_show(struct req *rq)
{
	struct deciding w;
	struct decisions list;
	struct pid pid = rq->subject->pid;
	struct preview look = { .v = {
		.back = url_review_check(rq->a, pid), .send = url_review_send(rq->a, pid),
		.button = S("Settle the score and send the letter"),
	} };
	bool whole;

	TRY(written(rq, &w, &list, &whole));
	if (!whole)
		return redirect(rq, url_review_show(rq->a, pid));
	look.v.unlooked = unlooked_words(rq->a, w.unlooked);
	look.v.available = desk_available(&w.d);
	TRY(preview_begin(rq, &look));
	TRY(as_reviewed(rq, &w.d, &list, &rq->out));
	return preview_end(rq, &look);
}

/* On to the case; home, where the review alone had opened it to a reviewer. */
static struct url
after_review(struct req *rq)
{
	unsigned lasts = rq->relations & ~(unsigned)REL_NAMED;

	return may(&rq->who, SEE_CASE, lasts, rq->acted) ?
	    url_case_show(rq->a, rq->subject->pid) : url_home_show(rq->a);
}

enum err
review_send(struct req *rq)
{
	struct deciding w;
	struct decisions list;
	struct letter_made made;
	struct out o;
	bool whole;
	int64_t n;

	TRY(written(rq, &w, &list, &whole));
	if (!deciding_complete(&w))
		return redirect_undone(rq, url_review_show(rq->a, rq->subject->pid));
	if (!whole)
		return E_CONFLICT;	/* nothing waits any more */
	out_init(&o, rq->a, LETTER_LIMIT);
	TRY(as_reviewed(rq, &w.d, &list, &o));
	if (!preview_kept(rq, &o))
		return review_letter_show(rq);
	TRY(score_review(&w.d, &list, &made));
	TRY(item_drafts_drop(rq->db, rq->subject->assessment, TIER_REVIEWER, rq->who.id, &n));
	out_init(&o, rq->a, 300);
	out_lit(&o, "The score is settled. The letter can be read from ");
	out_stamp(&o, made.available);
	note(rq, AUDIENCE_FAMILY, made.pid, out_str_of(&o));
	return redirect(rq, after_review(rq));
}

/* ---- a reviewer of another team ---- */

/* Whoever may take the review, of the other teams. */
static enum err
choices_of(struct req *rq, struct step_takers *all)
{
	size_t n = 0;

	TRY(store_step_takers(rq->db, rq->a, rq->subject, STEP_REVIEW, rq->today, DATE_NONE,
	    all));
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].team != rq->subject->team)
			all->v[n++] = all->v[i];
	all->n = n;
	return OK;
}

enum err
reviewer_show(struct req *rq)
{
	struct score_desk d;
	struct step_takers all;
	struct url name = { STR_NONE };

	TRY(contest_open(rq, &d));
	TRY(choices_of(rq, &all));
	struct options options = { ARENA_ARRAY(rq->a, all.n + 1, struct option), 0 };
	for (size_t i = 0; i < all.n; i++)
		options.v[options.n++] = (struct option){
			pid_print(rq->a, all.v[i].pid), all.v[i].name, all.v[i].team_name,
		};
	struct moves moves = moves_open(&rq->who, &d.s.d.facts, rq->relations, rq->acted);
	for (size_t i = 0; i < moves.n; i++)
		if (moves.v[i].event == EV_NAME_REVIEWER)
			name = url_reviewer_name(rq->a, rq->subject->pid);
	page_reviewer(page_begin(rq, S("Name a reviewer")), view_of(rq, &the_form_reviewer),
	    &options, rq->subject->team_name, url_case_show(rq->a, rq->subject->pid), name);
	return page_end(rq);
}

enum err
reviewer_name(struct req *rq)
{
	const struct form_reviewer *f = rq->form;
	const struct step_taker *chosen = NULL;
	struct score_desk d;
	struct step_takers all;
	struct out o;

	TRY(contest_open(rq, &d));
	TRY(choices_of(rq, &all));
	for (size_t i = 0; i < all.n; i++)
		if (pid_eq(all.v[i].pid, f->person))
			chosen = &all.v[i];
	if (chosen == NULL && !rq->form_errors)
		wrong(rq, F_reviewer_person, S("Choose who reviews these questions"));
	if (rq->form_errors)
		return reviewer_show(rq);
	TRY(store_reviewer_name(rq->db, &d.m, rq->subject, &d.s, chosen->id, f->reason));
	TRY(contest_news(rq, S("Somebody from another team will review the score. Sign in to "
	    "read who, and why."), DATE_NONE));
	out_init(&o, rq->a, 2000);
	out_str(&o, chosen->name);
	out_lit(&o, " of the ");
	out_str(&o, chosen->team_name);
	out_lit(&o, " reviews the contested answers: ");
	out_str(&o, f->reason);
	note(rq, AUDIENCE_FAMILY, PID_NONE, utf8_head(out_str_of(&o), 1000));
	return redirect(rq, url_case_show(rq->a, rq->subject->pid));
}
