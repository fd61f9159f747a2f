/*
 * A point from a line of the plan. A plan need not say why a line is needed, and
 * whoever decides the point has to know: the family is asked, and finds here what it
 * wrote in the plan.
 */
#include "fcgi/evidence_words.h"
#include "fcgi/pages/points.h"
#include "gen/q_plan.h"
#include "gen/t_point_line.h"

struct raising {		/* a line that can become a point */
	int64_t owner;		/* of the draft */
	const struct suggestion *of;
};

/* E_CONFLICT: a line of the case, but it was added already, or the points are sent. */
static enum err
line_to_raise(struct req *rq, struct raising *r)
{
	struct plan_line_place place;
	struct point_rows drafts;
	struct suggestions all;
	struct moving m;

	TRY(plan_version_of_line(rq->db, rq->a, rq->subject->id, rq->id, &place));
	TRY(moving_of(rq, &m));
	if (!points_may_write(rq, &m))
		return E_CONFLICT;
	TRY(points_drafts(rq, &m, &r->owner, &drafts));
	TRY(suggestions_of(rq, &m, &drafts, &all));
	for (size_t i = 0; i < all.n; i++)
		if (pid_eq(all.v[i].line, rq->id)) {
			r->of = &all.v[i];
			return OK;
		}
	return E_CONFLICT;
}

enum err
point_line_show(struct req *rq)
{
	struct pid c = rq->subject->pid;
	struct form_view *f = view_of(rq, &the_form_point_line);
	struct raising r;
	enum err e = line_to_raise(rq, &r);

	if (e == E_CONFLICT && rq->route->method == GET && rq->drafts.n == 0)
		return redirect(rq, url_points_show(rq->a, c));
	TRY(e);
	form_fill(f, F_point_line_why, r.of->why);
	form_fill_money(rq->a, f, F_point_line_asked, r.of->asked);
	page_point_line(page_begin(rq, S("Add a point from your plan")), r.of, f,
	    url_point_line_send(rq->a, c, rq->id), url_points_show(rq->a, c));
	return page_end(rq);
}

/* "From our plan: riding. She does nothing else out of doors." */
static struct str
point_words(struct arena *a, const struct suggestion *s, struct str why)
{
	struct out o;

	out_init(&o, a, 16000);
	out_str(&o, s->words);
	out_sentence(&o, why);
	out_sentence(&o, s->rest);
	return out_str_of(&o);
}

enum err
point_line_send(struct req *rq)
{
	const struct form_point_line *f = rq->form;
	struct raising r;
	int64_t n;

	TRY(line_to_raise(rq, &r));
	bool money = r.of->asked.pence > 0;
	if (money && !is_set(f->asked))
		wrong(rq, F_point_line_asked, S("Enter what it costs in a year"));
	if (rq->form_errors)
		return point_line_show(rq);
	TRY(point_add(rq->db, pid_new(), rq->subject->id, r.owner,
	    point_words(rq->a, r.of, f->why), money ? f->asked : r.of->asked, INT_NONE,
	    rq->id, rq->now, &n));
	note(rq, AUDIENCE_RECORD, PID_NONE, S("A point was written and is not sent yet."));
	return redirect(rq, url_points_show(rq->a, rq->subject->pid));
}
