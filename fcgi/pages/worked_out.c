/*
 * How the score was worked out: the same page for family and staff, and enough
 * on it to do the sum again on paper.
 */
#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/session.h"
#include "fcgi/evidence_words.h"
#include "fcgi/pages/moves.h"
#include "fcgi/ras_view.h"
#include "fcgi/score_view.h"
#include "fcgi/service.h"
#include "gen/q_dispute.h"
#include "gen/q_letter.h"
#include "sql/store_allocation.h"
#include "gen/t_worked_out.h"

/* Who answered the questions, and who confirmed the total of it. */
static struct str
by_both(struct req *rq, const struct policy *p, const struct score *s)
{
	struct out o;

	if (!is_set(s->answered_by) || s->answered_by.n == 0)
		return person_words(rq->a, p, s->name, s->role, s->own_title);
	out_init(&o, rq->a, 1000);
	out_lit(&o, "Reconsidered by ");
	out_str(&o, person_words(rq->a, p, s->answered_by, WORKER, s->answered_title));
	out_lit(&o, "; confirmed by ");
	out_str(&o, person_words(rq->a, p, s->name, s->role, s->own_title));
	return out_str_of(&o);
}

static struct stage_rows
stages_of(struct req *rq, const struct policy *p, const struct scores *scores)
{
	static const struct str what[] = {
		[SCORED_NONE] = S_INIT(""),
		[SCORED_APPROVED] = S_INIT("The answers were approved"),
		[SCORED_RECONSIDERED] = S_INIT("The challenged answers were reconsidered, and the total "
		    "confirmed"),
		[SCORED_REVIEWED] = S_INIT("The contested answers were reviewed"),
	};
	struct stage_rows rows = { ARENA_ARRAY(rq->a, scores->n + 1, struct stage_row), 0 };

	for (size_t i = 0; i < scores->n; i++) {
		const struct score *s = &scores->v[i];
		rows.v[rows.n++] = (struct stage_row){
			(size_t)s->stage < COUNT(what) ? what[s->stage] : what[SCORED_NONE],
			by_both(rq, p, s), s->at, s->total, s->yearly,
		};
	}
	return rows;
}

/* What counts on each question now, and why; of what this reader may know. */
static enum err
as_they_count(struct req *rq, struct stamp until, struct answers *all,
    struct answer_nows *now, struct scores *scores)
{
	struct document_marks marks;

	TRY(answers_now(rq->db, rq->a, rq->subject->assessment, until, now));
	TRY(document_marks(rq->db, rq->a, rq->subject->id, &marks));
	for (size_t i = 0; i < all->n && i < now->n; i++) {
		const struct answer_now *k = &now->v[i];
		if (!is_set(k->because))
			continue;
		struct weighing w = { tier_weighs(k->tier), k->item, k->decided_by };
		all->v[i].points = k->counted;
		all->v[i].not_applicable = false;
		all->v[i].reason = k->because;
		all->v[i].evidence = evidence_words(rq->a, &marks, &w, SAID_RELIED, k->relied);
	}
	while (scores->n > 0 && scores->v[scores->n - 1].told.us > until.us)
		scores->n--;
	return OK;
}

/* "Reconsidered: accepted in part. First scored at 9 points. By Priya Nair, …" */
static struct str
changed_words(struct req *rq, const struct policy *p, const struct answer_now *k)
{
	struct out o;

	if (!is_set(k->because))
		return STR_NONE;
	out_init(&o, rq->a, 500);
	out_str(&o, k->tier == TIER_WORKER ? S("Reconsidered: ") : S("Reviewed: "));
	out_str(&o, verdict_words(k->verdict));
	out_lit(&o, ". First scored at ");
	out_points(&o, k->original);
	out_str(&o, k->original.n == 1 ? S(" point. By ") : S(" points. By "));
	out_str(&o, person_words(rq->a, p, k->decider, k->role, k->own_title));
	out_lit(&o, ", on ");
	out_date(&o, stamp_london_date(k->decided));
	return out_str_of(&o);
}

static void
mark_changed(struct req *rq, const struct policy *p, const struct answer_nows *now,
    struct ras_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		for (size_t k = 0; k < now->n; k++)
			if (now->v[k].question == lines->v[i].number)
				lines->v[i].changed = changed_words(rq, p, &now->v[k]);
}

static void
count_said(struct worked_out_view *v)
{
	for (size_t i = 0; i < v->lines.n; i++) {
		const struct ras_line *l = &v->lines.v[i];
		bool listed = l->said_words.n > 0 || is_set(l->said_before);
		v->same += is_set(l->said) && !listed;
		v->unsaid += !is_set(l->said) && !listed;
		v->two_carers += l->two_carers;
	}
}

/* What was agreed above the score, and what it makes together. */
static enum err
agreed_of(struct req *rq, const struct policy *p, struct worked_out_view *v)
{
	struct stamp until = told_until(rq);
	struct sum_changes all;
	struct sum_now sum;

	TRY(store_allocation(rq->db, rq->a, rq->subject->id, until, &sum));
	TRY(sum_changes(rq->db, rq->a, rq->subject->id, sum.assessment, until, &all));
	v->sum = sum.now.sum;
	v->agreed.v = ARENA_ARRAY(rq->a, all.n + 1, struct agreed_row);
	for (size_t i = 0; i < all.n; i++) {
		const struct sum_change *k = &all.v[i];
		if (k->recommended || k->added.pence == 0)
			continue;
		v->agreed.v[v->agreed.n++] = (struct agreed_row){
			sum_by_words(k->made_by), person_words(rq->a, p, k->name, k->role,
			    k->own_title), k->at, k->added,
		};
	}
	return OK;
}

/* The sum as it counts now: of the last stage. p: the policy of the score. */
static void
sum_of(struct req *rq, const struct policy *p, const struct tool *tool,
    const struct answers *all, const struct scores *scores, struct worked_out_view *v)
{
	struct ras_answers given = ras_given(rq->a, all);
	struct worked_out w;

	ras_worked_out(p, tool, &given, &w);
	v->highest = w.highest;
	if (scores->n == 0 || !w.complete)
		return;
	const struct score *last = &scores->v[scores->n - 1];
	struct ras_score now = ras_score(p, last->total);
	v->total = last->total;
	v->yearly = last->yearly;
	v->band = now.band->name;
	v->band_note = now.band->note;
	v->step_note = now.step->note;
	v->bands = ras_band_views(rq->a, p, last->total);
	v->steps = ras_step_views(rq->a, p, last->total);
	w.score = now;
	ras_neighbours(p, &w);
	v->next = ras_next_words(rq->a, &w);
}

enum err
worked_out_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	const struct policy *p;
	struct took_parts people;
	const struct policy *today;
	struct answer_nows now;
	struct scores scores;
	struct answers all;
	struct ras r;

	if (!is_set(rq->subject->assessment))
		return E_NOT_FOUND;
	TRY(ras_by_id(rq->db, rq->a, rq->subject->assessment, &r));
	TRY(service_policy(rq->app, rq->db, rq->a, r.policy, &p));
	struct worked_out_view v = {
		.called = rq->subject->called, .ref = rq->subject->ref,
		.own = rq->who.role == FAMILY,
		.today = rq->today, .back = url_case_show(rq->a, pid),
		.questionnaire = url_ras_show(rq->a, pid), .not_before = STAMP_NONE,
		.challenge = may(&rq->who, WRITE_DRAFT, rq->relations, rq->acted) ?
		    url_challenge_show(rq->a, pid) : (struct url){ STR_NONE },
	};
	if (!role_is_staff(rq->who.role) && rq->now.us < r.told.us) {
		v.not_before = r.told;
		page_worked_out(page_begin(rq, S("How this was worked out")), &v,
		    &v.bands, &v.steps);
		return page_end(rq);
	}
	const struct tool *tool = policy_tool(p, r.tool);
	TRY(answers_of(rq->db, rq->a, r.id, true, &all));
	TRY(took_part_of(rq->db, rq->a, r.id, &people));
	TRY(scores_of(rq->db, rq->a, r.id, &scores));
	TRY(as_they_count(rq, told_until(rq), &all, &now, &scores));
	TRY(service_policy(rq->app, rq->db, rq->a, rq->session.policy, &today));
	TRY(agreed_of(rq, today, &v));
	v.scored = tool->scored;
	v.lines = ras_lines(rq->a, tool, &all, false);
	mark_changed(rq, today, &now, &v.lines);
	count_said(&v);
	v.people = ras_people(rq->a, &people);
	v.child_said = r.child_said;
	v.worker = person_words(rq->a, today, r.worker_name, r.worker_role, r.worker_title);
	v.approver = person_words(rq->a, today, r.approver_name, r.approver_role,
	    r.approver_title);
	v.approved = r.approved;
	v.policy = ras_policy_words(rq->a, p);
	v.guidance = ras_policy_words(rq->a, today);
	v.stages = stages_of(rq, today, &scores);
	sum_of(rq, p, tool, &all, &scores, &v);
	page_worked_out(page_begin(rq, S("How this was worked out")), &v,
		    &v.bands, &v.steps);
	return page_end(rq);
}
