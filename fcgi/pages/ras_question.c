/*
 * One question: the worker answers it, the family says how it sees the answer,
 * the practice lead answers a difference. Need comes before resources: neither
 * band nor pounds stand here.
 */
#include "core/base/arena.h"
#include "fcgi/pages/contest.h"
#include "fcgi/pages/ras.h"
#include "fcgi/request/gate.h"
#include "gen/t_ras_question.h"

enum { LEVELS_MAX = 8, DOES_NOT_APPLY = 9 };	/* of the field `level` */

struct str
ras_question_words(struct req *rq, const struct ras_doing *d, int question)
{
	const struct tool *tool = policy_tool(d->by.policy, d->c->ras_tool);
	const struct question *q = tool_question(tool, question);
	struct out o;

	out_init(&o, rq->a, 400);
	out_lit(&o, QUESTION);
	out_int(&o, question);
	if (q != NULL) {
		out_lit(&o, ": ");
		out_str(&o, q->title);
	}
	return out_str_of(&o);
}

static struct level_views
levels_of(struct arena *a, const struct question *q)
{
	struct level_views all = { ARENA_ARRAY(a, q->levels.n + 1, struct level_view), 0 };

	for (size_t i = 0; i < q->levels.n && i < LEVELS_MAX; i++) {
		const struct level *l = &q->levels.v[i];
		all.v[all.n++] = (struct level_view){
			int_words(a, l->number), l->name, l->description, l->points,
		};
	}
	if (!q->any_score)
		all.v[all.n++] = (struct level_view){
			S("none"), S("Does not apply"),
			S("The question does not fit this child. Say why below."), { 0 },
		};
	return all;
}

/* Which level the stored answer is, as the form sends it. */
static int
level_field(const struct question *q, const struct answer *a)
{
	const struct level *level = is_set(a->points) ? ras_level(q, a->points) : NULL;

	if (a->not_applicable)
		return DOES_NOT_APPLY;
	return level != NULL ? level->number : 0;
}

static void
fill_answer(struct req *rq, const struct question *q, const struct answer *a,
    struct form_view *f)
{
	if (a == NULL)
		return;
	if (q->any_score && !a->not_applicable)
		form_fill_int(rq->a, f, F_answer_points, a->points.n);
	if (q->any_score && a->not_applicable)
		form_fill(f, F_answer_not_applicable, S("yes"));
	if (!q->any_score)
		form_fill_choice(f, F_answer_level, level_field(q, a));
	if (a->two_carers)
		form_fill(f, F_answer_two_carers, S("yes"));
	form_fill(f, F_answer_reason, a->reason);
	form_fill(f, F_answer_evidence, a->evidence);
}

static const struct answer *
answer_of(const struct ras_read *r, int question)
{
	for (size_t i = 0; i < r->answers.n; i++)
		if (r->answers.v[i].question == question)
			return &r->answers.v[i];
	return NULL;
}

static void
forms_of(struct req *rq, const struct ras_read *r, const struct question *q,
    struct question_view *v)
{
	const struct answer *a = answer_of(r, q->number);
	struct form_view *answer = view_of(rq, &the_form_answer);
	struct form_view *view = view_of(rq, &the_form_our_view);
	struct form_view *reply = view_of(rq, &the_form_reply);
	struct pid pid = rq->subject->pid;

	fill_answer(rq, q, a, answer);
	if (a != NULL) {
		form_fill_choice(view, F_our_view_view, (int)a->view);
		form_fill(view, F_our_view_words, a->view_words);
		form_fill(reply, F_reply_reply, a->reply);
	}
	v->answer_form = answer;
	v->view_form = view;
	v->reply_form = reply;
	v->save = url_question_save(rq->a, pid, q->number);
	v->share = url_question_share(rq->a, pid, q->number);
	v->view = url_question_view(rq->a, pid, q->number);
	v->reply = url_question_reply(rq->a, pid, q->number);
	v->may_fill = r->may_fill;
	v->may_share = r->may_fill && a != NULL && !is_set(a->shared);
	v->may_view = r->on_its_way && a != NULL && is_set(a->shared) &&
	    may(&rq->who, FAMILY_VIEW, rq->relations, rq->acted);
	v->may_reply = r->on_its_way && r->ras.state == RAS_VIEWED && a != NULL &&
	    a->said == RAS_DIFFERENT && may(&rq->who, ANSWER_VIEW, rq->relations,
	    acted_of(rq->subject, ANSWER_VIEW));
}

static struct str
title_of(struct req *rq, const struct question *q)
{
	struct out o;

	out_init(&o, rq->a, 300);
	out_str(&o, q->title);
	out_lit(&o, ", the questionnaire");
	return out_str_of(&o);
}

enum err
question_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	struct ras_read r;

	TRY(ras_read(rq, &r));
	const struct question *q = tool_question(r.tool, rq->number);
	if (q == NULL)
		return E_NOT_FOUND;
	struct question_view v = {
		.called = rq->subject->called, .of = (int)r.tool->questions.n,
		.list = url_ras_show(rq->a, pid), .scored = r.tool->scored,
		.any_score = q->any_score, .levels = levels_of(rq->a, q),
	};
	for (size_t i = 0; i < r.lines.n; i++)
		if (r.lines.v[i].number == q->number)
			v.line = r.lines.v[i];
	if (q->number > 1)
		v.before = url_question_show(rq->a, pid, q->number - 1);
	if (q->number < v.of)
		v.after = url_question_show(rq->a, pid, q->number + 1);
	forms_of(rq, &r, q, &v);
	page_ras_question(page_begin(rq, title_of(rq, q)), &v, &v.line, &v.levels);
	return page_end(rq);
}

/* ---- answering ---- */

/* What was chosen, as points; says beside the field what is wrong. */
static struct ras_answer
chosen(struct req *rq, const struct tool *tool, const struct question *q)
{
	const struct form_answer *f = rq->form;
	struct ras_answer a = { .question = q->number, .points = POINTS_NONE };

	if (!tool->scored)
		return a;
	if (q->any_score) {
		a.not_applicable = f->not_applicable;
		if (f->not_applicable)
			a.points.n = 0;
		else if (is_set(f->points))
			a.points.n = (int16_t)f->points;
		return a;
	}
	a.not_applicable = f->level == DOES_NOT_APPLY;
	if (a.not_applicable)
		a.points.n = 0;
	for (size_t i = 0; i < q->levels.n; i++)
		if (q->levels.v[i].number == f->level)
			a.points = q->levels.v[i].points;
	return a;
}

static void
complain(struct req *rq, const struct question *q)
{
	if (!q->any_score) {
		wrong(rq, F_answer_level, S("Choose the answer that comes closest"));
		return;
	}
	contest_reword(rq, F_answer_points, q);
	wrong(rq, F_answer_points, contest_scores(rq, q));
}

/* After the last question: who took part. */
static struct url
next_of(struct req *rq, const struct tool *tool, int question)
{
	if (question < (int)tool->questions.n)
		return url_question_show(rq->a, rq->subject->pid, question + 1);
	return url_took_part_show(rq->a, rq->subject->pid);
}

enum err
question_save(struct req *rq)
{
	const struct form_answer *f = rq->form;
	struct ras_doing d;

	TRY(ras_doing(rq, &d));
	const struct tool *tool = policy_tool(d.by.policy, d.c->ras_tool);
	const struct question *q = tool_question(tool, rq->number);
	if (q == NULL)
		return E_NOT_FOUND;
	struct ras_given given = {
		chosen(rq, tool, q), f->two_carers, f->reason, f->evidence,
	};
	if (!store_ras_given_ok(tool, &given))
		complain(rq, q);
	if (rq->form_errors)
		return question_show(rq);
	TRY(store_ras_answer(rq->db, &d, &given));
	note(rq, AUDIENCE_STAFF, PID_NONE, ras_question_words(rq, &d, rq->number));
	return redirect(rq, next_of(rq, tool, rq->number));
}

enum err
question_share(struct req *rq)
{
	struct ras_doing d;

	TRY(ras_doing(rq, &d));
	TRY(store_ras_share_one(rq->db, &d, rq->number));
	note(rq, AUDIENCE_FAMILY, PID_NONE, ras_question_words(rq, &d, rq->number));
	return redirect(rq, url_question_show(rq->a, rq->subject->pid, rq->number));
}

/* ---- the family's view, and the reply ---- */

enum err
question_view(struct req *rq)
{
	const struct form_our_view *f = rq->form;
	enum ras_view view = (enum ras_view)f->view;
	struct ras_doing d;

	TRY(ras_doing(rq, &d));
	if (view == RAS_DIFFERENT && !is_set(f->words))
		wrong(rq, F_our_view_words, S("Say what you see differently, and why"));
	if (rq->form_errors)
		return question_show(rq);
	TRY(store_ras_view(rq->db, &d, rq->number, view,
	    is_set(f->words) ? f->words : S("")));
	/* the council does not even see that something is being written */
	note(rq, AUDIENCE_RECORD, PID_NONE, ras_question_words(rq, &d, rq->number));
	if (rq->number < QUESTIONS)
		return redirect(rq, url_question_show(rq->a, rq->subject->pid, rq->number + 1));
	return redirect(rq, url_ras_check(rq->a, rq->subject->pid));
}

enum err
question_reply(struct req *rq)
{
	const struct form_reply *f = rq->form;
	struct ras_doing d;

	TRY(ras_doing(rq, &d));
	if (rq->form_errors)
		return question_show(rq);
	TRY(store_ras_reply(rq->db, &d, rq->number, f->reply));
	note(rq, AUDIENCE_STAFF, PID_NONE, ras_question_words(rq, &d, rq->number));
	return redirect(rq, url_ras_check(rq->a, rq->subject->pid));
}
