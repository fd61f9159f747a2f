/*
 * Points of disagreement, as the family writes and sends them and as everybody
 * in the case sees what came of them.
 */
#include "fcgi/pages/points.h"

#include "core/base/civil.h"
#include "core/money.h"
#include "core/ras.h"
#include "fcgi/letter/you.h"
#include "fcgi/notice.h"
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/meeting.h"
#include "fcgi/pages/status.h"
#include "gen/t_point_form.h"
#include "gen/t_points.h"
#include "gen/t_points_check.h"

/* ---- the round that was sent ---- */

/* "Met another way: …, from 3 March 2026." */
static struct str
how_words(struct arena *a, const struct point *p)
{
	struct out o;

	out_init(&o, a, 4000);
	if (p->answer == POINT_MET_ANOTHER_WAY) {
		out_lit(&o, "Met another way: ");
		out_str(&o, p->which);
		out_lit(&o, ", from ");
		out_date(&o, p->from);
		out_char(&o, '.');
	} else if (p->answer == POINT_MET_FOR_LESS) {
		out_lit(&o, "Met for less: ");
		out_str(&o, p->which);
		out_lit(&o, ", ");
		out_money(&o, p->price);
		out_lit(&o, " a year there. Nothing is added to the sum for it.");
	}
	return out_str_of(&o);
}

struct point_lines
round_lines(struct req *rq, const struct round *r, const struct decided *d)
{
	struct point_line *v = ARENA_ARRAY(rq->a, r->points.n + 1, struct point_line);

	for (size_t i = 0; i < r->points.n; i++) {
		const struct point_row *row = &r->points.v[i];
		v[i] = (struct point_line){
			.no = row->no, .words = row->words, .asked = row->asked,
			.answer = S(""), .reason = S(""), .how = S(""),
			.question = is_set(row->question) ? row->question : 0,
			.of_line = is_set(row->plan_line), .by_panel = MONEY_NONE,
		};
		if (i >= d->points.n || point_check(&d->points.v[i]) != POINT_FINE)
			continue;
		const struct point *p = &d->points.v[i];
		v[i].decided = true;
		v[i].recommended = d->outcome.above_limit && point_amount(p).pence > 0;
		v[i].answer = v[i].recommended ? point_recommended_words(p->answer) :
		    point_answer_words(p->answer);
		v[i].reason = p->reason;
		v[i].how = how_words(rq->a, p);
		v[i].amount = point_amount(p);
		if (d->by_panel != NULL)
			v[i].by_panel = d->by_panel[i];
	}
	return (struct point_lines){ v, r->points.n };
}

static const struct money *
by_panel_of(struct req *rq, const struct round *r, const struct point_decisions *sent)
{
	struct money *v = ARENA_ARRAY(rq->a, r->points.n + 1, struct money);

	for (size_t i = 0; i < r->points.n; i++) {
		v[i] = MONEY_NONE;
		for (size_t k = 0; k < sent->n; k++)
			if (sent->v[k].point == r->points.v[i].id)
				v[i] = sent->v[k].by_panel;
	}
	return v;
}

enum err
round_decided(struct req *rq, const struct moving *m, const struct round *r,
    struct decided *d)
{
	struct point_decisions sent;

	*d = (struct decided){ 0 };
	if (!is_set(r->outcome.id) || !is_told(rq, r->outcome.told))
		return OK;
	TRY(decisions_sent(rq->db, rq->a, rq->subject->id, r->outcome.round, &sent));
	struct allocation before = allocation_of(r->outcome.figure, r->outcome.before_it);
	store_points_decided(rq->a, m->policy, r, &sent, &before, d);
	d->outcome.above_limit = r->outcome.recommended;	/* as it was recorded */
	if (is_told(rq, r->outcome.panel_told))
		d->by_panel = by_panel_of(rq, r, &sent);
	return OK;
}

/* ---- the page ---- */

#define AFTER_PLAN S_INIT("First the plan is answered in writing. What is not agreed then can " \
	"be put to the {operations_manager} here.")
#define AFTER_MEETING S_INIT("First the meeting is held and answered in writing. What is not " \
	"agreed then can be put to the {operations_manager} here.")
#define NO_ANSWER_YET S_INIT("First a plan is sent and answered in writing, or a meeting is. " \
	"What is not agreed then can be put to the {operations_manager} here.")

/* What comes first or next, where, and the step of the council that brings it. */
static const struct {
	enum plan_state state;
	enum step brings;
	struct url (*where)(struct arena *, struct pid);
	struct str go, words;
} said[] = {
	{ PLAN_OPEN, STEP_NONE, url_plan_show, S_INIT("The support plan"), NO_ANSWER_YET },
	{ PLAN_TAKEN_BACK, STEP_NONE, url_plan_show, S_INIT("The support plan"), NO_ANSWER_YET },
	{ PLAN_WITH_WORKER, STEP_ANSWER_PLAN, url_plan_show, S_INIT("The support plan"),
	    AFTER_PLAN },
	{ PLAN_TO_CONFIRM, STEP_CONFIRM_PLAN, url_plan_show, S_INIT("The support plan"),
	    AFTER_PLAN },
	{ MEETING_ASKED, STEP_NONE, url_meeting_show, S_INIT("The meeting"), AFTER_MEETING },
	{ MEETING_OFFERED, STEP_NONE, url_meeting_show, S_INIT("The meeting"), AFTER_MEETING },
	{ MEETING_FIXED, STEP_NONE, url_meeting_show, S_INIT("The meeting"), AFTER_MEETING },
	{ NOTE_OPEN, STEP_NONE, url_meeting_show, S_INIT("The meeting"), AFTER_MEETING },
	{ NOTE_DONE, STEP_WRITE_MEETING, url_meeting_show, S_INIT("The meeting"), AFTER_MEETING },
	{ POINTS_RAISED, STEP_NONE, NULL, S_INIT(""),
	    S_INIT("The points are with the {operations_manager}.") },
	{ DISCUSSION_OFFERED, STEP_NONE, NULL, S_INIT(""),
	    S_INIT("Times for the discussion are offered.") },
	{ DISCUSSION_FIXED, STEP_NONE, NULL, S_INIT(""),
	    S_INIT("The time of the discussion is fixed.") },
	{ POINTS_HEARD, STEP_NONE, NULL, S_INIT(""),
	    S_INIT("The points were heard. The {operations_manager} decides them one by one, "
	    "and writes a letter.") },
	{ AT_PANEL, STEP_NONE, NULL, S_INIT(""),
	    S_INIT("The sum is recommended to the panel.") },
	{ PLAN_FITTING, STEP_NONE, url_plan_show, S_INIT("The support plan"),
	    S_INIT("The plan is now fitted to the sum.") },
	{ PLAN_SIGNING, STEP_NONE, url_plan_show, S_INIT("The support plan"),
	    S_INIT("The council has signed the plan. It is agreed when the family signs.") },
	{ PLAN_AGREED, STEP_NONE, url_plan_show, S_INIT("The support plan"),
	    S_INIT("This is settled: the plan is agreed and signed. When needs change, a new "
	    "version of the plan can be sent.") },
	{ PLAN_ENDED, STEP_NONE, url_plan_show, S_INIT("The support plan"),
	    S_INIT("The family has ended the case, and can take it up again at any time.") },
};
#undef AFTER_PLAN
#undef AFTER_MEETING
#undef NO_ANSWER_YET

/* The words; and by when the answer is due that comes first. */
static struct str
with_due(struct req *rq, const struct moving *m, struct str words, enum step brings)
{
	struct out o;

	out_init(&o, rq->a, 500);
	out_str(&o, words);
	for (size_t i = 0; i < m->d.steps.n; i++) {
		if (m->d.steps.v[i].step != brings || !is_set(m->d.steps.v[i].due))
			continue;
		out_lit(&o, " The answer is due by ");
		out_date(&o, m->d.steps.v[i].due);
		out_char(&o, '.');
	}
	return out_str_of(&o);
}

static void
show_where(struct req *rq, const struct moving *m, struct points_view *v)
{
	v->stands = with_titles(rq, S("What you still do not agree with, you can put to the "
	    "{operations_manager}. Say for each point what you ask for, and what it costs in "
	    "a year. Each is answered by itself, in writing."));
	for (size_t i = 0; i < COUNT(said); i++) {
		if (said[i].state != m->d.facts.plan)
			continue;
		v->stands = with_due(rq, m, with_titles(rq, said[i].words),
		    said[i].brings);
		if (said[i].where != NULL)
			v->go = said[i].where(rq->a, rq->subject->pid);
		v->go_words = said[i].go;
	}
	if (m->d.facts.plan == POINTS_HEARD && m->d.facts.in_writing)
		v->stands = with_titles(rq, S("The points are with the {operations_manager}, who "
		    "decides them one by one as they were written, and writes a letter."));
	v->stands = said_to(rq->a, rq->who.role, v->stands);
}

static struct point_lines
draft_lines(struct req *rq, const struct point_rows *rows, struct money *total)
{
	struct point_line *v = ARENA_ARRAY(rq->a, rows->n + 1, struct point_line);
	struct pid c = rq->subject->pid;

	*total = (struct money){ 0 };
	for (size_t i = 0; i < rows->n; i++) {
		v[i] = (struct point_line){
			.no = (int)i + 1, .words = rows->v[i].words,
			.asked = rows->v[i].asked,
			.of_line = is_set(rows->v[i].plan_line),
			.change = url_point_show(rq->a, c, rows->v[i].pid),
			.remove = url_point_remove_send(rq->a, c, rows->v[i].pid),
		};
		*total = money_add(*total, rows->v[i].asked);
	}
	return (struct point_lines){ v, rows->n };
}

enum err
points_drafts(struct req *rq, const struct moving *m, int64_t *owner, struct point_rows *rows)
{
	TRY(store_points_owner(rq->db, rq->a, &m->by, rq->subject, owner));
	return points_draft(rq->db, rq->a, rq->subject->id, *owner, rows);
}

static struct str
sent_words(struct arena *a, const struct outcome_row *o)
{
	struct out w;

	out_init(&w, a, 400);
	if (!is_set(o->id))
		return S("");
	out_lit(&w, "Sent by ");
	out_str(&w, o->raised_by_name);
	out_lit(&w, " on ");
	out_stamp(&w, o->raised);
	if (is_set(o->taken_back)) {
		out_lit(&w, ", taken back on ");
		out_stamp(&w, o->taken_back);
	}
	return out_str_of(&w);
}

static void
outcome_facts(struct req *rq, struct points_view *v, const struct round *r,
    const struct decided *d)
{
	const struct outcome_row *o = &r->outcome;
	bool heard = is_told(rq, o->panel_told);
	struct out w;

	v->sent = sent_words(rq->a, o);
	v->decided = is_told(rq, o->told);
	if (is_set(o->decided) && !v->decided)
		v->stands = sealed_words(rq, o->told);
	if (!v->decided)
		return;
	v->figure = o->figure;
	v->before = o->before_it;
	v->added = o->added;
	v->counts = points_count(o->added, o->recommended,
	    heard ? o->panel_added : MONEY_NONE);
	v->sum = money_add(d->outcome.before.sum, v->counts);
	v->from = o->runs_from;
	if (is_set(o->letter))
		v->letter = url_letter_show(rq->a, rq->subject->pid, o->letter);
	v->waits = o->recommended && !heard;
	if (o->recommended) {
		out_init(&w, rq->a, 200);
		out_lit(&w, "Recommended to the panel of ");
		out_date(&w, o->panel);
		v->recommended = out_str_of(&w);
	}
	if (is_set(o->panel_noted) && !heard)
		v->stands = sealed_words(rq, o->panel_told);
	if (heard) {
		if (is_set(o->panel_letter))
			v->panel_letter = url_letter_show(rq->a, rq->subject->pid, o->panel_letter);
		out_init(&w, rq->a, 5000);
		out_lit(&w, "The panel: ");
		out_str(&w, panel_answer_words(o->panel_answer));
		out_lit(&w, ", ");
		out_money(&w, o->panel_added);
		out_lit(&w, " a year. ");
		out_str(&w, o->panel_reasons);
		v->panel = out_str_of(&w);
	}
}

static void
points_links(struct req *rq, struct points_view *v, const struct moving *m)
{
	struct pid c = rq->subject->pid;

	v->back = url_case_show(rq->a, c);
	v->add = url_point_add_send(rq->a, c);
	v->check = url_points_check(rq->a, c);
	v->take_back = url_if(m, EV_TAKE_BACK_POINTS, url_points_take_back(rq->a, c));
	v->in_writing = url_if(m, EV_IN_WRITING, url_discussion_in_writing(rq->a, c));
	v->decide = url_if(m, EV_DECIDE_POINTS, url_decide_show(rq->a, c));
	v->panel_note = url_if(m, EV_NOTE_PANEL, url_panel_show(rq->a, c));
}

bool
points_may_write(const struct req *rq, const struct moving *m)
{
	static const uint64_t before = STEP_BIT(PLAN_ANSWERED) |
	    STEP_BIT(MEETING_ANSWERED);

	return (before & STEP_BIT(m->d.facts.plan)) != 0 &&
	    may(&rq->who, WRITE_DRAFT, rq->relations, rq->acted);
}

enum err
points_show(struct req *rq)
{
	struct point_rows rows = { 0 };
	struct suggestions more = { 0 };
	struct meeting_now talk;
	struct decided decided;
	struct points_view v = { 0 };
	struct moving m;
	struct round r;
	int64_t owner;

	TRY(moving_of(rq, &m));
	TRY(store_round(rq->db, rq->a, rq->subject, &r));
	TRY(round_decided(rq, &m, &r, &decided));
	TRY(case_status(rq, m.policy, &v.status));
	v.may_write = points_may_write(rq, &m);
	show_where(rq, &m, &v);
	if (v.may_write) {
		TRY(points_drafts(rq, &m, &owner, &rows));
		TRY(suggestions_of(rq, &m, &rows, &more));
	}
	points_links(rq, &v, &m);
	outcome_facts(rq, &v, &r, &decided);
	TRY(store_meeting_read(rq->db, rq->a, rq->subject, MEET_OPS_MANAGER, &talk));
	if (is_set(talk.m.id))
		v.discussion = url_discussion_show(rq->a, rq->subject->pid);
	struct point_lines drafts = draft_lines(rq, &rows, &v.total);
	struct point_lines sent = round_lines(rq, &r, &decided);
	page_points(page_begin(rq, S("Points of disagreement")), &v, &drafts, &more, &sent,
	    view_of(rq, &the_form_point));
	return page_end(rq);
}

/* ---- writing ---- */

enum err
point_add_send(struct req *rq)
{
	const struct form_point *f = rq->form;
	struct moving m;
	int64_t owner, n;

	if (rq->form_errors)
		return points_show(rq);
	TRY(moving_of(rq, &m));
	if (!points_may_write(rq, &m))
		return E_CONFLICT;
	TRY(store_points_owner(rq->db, rq->a, &m.by, rq->subject, &owner));
	TRY(point_add(rq->db, pid_new(), rq->subject->id, owner, f->words, f->asked,
	    f->question, PID_NONE, rq->now, &n));
	note(rq, AUDIENCE_RECORD, PID_NONE, S("A point was written and is not sent yet."));
	return redirect(rq, url_points_show(rq->a, rq->subject->pid));
}

static enum err
own_point(struct req *rq, struct point_row *row)
{
	struct moving m;
	int64_t owner;

	TRY(moving_of(rq, &m));
	TRY(store_points_owner(rq->db, rq->a, &m.by, rq->subject, &owner));
	return point_draft_of(rq->db, rq->a, rq->subject->id, owner, rq->id, row);
}

enum err
point_show(struct req *rq)
{
	struct form_view *f = view_of(rq, &the_form_point);
	struct point_row row;

	TRY(own_point(rq, &row));
	if (!rq->form_errors) {
		form_fill(f, F_point_words, row.words);
		form_fill_money(rq->a, f, F_point_asked, row.asked);
	}
	page_point_form(page_begin(rq, S("Change a point")), f,
	    url_point_change_send(rq->a, rq->subject->pid, rq->id),
	    url_points_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

enum err
point_change_send(struct req *rq)
{
	const struct form_point *f = rq->form;
	struct point_row row;
	int64_t n;

	if (rq->form_errors)
		return point_show(rq);
	TRY(own_point(rq, &row));
	TRY(point_change(rq->db, row.id, f->words, f->asked, rq->now, &n));
	note(rq, AUDIENCE_RECORD, PID_NONE, S("A point was changed and is not sent yet."));
	return redirect(rq, url_points_show(rq->a, rq->subject->pid));
}

enum err
point_remove_send(struct req *rq)
{
	struct point_row row;
	int64_t n;

	TRY(own_point(rq, &row));
	TRY(point_remove(rq->db, row.id, &n));
	note(rq, AUDIENCE_RECORD, PID_NONE, S("A point that was not sent was removed."));
	return redirect(rq, url_points_show(rq->a, rq->subject->pid));
}

/* ---- sending ---- */

static const struct options *
ways_of(void)
{
	static struct option v[] = {
		{ S_INIT("in_person"), S_INIT("In person"), S_INIT("") },
		{ S_INIT("telephone"), S_INIT("By telephone"), S_INIT("") },
		{ S_INIT("video"), S_INIT("By video"), S_INIT("") },
		{ S_INIT("in_writing"), S_INIT("In writing only"),
		    S_INIT("No discussion: your points are decided as you wrote them") },
	};
	static const struct options all = { v, COUNT(v) };

	return &all;
}

enum err
points_check(struct req *rq)
{
	struct point_rows rows;
	struct money total;
	struct moving m;
	int64_t owner;

	TRY(moving_of(rq, &m));
	TRY(points_drafts(rq, &m, &owner, &rows));
	if (rows.n == 0)
		return redirect(rq, url_points_show(rq->a, rq->subject->pid));
	struct point_lines lines = draft_lines(rq, &rows, &total);
	page_points_check(page_begin(rq, S("Check your points")), &lines, total,
	    view_of(rq, &the_form_send_points), ways_of(),
	    url_points_send(rq->a, rq->subject->pid),
	    url_points_show(rq->a, rq->subject->pid), has_move(&m, EV_RAISE_POINTS));
	return page_end(rq);
}

enum err
points_send(struct req *rq)
{
	const struct form_send_points *f = rq->form;
	struct moving m;

	if (rq->form_errors)
		return points_check(rq);
	TRY(moving_of(rq, &m));
	enum err e = store_points_send(rq->db, rq->a, &m.by, rq->subject, &m.d,
	    (enum meeting_way)f->way);
	if (e == E_FORM)
		return redirect_undone(rq, url_points_show(rq->a, rq->subject->pid));
	TRY(e);
	note(rq, AUDIENCE_FAMILY, PID_NONE,
	    with_titles(rq, S("The family put its points to the {operations_manager}.")));
	return redirect(rq, url_points_show(rq->a, rq->subject->pid));
}

enum err
discussion_in_writing(struct req *rq)
{
	struct moving m;

	TRY(moving_of(rq, &m));
	TRY(store_points_in_writing(rq->db, rq->a, &m.by, rq->subject, &m.d));
	note(rq, AUDIENCE_FAMILY, PID_NONE, S("The family wants its points answered in writing only."));
	return redirect(rq, url_points_show(rq->a, rq->subject->pid));
}
