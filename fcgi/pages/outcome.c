/*
 * The operations manager decides the points one by one, and looks at what comes of
 * them. Nothing here types a sum: it is made of the decisions.
 */
#include "fcgi/pages/outcome.h"

#include "fcgi/pages/contest.h"
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/line_reach.h"
#include "fcgi/request/again.h"
#include "gen/q_todo.h"
#include "gen/t_decide_points.h"
#include "gen/t_decide_check.h"
#include "gen/t_decide_point.h"
#include "gen/t_not_now.h"

static void
say_other(struct out *o, struct str name, struct str does)
{
	if (o->n > 0)
		out_char(o, ' ');
	out_str(o, name);
	out_str(o, does);
}

/* Who else holds the step, or has begun to decide: never what they wrote. */
static enum err
others_of(struct req *rq, struct deciding_points *d)
{
	struct decision_beguns begun;
	struct case_todos todos;
	struct out o;

	TRY(case_todos(rq->db, rq->a, rq->subject->id, rq->who.id, rq->today, &todos));
	TRY(decisions_begun(rq->db, rq->a, rq->subject->id, d->r.outcome.round, rq->who.id,
	    &begun));
	out_init(&o, rq->a, 2000);
	for (size_t i = 0; i < todos.n; i++)
		if (todos.v[i].step == STEP_OUTCOME && is_set(todos.v[i].name) &&
		    !todos.v[i].mine)
			say_other(&o, todos.v[i].name, S(" holds this step."));
	for (size_t i = 0; i < begun.n; i++)
		say_other(&o, begun.v[i].name, S(" has begun to decide these points."));
	if (o.n > 0)
		out_lit(&o, " The letter that is sent first decides: speak with each other "
		    "before you go on.");
	d->others = o.n > 0 ? out_str_of(&o) : STR_NONE;
	return OK;
}

/*
 * The documents before the decision of a point: of a question, or of the plan, what was
 * sent for that, and what the answer to its line or to the meeting rests on.
 */
static struct evidence
evidence_for(struct req *rq, const struct deciding_points *d, const struct point_row *p)
{
	return (struct evidence){
		.by = { WEIGHED_POINT, p->id, rq->who.id },
		.question = p->question, .plan = is_set(p->plan_line), .also = &d->rested,
		.every = !is_set(p->question) && !is_set(p->plan_line),
		.said = F_decision_said_1, .relied = F_decision_relied, .must = true,
	};
}

static struct unlooked
point_unlooked(struct req *rq, const struct deciding_points *d, const struct point_row *p)
{
	struct evidence e = evidence_for(rq, d, p);

	return evidence_unlooked(rq, &d->evidence, &e, 1);
}

static bool
is_decided(const struct deciding_points *d, int64_t point)
{
	for (size_t i = 0; i < d->own.n; i++)
		if (d->own.v[i].point == point)
			return d->own.v[i].answer != POINT_OPEN;
	return false;
}

static void
count_left(struct req *rq, struct deciding_points *d)
{
	const struct point_rows *points = &d->r.points;
	struct evidence *all = ARENA_ARRAY(rq->a, points->n + 1, struct evidence);

	d->left = d->decided.outcome.undecided;
	for (size_t i = 0; i < points->n; i++) {
		all[i] = evidence_for(rq, d, &points->v[i]);
		d->left += is_decided(d, points->v[i].id) &&
		    point_unlooked(rq, d, &points->v[i]).before > 0;
	}
	d->unlooked = evidence_unlooked(rq, &d->evidence, all, points->n);
}

enum err
outcome_deciding(struct req *rq, struct deciding_points *d)
{
	struct sum_now before;

	TRY(moving_of(rq, &d->m));
	if (!has_move(&d->m, EV_DECIDE_POINTS))
		return E_CONFLICT;
	TRY(store_round(rq->db, rq->a, rq->subject, &d->r));
	TRY(decisions_draft(rq->db, rq->a, rq->subject->id, d->r.outcome.round,
	    rq->who.id, &d->own));
	TRY(store_allocation(rq->db, rq->a, rq->subject->id, STAMP_ALL, &before));
	store_points_decided(rq->a, d->m.policy, &d->r, &d->own, &before.now, &d->decided);
	d->first = is_set(before.from) ? before.from : rq->today;
	TRY(evidence_read(rq, &d->evidence));
	TRY(rested_behind(rq->db, rq->a, rq->subject->id, d->r.outcome.round, &d->rested));
	count_left(rq, d);
	return others_of(rq, d);
}

static struct decide_view
view_of_deciding(struct req *rq, const struct deciding_points *d)
{
	struct pid c = rq->subject->pid;

	return (struct decide_view){
		.back = url_points_show(rq->a, c),
		.check = url_decide_check(rq->a, c),
		.left = d->left,
		.figure = d->decided.outcome.before.figure,
		.before = d->decided.outcome.before.agreed,
		.added = d->decided.outcome.added,
		.sum = d->decided.outcome.sum,
		.limit = d->decided.outcome.limit,
		.above = d->decided.outcome.above_limit,
		.first = d->first,
		.others = d->others,
	};
}

static struct point_lines
lines_of(struct req *rq, const struct deciding_points *d)
{
	struct point_lines all = round_lines(rq, &d->r, &d->decided);
	struct point_line *v = ARENA_ARRAY(rq->a, all.n + 1, struct point_line);

	for (size_t i = 0; i < all.n; i++) {
		v[i] = all.v[i];
		v[i].decide = url_decide_point_show(rq->a, rq->subject->pid, v[i].no);
		v[i].to_look_at = v[i].decided &&
		    point_unlooked(rq, d, &d->r.points.v[i]).before > 0;
	}
	return (struct point_lines){ v, all.n };
}

/* The same, with a warning where a line of the plan gets more than it lacks. */
static enum err
checked_lines(struct req *rq, const struct deciding_points *d, struct point_lines *lines,
    struct money *unused)
{
	struct reach_now reach;

	TRY(reach_now(rq, &reach));
	*unused = reach.unused;
	struct point_lines all = lines_of(rq, d);
	struct point_line *v = ARENA_ARRAY(rq->a, all.n + 1, struct point_line);
	for (size_t i = 0; i < all.n; i++) {
		v[i] = all.v[i];
		const struct line_reach *line = reach_of_line(rq->a, &reach,
		    d->r.points.v[i].plan_line);
		v[i].warning = line == NULL ? STR_NONE :
		    reach_warning(rq->a, &reach, line->missing, v[i].amount);
	}
	*lines = (struct point_lines){ v, all.n };
	return OK;
}

static bool
asks_about(const struct point_rows *points, int question)
{
	for (size_t i = 0; i < points->n; i++)
		if (is_set(points->v[i].question) && points->v[i].question == question)
			return true;
	return false;
}

/* All that was said of the questions the points come from. */
static enum err
chains_behind(struct req *rq, const struct point_rows *points, struct chain_views *chains)
{
	struct chain_views all;
	struct score_desk desk;
	enum err e = contest_open(rq, &desk);

	*chains = (struct chain_views){ NULL, 0 };
	if (e == E_NOT_FOUND)
		return OK;		/* there is no score */
	TRY(e);
	struct score_book book = contest_book(rq, &desk);
	chains_of(&book, EVERY_ONE, &all);
	chains->v = ARENA_ARRAY(rq->a, all.n + 1, struct chain_view);
	for (size_t i = 0; i < all.n; i++)
		if (asks_about(points, all.v[i].number))
			chains->v[chains->n++] = all.v[i];
	return OK;
}

/* What comes first, or has been, where a page of deciding is opened too early or
 * too late; a click that comes so is a conflict. */
static const struct {
	uint64_t states;
	bool talk;		/* the link is to the discussion */
	struct str title, words;
} not_now[] = {
	{ STEP_BIT(POINTS_RAISED) | STEP_BIT(DISCUSSION_OFFERED) | STEP_BIT(DISCUSSION_FIXED),
	    true, S_INIT("The discussion comes first"),
	    S_INIT("The family would like to talk about its points. They are decided when "
	    "the discussion was held, or when the family does it in writing only.") },
	{ STEP_BIT(AT_PANEL), false, S_INIT("The points are decided"),
	    S_INIT("The sum is recommended to the panel.") },
	{ UINT32_MAX, false, S_INIT("No points wait to be decided"),
	    S_INIT("Either the family has not sent any, or they have been answered.") },
};

enum err
outcome_not_now(struct req *rq, enum err e)
{
	struct pid c = rq->subject->pid;
	struct kept_view kept;
	struct moving m;
	size_t i = 0;

	if (e != E_CONFLICT || rq->route->method != GET)
		return e;
	TRY(moving_of(rq, &m));
	TRY(again_kept_words(rq, &kept));
	while ((not_now[i].states & STEP_BIT(m.d.facts.plan)) == 0)
		i++;
	page_not_now(page_begin(rq, not_now[i].title), not_now[i].title, not_now[i].words,
	    not_now[i].talk ? url_discussion_show(rq->a, c) : url_points_show(rq->a, c),
	    not_now[i].talk ? S("Go to the discussion") : S("Go to the points"),
	    url_case_show(rq->a, c), &kept);
	return page_end(rq);
}

enum err
decide_show(struct req *rq)
{
	struct chain_views chains;
	struct deciding_points d;
	enum err e = outcome_deciding(rq, &d);

	if (e != OK)
		return outcome_not_now(rq, e);
	TRY(chains_behind(rq, &d.r.points, &chains));
	struct decide_view v = view_of_deciding(rq, &d);
	struct point_lines lines = lines_of(rq, &d);
	page_decide_points(page_begin(rq, S("Decide the points")), &v, &lines, &chains);
	return page_end(rq);
}

/* ---- one point ---- */

/* Of a point that is not about money there is no part, and no lower price. */
static const struct options *
answer_options(bool money)
{
	static struct option plain[] = {
		{ S_INIT("agreed"), S_INIT("Agreed"), S_INIT("") },
		{ S_INIT("not_assessed"), S_INIT("Not agreed: not an assessed need"),
		    S_INIT("") },
		{ S_INIT("another_way"), S_INIT("Not agreed: met another way"),
		    S_INIT("Say which, and from when") },
	};
	static struct option v[] = {
		{ S_INIT("agreed"), S_INIT("Agreed"), S_INIT("All that was asked") },
		{ S_INIT("in_part"), S_INIT("Agreed in part"), S_INIT("With an amount") },
		{ S_INIT("not_assessed"), S_INIT("Not agreed: not an assessed need"),
		    S_INIT("") },
		{ S_INIT("another_way"), S_INIT("Not agreed: met another way"),
		    S_INIT("Say which, and from when") },
		{ S_INIT("for_less"), S_INIT("Not agreed: met for less"),
		    FOR_LESS_HINT },
	};
	static const struct options all = { v, COUNT(v) }, few = { plain, COUNT(plain) };

	return money ? &all : &few;
}

static const struct point_row *
point_numbered(const struct round *r, int no)
{
	for (size_t i = 0; i < r->points.n; i++)
		if (r->points.v[i].no == no)
			return &r->points.v[i];
	return NULL;
}

static void
fill_decision(struct req *rq, struct form_view *f, const struct deciding_points *d, int64_t point)
{
	for (size_t i = 0; i < d->own.n; i++) {
		const struct point_decision *own = &d->own.v[i];
		if (own->point != point || rq->form_errors)
			continue;
		form_fill_choice(f, F_decision_answer, (int)own->answer);
		if (is_set(own->part))
			form_fill_money(rq->a, f, F_decision_part, own->part);
		form_fill(f, F_decision_which, own->which);
		if (is_set(own->from_day))
			form_fill_date(rq->a, f, F_decision_from, own->from_day);
		if (is_set(own->price))
			form_fill_money(rq->a, f, F_decision_price, own->price);
		form_fill(f, F_decision_reason, own->reason);
	}
}

enum err
decide_point_show(struct req *rq)
{
	struct form_view *f = view_of(rq, &the_form_decision);
	struct chain_views chains;
	struct evidence_rows docs;
	struct reach_now reach;
	struct knowns known;
	struct deciding_points d;
	enum err e = outcome_deciding(rq, &d);

	if (e != OK)
		return outcome_not_now(rq, e);
	const struct point_row *p = point_numbered(&d.r, rq->number);
	if (p == NULL)
		return E_NOT_FOUND;
	struct point_row of_one = *p;
	TRY(point_known_of(rq, &d, p, &known));
	TRY(reach_now(rq, &reach));
	TRY(chains_behind(rq, &(struct point_rows){ .v = &of_one, .n = 1 }, &chains));
	fill_decision(rq, f, &d, p->id);
	struct evidence evidence = evidence_for(rq, &d, p);
	TRY(evidence_before(rq, &evidence, f, &docs));
	struct decide_view v = view_of_deciding(rq, &d);
	v.back = url_decide_show(rq->a, rq->subject->pid);
	v.save = url_decide_point_save(rq->a, rq->subject->pid, p->no);
	v.no = p->no;
	v.words = p->words;
	v.asked = p->asked;
	v.question = is_set(p->question) ? p->question : 0;
	page_decide_point(page_begin(rq, S("Decide a point")), &v, &known, &chains, f, &docs,
	    answer_options(p->asked.pence > 0),
	    reach_of_line(rq->a, &reach, p->plan_line));
	return page_end(rq);
}

static int
field_of(enum point_fault fault)
{
	static const int fields[POINT_FAULT_COUNT] = {
		[POINT_UNDECIDED] = F_decision_answer,
		[POINT_NO_REASON] = F_decision_reason,
		[POINT_BAD_PART] = F_decision_part,
		[POINT_NO_WAY] = F_decision_which,
		[POINT_NO_FROM] = F_decision_from,
		[POINT_NO_PLACE] = F_decision_which,
		[POINT_BAD_PRICE] = F_decision_price,
	};

	return fields[fault];
}

enum err
decide_point_save(struct req *rq)
{
	const struct form_decision *f = rq->form;
	struct deciding_points d;
	int64_t n;

	TRY(outcome_deciding(rq, &d));
	const struct point_row *row = point_numbered(&d.r, rq->number);
	if (row == NULL)
		return E_NOT_FOUND;
	struct point p = {
		row->asked, (enum point_answer)f->answer, f->reason, f->part,
		typed(f->which), f->from, f->price,
	};
	enum point_fault fault = point_check(&p);
	if (!rq->form_errors && fault != POINT_FINE)
		wrong(rq, field_of(fault), point_fault_words(fault));
	struct evidence evidence = evidence_for(rq, &d, row);
	TRY(evidence_save(rq, &evidence));
	if (rq->form_errors)
		return decide_point_show(rq);
	TRY(decision_save(rq->db, row->id, rq->who.id, p.answer, p.reason, p.part,
	    p.which, p.from, p.price, rq->now, &n));
	note(rq, AUDIENCE_RECORD, PID_NONE, S("A decision was written and is not sent yet."));
	return redirect(rq, url_decide_show(rq->a, rq->subject->pid));
}

/* ---- the sum, and the words of the letter ---- */

enum err
outcome_own_words(struct req *rq, const struct deciding_points *d, struct outcome_draft *words)
{
	*words = (struct outcome_draft){
		.panel = DATE_NONE, .chaired_on = DATE_NONE, .runs_from = DATE_NONE, .saved = STAMP_NONE
	};
	enum err e = outcome_draft_of(rq->db, rq->a, d->r.outcome.id, rq->who.id, words);
	return e == E_NOT_FOUND ? OK : e;
}

enum err
decide_check(struct req *rq)
{
	struct form_view *f = view_of(rq, &the_form_outcome);
	struct point_lines lines;
	struct outcome_draft w;
	struct deciding_points d;
	struct date before;
	enum err e = outcome_deciding(rq, &d);

	if (e != OK)
		return outcome_not_now(rq, e);
	if (d.left > 0)
		return redirect(rq, url_decide_show(rq->a, rq->subject->pid));
	TRY(outcome_own_words(rq, &d, &w));
	TRY(outcome_panel_before(rq, &before));
	if (!rq->form_errors) {
		if (is_set(w.panel))
			form_fill_date(rq->a, f, F_outcome_panel, w.panel);
		if (w.chaired || (rq->acted & ACTED_CHAIRED_PANEL) != 0)
			form_fill(f, F_outcome_chaired, S("yes"));
		if (w.chaired)
			form_fill_date(rq->a, f, F_outcome_chaired_on, w.chaired_on);
		form_fill_date(rq->a, f, F_outcome_runs_from,
		    is_set(w.runs_from) ? w.runs_from : d.first);
		form_fill(f, F_outcome_why_from, typed(w.why_from));
		form_fill(f, F_outcome_covers_not, typed(w.covers_not));
		form_fill(f, F_outcome_next_step, typed(w.next_step));
	}
	struct decide_view v = view_of_deciding(rq, &d);
	v.back = url_decide_show(rq->a, rq->subject->pid);
	v.save = url_decide_check_save(rq->a, rq->subject->pid);
	v.chaired_on = before;
	TRY(checked_lines(rq, &d, &lines, &v.unused));
	page_decide_check(page_begin(rq, S("Check the sum")), &v, &lines, f);
	return page_end(rq);
}

static int
words_field(enum words_fault fault)
{
	static const int fields[WORDS_FAULT_COUNT] = {
		[WORDS_NO_PANEL] = F_outcome_panel,
		[WORDS_PANEL_PAST] = F_outcome_panel,
		[WORDS_NO_TICK] = F_outcome_chaired,
		[WORDS_NO_CHAIRED] = F_outcome_chaired_on,
		[WORDS_CHAIRED_AHEAD] = F_outcome_chaired_on,
		[WORDS_NO_FROM] = F_outcome_runs_from,
		[WORDS_NO_WHY] = F_outcome_why_from,
	};

	return fields[fault];
}

enum err
decide_check_save(struct req *rq)
{
	const struct form_outcome *f = rq->form;
	struct deciding_points d;
	struct date before;
	int64_t n;

	if (rq->form_errors)
		return decide_check(rq);
	TRY(outcome_deciding(rq, &d));
	TRY(outcome_panel_before(rq, &before));
	bool chaired = f->chaired || (rq->acted & ACTED_CHAIRED_PANEL) != 0;
	struct outcome_words w = {
		f->panel, chaired, is_set(before) ? before : f->chaired_on, f->runs_from,
		typed(f->why_from), typed(f->covers_not), typed(f->next_step),
	};
	enum words_fault fault = outcome_words_check(&w, d.decided.outcome.above_limit,
	    d.first, rq->today);
	if (fault != WORDS_FINE) {
		wrong(rq, words_field(fault), words_fault_words(fault));
		return decide_check(rq);
	}
	TRY(outcome_draft_save(rq->db, d.r.outcome.id, rq->who.id, w.panel, w.chaired,
	    w.chaired_on, w.runs_from, w.why_from, w.covers_not, w.next_step, rq->now, &n));
	note(rq, AUDIENCE_RECORD, PID_NONE, S("An outcome was written and is not sent yet."));
	return redirect(rq, url_decide_letter(rq->a, rq->subject->pid));
}
