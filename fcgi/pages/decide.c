#include "fcgi/pages/decide.h"

#include "core/base/civil.h"
#include "fcgi/pages/moves.h"
#include "fcgi/pages/status.h"
#include "gen/t_decide.h"
#include "gen/t_decide_question.h"

const struct decider worker_decides = {
	TIER_WORKER, ITEM_WITH_WORKER,
	S_INIT("Look at the score again"),
	S_INIT("The family challenges these answers. Decide each on the child’s need and the "
	    "evidence. Band and pounds come on the check page, after your reasons are saved."),
	url_reconsider_show, url_reconsider_question_show, url_reconsider_question_save,
	url_reconsider_check,
};

const struct decider reviewer_decides = {
	TIER_REVIEWER, ITEM_CONTESTED,
	S_INIT("Review the contested scores"),
	S_INIT("The family contests these answers. Decide each on the child’s need and the "
	    "evidence. Band and pounds come on the check page, after your reasons are saved."),
	url_review_show, url_review_question_show, url_review_question_save,
	url_review_check,
};

/* The documents before who decides a question. */
static struct evidence
evidence_for(struct req *rq, const struct decider *by, const struct item *item)
{
	return (struct evidence){
		.by = { tier_weighs(by->tier), item->id, rq->who.id }, .question = item->question,
		.said = F_decide_said_1, .relied = F_decide_relied, .must = true,
		.in_draft = true,
	};
}

static bool
waits(const struct deciding *w, const struct item *item)
{
	return item->state == w->by->state;
}

static enum err
find_unlooked(struct req *rq, struct deciding *w)
{
	const struct items *items = &w->d.s.d.items;
	struct evidence_now now = { .marks = w->d.s.marks };
	struct evidence *all = ARENA_ARRAY(rq->a, items->n + 1, struct evidence);
	size_t n = 0;

	w->n_to_look_at = 0;
	TRY(documents_before(rq->db, rq->a, rq->subject->id, &now.docs));
	for (size_t i = 0; i < items->n; i++) {
		if (!waits(w, &items->v[i]))
			continue;
		all[n] = evidence_for(rq, w->by, &items->v[i]);
		if (evidence_unlooked(rq, &now, &all[n], 1).before > 0)
			w->to_look_at[w->n_to_look_at++] = items->v[i].question;
		n++;
	}
	w->unlooked = evidence_unlooked(rq, &now, all, n);
	return OK;
}

enum err
deciding_open(struct req *rq, const struct decider *by, struct deciding *w)
{
	w->by = by;
	TRY(contest_open(rq, &w->d));
	TRY(find_unlooked(rq, w));
	return item_drafts(rq->db, rq->a, rq->subject->assessment, by->tier, rq->who.id,
	    &w->drafts);
}

/* What was sent before today has been looked at. */
static bool
is_looked_at(const struct deciding *w, int question)
{
	for (size_t i = 0; i < w->n_to_look_at; i++)
		if (w->to_look_at[i] == question)
			return false;
	return true;
}

/* Written, and what was asked has not moved away from under it. */
static bool
is_written(const struct deciding *w, int question)
{
	const struct item_draft *v = contest_draft(&w->drafts, question);

	return v != NULL && is_looked_at(w, question) && score_decision_ok(&w->d.s,
	    tool_question(w->d.tool, question), v->verdict, v->points);
}

bool
deciding_complete(const struct deciding *w)
{
	for (size_t i = 0; i < w->d.s.d.items.n; i++) {
		const struct item *item = &w->d.s.d.items.v[i];
		if (waits(w, item) && !is_written(w, item->question))
			return false;
	}
	return true;
}

struct decisions
deciding_written(struct req *rq, const struct deciding *w, int question)
{
	struct decision *v = ARENA_ARRAY(rq->a, w->drafts.n + 1, struct decision);
	struct decisions all = { v, 0 };

	for (size_t i = 0; i < w->d.s.d.items.n; i++) {
		const struct item *item = &w->d.s.d.items.v[i];
		const struct item_draft *from = contest_draft(&w->drafts, item->question);
		if (!waits(w, item) || !is_written(w, item->question) ||
		    (question != 0 && item->question != question))
			continue;
		v[all.n++] = (struct decision){
			from->question, from->verdict, from->points, from->reason,
			from->relied,
		};
	}
	return all;
}

/* ---- the list ---- */

enum err
decide_list(struct req *rq, const struct decider *by)
{
	struct pid pid = rq->subject->pid;
	struct deciding w;
	struct chain_views all;
	const struct status_view *status = NULL;
	size_t n = 0, waiting = 0;

	TRY(deciding_open(rq, by, &w));
	struct score_book book = contest_book(rq, &w.d);
	chains_of(&book, CHALLENGED_ONES, &all);
	for (size_t i = 0; i < all.n; i++) {
		struct chain_view v = all.v[i];
		const struct item *item = dispute_item(&w.d.s.d, v.number);
		bool ours = waits(&w, item);
		if (!ours && by->tier == TIER_REVIEWER)
			continue;
		v.to = ours ? by->question(rq->a, pid, v.number) :
		    url_answers_question_show(rq->a, pid, v.number);
		waiting += ours;
		if (ours) {
			bool done = is_written(&w, v.number);
			v.state = done ? S("Decided, not sent") :
			    contest_draft(&w.drafts, v.number) != NULL &&
			    !is_looked_at(&w, v.number) ? S("Documents to look at") :
			    S("To decide");
			v.colour = done ? S("orange") : S("teal");
		}
		all.v[n++] = v;
	}
	all.n = n;
	if (waiting == 0)	/* all is sent: who has it now? */
		TRY(case_status(rq, w.d.m.policy, &status));
	page_decide(page_begin(rq, by->heading), by->heading, by->intro, status, &all,
	    url_case_show(rq->a, pid), by->check(rq->a, pid), deciding_complete(&w));
	return page_end(rq);
}

/* ---- one question ---- */

struct verdicts {
	struct options options;
	struct options between;		/* where several levels lie between */
	struct ras_range range;
};

static void
verdict_add(struct options *o, struct str value, struct str label, struct str hint)
{
	o->v[o->n++] = (struct option){ value, label, hint };
}

static struct str
any_between(struct req *rq, const struct ras_range *range)
{
	struct out o;

	out_init(&o, rq->a, 200);
	out_lit(&o, "Any whole score from ");
	out_points(&o, range->low);
	out_lit(&o, " to ");
	out_points(&o, range->high);
	return out_str_of(&o);
}

/* In part is offered only where a score lies between. */
static struct verdicts
verdicts_of(struct req *rq, const struct deciding *w, const struct question *q)
{
	const struct item *item = dispute_item(&w->d.s.d, q->number);
	struct points now = score_points(&w->d.s, q->number);
	struct verdicts v = {
		.options.v = ARENA_ARRAY(rq->a, 3, struct option),
		.range = ras_in_part(q, now, item->asked),
	};

	v.between = contest_between(rq, q, &v.range);
	verdict_add(&v.options, S("accept"), S("Accept"), score_words(rq->a, q, item->asked));
	if (v.between.n == 1)
		verdict_add(&v.options, S("part"), S("Accept in part"), v.between.v[0].label);
	else if (v.range.exists)
		verdict_add(&v.options, S("part"), S("Accept in part"), v.range.any_score ?
		    any_between(rq, &v.range) : S("Choose which score below"));
	verdict_add(&v.options, S("keep"), S("Keep"), score_words(rq->a, q, now));
	return v;
}

static void
form_from(struct req *rq, struct form_view *f, const struct item_draft *draft)
{
	if (draft == NULL)
		return;
	form_fill_choice(f, F_decide_verdict, (int)draft->verdict);
	if (draft->verdict == VERDICT_PART)
		form_fill_int(rq->a, f, F_decide_points, draft->points.n);
	form_fill(f, F_decide_reason, draft->reason);
	form_fill(f, F_decide_relied, draft->relied);
}

enum err
decide_question(struct req *rq, const struct decider *by)
{
	struct pid pid = rq->subject->pid;
	const struct question *q;
	struct evidence_rows docs, before;
	struct deciding w;
	struct url share = { STR_NONE };

	TRY(deciding_open(rq, by, &w));
	TRY(contest_question(rq, &w.d, &q));
	const struct item *item = dispute_item(&w.d.s.d, q->number);
	if (item == NULL || !waits(&w, item))
		return E_NOT_FOUND;
	TRY(contest_evidence(rq, q->number, &docs));
	struct score_book book = contest_book(rq, &w.d);
	struct chain_view chain = chain_of(&book, q->number);
	struct verdicts v = verdicts_of(rq, &w, q);
	struct level_views levels = contest_levels(rq, q);
	struct form_view *f = view_of(rq, &the_form_decide);
	form_from(rq, f, contest_draft(&w.drafts, q->number));
	struct evidence evidence = evidence_for(rq, by, item);
	TRY(evidence_before(rq, &evidence, f, &before));
	if (by->tier == TIER_WORKER && is_written(&w, q->number))
		share = url_reconsider_share(rq->a, pid, q->number);
	page_decide_question(page_begin(rq, q->title), f, &chain, &levels, &docs, &before,
	    contest_add(rq, by->question(rq->a, pid, q->number)), &v.options,
	    &v.between, v.range.exists && v.range.any_score, by->list(rq->a, pid),
	    by->save(rq->a, pid, q->number), share);
	return page_end(rq);
}

/* The points a decision means; none: it says something that cannot be. */
static struct points
points_of(struct req *rq, const struct deciding *w, const struct question *q)
{
	const struct form_decide *f = rq->form;
	const struct item *item = dispute_item(&w->d.s.d, q->number);
	struct verdicts v = verdicts_of(rq, w, q);

	if (f->verdict == VERDICT_ACCEPT)
		return item->asked;
	if (f->verdict == VERDICT_KEEP)
		return score_points(&w->d.s, q->number);
	if (v.between.n == 1)
		return v.range.low;
	return is_set(f->points) ? (struct points){ (int16_t)f->points } : POINTS_NONE;
}

/* "Choose a score between the 9 points that count and the 27 asked for" */
static struct str
between_words(struct req *rq, const struct deciding *w, const struct question *q)
{
	struct out o;

	out_init(&o, rq->a, 200);
	out_lit(&o, "Choose a score between the ");
	out_points(&o, score_points(&w->d.s, q->number));
	out_lit(&o, " points that count and the ");
	out_points(&o, dispute_item(&w->d.s.d, q->number)->asked);
	out_lit(&o, " asked for");
	return out_str_of(&o);
}

enum err
decide_save(struct req *rq, const struct decider *by)
{
	const struct form_decide *f = rq->form;
	const struct question *q;
	struct deciding w;
	int64_t id;

	TRY(deciding_open(rq, by, &w));
	TRY(contest_question(rq, &w.d, &q));
	const struct item *item = dispute_item(&w.d.s.d, q->number);
	if (item == NULL || !waits(&w, item))
		return E_CONFLICT;
	struct points points = points_of(rq, &w, q);
	form_reword(&rq->view, F_decide_points, between_words(rq, &w, q));
	if (!rq->form_errors && !score_decision_ok(&w.d.s, q, (enum item_verdict)f->verdict, points))
		wrong(rq, f->verdict == VERDICT_PART ? F_decide_points : F_decide_verdict,
		    between_words(rq, &w, q));
	struct evidence evidence = evidence_for(rq, by, item);
	TRY(evidence_save(rq, &evidence));
	if (rq->form_errors)
		return decide_question(rq, by);
	TRY(item_draft_save(rq->db, rq->subject->assessment, by->tier, rq->who.id, q->number,
	    (enum item_verdict)f->verdict, points, f->reason, typed(f->relied), rq->who.id,
	    rq->now, &id));
	/* a draft decision is its writer's alone */
	note(rq, AUDIENCE_RECORD, PID_NONE, contest_title(rq, q));
	return redirect(rq, by->list(rq->a, rq->subject->pid));
}

/* ---- what it comes to ---- */

struct marked_rows
deciding_marked(struct req *rq, const struct deciding *w)
{
	struct marked_rows rows = {
		ARENA_ARRAY(rq->a, w->d.s.d.items.n + 1, struct marked_row), 0
	};
	struct decisions written = deciding_written(rq, w, 0);

	for (size_t i = 0; i < w->d.s.given.n && w->by->tier == TIER_WORKER; i++) {
		const struct item_answer *g = &w->d.s.given.v[i];
		const struct question *q = tool_question(w->d.tool, g->question);
		if (g->tier != TIER_WORKER || is_set(g->counts))
			continue;
		rows.v[rows.n++] = (struct marked_row){
			.title = contest_title(rq, q), .words = verdict_words(g->verdict),
			.change = contest_change(rq, q,
			    score_answer(&w->d.s, g->question)->original, g->points),
			.reason = g->reason, .shared = true,
			.evidence = evidence_relied(rq->a, &w->d.s, g),
			.other = evidence_other(rq->a, &w->d.s, g),
		};
	}
	for (size_t i = 0; i < written.n; i++) {
		const struct decision *v = &written.v[i];
		const struct question *q = tool_question(w->d.tool, v->question);
		const struct item_answer as = {
			.question = v->question, .tier = w->by->tier, .relied = v->relied,
			.decided_by = rq->who.id,
		};
		rows.v[rows.n++] = (struct marked_row){
			.title = contest_title(rq, q), .words = verdict_words(v->verdict),
			.change = contest_change(rq, q, score_points(&w->d.s, v->question),
			    v->points),
			.reason = v->reason,
			.evidence = evidence_relied(rq->a, &w->d.s, &as),
			.other = evidence_other(rq->a, &w->d.s, &as),
			.to = w->by->question(rq->a, rq->subject->pid, v->question),
		};
	}
	return rows;
}

void
deciding_effect(struct req *rq, const struct deciding *w, struct effect_view *view)
{
	struct score_book book = desk_book(&w->d, STAMP_ALL);
	struct decisions written = deciding_written(rq, w, 0);
	struct ras_change *to = ARENA_ARRAY(rq->a, QUESTIONS * 2, struct ras_change);
	size_t n = 0;

	for (size_t i = 0; i < written.n; i++)
		to[n++] = (struct ras_change){ written.v[i].question, written.v[i].points };
	for (size_t i = 0; i < w->d.s.given.n; i++)
		if (!is_set(w->d.s.given.v[i].counts))
			to[n++] = (struct ras_change){
				w->d.s.given.v[i].question, w->d.s.given.v[i].points };
	effect_of(&book, &(struct ras_changes){ to, n }, view);
}
