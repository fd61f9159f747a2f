#include "fcgi/pages/decision_letters.h"

#include "core/base/civil.h"
#include "gen/q_late.h"
#include "gen/q_meeting.h"
#include "gen/t_letter_check.h"
#include "gen/t_outcome_preview.h"
#include "gen/t_back_link.h"

enum err
late_lines(struct req *rq, struct date since, struct late_lines *lines)
{
	struct late_steps late;

	TRY(late_steps_of(rq->db, rq->a, rq->subject->id, since, &late));
	*lines = (struct late_lines){ ARENA_ARRAY(rq->a, late.n + 1, struct late_line), 0 };
	for (size_t i = 0; i < late.n; i++) {
		struct out o;
		out_init(&o, rq->a, 500);
		out_str(&o, step_rule(late.v[i].step)->words);
		out_lit(&o, ": due by ");
		out_date(&o, late.v[i].due);
		out_lit(&o, ", and not done by then.");
		lines->v[lines->n++] = (struct late_line){ out_str_of(&o) };
	}
	return OK;
}

enum err
first_letter_day(struct req *rq, const struct moving *m, struct date *day)
{
	struct first_letter first;

	TRY(first_score_letter(rq->db, rq->a, rq->subject->id, m->d.standing.assessment,
	    &first));
	*day = is_set(first.available) && !stamp_is_held(first.available) ? stamp_london_date(first.available) : rq->today;
	return OK;
}

void
preview_begin(struct req *rq, struct str title, const struct meeting_check *v,
    struct str who)
{
	struct page *pg = page_begin(rq, title);

	part_back_link(pg, v->back, S("Back"));
	frame_outcome_preview_top(pg, who);
}

enum err
preview_end(struct req *rq, const struct meeting_check *v)
{
	frame_outcome_preview_bottom(&rq->page, STR_NONE);
	page_letter_check(&rq->page, v);
	return page_end(rq);
}

enum err
own_phone(struct req *rq, struct str *telephone)
{
	struct own_number own;

	TRY(phone_of_person(rq->db, rq->a, rq->who.id, &own));
	*telephone = own.phone.n > 0 ? own.phone : rq->subject->worker_phone;
	return OK;
}
