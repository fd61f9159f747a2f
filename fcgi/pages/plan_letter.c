#include "fcgi/pages/plan_letter.h"

#include "core/base/civil.h"
#include "core/money.h"
#include "fcgi/pages/plan.h"
#include "gen/t_plan_back_letter.h"
#include "gen/t_plan_end_letter.h"
#include "gen/t_plan_letter.h"

#define LETTER_LIMIT ((size_t)1024 * 1024)

static struct str
title_of(const struct policy *p, enum role role)
{
	return policy_title(p, role)->one;
}

static struct help_lines
help_of(struct arena *a, const struct policy *p)
{
	struct help_lines lines = { ARENA_ARRAY(a, p->helpers.n + 1, struct help_line), 0 };

	for (size_t i = 0; i < p->helpers.n; i++)
		lines.v[lines.n++] = (struct help_line){ p->helpers.v[i].name,
			p->helpers.v[i].telephone, p->helpers.v[i].hours };
	return lines;
}

static struct str
policy_words(struct arena *a, const struct policy *p)
{
	struct out o;

	out_init(&o, a, 500);
	out_str(&o, p->version.name);
	out_lit(&o, ", version ");
	out_str(&o, p->version.label);
	out_lit(&o, ", in force since ");
	out_date(&o, p->version.valid_from);
	return out_str_of(&o);
}

/* In table score: which decision a figure came from. */
static struct str
stage_words(int stage)
{
	static const struct str words[] = {
		S_INIT("Decided"), S_INIT("The score was approved"),
		S_INIT("The challenge was answered"),
		S_INIT("The contested scores were reviewed"),
	};

	return words[stage > 0 && stage < (int)COUNT(words) ? stage : 0];
}

static struct str
stage_by(struct arena *a, const struct policy *p, const struct plan_stage *s)
{
	struct out o;

	out_init(&o, a, 500);
	out_str(&o, s->name);
	out_lit(&o, ", ");
	out_str(&o, title_of(p, s->role));
	out_lit(&o, ", ");
	out_date(&o, stamp_london_date(s->at));
	return out_str_of(&o);
}

/* What was agreed above the figure, and how. */
static void
add_above(struct plan_stage_views *views, struct money amount, struct str words)
{
	if (amount.pence > 0)
		views->v[views->n++] = (struct plan_stage_view){ words, amount, STR_NONE };
}

#define WAYS_ABOVE 4

static struct plan_stage_views
stages_of(struct arena *a, const struct policy *p, const struct plan_stages *all,
    const struct agreed *above)
{
	struct plan_stage_views views = {
		ARENA_ARRAY(a, all->n + WAYS_ABOVE, struct plan_stage_view), 0 };

	for (size_t i = 0; i < all->n; i++)
		views.v[views.n++] = (struct plan_stage_view){
			stage_words(all->v[i].stage), all->v[i].yearly,
			stage_by(a, p, &all->v[i]) };
	add_above(&views, above->plans, S("Agreed on top of it by answers to plans"));
	add_above(&views, above->meetings, S("Agreed on top of it after meetings"));
	add_above(&views, above->points, S("Agreed on top of it by points of disagreement"));
	add_above(&views, above->panel, S("Agreed on top of it by the panel"));
	return views;
}

static struct str
late_words(const struct plan_move *m, const struct open_steps *steps)
{
	struct out o;

	out_init(&o, m->a, 500);
	for (size_t i = 0; i < steps->n; i++) {
		const struct open_step *s = &steps->v[i];
		int late = step_days_late(m->policy, s->step, s->due, m->who.today);
		if (s->step != STEP_CONFIRM_PLAN || late == 0)
			continue;
		out_lit(&o, "The answer to the plan was due by ");
		out_date(&o, s->due);
		out_lit(&o, ". It is ");
		out_int(&o, late);
		out_str(&o, late == 1 ? S(" working day late.") : S(" working days late."));
	}
	return o.n > 0 ? out_str_of(&o) : STR_NONE;
}

/* What every letter about a plan says. */
static enum err
facts_of(const struct plan_move *m, struct str by, struct plan_letter *l)
{
	struct plan_purse purse;
	struct plan_stages stages = { NULL, 0 };

	*l = (struct plan_letter){
		.ref = m->c->ref, .called = m->c->called,
		.by = by, .role = title_of(m->policy, m->who.role),
		.day = m->who.today,
		.contact = m->c->worker_name, .telephone = m->c->worker_phone,
		.policy = policy_words(m->a, m->policy),
		.reference = m->policy->version.reference,
		.help = help_of(m->a, m->policy),
	};
	TRY(store_plan_purse(m->db, m->a, m->c->id, &purse));
	if (purse.assessment != ID_NONE)
		TRY(plan_stages_of(m->db, m->a, purse.assessment, &stages));
	l->stages = stages_of(m->a, m->policy, &stages, &purse.agreed);
	l->figure = l->sum = purse.now.sum;
	l->from = is_set(purse.first) ? stamp_london_date(purse.first) : l->day;
	return OK;
}

enum err
plan_letter_answer(const struct plan_move *m, struct str confirmer, struct out *out)
{
	struct plan_letter l;
	struct plan_whole w;
	struct open_steps steps;

	TRY(store_plan_version(m->db, m->a, m->c->id, PLAN_LAST, &w));
	if (!is_set(w.plan.passed))
		return E_CONFLICT;
	TRY(open_steps(m->db, m->a, m->c->id, &steps));
	TRY(facts_of(m, confirmer, &l));
	w.plan.confirmer = confirmer;
	w.plan.confirmed = m->now;
	l.plan = plan_view_of(m->a, m->policy, m->c, &w, l.figure,
	    SHOW_SUM | SHOW_ANSWER);
	if (money_cmp(l.plan->agreed, l.figure) > 0)
		l.sum = l.plan->agreed;
	struct year_share year = allocation_this_year(l.sum, l.from, l.day);
	l.year_last = year.last;
	l.this_year = year.sum;
	l.writer = w.plan.writer_name;
	l.writer_role = title_of(m->policy, WORKER);
	l.late = late_words(m, &steps);
	out_init(out, m->a, LETTER_LIMIT);
	letter_plan_letter(out, &l);
	return OK;
}

enum err
plan_letter_back(const struct plan_move *m, struct str by, struct out *out)
{
	struct plan_letter l;

	TRY(facts_of(m, by, &l));
	out_init(out, m->a, LETTER_LIMIT);
	letter_plan_back_letter(out, &l);
	return OK;
}

enum err
plan_letter_end(const struct plan_move *m, struct str by, struct out *out)
{
	struct plan_letter l;

	TRY(facts_of(m, by, &l));
	out_init(out, m->a, LETTER_LIMIT);
	letter_plan_end_letter(out, &l);
	return OK;
}
