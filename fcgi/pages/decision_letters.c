#include "fcgi/pages/decision_letters.h"

#include "core/base/civil.h"
#include "fcgi/service.h"
#include "gen/q_meeting.h"
#include "gen/t_letter_check.h"
#include "gen/t_outcome_preview.h"
#include "gen/t_back_link.h"

enum err
desk_of(struct req *rq, const struct policy *p, struct letter_desk *d)
{
	return letter_desk_open(rq->app, rq->app->config, rq->db, rq->a, rq->subject,
	    &rq->who, rq->now, p, d);
}

enum err
own_letter_facts(struct req *rq, const struct policy *p, const struct letter_change *now,
    struct letter_facts *f)
{
	struct letter_desk d;

	TRY(desk_of(rq, p, &d));
	TRY(letter_facts_of(&d, NULL, now, f));
	f->contact = rq->who.name;
	return own_phone(rq, &f->telephone);
}

enum err
evidence_of(struct req *rq, enum weighed_for what, int64_t decision, int64_t person,
    struct weighed *w)
{
	*w = (struct weighed){ .decision = decision };
	enum err e = weighed_of(rq->db, rq->a, what, decision, person, w);
	return e == E_NOT_FOUND ? OK : e;
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
