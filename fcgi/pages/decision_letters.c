#include "fcgi/pages/decision_letters.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "fcgi/service.h"

enum err
desk_of(struct req *rq, const struct policy *p, struct letter_desk *d)
{
	TRY(letter_desk_open(rq->app, rq->app->config, rq->db, rq->a, rq->subject,
	    &rq->who, rq->now, p, d));
	d->decided = received_on(rq);
	return OK;
}

enum err
own_letter_facts(struct req *rq, const struct policy *p, const struct letter_change *now,
    struct letter_facts *f)
{
	struct letter_desk d;

	TRY(desk_of(rq, p, &d));
	TRY(letter_facts_of(&d, NULL, now, f));
	f->contact = rq->who.name;
	f->telephone = f->head->telephone;
	return OK;
}

struct str
talked_with(struct arena *a, const struct policy *p, const struct meeting *m)
{
	struct out o;

	out_init(&o, a, 300);
	out_str(&o, m->note_by);
	out_lit(&o, " (");
	out_str(&o, m->note_title.n > 0 ? m->note_title : policy_title(p, m->note_role)->one);
	out_char(&o, ')');
	return out_str_of(&o);
}
