/*
 * The family challenges the score: marks the questions, says what it would
 * answer and why, sees what that comes to, and sends it. Until then it is
 * theirs alone; what a supporter writes is kept for who chose them.
 */
#include "fcgi/draft.h"
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

/* Who helped, for whom it was written; none: they wrote it themselves. */
static struct str
helper_words(struct req *rq, const struct writing *w, const struct item_draft *draft)
{
	if (draft == NULL || !is_set(draft->helper) || rq->who.id != w->owner)
		return STR_NONE;
	return draft_written_by(rq->a, draft->helper, draft->saved);
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
	out_str(&o, draft == NULL ? v->score : contest_change(rq,
	    tool_question(w->d.tool, v->number), v->points, draft->points));
	out_lit(&o, ". ");
	out_str(&o, draft == NULL ? v->said.v[0].reason : draft->reason);
	if (is_set(helper_words(rq, w, draft))) {
		out_char(&o, ' ');
		out_str(&o, helper_words(rq, w, draft));
	}
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

/* now: the score that counts; who has said once that lower is meant is not asked again */
static void
form_from(struct req *rq, struct form_view *f, const struct item_draft *draft,
    struct points now)
{
	if (draft == NULL)
		return;
	if (draft->points.n < now.n)
		form_fill(f, F_challenge_lower, S("yes"));
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
	form_from(rq, f, contest_draft(&w.drafts, q->number), score_points(&w.d.s, q->number));
	page_challenge_question(page_begin(rq, q->title), f,
	    helper_words(rq, &w, contest_draft(&w.drafts, q->number)), &chain, &levels, &docs,
	    contest_add(rq, url_challenge_question_show(rq->a, pid, q->number)),
	    q->any_score, contest_draft(&w.drafts, q->number) != NULL,
	    url_challenge_show(rq->a, pid),
	    url_challenge_question_save(rq->a, pid, q->number),
	    url_challenge_question_leave(rq->a, pid, q->number));
	return page_end(rq);
}

/* Taken as it is meant, but not by a slip: a lower score can mean less money. */
static struct str
lower_words(struct req *rq, struct points now, struct points proposed)
{
	struct out o;

	out_init(&o, rq->a, WORDS);
	out_lit(&o, "Did you mean a lower score? It is ");
	out_points(&o, now);
	out_lit(&o, " points now, and you chose ");
	out_points(&o, proposed);
	out_lit(&o, ". Choose a higher one, or tick ‘Yes, I mean a lower score’");
	return out_str_of(&o);
}

static void
check_points(struct req *rq, const struct writing *w, const struct question *q)
{
	const struct form_challenge *f = rq->form;
	struct ras_answer proposed = { q->number, { (int16_t)f->points }, false };
	struct points now = score_points(&w->d.s, q->number);

	contest_reword(rq, F_challenge_points, q);
	if (!is_set(f->points))
		return;
	if (!ras_answer_ok(q, &proposed))
		wrong(rq, F_challenge_points, contest_scores(rq, q));
	else if (proposed.points.n == now.n)
		wrong(rq, F_challenge_points, S("This is the score as it stands. Choose another, "
		    "or leave this question alone"));
	else if (proposed.points.n < now.n && !f->lower)
		wrong(rq, F_challenge_lower, lower_words(rq, now, proposed.points));
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
	    is_set(f->evidence) ? f->evidence : S(""),
	    rq->entry != NULL ? w.owner : rq->who.id, rq->now, &id));
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
marked(struct req *rq, const struct writing *w, const struct document_rows *docs)
{
	struct marked_rows rows = { ARENA_ARRAY(rq->a, w->drafts.n + 1, struct marked_row), 0 };

	for (size_t i = 0; i < w->drafts.n; i++) {
		const struct item_draft *v = &w->drafts.v[i];
		const struct question *q = tool_question(w->d.tool, v->question);
		struct url to = url_challenge_question_show(rq->a, rq->subject->pid,
		    v->question);
		rows.v[rows.n++] = (struct marked_row){
			.written = helper_words(rq, w, v),
			.title = contest_title(rq, q),
			.change = contest_change(rq, q,
			    score_points(&w->d.s, v->question), v->points),
			.reason = v->reason, .evidence = v->relied,
			.to = to, .add = contest_add(rq, to),
			.files = contest_about(rq, docs, v->question),
		};
	}
	return rows;
}

/* Whose answer it will be, and when: the aim that starts when it is sent today. */
static struct answer_aim
answer_aim_of(const struct req *rq, const struct writing *w)
{
	return (struct answer_aim){
		.who = w->d.s.d.standing.worker_name,
		.telephone = w->d.s.d.standing.worker_phone,
		.by = step_due(w->d.m.policy, STEP_RECONSIDER, (struct clock_from){
			.available = received_on(rq) }),
	};
}

enum err
challenge_check(struct req *rq)
{
	struct document_rows docs;
	struct writing w;
	struct effect_view view;
	struct reader_rows readers;
	struct url send = { STR_NONE };

	TRY(writing_open(rq, &w));
	if (w.drafts.n == 0)
		return redirect(rq, url_challenge_show(rq->a, rq->subject->pid));
	TRY(contest_readers(rq, &readers));
	TRY(contest_documents(rq, &docs));
	effect(rq, &w, &view);
	struct answer_aim aim = answer_aim_of(rq, &w);
	struct marked_rows rows = marked(rq, &w, &docs);
	if (may(&rq->who, CHALLENGE, rq->relations, rq->acted))
		send = url_challenge_send(rq->a, rq->subject->pid);
	page_challenge_check(page_begin(rq, S("Check your challenge and send it")), &rows,
	    &view, &aim, &readers, url_challenge_show(rq->a, rq->subject->pid), send);
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
