/*
 * What could become a point of disagreement: contested questions that were not
 * answered as asked, and what the money does not reach of the plan. Together
 * they ask for exactly that, and for nothing twice.
 */
#include "core/money.h"
#include "core/ras.h"
#include "fcgi/pages/points.h"
#include "fcgi/service.h"
#include "sql/store_fit.h"

static struct points
points_now(const struct item *item)
{
	return item_points_now(&(struct item_points){ item->original, item->proposed,
	    item->worker, item->reviewer });
}

static struct str
suggestion_words(struct arena *a, const struct question *q, const struct item *item)
{
	struct out o;

	out_init(&o, a, 5000);
	out_lit(&o, "Question ");
	out_int(&o, item->question);
	out_lit(&o, ", ");
	out_str(&o, q->title);
	out_lit(&o, ": ");
	out_points(&o, item->asked);
	out_lit(&o, " points instead of ");
	out_points(&o, points_now(item));
	out_lit(&o, ". ");
	out_str(&o, item->why);
	return out_str_of(&o);
}

static struct money
yearly_at(const struct policy *p, int total)
{
	const struct funding_step *step = ras_step(p, (struct points){ (int16_t)total });

	return step != NULL ? step->yearly : (struct money){ 0 };
}

/* What is contested and was not answered as asked. */
static bool
still_contested(const struct item *item)
{
	static const uint64_t contested = STEP_BIT(ITEM_CONTESTED) | STEP_BIT(ITEM_SETTLED);

	return (contested & STEP_BIT(item->state)) != 0 &&
	    points_now(item).n < item->asked.n;
}

static const struct point_row *
draft_about(const struct point_rows *drafts, int question)
{
	for (size_t i = 0; i < drafts->n; i++)
		if (drafts->v[i].question == question)
			return &drafts->v[i];
	return NULL;
}

/* Each with what it adds to the sum beside those before it. */
static enum err
suggest_questions(struct req *rq, const struct moving *m, const struct point_rows *drafts,
    struct suggestions *all)
{
	const struct standing *s = &m->d.standing;
	const struct policy *p;
	int total = s->total.n;

	if (m->d.items.n == 0)
		return OK;
	TRY(service_policy(rq->app, rq->db, rq->a, s->policy, &p));
	const struct tool *tool = policy_tool(p, (enum tool_kind)s->tool);
	for (size_t i = 0; i < m->d.items.n; i++) {
		const struct item *item = &m->d.items.v[i];
		struct money before = yearly_at(p, total);
		if (!still_contested(item))
			continue;
		total += item->asked.n - points_now(item).n;
		if (draft_about(drafts, item->question) != NULL)
			continue;
		all->v[all->n++] = (struct suggestion){
			.words = suggestion_words(rq->a, tool_question(tool, item->question),
			    item), .why = S(""), .rest = S(""),
			.asked = money_sub(yearly_at(p, total), before),
			.question = int_words(rq->a, item->question),
		};
	}
	return OK;
}

static bool
is_a_line(const struct point_rows *drafts, struct pid line)
{
	for (size_t i = 0; i < drafts->n; i++)
		if (pid_eq(drafts->v[i].plan_line, line))
			return true;
	return false;
}

/* Where the sum reaches a line, no money is asked for it. */
static struct str
rest_words(struct arena *a, const struct line_stand *line)
{
	struct money agreed = is_set(line->agreed) ? line->agreed : (struct money){ 0 };
	struct out o;

	if (line->missing.pence != 0)
		return S("");
	out_init(&o, a, 200);
	out_lit(&o, "The sum reaches it: we ask that ");
	out_money(&o, money_sub(line->total, agreed));
	out_lit(&o, " a year of it may be used for this.");
	return out_str_of(&o);
}

static struct suggestion
of_line(struct req *rq, const struct plan_row *r, const struct line_stand *line)
{
	struct out o;

	out_init(&o, rq->a, 1000);
	out_lit(&o, "From our plan: ");
	out_str(&o, r->what);
	out_char(&o, '.');
	return (struct suggestion){
		.words = out_str_of(&o), .why = r->why, .rest = rest_words(rq->a, line),
		.asked = line->missing, .question = S(""), .line = r->pid,
		.write = url_point_line_show(rq->a, rq->subject->pid, r->pid),
	};
}

/*
 * The lines that were not agreed in full, with what the money does not reach of
 * them. What is asked for a question already counts as money that is there.
 */
static enum err
suggest_lines(struct req *rq, const struct plan_whole *w, const struct point_rows *drafts,
    struct suggestions *all)
{
	struct sum_now sum;
	struct fit_now fit;

	if (w->plan.id == ID_NONE || rq->now.us < w->plan.readable.us)
		return OK;
	TRY(store_allocation(rq->db, rq->a, rq->subject->id, rq->now, &sum));
	struct money there = sum.now.sum;
	for (size_t i = 0; i < drafts->n; i++)
		if (is_set(drafts->v[i].question))
			there = money_add(there, drafts->v[i].asked);
	TRY(store_fit_read(rq->db, rq->a, rq->subject->id, rq->now, w, there, &fit));
	for (size_t i = 0; i < w->rows.n; i++) {
		const struct plan_row *r = &w->rows.v[i];
		const struct line_stand *line = &fit.stands.v[i];
		if (is_a_line(drafts, r->pid) || line->agreed.pence == line->total.pence)
			continue;
		all->v[all->n++] = of_line(rq, r, line);
	}
	return OK;
}

enum err
suggestions_of(struct req *rq, const struct moving *m, const struct point_rows *drafts,
    struct suggestions *all)
{
	struct plan_whole w;

	TRY(store_plan_version(rq->db, rq->a, rq->subject->id, PLAN_STANDING, &w));
	*all = (struct suggestions){
		ARENA_ARRAY(rq->a, m->d.items.n + w.rows.n + 1, struct suggestion), 0
	};
	TRY(suggest_questions(rq, m, drafts, all));
	return suggest_lines(rq, &w, drafts, all);
}
