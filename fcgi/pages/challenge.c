/*
 * The family challenges the score: marks the questions, says what it would
 * answer and why, sees what that comes to, and sends it. Until then it is
 * theirs alone; what a supporter writes is kept for who chose them.
 */
#include "fcgi/pages/contest.h"
#include "gen/t_challenge.h"
#include "gen/t_challenge_check.h"
#include "gen/t_challenge_question.h"

#define WORDS ((size_t)20000)

struct writing {
	struct score_desk d;
	struct item_drafts drafts;
	int64_t owner;		/* whose challenge it will be */
};

static enum err
writing_open(struct req *rq, struct writing *w)
{
	struct chosen_by by;

	TRY(contest_open(rq, &w->d));
	/* what the family has typed itself is not for whoever enters for it */
	w->owner = rq->entry != NULL ? rq->entry->staff : rq->who.id;
	if (rq->who.role == SUPPORTER) {
		TRY(chosen_by(rq->db, rq->a, rq->subject->id, rq->who.id, &by));
		w->owner = by.person;
	}
	return item_drafts(rq->db, rq->a, rq->subject->assessment, TIER_FAMILY, w->owner,
	    &w->drafts);
}

/* ---- the twelve questions ---- */

static void
row_fill(struct req *rq, const struct writing *w, struct chain_view *v)
{
	const struct item_draft *draft = contest_draft(&w->drafts, v->number);
	struct pid pid = rq->subject->pid;
	struct out o;

	if (v->challenged) {
		v->to = url_answers_question_show(rq->a, pid, v->number);
		return;
	}
	v->to = url_challenge_question_show(rq->a, pid, v->number);
	out_init(&o, rq->a, WORDS);
	out_str(&o, v->score);
	out_lit(&o, ". ");
	out_str(&o, v->said.v[0].reason);
	v->score = out_str_of(&o);
	v->state = draft != NULL ? S("Marked, not sent") : S("As scored");
	v->colour = draft != NULL ? S("orange") : S("grey");
}

static void
effect(struct req *rq, const struct writing *w, struct effect_view *view)
{
	struct score_book book = desk_book(&w->d, STAMP_ALL);
	struct ras_change *to = ARENA_ARRAY(rq->a, w->drafts.n + 1, struct ras_change);

	for (size_t i = 0; i < w->drafts.n; i++)
		to[i] = (struct ras_change){ w->drafts.v[i].question, w->drafts.v[i].points };
	effect_of(&book, &(struct ras_changes){ to, w->drafts.n }, view);
}

enum err
challenge_show(struct req *rq)
{
	struct writing w;
	struct chain_views all;
	struct effect_view view;

	enum err e = writing_open(rq, &w);
	if (e == E_NOT_FOUND)	/* nothing is scored: that page says so */
		return redirect(rq, url_answers_show(rq->a, rq->subject->pid));
	TRY(e);
	struct score_book book = contest_book(rq, &w.d);
	chains_of(&book, EVERY_ONE, &all);
	for (size_t i = 0; i < all.n; i++)
		row_fill(rq, &w, &all.v[i]);
	effect(rq, &w, &view);
	page_challenge(page_begin(rq, S("Challenge the score")), rq->subject->called,
	    url_case_show(rq->a, rq->subject->pid), &all, &view, (int)w.drafts.n,
	    url_challenge_check(rq->a, rq->subject->pid));
	return page_end(rq);
}

/* ---- one question ---- */

static void
form_from(struct req *rq, struct form_view *f, const struct item_draft *draft)
{
	if (draft == NULL)
		return;
	form_fill_int(rq->a, f, F_challenge_points, draft->points.n);
	form_fill(f, F_challenge_why, draft->reason);
	form_fill(f, F_challenge_evidence, draft->relied);
}

enum err
challenge_question_show(struct req *rq)
{
	struct writing w;
	const struct question *q;
	struct evidence_rows docs;
	struct pid pid = rq->subject->pid;

	TRY(writing_open(rq, &w));
	TRY(contest_question(rq, &w.d, &q));
	TRY(contest_evidence(rq, q->number, &docs));
	if (dispute_item(&w.d.s.d, q->number) != NULL)
		return E_NOT_FOUND;	/* it was sent already */
	struct score_book book = contest_book(rq, &w.d);
	struct chain_view chain = chain_of(&book, q->number);
	struct level_views levels = contest_levels(rq, q);
	struct form_view *f = view_of(rq, &the_form_challenge);
	form_from(rq, f, contest_draft(&w.drafts, q->number));
	page_challenge_question(page_begin(rq, q->title), f, &chain, &levels, &docs,
	    url_documents_show(rq->a, pid),
	    q->any_score, contest_draft(&w.drafts, q->number) != NULL,
	    url_challenge_show(rq->a, pid),
	    url_challenge_question_save(rq->a, pid, q->number),
	    url_challenge_question_leave(rq->a, pid, q->number));
	return page_end(rq);
}

static void
check_points(struct req *rq, const struct writing *w, const struct question *q)
{
	const struct form_challenge *f = rq->form;
	struct ras_answer proposed = { q->number, { (int16_t)f->points }, false };

	if (!is_set(f->points))
		return;
	if (!ras_answer_ok(q, &proposed))
		wrong(rq, F_challenge_points, S("Choose one of the scores this question can have"));
	else if (proposed.points.n == score_points(&w->d.s, q->number).n)
		wrong(rq, F_challenge_points, S("This is the score as it stands. Choose another, "
		    "or leave this question alone"));
}

enum err
challenge_question_save(struct req *rq)
{
	const struct form_challenge *f = rq->form;
	const struct question *q;
	struct writing w;
	int64_t id;

	TRY(writing_open(rq, &w));
	TRY(contest_question(rq, &w.d, &q));
	if (dispute_item(&w.d.s.d, q->number) != NULL)
		return E_CONFLICT;
	check_points(rq, &w, q);
	if (rq->form_errors)
		return challenge_question_show(rq);
	TRY(item_draft_save(rq->db, rq->subject->assessment, TIER_FAMILY, w.owner, q->number,
	    VERDICT_NONE, (struct points){ (int16_t)f->points }, f->why,
	    is_set(f->evidence) ? f->evidence : S(""), S(""), rq->now, &id));
	/* the council does not even see that something is being written */
	note(rq, AUDIENCE_RECORD, PID_NONE, contest_title(rq, q));
	return redirect(rq, url_challenge_show(rq->a, rq->subject->pid));
}

enum err
challenge_question_leave(struct req *rq)
{
	const struct question *q;
	struct writing w;
	int64_t n;

	TRY(writing_open(rq, &w));
	TRY(contest_question(rq, &w.d, &q));
	TRY(item_draft_drop(rq->db, rq->subject->assessment, TIER_FAMILY, w.owner, q->number,
	    &n));
	note(rq, AUDIENCE_RECORD, PID_NONE, contest_title(rq, q));
	return redirect(rq, url_challenge_show(rq->a, rq->subject->pid));
}

/* ---- check and send ---- */

static struct marked_rows
marked(struct req *rq, const struct writing *w)
{
	struct marked_rows rows = { ARENA_ARRAY(rq->a, w->drafts.n + 1, struct marked_row), 0 };

	for (size_t i = 0; i < w->drafts.n; i++) {
		const struct item_draft *v = &w->drafts.v[i];
		const struct question *q = tool_question(w->d.tool, v->question);
		rows.v[rows.n++] = (struct marked_row){
			.title = contest_title(rq, q),
			.change = contest_change(rq, q,
			    score_points(&w->d.s, v->question), v->points),
			.reason = v->reason, .evidence = v->relied,
			.to = url_challenge_question_show(rq->a, rq->subject->pid,
			    v->question),
		};
	}
	return rows;
}

enum err
challenge_check(struct req *rq)
{
	struct writing w;
	struct effect_view view;
	struct reader_rows readers;
	struct url send = { STR_NONE };

	TRY(writing_open(rq, &w));
	if (w.drafts.n == 0)
		return redirect(rq, url_challenge_show(rq->a, rq->subject->pid));
	TRY(contest_readers(rq, &readers));
	effect(rq, &w, &view);
	struct marked_rows rows = marked(rq, &w);
	if (may(&rq->who, CHALLENGE, rq->relations, rq->acted))
		send = url_challenge_send(rq->a, rq->subject->pid);
	page_challenge_check(page_begin(rq, S("Check your challenge and send it")), &rows,
	    &view, &readers, url_challenge_show(rq->a, rq->subject->pid), send);
	return page_end(rq);
}

enum err
challenge_send(struct req *rq)
{
	struct writing w;
	int64_t n;

	TRY(writing_open(rq, &w));
	if (w.drafts.n == 0)
		return E_CONFLICT;
	struct challenged *v = ARENA_ARRAY(rq->a, w.drafts.n, struct challenged);
	struct decision *titles = ARENA_ARRAY(rq->a, w.drafts.n, struct decision);
	for (size_t i = 0; i < w.drafts.n; i++) {
		const struct item_draft *from = &w.drafts.v[i];
		v[i] = (struct challenged){
			from->question, from->points, from->reason, from->relied,
		};
		titles[i].question = from->question;
	}
	TRY(store_challenge(rq->db, &w.d.m, rq->subject, &w.d.s,
	    &(struct challenged_list){ v, w.drafts.n }));
	TRY(item_drafts_drop(rq->db, rq->subject->assessment, TIER_FAMILY, w.owner, &n));
	note(rq, AUDIENCE_FAMILY, PID_NONE, contest_titles(rq, &w.d,
	    &(struct decisions){ titles, w.drafts.n }));
	return redirect(rq, url_answers_show(rq->a, rq->subject->pid));
}
