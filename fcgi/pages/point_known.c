/*
 * What the case holds about a point while it is decided: the line of the plan it
 * comes from with the answer to it, what the family said of a question, the
 * meeting, the discussion. Need before resources.
 */
#include "fcgi/evidence_words.h"
#include "fcgi/pages/outcome.h"
#include "fcgi/pages/plan.h"
#include "gen/q_letter.h"

#define KNOWN_MOST 16

static void
know(struct knowns *all, struct str title, struct str words)
{
	if (is_set(words) && words.n > 0)
		all->v[all->n++] = (struct known){ title, words };
}

/* "agreed in part. One lesson a week was advised." */
static struct str
answer_words(struct req *rq, const struct plan_line_view *line)
{
	struct out o;

	if (!is_set(line->verdict))
		return STR_NONE;
	out_init(&o, rq->a, 8000);
	out_str(&o, line->verdict);
	if (is_set(line->instead)) {
		out_lit(&o, ": ");
		out_str(&o, line->instead);
	}
	out_lit(&o, ". ");
	if (is_set(line->reason))
		out_str(&o, line->reason);
	return out_str_of(&o);
}

static struct str
answered_by(struct req *rq, const struct plan *p)
{
	struct out o;

	if (!is_set(p->confirmed))
		return STR_NONE;
	out_init(&o, rq->a, 600);
	out_str(&o, p->writer_name);
	out_lit(&o, "; confirmed by ");
	out_str(&o, p->confirmer);
	out_lit(&o, ", ");
	out_stamp(&o, p->confirmed);
	return out_str_of(&o);
}

static struct str
line_words(struct req *rq, const struct plan_line_view *line)
{
	struct out o;

	out_init(&o, rq->a, 3000);
	out_str(&o, line->what);
	out_lit(&o, ". ");
	out_str(&o, line->cost);
	return out_str_of(&o);
}

static enum err
know_line(struct req *rq, const struct deciding_points *d, struct pid pid, struct knowns *all)
{
	struct plan_line_place place;
	struct plan_whole w;
	struct evidence_told told;

	TRY(plan_version_of_line(rq->db, rq->a, rq->subject->id, pid, &place));
	TRY(store_plan_version(rq->db, rq->a, rq->subject->id, place.no, &w));
	const struct plan_row *r = plan_row_by(&w, pid);
	if (r == NULL)
		return E_NOT_FOUND;
	const struct plan_view *view = plan_view_of(rq->a, d->m.policy, rq->subject, &w,
	    (struct money){ 0 }, SHOW_ANSWER);
	const struct plan_line_view *line = &view->lines.v[r - w.rows.v];
	know(all, S("The line of the family’s plan"), line_words(rq, line));
	know(all, S("What it is to help with"), line->outcome);
	know(all, S("The family’s words to it"), line->why);
	know(all, S("What the child said or showed"), view->child_words);
	know(all, S("The answer to the line"), answer_words(rq, line));
	know(all, S("Who answered it"), answered_by(rq, &w.plan));
	if (!is_set(w.plan.writer))
		return OK;
	struct weighing weighing = { WEIGHED_PLAN, w.plan.id, w.plan.writer };
	TRY(evidence_told(rq->db, rq->a, rq->subject->id, &weighing, &told));
	know(all, S("Evidence the answer to the plan rests on"), told.relied);
	know(all, S("Evidence that did not decide it"), told.not_decisive);
	return OK;
}

static enum err
know_question(struct req *rq, const struct deciding_points *d, int question, struct knowns *all)
{
	struct question_known q;
	enum err e = question_known_of(rq->db, rq->a, d->m.d.standing.assessment, question,
	    &q);

	if (e == E_NOT_FOUND)
		return OK;
	TRY(e);
	know(all, S("How the family saw the answer, before it was approved"), q.view_words);
	know(all, S("The answer to that"), q.reply);
	return OK;
}

enum err
point_known_of(struct req *rq, const struct deciding_points *d, const struct point_row *p,
    struct knowns *all)
{
	struct meeting_now met;

	*all = (struct knowns){ ARENA_ARRAY(rq->a, KNOWN_MOST, struct known), 0 };
	if (is_set(p->question))
		TRY(know_question(rq, d, p->question, all));
	if (is_set(p->plan_line)) {
		enum err e = know_line(rq, d, p->plan_line, all);
		if (e != OK && e != E_NOT_FOUND)
			return e;
	}
	TRY(store_meeting_read(rq->db, rq->a, rq->subject, MEET_PRACTICE_LEAD, &met));
	know(all, S("The note of the meeting"), met.m.note);
	know(all, S("The family’s correction of it"), met.m.correction);
	know(all, S("What came of the meeting"), met.m.reasons);
	TRY(store_meeting_read(rq->db, rq->a, rq->subject, MEET_OPS_MANAGER, &met));
	know(all, S("The note of the discussion"), met.m.note);
	return OK;
}
