/*
 * How an agreed plan is delivered: staff say it while the plan is fitted, with
 * the conditions of a direct payment; who receives one consents before the
 * family signs, and can withdraw it at any time.
 */
#include "fcgi/pages/plan_deliver.h"

#include "core/base/civil.h"
#include "core/session.h"
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/status.h"
#include "fcgi/request/gate.h"
#include "gen/q_entry.h"
#include "gen/t_plan_deliver.h"
#include "gen/t_plan_sure.h"
#include "sql/store_delivery.h"

#define WORDS ((size_t)1000)

/* ---- what is shown ---- */

/* Who arranges it another way, by when, and where to ring. */
static enum err
arranges_words(struct req *rq, struct str *words)
{
	struct str name = rq->subject->worker_name, phone = rq->subject->worker_phone;
	struct case_todos todos;
	struct date due = DATE_NONE;
	const struct policy *p;
	struct out o;

	TRY(today_policy(rq, &p));
	TRY(case_todos(rq->db, rq->a, rq->subject->id, rq->who.id, rq->today, &todos));
	for (size_t i = 0; i < todos.n; i++) {
		if (todos.v[i].step != STEP_ARRANGE)
			continue;
		due = todos.v[i].due;
		if (is_set(todos.v[i].name)) {
			name = todos.v[i].name;
			phone = todos.v[i].phone;
		}
	}
	out_init(&o, rq->a, WORDS);
	out_str(&o, is_set(name) ? name : rq->subject->team_name);
	out_str(&o, rq->who.role == FAMILY ? S(" arranges the support another way with you") :
	    S(" arranges the support another way with the family"));
	if (is_set(due)) {
		out_lit(&o, " by ");
		out_str(&o, due_words(rq, p, STEP_ARRANGE, due));
	}
	if (is_set(phone) && phone.n > 0) {
		out_lit(&o, ". Telephone: ");
		out_str(&o, phone);
	}
	out_char(&o, '.');
	*words = out_str_of(&o);
	return OK;
}

static struct str
direct_words(struct req *rq, const struct delivery_now *now)
{
	struct out o;

	if (!is_set(now->d.recipient_name))
		return S("");
	out_init(&o, rq->a, WORDS);
	out_lit(&o, "A direct payment to ");
	out_str(&o, now->d.recipient_name);
	if (delivery_stopped(&now->parts)) {
		out_lit(&o, ", stopped on ");
		out_date(&o, stamp_london_date(now->stopped));
		out_lit(&o, " and to be arranged another way");
	}
	return out_str_of(&o);
}

/* "Up to £600 a year of the direct payment (12 in 100) may stay …" */
static struct str
spare_words(struct req *rq, const struct delivery_now *now, int percent)
{
	struct money spare = is_set(percent) ? delivery_spare(&now->parts, percent) :
	    (struct money){ 0 };
	struct out o;

	if (spare.pence == 0)
		return STR_NONE;
	out_init(&o, rq->a, WORDS);
	out_lit(&o, "For surprises up to ");
	out_money(&o, spare);
	out_lit(&o, " of the direct payment (");
	out_int(&o, percent);
	out_lit(&o, " in 100) may stay in the account, and nobody asks for it back.");
	return out_str_of(&o);
}

static void
way_add(struct delivery_ways *ways, struct money sum, struct str words)
{
	if (sum.pence > 0)
		ways->v[ways->n++] = (struct delivery_way){ words, sum };
}

static struct str
with_name(struct arena *a, const char *words, struct str name)
{
	struct out o;

	out_init(&o, a, WORDS);
	out_str(&o, str_of(words));
	out_str(&o, name);
	return out_str_of(&o);
}

static struct str
confirmed_words(struct arena *a, const struct delivery *d)
{
	static const struct { int bit; struct str words; } all[] = {
#define CONDITION_ROW(name, bit, words) { name, S_INIT(words) },
		CONDITION_LIST(CONDITION_ROW)
#undef CONDITION_ROW
	};
	struct out o;

	out_init(&o, a, WORDS);
	out_str(&o, d->saved_by);
	out_lit(&o, " confirmed on ");
	out_stamp(&o, d->saved);
	out_lit(&o, ": ");
	for (size_t i = 0; i < COUNT(all); i++) {
		if ((d->conditions & all[i].bit) == 0)
			continue;
		out_str(&o, all[i].words);
		out_lit(&o, ". ");
	}
	return out_str_of(&o);
}

static struct str
consent_words(struct req *rq, struct money sum)
{
	struct out o;

	out_init(&o, rq->a, WORDS);
	out_lit(&o, "I agree to receive ");
	out_money(&o, sum);
	out_lit(&o, " a year as a direct payment for ");
	out_str(&o, rq->subject->called);
	out_lit(&o, ". I will spend it as the plan says, and keep records of it. I can "
	    "withdraw this at any time.");
	return out_str_of(&o);
}

static struct consent_views
consents(struct req *rq, const struct delivery_now *now)
{
	struct consent_views all = {
		ARENA_ARRAY(rq->a, now->consents.n + 1, struct consent_view), 0 };

	for (size_t i = 0; i < now->consents.n; i++) {
		const struct consent *c = &now->consents.v[i];
		all.v[all.n++] = (struct consent_view){
			c->name, c->words, c->entered_by, c->given, c->withdrawn };
	}
	return all;
}

static void
of_direct_payment(struct req *rq, const struct delivery_now *now, bool is_signed,
    struct delivery_view *v)
{
	bool family = may(&rq->who, SIGN_PLAN, rq->relations, rq->acted);
	bool theirs = family && now->d.recipient == rq->who.id;
	struct pid pid = rq->subject->pid;

	v->recipient = now->d.recipient_name;
	v->confirmed = confirmed_words(rq->a, &now->d);
	if (!is_signed)
		return;
	v->stopped = delivery_stopped(&now->parts);
	if (theirs && now->consent == NULL) {
		v->wanted = consent_words(rq, now->d.direct);
		v->consent = url_plan_consent(rq->a, pid);
	} else if (theirs) {
		v->withdraw = url_plan_consent_sure(rq->a, pid);
	} else if (now->consent == NULL && !v->stopped) {
		v->waits = with_name(rq->a, "Their consent is waited for: ",
		    now->d.recipient_name);
	}
}

enum err
plan_delivery_view(struct req *rq, const struct plan *p, struct plan_view *plan,
    const struct delivery_view **view)
{
	struct delivery_view *v = ARENA_NEW(rq->a, struct delivery_view);
	bool staff = role_is_staff(rq->who.role), is_signed = is_set(p->council_signed);
	struct delivery_now now;

	*view = NULL;
	*v = (struct delivery_view){ .said = false };
	if (p->id == ID_NONE || (!staff && !is_signed))
		return OK;
	TRY(store_delivery_read(rq->db, rq->a, p->id, &now));
	v->said = now.d.plan != ID_NONE;
	if (!v->said && is_signed)	/* signed before this was asked */
		return OK;
	if (v->said)	/* from here on the account is known, or that there is none */
		plan->surprises = STR_NONE;
	v->consents = consents(rq, &now);
	v->surprises = spare_words(rq, &now, p->contingency);
	way_add(&v->ways, now.d.direct, v->said ? direct_words(rq, &now) : S(""));
	way_add(&v->ways, now.d.council, S("Organised by the council"));
	way_add(&v->ways, now.d.third, with_name(rq->a, "Through ",
	    v->said ? now.d.third_name : S("")));
	if (now.d.direct.pence > 0)
		of_direct_payment(rq, &now, is_signed, v);
	if (v->stopped)
		TRY(arranges_words(rq, &v->arranges));
	if (!is_signed) {
		enum delivery_fault fault = delivery_check(&now.parts, plan->agreed);
		v->problem = fault != DELIVERY_FINE ? delivery_fault_words(fault) :
		    STR_NONE;
	}
	if ((!is_signed || v->stopped) && may(&rq->who, SIGN_FOR_COUNCIL,
	    gate_relations(rq->subject, rq->who.role, SIGN_FOR_COUNCIL), rq->acted))
		v->change = url_plan_deliver_show(rq->a, rq->subject->pid);
	*view = v;
	return OK;
}

/* ---- saying how ---- */

static enum err
fitted(struct req *rq, const struct policy **p, struct plan_whole *w, struct money *agreed)
{
	struct money sum;

	TRY(today_policy(rq, p));
	TRY(plan_fitted(rq, PLAN_STANDING, w, &sum));
	struct fit_lines lines = fit_lines_of(rq->a, w, w->fit);
	*agreed = fit_total(&lines);
	return w->plan.id != ID_NONE ? OK : E_NOT_FOUND;
}

static void
fill(struct req *rq, struct form_view *f, const struct delivery *d, struct pid recipient)
{
	static const struct { int field, bit; } ticks[] = {
		{ F_deliver_suitable, SUITABLE_PERSON },
		{ F_deliver_can_meet, NEED_CAN_BE_MET },
		{ F_deliver_welfare, WELFARE_SAFEGUARDED },
	};

	if (d->plan == ID_NONE)
		return;
	form_fill_money(rq->a, f, F_deliver_direct, d->direct);
	form_fill_money(rq->a, f, F_deliver_council, d->council);
	form_fill_money(rq->a, f, F_deliver_third, d->third);
	form_fill(f, F_deliver_third_name, d->third_name);
	if (is_set(recipient))
		form_fill(f, F_deliver_recipient, pid_print(rq->a, recipient));
	for (size_t i = 0; i < COUNT(ticks); i++)
		if ((d->conditions & ticks[i].bit) != 0)
			form_fill(f, ticks[i].field, S("yes"));
}

enum err
plan_deliver_show(struct req *rq)
{
	struct form_view *f = view_of(rq, &the_form_deliver);
	struct pid recipient = PID_NONE;
	struct entry_relatives rows;
	struct delivery_now now;
	const struct policy *p;
	struct plan_whole w;
	struct money agreed;

	TRY(fitted(rq, &p, &w, &agreed));
	TRY(store_delivery_read(rq->db, rq->a, w.plan.id, &now));
	TRY(entry_relatives(rq->db, rq->a, rq->subject->id, &rows));
	struct options who = { ARENA_ARRAY(rq->a, rows.n + 1, struct option), 0 };
	for (size_t i = 0; i < rows.n; i++) {
		if (rows.v[i].id == now.d.recipient)
			recipient = rows.v[i].pid;
		who.v[who.n++] = (struct option){ pid_print(rq->a, rows.v[i].pid),
			rows.v[i].name, S("") };
	}
	fill(rq, f, &now.d, recipient);
	bool stopped = delivery_stopped(&now.parts);
	page_plan_deliver(page_begin(rq, S("How the plan is delivered")), f, agreed, &who,
	    stopped, url_plan_deliver_save(rq->a, rq->subject->pid),
	    (stopped ? url_plan_show : url_plan_fit_show)(rq->a, rq->subject->pid));
	return page_end(rq);
}

static struct money
amount(struct money m)
{
	return is_set(m) ? m : (struct money){ 0 };
}

static int
field_of(enum delivery_fault fault)
{
	static const int fields[DELIVERY_FAULT_COUNT] = {
		[DELIVERY_NOTHING] = F_deliver_direct,
		[DELIVERY_SUM] = F_deliver_direct,
		[DELIVERY_NO_THIRD] = F_deliver_third_name,
		[DELIVERY_NO_RECIPIENT] = F_deliver_recipient,
		[DELIVERY_CONDITIONS] = F_deliver_suitable,
		[DELIVERY_WITHDRAWN] = F_deliver_recipient,
	};

	return fields[fault];
}

enum err
plan_deliver_save(struct req *rq)
{
	const struct form_deliver *f = rq->form;
	int64_t recipient = ID_NONE;
	struct entry_relatives rows;
	struct delivery_now before;
	const struct policy *p;
	struct plan_whole w;
	struct money agreed;

	TRY(fitted(rq, &p, &w, &agreed));
	TRY(store_delivery_read(rq->db, rq->a, w.plan.id, &before));
	TRY(entry_relatives(rq->db, rq->a, rq->subject->id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (pid_eq(rows.v[i].pid, f->recipient))
			recipient = rows.v[i].id;
	struct delivery_parts parts = {
		amount(f->direct), amount(f->council), amount(f->third),
		is_set(f->third_name), recipient != ID_NONE,
		(f->suitable ? SUITABLE_PERSON : 0u) | (f->can_meet ? NEED_CAN_BE_MET : 0u) |
		    (f->welfare ? WELFARE_SAFEGUARDED : 0u),
		store_delivery_withdrawn(&before, recipient),
	};
	enum delivery_fault fault = delivery_check(&parts, agreed);
	if (!rq->form_errors && fault != DELIVERY_FINE)
		wrong(rq, field_of(fault), delivery_fault_words(fault));
	if (rq->form_errors)
		return plan_deliver_show(rq);
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_deliver(&m, &parts, is_set(f->third_name) ? f->third_name : S(""),
	    parts.direct.pence > 0 ? recipient : ID_NONE));
	if (!delivery_stopped(&before.parts)) {
		note(rq, AUDIENCE_STAFF, PID_NONE, S("How the plan is delivered was said."));
		return redirect(rq, url_plan_fit_show(rq->a, rq->subject->pid));
	}
	TRY(tell_family(rq, p, S("The support that a direct payment was for is arranged "
	    "another way. The support plan in Accord says how."), DATE_NONE));
	note(rq, AUDIENCE_FAMILY, PID_NONE, S("The support is arranged another way: the plan "
	    "says how it is delivered now."));
	return redirect(rq, url_plan_show(rq->a, rq->subject->pid));
}

/* ---- consent ---- */

enum err
plan_consent(struct req *rq)
{
	struct delivery_now now;
	const struct policy *p;
	struct plan_whole w;
	struct money agreed;

	TRY(fitted(rq, &p, &w, &agreed));
	TRY(store_delivery_read(rq->db, rq->a, w.plan.id, &now));
	if (now.d.plan == ID_NONE)
		return E_CONFLICT;
	struct plan_move m = plan_move_of(rq, p);
	struct str words = consent_words(rq, now.d.direct);
	TRY(store_consent(&m, words));
	struct out o;
	out_init(&o, rq->a, WORDS);
	out_lit(&o, "Consent was given to the direct payment. ");
	out_str(&o, words);
	note(rq, AUDIENCE_FAMILY, PID_NONE, out_str_of(&o));
	return redirect(rq, url_plan_sign_show(rq->a, rq->subject->pid));
}

enum err
plan_consent_sure(struct req *rq)
{
	page_plan_sure(page_begin(rq, S("Withdraw your consent")),
	    S("Withdraw your consent to the direct payment"),
	    with_titles(rq, S("The payment stops today. The {worker} then arranges the "
	    "support another way with you: the plan says by when, and where to ring. The "
	    "sum stays as it is.")),
	    S("Withdraw my consent"), url_plan_consent_withdraw(rq->a, rq->subject->pid),
	    url_plan_show(rq->a, rq->subject->pid));
	return page_end(rq);
}

enum err
plan_consent_withdraw(struct req *rq)
{
	const struct policy *p;

	TRY(today_policy(rq, &p));
	struct plan_move m = plan_move_of(rq, p);
	TRY(store_consent_withdraw(&m));
	note(rq, AUDIENCE_FAMILY, PID_NONE, with_titles(rq, S("The consent to the direct "
	    "payment was withdrawn: the payment stops today. The {worker} arranges the "
	    "support another way.")));
	return redirect(rq, url_plan_show(rq->a, rq->subject->pid));
}
