/*
 * Taking the points of disagreement back: a letter says what stands, and how to
 * come back to them.
 */
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/moves.h"
#include "fcgi/pages/points.h"
#include "fcgi/req.h"
#include "fcgi/service.h"
#include "gen/t_points_back_letter.h"
#include "sql/store_letter.h"
#include "sql/store_points.h"

static enum err
back_letter(struct req *rq, const struct moving *m, struct letter_made *made)
{
	struct decided none = { 0 };
	struct letter_desk desk;
	struct letter_facts f;
	struct round r;
	struct out html;

	TRY(store_round(rq->db, rq->a, rq->subject, &r));
	struct point_lines lines = round_lines(rq, &r, &none);
	TRY(desk_of(rq, m->policy, &desk));
	TRY(letter_facts_of(&desk, NULL, NULL, &f));
	f.next = S("You can send points again at any time. Those you took back are kept for "
	    "you as drafts. You can also settle.");
	out_init(&html, rq->a, LETTER_LIMIT);
	letter_points_back_letter(&html, &f, &lines);
	return store_letter(rq->db, rq->a, m->policy, rq->who.id, rq->now, rq->subject,
	    LETTER_POINTS_BACK, &html, made);
}

enum err
points_take_back(struct req *rq)
{
	struct letter_made made;
	struct moving m;

	TRY(moving_of(rq, &m));
	if (!has_move(&m, EV_TAKE_BACK_POINTS))
		return E_CONFLICT;
	TRY(back_letter(rq, &m, &made));
	TRY(store_points_take_back(rq->db, rq->a, &m.by, rq->subject, &m.d, made.available));
	TRY(tell_letter(rq, &made, S("There is a letter for you to read.")));
	note(rq, AUDIENCE_FAMILY, made.pid, S("The family took its points back."));
	return redirect(rq, url_points_show(rq->a, rq->subject->pid));
}
