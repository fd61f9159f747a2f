/*
 * What could become a point of disagreement: challenged questions that were not
 * answered as asked, and what the plan was not given.
 */
#include "core/money.h"
#include "core/ras.h"
#include "fcgi/pages/points.h"
#include "fcgi/service.h"

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
	out_points(&o, item->proposed);
	out_lit(&o, " points instead of ");
	out_points(&o, item_points_now(&(struct item_points){ item->original,
	    item->proposed, item->worker, item->reviewer }));
	out_lit(&o, ". ");
	out_str(&o, item->why);
	return out_str_of(&o);
}

/* What a challenged question would add to the yearly sum, had it the points asked. */
static struct money
suggestion_sum(const struct policy *p, const struct standing *s, const struct item *item)
{
	int now = item_points_now(&(struct item_points){ item->original, item->proposed,
	    item->worker, item->reviewer }).n;
	struct points would = { (int16_t)(s->total.n - now + item->proposed.n) };
	const struct funding_step *step = ras_step(p, would);

	if (step == NULL || money_cmp(step->yearly, s->yearly) <= 0)
		return (struct money){ 0 };
	return money_sub(step->yearly, s->yearly);
}

static bool
is_a_point(const struct point_rows *drafts, int question)
{
	for (size_t i = 0; i < drafts->n; i++)
		if (drafts->v[i].question == question)
			return true;
	return false;
}

static bool
below_what_was_asked(const struct item *item)
{
	return item_points_now(&(struct item_points){ item->original, item->proposed,
	    item->worker, item->reviewer }).n < item->proposed.n;
}

static bool
is_a_line(const struct point_rows *drafts, struct pid line)
{
	for (size_t i = 0; i < drafts->n; i++)
		if (pid_eq(drafts->v[i].plan_line, line))
			return true;
	return false;
}

/* The lines of the plan that the answer to it did not reach, with what is left. */
static void
suggest_lines(struct arena *a, const struct line_lefts *left,
    const struct point_rows *drafts, struct suggestions *all)
{
	for (size_t i = 0; i < left->n; i++) {
		const struct line_left *l = &left->v[i];
		struct out o;
		if (is_a_line(drafts, l->pid) || money_cmp(l->agreed, l->yearly) >= 0)
			continue;
		out_init(&o, a, 4000);
		out_lit(&o, "From our plan: ");
		out_str(&o, l->what);
		out_lit(&o, ". ");
		out_str(&o, l->why);
		all->v[all->n++] = (struct suggestion){
			out_str_of(&o), money_sub(l->yearly, l->agreed), S(""),
			pid_print(a, l->pid),
		};
	}
}

enum err
suggestions_of(struct req *rq, const struct moving *m, const struct point_rows *drafts,
    struct suggestions *all)
{
	const struct standing *s = &m->d.standing;
	struct line_lefts left;
	const struct policy *p;

	TRY(lines_left(rq->db, rq->a, rq->subject->id, &left));
	*all = (struct suggestions){
		ARENA_ARRAY(rq->a, m->d.items.n + left.n + 1, struct suggestion), 0
	};
	suggest_lines(rq->a, &left, drafts, all);
	if (m->d.items.n == 0)
		return OK;
	TRY(service_policy(rq->app, rq->db, rq->a, s->policy, &p));
	for (size_t i = 0; i < m->d.items.n; i++) {
		const struct item *item = &m->d.items.v[i];
		const struct question *q = tool_question(
		    policy_tool(p, (enum tool_kind)s->tool), item->question);
		struct out number;
		if (is_a_point(drafts, item->question) || !below_what_was_asked(item))
			continue;
		out_init(&number, rq->a, 10);
		out_int(&number, item->question);
		all->v[all->n++] = (struct suggestion){
			suggestion_words(rq->a, q, item), suggestion_sum(p, s, item),
			out_str_of(&number), S(""),
		};
	}
	return OK;
}
