/*
 * What came after the answer to a plan and is about no line of it: what a meeting
 * agreed, and points of their own. Shown with the plan, as far as it was told.
 */
#include "core/base/civil.h"
#include "fcgi/pages/moves.h"
#include "fcgi/pages/plan.h"
#include "fcgi/score_view.h"
#include "sql/store_meeting.h"

#define WORDS ((size_t)8000)

static struct str
meeting_title(struct arena *a, const struct policy *p, const struct meeting *m)
{
	struct out o;

	out_init(&o, a, 600);
	out_lit(&o, "What came of the meeting: ");
	out_str(&o, person_words(a, p, m->answered_by, m->answered_role, m->answered_title));
	out_lit(&o, ", ");
	out_date(&o, stamp_london_date(m->answered));
	return out_str_of(&o);
}

static struct str
meeting_words(struct arena *a, const struct meeting *m)
{
	struct out o;

	out_init(&o, a, WORDS);
	plan_out_sentence(&o, meeting_answer_words(m->answer));
	out_lit(&o, ". ");
	if (is_set(m->amount) && m->amount.pence > 0) {
		out_money(&o, m->amount);
		out_lit(&o, " a year more. ");
	}
	out_str(&o, m->reasons);
	return out_str_of(&o);
}

static bool
came_after(struct req *rq, const struct plan *plan, const struct meeting *m)
{
	return is_set(m->id) && is_set(m->answered) && m->answered.us > plan->confirmed.us &&
	    is_told(rq, is_set(m->told) ? m->told : m->answered);
}

enum err
plan_since(struct req *rq, const struct policy *p, const struct plan_whole *w,
    struct plan_saids *all)
{
	const struct line_points *points = &w->fit->points;
	struct meeting_now met;

	*all = (struct plan_saids){ ARENA_ARRAY(rq->a, points->n + 1, struct plan_said), 0 };
	if (!is_set(w->plan.confirmed))
		return OK;
	TRY(store_meeting_read(rq->db, rq->a, rq->subject, MEET_PRACTICE_LEAD, &met));
	if (came_after(rq, &w->plan, &met.m))
		all->v[all->n++] = (struct plan_said){
			meeting_title(rq->a, p, &met.m), meeting_words(rq->a, &met.m) };
	for (size_t i = 0; i < points->n; i++)
		if (points->v[i].line == NO_LINE)
			all->v[all->n++] = plan_point_said(rq->a, p, &points->v[i]);
	return OK;
}
