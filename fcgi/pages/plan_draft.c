/*
 * Writing a plan: the list of what it needs, the outcomes, the child's own words,
 * the money kept for surprises. All of it belongs to the family and whoever helps
 * them write, until they send it (plan_send.c).
 */
#include "core/crypt.h"
#include "core/money.h"
#include "fcgi/draft.h"
#include "fcgi/pages/moves.h"
#include "fcgi/pages/plan.h"
#include "gen/t_plan_child.h"
#include "gen/t_plan_draft.h"
#include "gen/t_plan_outcome.h"
#include "gen/t_plan_outcomes.h"
#include "gen/t_plan_surprises.h"

static enum err
draft_begun(struct req *rq, struct plan_whole *w)
{
	struct doing by = doing_of(rq, NULL);

	return store_plan_begin(rq->db, rq->a, &by, rq->subject->id, w);
}

/* Nobody but the record hears of a draft. */
static enum err
kept(struct req *rq, struct url next)
{
	note(rq, AUDIENCE_RECORD, PID_NONE, S(""));
	return redirect(rq, next);
}

/* ---- the list of what a plan needs ---- */

static struct str
counted(struct arena *a, size_t n, struct str one, struct str many)
{
	struct out o;

	out_init(&o, a, 100);
	out_int(&o, (int64_t)n);
	out_char(&o, ' ');
	out_str(&o, n == 1 ? one : many);
	return out_str_of(&o);
}

static struct str
cost_hint(struct req *rq, const struct plan_whole *w)
{
	struct plan_lines lines = plan_lines_of(rq->a, &w->rows);
	struct plan_sums sums = plan_reach(&lines, (struct money){ 0 });
	struct out o;

	out_init(&o, rq->a, 200);
	out_str(&o, counted(rq->a, w->rows.n, S("line, "), S("lines, ")));
	out_money(&o, sums.cost);
	out_lit(&o, " a year");
	return out_str_of(&o);
}

static struct plan_task
task(struct url to, struct str title, struct str hint, bool done)
{
	return (struct plan_task){ to, title, hint,
		done ? S("Done") : S("To do"), done ? S("green") : S("teal") };
}

/* Files of the plan, with the council or not sent yet. */
static size_t
files_of(const struct plan_whole *w, const struct plan_file_views *unsent, bool picture)
{
	size_t n = 0;

	for (size_t i = 0; i < w->files.n; i++)
		n += (w->files.v[i].plan == PLAN_PICTURE) == picture;
	for (size_t i = 0; i < unsent->n; i++)
		n += unsent->v[i].picture == picture;
	return n;
}

static struct plan_tasks
tasks_of(struct req *rq, const struct plan_whole *w, const struct plan_file_views *unsent)
{
	struct pid pid = rq->subject->pid;
	struct plan_tasks t = { ARENA_ARRAY(rq->a, 8, struct plan_task), 0 };
	struct arena *a = rq->a;

	t.v[t.n++] = task(url_plan_outcomes_show(a, pid), S("What you want to happen"),
	    w->outcomes.n > 0 ? counted(a, w->outcomes.n, S("outcome"), S("outcomes")) :
	    S("The outcomes, in your own words"), w->outcomes.n > 0);
	t.v[t.n++] = task(url_plan_child_show(a, pid), S("Your child’s own words, or picture"),
	    S("What they say, show or draw"),
	    (is_set(w->plan.child_words) && w->plan.child_words.n > 0) ||
	    files_of(w, unsent, true) > 0);
	t.v[t.n++] = task(url_plan_lines_show(a, pid), S("What is needed and what it costs"),
	    w->rows.n > 0 ? cost_hint(rq, w) : S("One line for each thing, in your order"),
	    w->rows.n > 0);
	bool any = files_of(w, unsent, false) > 0;
	t.v[t.n++] = (struct plan_task){ route_then(a, url_documents_show(a, pid),
		url_plan_draft_show(a, pid)), S("Files"), S("Reports, photos, a drawing"),
		any ? S("Added") : S("If you like"), any ? S("green") : S("grey") };
	t.v[t.n++] = task(url_plan_surprises_show(a, pid), S("Money for surprises"),
	    S("What may stay in the account"), is_set(w->plan.contingency));
	return t;
}

enum err
plan_draft_show(struct req *rq)
{
	struct plan_whole w;
	struct plan_file_views unsent;
	struct pid *pids;

	TRY(plan_draft_of(rq, &w));
	TRY(plan_files_unsent(rq, &unsent, &pids));
	struct plan_tasks tasks = tasks_of(rq, &w, &unsent);
	bool sends = may(&rq->who, WRITE_PLAN, rq->relations, rq->acted);
	page_plan_draft(page_begin(rq, S("Write the support plan")),
	    rq->subject->called, &tasks, sends && w.rows.n > 0 && w.outcomes.n > 0,
	    sends, url_plan_send_show(rq->a, rq->subject->pid),
	    url_plan_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

/* A new version begins as a copy of the one before. */
enum err
plan_draft_begin(struct req *rq)
{
	struct plan_whole w;

	TRY(draft_begun(rq, &w));
	return kept(rq, url_plan_draft_show(rq->a, rq->subject->pid));
}

/* ---- outcomes ---- */

/* Who helped with it, for the family; none: one of them wrote it. */
static struct str
outcome_helper(const struct req *rq, const struct plan_outcome *o)
{
	bool theirs = o->named_by == rq->who.id;

	if (!is_set(o->helper) || rq->who.role != FAMILY)
		return STR_NONE;
	return draft_written_by(rq->a, theirs ? o->helper : S(""), o->written);
}

enum err
plan_outcomes_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	struct plan_outcome_views views;
	struct plan_whole w;

	TRY(plan_draft_of(rq, &w));
	views = (struct plan_outcome_views){
		ARENA_ARRAY(rq->a, w.outcomes.n + 1, struct plan_outcome_view), 0 };
	for (size_t i = 0; i < w.outcomes.n; i++)
		views.v[views.n++] = (struct plan_outcome_view){
			w.outcomes.v[i].words, outcome_helper(rq, &w.outcomes.v[i]),
			url_plan_outcome_show(rq->a, pid, w.outcomes.v[i].pid),
			url_plan_outcome_remove(rq->a, pid, w.outcomes.v[i].pid) };
	page_plan_outcomes(page_begin(rq, S("What you want to happen")),
	    view_of(rq, &the_form_plan_outcome), &views, rq->subject->called,
	    url_plan_outcome_new(rq->a, pid), url_plan_draft_show(rq->a, pid));
	return page_end(rq);
}

enum err
plan_outcome_new(struct req *rq)
{
	const struct form_plan_outcome *f = rq->form;
	struct plan_whole w;
	int64_t id;

	if (rq->form_errors)
		return plan_outcomes_show(rq);
	TRY(draft_begun(rq, &w));
	int last = w.outcomes.n > 0 ? w.outcomes.v[w.outcomes.n - 1].no : 0;
	TRY(plan_outcome_add(rq->db, pid_new(), w.plan.id, last + 1, f->words, rq->who.id,
	    rq->now, &id));
	return kept(rq, url_plan_outcomes_show(rq->a, rq->subject->pid));
}

/* The outcome in the path, which must be one of this draft. */
static enum err
outcome_here(struct req *rq, struct plan_whole *w, const struct plan_outcome **o)
{
	TRY(plan_draft_of(rq, w));
	*o = plan_outcome_by(w, rq->id);
	return *o != NULL ? OK : E_NOT_FOUND;
}

enum err
plan_outcome_show(struct req *rq)
{
	const struct plan_outcome *o;
	struct plan_whole w;

	TRY(outcome_here(rq, &w, &o));
	struct form_view *f = view_of(rq, &the_form_plan_outcome);
	if (!rq->form_errors)
		form_fill(f, F_plan_outcome_words, o->words);
	page_plan_outcome(page_begin(rq, S("Change an outcome")), f, outcome_helper(rq, o),
	    url_plan_outcome_save(rq->a, rq->subject->pid, rq->id),
	    url_plan_outcome_remove(rq->a, rq->subject->pid, rq->id),
	    url_plan_outcomes_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

enum err
plan_outcome_save(struct req *rq)
{
	const struct form_plan_outcome *f = rq->form;
	const struct plan_outcome *o;
	struct plan_whole w;
	int64_t n;

	if (rq->form_errors)
		return plan_outcome_show(rq);
	TRY(outcome_here(rq, &w, &o));
	TRY(plan_outcome_change(rq->db, w.plan.id, o->id, f->words, rq->who.id, rq->now,
	    &n));
	return kept(rq, url_plan_outcomes_show(rq->a, rq->subject->pid));
}

enum err
plan_outcome_remove(struct req *rq)
{
	const struct plan_outcome *o;
	struct plan_whole w;
	int64_t n;

	TRY(outcome_here(rq, &w, &o));
	TRY(plan_outcome_loose(rq->db, w.plan.id, o->id, &n));
	TRY(plan_outcome_drop(rq->db, w.plan.id, o->id, &n));
	return kept(rq, url_plan_outcomes_show(rq->a, rq->subject->pid));
}

/* ---- the child's own words; money for surprises ---- */

static bool
in_own_right(const struct req *rq)
{
	return plan_in_own_right(rq->subject->born, rq->today);
}

static struct options
own_views(struct req *rq)
{
	struct options o = { ARENA_ARRAY(rq->a, 2, struct option), 0 };

	if (in_own_right(rq)) {
		o.v[o.n++] = (struct option){ S("same"), S("Yes, the same way"), S("") };
		o.v[o.n++] = (struct option){ S("differs"), S("No, in part or altogether"),
			S("Write above how the young person sees it") };
	}
	return o;
}

enum err
plan_child_show(struct req *rq)
{
	struct plan_whole w;

	TRY(plan_draft_of(rq, &w));
	struct form_view *f = view_of(rq, &the_form_plan_child);
	if (!rq->form_errors) {
		form_fill(f, F_plan_child_words,
		    is_set(w.plan.child_words) ? w.plan.child_words : S(""));
		form_fill_choice(f, F_plan_child_own_view, (int)w.plan.own_view);
	}
	struct options views = own_views(rq);
	page_plan_child(page_begin(rq, S("Your child’s own words")), f,
	    rq->subject->called, &views, route_then(rq->a,
	    url_documents_show(rq->a, rq->subject->pid),
	    url_plan_child_show(rq->a, rq->subject->pid)),
	    url_plan_child_save(rq->a, rq->subject->pid),
	    url_plan_draft_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

enum err
plan_child_save(struct req *rq)
{
	const struct form_plan_child *f = rq->form;
	struct plan_whole w;
	int64_t n;

	if (in_own_right(rq) && f->own_view == OWN_VIEW_NOT_SAID)
		wrong(rq, F_plan_child_own_view, S("Say whether they see the plan the same way"));
	if (rq->form_errors)
		return plan_child_show(rq);
	TRY(draft_begun(rq, &w));
	TRY(plan_say(rq->db, w.plan.id, f->words, &n));
	if (in_own_right(rq))
		TRY(plan_say_view(rq->db, w.plan.id, (enum own_view)f->own_view, &n));
	return kept(rq, url_plan_draft_show(rq->a, rq->subject->pid));
}

static struct str
percent_range(struct req *rq, const struct policy *p, struct str before)
{
	struct out o;

	out_init(&o, rq->a, 300);
	out_str(&o, before);
	out_int(&o, policy_limit(p, LIMIT_CONTINGENCY_LEAST));
	out_lit(&o, " to ");
	out_int(&o, policy_limit(p, LIMIT_CONTINGENCY_MOST));
	return out_str_of(&o);
}

enum err
plan_surprises_show(struct req *rq)
{
	struct plan_whole w;
	const struct policy *p;

	TRY(today_policy(rq, &p));
	TRY(plan_draft_of(rq, &w));
	struct form_view *f = view_of(rq, &the_form_plan_surprises);
	if (!rq->form_errors)
		form_fill_int(rq->a, f, F_plan_surprises_percent, w.plan.contingency);
	page_plan_surprises(page_begin(rq, S("Money for surprises")), f,
	    percent_range(rq, p, S("A whole number from ")),
	    url_plan_surprises_save(rq->a, rq->subject->pid),
	    url_plan_draft_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

enum err
plan_surprises_save(struct req *rq)
{
	const struct form_plan_surprises *f = rq->form;
	const struct policy *p;
	struct plan_whole w;

	TRY(today_policy(rq, &p));
	if (!rq->form_errors && !plan_surprises_within(f->percent,
	    policy_limit(p, LIMIT_CONTINGENCY_LEAST),
	    policy_limit(p, LIMIT_CONTINGENCY_MOST)))
		wrong(rq, F_plan_surprises_percent,
		    percent_range(rq, p, S("Enter a whole number from ")));
	if (rq->form_errors)
		return plan_surprises_show(rq);
	TRY(draft_begun(rq, &w));
	TRY(store_plan_surprises(rq->db, p, &w, f->percent));
	return kept(rq, url_plan_draft_show(rq->a, rq->subject->pid));
}
