#include "fcgi/pages/plan_letter.h"

#include "core/base/civil.h"
#include "core/money.h"
#include "fcgi/evidence_words.h"
#include "fcgi/pages/plan.h"
#include "gen/t_plan_back_letter.h"
#include "gen/t_plan_end_letter.h"
#include "gen/t_plan_letter.h"

/* What the answer adds: what it agrees above the sum of the day. */
static struct letter_change
change_of(const struct plan_view *plan, struct money before)
{
	bool more = money_cmp(plan->agreed, before) > 0;

	return (struct letter_change){
		SUM_BY_PLAN, more ? money_sub(plan->agreed, before) : (struct money){ 0 },
		false, DATE_NONE,
	};
}

static enum err
evidence(const struct plan_move *m, const struct plan *plan, struct plan_letter *l)
{
	struct weighing w = { WEIGHED_PLAN, plan->id, plan->writer };
	struct evidence_told told;

	TRY(evidence_told(m->db, m->a, m->c->id, &w, &told));
	l->relied = told.relied;
	l->not_decisive = told.not_decisive;
	return OK;
}

enum err
plan_letter_answer(const struct plan_move *m, const struct letter_desk *d, struct out *out)
{
	struct sum_now sum;
	struct letter_facts f;
	struct plan_whole w;

	TRY(store_plan_version(m->db, m->a, m->c->id, PLAN_LAST, &w));
	if (!is_set(w.plan.passed))
		return E_CONFLICT;
	TRY(store_allocation(m->db, m->a, m->c->id, STAMP_ALL, &sum));
	w.plan.confirmer = d->who.name;
	w.plan.confirmed = m->by.now;
	struct plan_letter l = {
		.plan = plan_view_of(m->a, m->by.policy, m->c, &w, sum.now.sum,
		    SHOW_SUM | SHOW_ANSWER),
		.before = sum.now.sum,
		.writer = person_words(m->a, m->by.policy, w.plan.writer_name, WORKER,
		    w.plan.writer_title),
	};
	struct letter_change change = change_of(l.plan, l.before);
	TRY(evidence(m, &w.plan, &l));
	TRY(letter_facts_of(d, NULL, &change, &f));
	if (money_cmp(l.plan->agreed, l.plan->cost) < 0)
		f.not_covered = S("It does not cover what a line above says is not agreed, or is "
		    "met in another way.");
	f.next = S("Choose one of these three, in Accord or by telephone.");
	letter_plan_letter(out, &f, &l);
	return OK;
}

enum err
plan_letter_back(const struct letter_desk *d, struct out *out)
{
	struct letter_facts f;

	TRY(letter_facts_of(d, NULL, NULL, &f));
	f.next = S("To come back, send a new version of the plan in Accord, on paper or by "
	    "telephone. The answer then has its full time again.");
	letter_plan_back_letter(out, &f);
	return OK;
}

enum err
plan_letter_end(const struct letter_desk *d, struct out *out)
{
	struct letter_facts f;

	TRY(letter_facts_of(d, NULL, NULL, &f));
	f.next = S("To come back, open the support plan in Accord and press “Take the case up "
	    "again”, or ring. You can then plan, ask for a meeting, or both.");
	letter_plan_end_letter(out, &f);
	return OK;
}
