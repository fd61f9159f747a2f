/*
 * Time: late steps below the reader, handing a step over, absences.
 */
#include "core/crypt.h"
#include "fcgi/pages/late.h"
#include "fcgi/pages/moves.h"
#include "fcgi/pages/status.h"
#include "gen/t_absence.h"
#include "gen/t_handover.h"
#include "gen/t_late.h"
#include "sql/store_late.h"
#include "web/late.h"

#define MOST 200

/* ---- what is late ---- */

static enum role
tier_below(enum role role)
{
	static const enum role below[ROLE_COUNT] = {
		[PRACTICE_LEAD] = WORKER, [OPS_MANAGER] = PRACTICE_LEAD,
	};

	return below[role];
}

/* The head of service sees the step, not whose it is. */
static struct late_line_view
late_line(struct req *rq, const struct policy *p, const struct late_row *r)
{
	bool head = rq->who.role == HEAD_OF_SERVICE;

	return (struct late_line_view){
		.to = url_handover_show(rq->a, r->casefile, (int)r->step),
		.what = step_asks(rq->a, p, r->step),
		.ref = r->ref,
		.child = head ? S("") : r->child_name,
		.holder = holder_words(rq->a, p, r->holder, r->role, r->own_title, r->team_name),
		.due = due_words(rq, p, r->step, r->due),
	};
}

/* One more of this tier's steps is late, and this tier sees to it. */
static void
count_late(const struct policy *p, const struct late_row *r, struct late_tiers *all)
{
	enum role sees = r->sees_to != ROLE_NONE ? r->sees_to : step_next_tier(r->step);
	struct str whose = policy_title(p, r->role)->many;
	struct str by = policy_title(p, sees)->one;

	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->v[i].whose, whose) && str_eq(all->v[i].sees, by)) {
			all->v[i].n++;
			return;
		}
	all->v[all->n++] = (struct late_tier){ whose, by, 1 };
}

enum err
late_show(struct req *rq)
{
	int64_t team = rq->who.role == PRACTICE_LEAD ? rq->who.team : ID_NONE;
	const struct policy *p;
	struct late_rows rows;

	TRY(today_policy(rq, &p));
	if (rq->who.role == HEAD_OF_SERVICE)
		TRY(late_rows_below(rq->db, rq->a, rq->today, MOST, &rows));
	else
		TRY(late_rows(rq->db, rq->a, tier_below(rq->who.role), rq->who.role,
		    team, rq->today, MOST, &rows));
	struct late_line_views v = {
		ARENA_ARRAY(rq->a, rows.n + 1, struct late_line_view), 0
	};
	struct late_tiers below = { ARENA_ARRAY(rq->a, rows.n + 1, struct late_tier), 0 };
	for (size_t i = 0; i < rows.n; i++) {
		const struct late_row *r = &rows.v[i];
		if (step_days_late(p, r->step, r->due, rq->today) == 0)
			continue;	/* a weekend lies between */
		if (step_may_hand_over(r->step, rq->who.role, r->sees_to))
			v.v[v.n++] = late_line(rq, p, r);
		else
			count_late(p, r, &below);
	}
	page_late(page_begin(rq, S("Late steps")), &v, &below, url_home_show(rq->a));
	return page_end(rq);
}

/* ---- handing over ---- */

static const struct open_step *
open_step_of(const struct open_steps *steps, int step)
{
	for (size_t i = 0; i < steps->n; i++)
		if ((int)steps->v[i].step == step)
			return &steps->v[i];
	return NULL;
}

static struct options
takers_of(struct req *rq, const struct step_takers *all, int64_t holder,
    const struct step_taker **has)
{
	struct options o = { ARENA_ARRAY(rq->a, all->n + 1, struct option), 0 };

	*has = NULL;
	for (size_t i = 0; i < all->n; i++) {
		const struct step_taker *t = &all->v[i];
		struct str hint = is_set(t->team_name) ? t->team_name : S("");
		if (t->away)
			hint = S("Away today, or on the day it is due");
		if (t->id == holder) {
			hint = S("Has it now");
			*has = t;
		}
		o.v[o.n++] = (struct option){ pid_print(rq->a, t->pid), t->name, hint };
	}
	return o;
}

/* A form in which a step may stay or pass on says which of the two a reason is for. */
static struct str
use_hint(const struct late_reason *r, unsigned uses)
{
	if (uses != (FOR_HANDING_OVER | FOR_LATE))
		return S("");
	switch (late_reason_uses(r) & uses) {
	case FOR_HANDING_OVER:
		return S("If somebody else is to do it");
	case FOR_LATE:
		return S("If it stays with who has it");
	default:
		return S("");
	}
}

struct options
late_reasons_of(struct arena *a, const struct policy *p, unsigned uses)
{
	struct options o = { ARENA_ARRAY(a, p->late_reasons.n + 1, struct option), 0 };

	for (size_t i = 0; i < p->late_reasons.n; i++) {
		const struct late_reason *r = &p->late_reasons.v[i];
		if (late_reason_fits(r, uses))
			o.v[o.n++] = (struct option){ int_words(a, r->number), r->words,
			    use_hint(r, uses) };
	}
	return o;
}

enum err
handover_show(struct req *rq)
{
	const struct policy *p;
	struct open_steps steps;
	struct step_takers all;

	if (rq->number <= STEP_NONE || rq->number >= STEP_COUNT)
		return E_NOT_FOUND;
	TRY(today_policy(rq, &p));
	TRY(open_steps(rq->db, rq->a, rq->subject->id, &steps));
	const struct open_step *open = open_step_of(&steps, rq->number);
	if (open == NULL || !step_may_hand_over(open->step, rq->who.role, open->sees_to))
		return E_NOT_FOUND;
	TRY(store_step_takers(rq->db, rq->a, rq->subject, open->step, rq->today, open->due,
	    &all));
	struct handover_view v = {
		.back = rq->who.role == HEAD_OF_SERVICE ? url_late_show(rq->a)
		    : url_case_show(rq->a, rq->subject->pid),
		.send = url_handover_send(rq->a, rq->subject->pid, rq->number),
		.ref = rq->subject->ref,
		.what = step_asks(rq->a, p, open->step),
		.due = due_words(rq, p, open->step, open->due),
		.late = step_days_late(p, open->step, open->due, rq->today) > 0,
		.latest = step_handover_latest(p, open->step, rq->today),
		.give = may(&rq->who, GIVE_CASE, rq->relations, rq->acted) ?
		    url_case_give_show(rq->a, rq->subject->pid) : (struct url){ STR_NONE },
	};
	const struct step_taker *holder;
	struct options takers = takers_of(rq, &all, open->person, &holder);
	v.holder = holder_words(rq->a, p, holder ? holder->name : STR_NONE,
	    step_rule(open->step)->holder, holder ? holder->own_title : STR_NONE,
	    rq->subject->team_name);
	/* to whoever has it already, and there is no date to confirm */
	if (!is_set(v.latest) && all.n == 1 && all.v[0].id == open->person)
		takers.n = 0;
	struct options reasons = late_reasons_of(rq->a, p, FOR_HANDING_OVER | FOR_LATE);
	page_handover(page_begin(rq, S("Confirm a step or hand it over")), &v, &takers, &reasons,
	    view_of(rq, &the_form_handover));
	return page_end(rq);
}

static int
field_of(enum handover_fault fault)
{
	static const int fields[HANDOVER_FAULT_COUNT] = {
		[HANDOVER_NOT_THEIRS] = F_handover_to,
		[HANDOVER_NO_TAKER] = F_handover_to,
		[HANDOVER_NO_DATE] = F_handover_due,
		[HANDOVER_BAD_DATE] = F_handover_due,
		[HANDOVER_NO_REASON] = F_handover_reason,
		[HANDOVER_OTHER_REASON] = F_handover_reason,
	};

	return fields[fault];
}

static void
out_new_date(struct out *o, struct date due)
{
	if (!is_set(due))
		return;
	out_lit(o, " The new date is ");
	out_date(o, due);
	out_char(o, '.');
}

/* For the e-mail, which holds no name and no reason. */
static struct str
handover_news(struct req *rq, const struct policy *p, const struct handover *h, const struct handed *handed)
{
	struct out o;

	out_init(&o, rq->a, 900);
	out_str(&o, step_asks(rq->a, p, h->step));
	out_str(&o, handed->stays ? S(": this stays where it is.") :
	    S(": this has passed to another person."));
	out_new_date(&o, h->due);
	out_lit(&o, " Who does it, and why, stands on the page.");
	return out_str_of(&o);
}

/* "Answer the support plan: this was handed to Tom Ellery. The new date is 3 March 2026. …" */
static struct str
handover_words(struct req *rq, const struct policy *p, const struct handover *h,
    const struct handed *handed)
{
	struct out o;

	out_init(&o, rq->a, 900);
	out_str(&o, step_asks(rq->a, p, h->step));
	out_str(&o, handed->stays ? S(": it stays with ") : S(": this was handed to "));
	out_str(&o, handed->name);
	out_char(&o, '.');
	out_new_date(&o, h->due);
	out_lit(&o, " The reason: ");
	out_str(&o, late_reason_words(p, h->reason));
	out_char(&o, '.');
	return out_str_of(&o);
}

enum err
handover_send(struct req *rq)
{
	const struct form_handover *f = rq->form;
	enum handover_fault fault = HANDOVER_FINE;
	struct handed handed;
	const struct policy *p;

	if (rq->form_errors)
		return handover_show(rq);
	TRY(today_policy(rq, &p));
	struct doing m = doing_of(rq, p);
	struct handover h = { (enum step)rq->number, f->to, f->due, f->reason };
	if (rq->number <= STEP_NONE || rq->number >= STEP_COUNT)
		return E_NOT_FOUND;
	enum err e = store_hand_over(rq->db, rq->a, &m, rq->subject, &h, &fault, &handed);
	if (e == E_FORM) {
		wrong(rq, field_of(fault), handover_fault_words(fault));
		return handover_show(rq);
	}
	TRY(e);
	TRY(tell_family(rq, p, handover_news(rq, p, &h, &handed), DATE_NONE));
	note(rq, AUDIENCE_FAMILY, PID_NONE, handover_words(rq, p, &h, &handed));
	return redirect(rq, rq->who.role == HEAD_OF_SERVICE ? url_late_show(rq->a)
	    : url_case_show(rq->a, rq->subject->pid));
}

/* ---- absences ---- */

static struct options
colleagues_view(struct req *rq, const struct colleagues *all)
{
	struct options o = { ARENA_ARRAY(rq->a, all->n + 1, struct option), 0 };

	for (size_t i = 0; i < all->n; i++)
		o.v[o.n++] = (struct option){
			pid_print(rq->a, all->v[i].pid), all->v[i].name, S("")
		};
	return o;
}

static struct absence_views
absences_view(struct req *rq, const struct absence_rows *rows)
{
	struct absence_views v = { ARENA_ARRAY(rq->a, rows->n + 1, struct absence_view), 0 };

	for (size_t i = 0; i < rows->n; i++) {
		struct out o;
		out_init(&o, rq->a, 100);
		out_date(&o, rows->v[i].first_day);
		out_lit(&o, " to ");
		out_date(&o, rows->v[i].last_day);
		v.v[v.n++] = (struct absence_view){
			out_str_of(&o), rows->v[i].stands_in,
			url_absence_end_send(rq->a, rows->v[i].pid),
		};
	}
	return v;
}

enum err
absence_show(struct req *rq)
{
	struct absence_rows rows;
	struct colleagues all;

	TRY(absences_of(rq->db, rq->a, rq->who.id, rq->today, &rows));
	TRY(colleagues_of(rq->db, rq->a, rq->who.id, rq->who.role, rq->who.team, &all));
	struct absence_views v = absences_view(rq, &rows);
	struct options colleagues = colleagues_view(rq, &all);
	page_absence(page_begin(rq, S("When you are away")), &v, &colleagues,
	    view_of(rq, &the_form_absence), url_absence_send(rq->a), url_home_show(rq->a));
	return page_end(rq);
}

static const struct colleague *
colleague_of(const struct colleagues *all, struct pid pid)
{
	for (size_t i = 0; i < all->n; i++)
		if (pid_eq(all->v[i].pid, pid))
			return &all->v[i];
	return NULL;
}

enum err
absence_send(struct req *rq)
{
	const struct form_absence *f = rq->form;
	struct colleagues all;
	int64_t n;

	if (rq->form_errors)
		return absence_show(rq);
	TRY(colleagues_of(rq->db, rq->a, rq->who.id, rq->who.role, rq->who.team, &all));
	const struct colleague *other = colleague_of(&all, f->stands_in);
	if (f->last.days < f->first.days)
		wrong(rq, F_absence_last, S("The last day is before the first"));
	if (f->last.days < rq->today.days)
		wrong(rq, F_absence_last, S("Enter days that are still to come"));
	if (other == NULL)
		wrong(rq, F_absence_stands_in, S("Choose who stands in"));
	if (rq->form_errors)
		return absence_show(rq);
	TRY(absence_add(rq->db, pid_new(), rq->who.id, f->first, f->last, other->id,
	    rq->now, &n));
	return redirect(rq, url_absence_show(rq->a));
}

enum err
absence_end_send(struct req *rq)
{
	int64_t n;

	TRY(absence_end(rq->db, rq->id, rq->who.id, rq->now, &n));
	return n == 1 ? redirect(rq, url_absence_show(rq->a)) : E_NOT_FOUND;
}
