/*
 * Giving a case to another worker.
 */
#include "core/base/civil.h"
#include "fcgi/given.h"
#include "fcgi/pages/late.h"
#include "fcgi/pages/moves.h"
#include "fcgi/pages/status.h"
#include "fcgi/service.h"
#include "gen/t_case_give.h"
#include "sql/store_worker.h"
#include "web/late.h"

static struct options
choices_of(struct req *rq, const struct worker_choices *all)
{
	struct options o = { ARENA_ARRAY(rq->a, all->n + 1, struct option), 0 };

	for (size_t i = 0; i < all->n; i++) {
		const struct worker_choice *w = &all->v[i];
		if (w->id != rq->subject->worker)
			o.v[o.n++] = (struct option){ pid_print(rq->a, w->pid), w->name,
				is_set(w->team_name) ? w->team_name : S("") };
	}
	return o;
}

/* Is the worker of the case, who scored it, at reconsidering it? */
static bool
reconsiders(const struct req *rq, const struct open_steps *steps)
{
	for (size_t i = 0; i < steps->n; i++)
		if (steps->v[i].step == STEP_RECONSIDER &&
		    steps->v[i].person == rq->subject->worker)
			return true;
	return false;
}

enum err
case_give_show(struct req *rq)
{
	struct form_view *f = view_of(rq, &the_form_case_give);
	struct case_given given = { .to_person = ID_NONE };
	struct worker_choices all;
	struct open_steps steps;
	const struct policy *p;

	TRY(service_policy(rq->app, rq->db, rq->a, rq->session.policy, &p));
	TRY(store_worker_choices(rq->db, rq->a, &rq->who, &all));
	TRY(open_steps(rq->db, rq->a, rq->subject->id, &steps));
	enum err e = case_given_of(rq->db, rq->a, rq->subject->id, &given);
	if (e != OK && e != E_NOT_FOUND)
		return e;
	struct case_give_view v = {
		.back = url_case_show(rq->a, rq->subject->pid),
		.send = url_case_give_send(rq->a, rq->subject->pid),
		.child = rq->subject->child_name,
		.ref = rq->subject->ref,
		.worker = is_set(rq->subject->worker_name) ? worker_words(rq, p)
		    : S("Nobody yet"),
		.to_come = e == OK ? given_words(rq->a, p, &given, rq->today) : STR_NONE,
		.reconsiders = reconsiders(rq, &steps),
	};
	struct options choices = choices_of(rq, &all);
	struct options reasons = late_reasons_of(rq->a, p, FOR_GIVING);
	form_fill_date(rq->a, f, F_case_give_first, rq->today);
	page_case_give(page_begin(rq, S("Give this case to another worker")), &v, &choices,
	    &reasons, f);
	return page_end(rq);
}

static int
field_of(enum give_fault fault)
{
	static const int fields[GIVE_FAULT_COUNT] = {
		[GIVE_NO_TAKER] = F_case_give_to,
		[GIVE_HAS_IT] = F_case_give_to,
		[GIVE_BAD_DAY] = F_case_give_first,
		[GIVE_NO_REASON] = F_case_give_reason,
	};

	return fields[fault];
}

enum err
case_give_send(struct req *rq)
{
	const struct form_case_give *f = rq->form;
	enum give_fault fault = GIVE_FINE;
	struct case_given given;
	const struct policy *p;

	if (rq->form_errors)
		return case_give_show(rq);
	TRY(service_policy(rq->app, rq->db, rq->a, rq->session.policy, &p));
	struct doing m = doing_of(rq, p);
	struct give g = { f->to, f->first, f->reason, f->scores_too };
	enum err e = store_case_give(rq->db, rq->a, &m, rq->subject, &g, &fault, &given);
	if (e == E_FORM) {
		wrong(rq, field_of(fault), give_fault_words(fault));
		return case_give_show(rq);
	}
	TRY(e);
	struct str words = given_words(rq->a, p, &given, rq->today);
	TRY(tell_family(rq, p, words, DATE_NONE));
	note(rq, AUDIENCE_FAMILY, PID_NONE, words);
	return redirect(rq, url_case_show(rq->a, rq->subject->pid));
}
