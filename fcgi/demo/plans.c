/*
 * Brings the support plans of the demonstration to where they stand: each
 * written, answered, fitted and signed as its people would have done it, on the
 * days they would have, through the same functions as the pages.
 */
#include <stdio.h>

#include "core/base/civil.h"
#include "core/crypt.h"
#include "core/money.h"
#include "core/reference.h"
#include "core/titled.h"
#include "fcgi/demo/demo.h"
#include "fcgi/pages/plan_letter.h"
#include "fcgi/service.h"
#include "gen/q_setup.h"
#include "gen/q_step.h"
#include "sql/store_delivery.h"
#include "sql/store_fit.h"
#include "sql/store_record.h"

enum plan_cell { NUMBER, STAGE, AGO, LEAD, OUTCOME, CHILD_WORDS, ANSWER, WHY, PLAN_CELLS };
enum line_cell {
	OF, WHAT, PROVIDER, CODE, PRICE, UNIT, QUANTITY, WEEKS, VERDICT, PART, REASON,
	LINE_CELLS
};

#define SURPRISES 12		/* per cent */

/* How far it goes; each stage does what those before it do. */
enum stage { DRAFT, SENT, TO_CONFIRM, ANSWERED, FITTING, SIGNING, AGREED, STAGES };
static const struct str stage_names[STAGES] = {
	[DRAFT] = S_INIT("draft"), [SENT] = S_INIT("sent"),
	[TO_CONFIRM] = S_INIT("to_confirm"), [ANSWERED] = S_INIT("answered"),
	[FITTING] = S_INIT("fitting"), [SIGNING] = S_INIT("signing"),
	[AGREED] = S_INIT("agreed"),
};

/* Working days after it was sent on which each thing happens. */
static const int day_of[STAGES] = {
	[TO_CONFIRM] = 5, [ANSWERED] = 7, [FITTING] = 10, [SIGNING] = 13, [AGREED] = 15,
};

static const struct words answers = { (const struct word[]){
	{ S_INIT("at_its_cost"), PLAN_AT_ITS_COST }, { S_INIT("within"), PLAN_WITHIN },
	{ S_INIT("not_agreed"), PLAN_NOT_AGREED },
	{ S_INIT("not_every_line"), PLAN_NOT_EVERY_LINE } }, 4 };
static const struct words verdicts = { (const struct word[]){
	{ S_INIT("agreed"), POINT_AGREED }, { S_INIT("in_part"), POINT_IN_PART },
	{ S_INIT("not_assessed"), POINT_NOT_ASSESSED } }, 3 };
static const struct words units = { (const struct word[]){
#define UNIT_WORD(name, value, word, per, one, many) { S_INIT(word), value },
	BUY_UNIT_LIST(UNIT_WORD)
#undef UNIT_WORD
	}, BUY_UNIT_COUNT - 1 };

struct teller {
	struct admin *ad;
	struct app app;			/* keeps the policy */
	struct key audit;
	struct demo_table lines;
	struct date today;
};

struct story {				/* of one child */
	struct teller *t;
	const struct csv_row *row;
	struct pid pid;
	struct actor worker, family, lead;
	struct casefile c;
	struct plan_move m;
};

/* Takes the case as one of its people, so many working days after it was sent. */
static enum err
as(struct story *s, const struct actor *who, unsigned relations, int day)
{
	struct admin *ad = s->t->ad;
	int64_t ago, id;
	const struct policy *p;

	if (!str_int(s->row->cell[AGO], 999, &ago))
		return E_FORM;
	TRY(service_policy_on(&s->t->app, ad->db, ad->a, s->t->today, &id, &p));
	struct date on = working_days_add(&p->bank_holidays, s->t->today, day - (int)ago);
	struct stamp now = stamp_of_london(on, 11, 0);
	TRY(casefile_take(ad->db, ad->a, s->pid, who->id, who->team, now, now, &s->c));
	s->m = (struct plan_move){ ad->db, ad->a, &s->c, {
		.who = *who, .relations = relations, .writer = who->id, .now = now,
		.today = on, .received = on, .policy = p,
	} };
	return OK;
}

static enum err
record(struct story *s, enum action action, enum audience audience, struct pid thing,
    struct str words)
{
	struct audit_row row = {
		.at = s->m.by.now, .actor = s->m.by.who.id, .role = (int)s->m.by.who.role,
		.action = (int)action, .audience = audience, .thing = thing,
		.detail = words, .request = S("demonstration"),
	};

	return store_record(s->t->ad->db, s->t->ad->a, &s->t->audit, &s->c, &row);
}

/* ---- writing ---- */

/* "agency", "agency.night" or "agency.weekend.2": code, when, how many carers. A
 * weekday and one carer where it is not said. */
static const struct rate *
rate_named(const struct story *s, struct str named, bool care, struct out *key)
{
	struct str code = str_cut(&named, '.'), when = str_cut(&named, '.');
	bool two = str_eq(named, S("2"));

	if (!care)
		when = S("any");
	else if (when.n == 0)
		when = S("weekday");
	out_str(key, code);
	out_char(key, '.');
	out_str(key, when);
	out_str(key, !care ? S(".0") : two ? S(".2") : S(".1"));
	return policy_rate(s->m.by.policy, code,
	    (enum rate_when)word_value(&rate_when_words, when), !care ? 0 : two ? 2 : 1,
	    s->m.by.today);
}

static bool
read_line(const struct story *s, const struct csv_row *row, struct plan_row *r)
{
	const struct str *cell = row->cell;
	int64_t weeks;

	*r = (struct plan_row){
		.what = cell[WHAT], .provider = cell[PROVIDER], .why = S(""),
		.rate_name = S(""), .rate_key = S(""), .most = MONEY_NONE,
		.unit = (enum buy_unit)word_value(&units, cell[UNIT]),
	};
	if (!str_int(cell[WEEKS], 53, &weeks) || r->unit == BUY_NONE ||
	    !plan_quantity_parse(cell[QUANTITY], &r->quantity))
		return false;
	r->weeks = (int)weeks;
	if (cell[CODE].n == 0)
		return money_parse(cell[PRICE], money_of_pounds(POUNDS_MOST), &r->rate);
	struct out key;
	out_init(&key, s->t->ad->a, 100);
	const struct rate *rate = rate_named(s, cell[CODE], r->unit == BUY_HOUR, &key);
	if (rate == NULL)
		return false;
	r->rate = rate->amount;
	r->rate_name = rate->name;
	r->rate_key = out_str_of(&key);
	return true;
}

static bool
is_of(const struct csv_row *line, const struct story *s)
{
	return str_eq(line->cell[OF], s->row->cell[NUMBER]);
}

static enum err
write_lines(struct story *s, int64_t outcome)
{
	struct admin *ad = s->t->ad;
	struct plan_whole w;

	for (size_t i = 1; i < s->t->lines.rows.n; i++) {
		struct plan_row r;
		if (!is_of(&s->t->lines.rows.v[i], s))
			continue;
		if (!read_line(s, &s->t->lines.rows.v[i], &r))
			return E_FORM;
		r.outcome = outcome;
		TRY(store_plan_draft(ad->db, ad->a, s->c.id, &s->m.by, &w));
		TRY(store_plan_line(ad->db, &w, &r));
	}
	return OK;
}

static enum err
draft(struct story *s)
{
	struct admin *ad = s->t->ad;
	struct plan_whole w;
	int64_t outcome, n;

	TRY(as(s, &s->family, REL_OWN, 0));
	TRY(store_plan_begin(ad->db, ad->a, &s->m.by, s->c.id, &w));
	TRY(plan_outcome_add(ad->db, pid_new(), w.plan.id, 1, s->row->cell[OUTCOME],
	    s->m.by.who.id, s->m.by.now, &outcome));
	TRY(plan_say(ad->db, w.plan.id, s->row->cell[CHILD_WORDS], &n));
	TRY(plan_put_by(ad->db, w.plan.id, SURPRISES, &n));
	TRY(write_lines(s, outcome));
	return record(s, WRITE_DRAFT, AUDIENCE_RECORD, PID_NONE, S(""));
}

/* ---- and what follows ---- */

static enum err
send_it(struct story *s)
{
	TRY(as(s, &s->family, REL_OWN, day_of[SENT]));
	TRY(store_plan_send(&s->m));
	return record(s, WRITE_PLAN, AUDIENCE_FAMILY, PID_NONE,
	    S("The support plan was sent to the council."));
}

static enum err
answer_line(struct story *s, const struct csv_row *row, const struct plan_row *r)
{
	struct point p = {
		.asked = r->yearly,
		.answer = (enum point_answer)word_value(&verdicts, row->cell[VERDICT]),
		.reason = row->cell[REASON], .which = S(""),
		.part = MONEY_NONE, .from = DATE_NONE, .price = MONEY_NONE,
	};

	if (p.answer == POINT_IN_PART &&
	    !money_parse(row->cell[PART], money_of_pounds(POUNDS_MOST), &p.part))
		return E_FORM;
	if (plan_line_check(&p) != POINT_FINE)
		return E_FORM;
	return store_plan_answer_line(&s->m, r->pid, &p);
}

static enum err
answer(struct story *s)
{
	struct admin *ad = s->t->ad;
	struct plan_whole w;
	size_t n = 0;

	TRY(as(s, &s->worker, REL_ASSIGNED, day_of[TO_CONFIRM]));
	TRY(store_plan_version(ad->db, ad->a, s->c.id, PLAN_LAST, &w));
	for (size_t i = 1; i < s->t->lines.rows.n; i++)
		if (is_of(&s->t->lines.rows.v[i], s))
			TRY(answer_line(s, &s->t->lines.rows.v[i], &w.rows.v[n++]));
	TRY(store_plan_pass(&s->m,
	    (enum plan_answer)word_value(&answers, s->row->cell[ANSWER]),
	    s->row->cell[WHY]));
	return record(s, ANSWER_PLAN, AUDIENCE_STAFF, PID_NONE,
	    titled(ad->a, s->m.by.policy,
	    S("The answer to the plan went to the {practice_lead}.")));
}

static enum err
confirm(struct story *s)
{
	struct letter_made made;
	struct letter_desk desk;
	struct out letter;

	TRY(as(s, &s->lead, REL_TEAM, day_of[ANSWERED]));
	TRY(letter_desk_open(&s->t->app, &s->t->ad->config, s->m.db, s->m.a, &s->c,
	    &s->lead, s->m.by.now, s->m.by.policy, &desk));
	out_init(&letter, s->m.a, LETTER_LIMIT);
	TRY(plan_letter_answer(&s->m, &desk, &letter));
	TRY(store_plan_confirm(&s->m, &letter, &made));
	return record(s, CONFIRM_PLAN_ANSWER, AUDIENCE_FAMILY, made.pid,
	    S("The answer to the plan was confirmed. It goes out in a letter."));
}

static enum err
settle(struct story *s)
{
	TRY(as(s, &s->family, REL_OWN, day_of[FITTING]));
	TRY(store_plan_move(&s->m, EV_SETTLE, true,
	    (struct clock_from){ .available = s->m.by.received }));
	return record(s, SETTLE, AUDIENCE_FAMILY, PID_NONE, S("The family settles with "
	    "the answer. The plan is now fitted to the sum."));
}

/* All of it as a direct payment to the parent. */
static enum err
deliver(struct story *s)
{
	struct plan_whole w;
	struct sum_now sum;
	struct fit_now now;

	TRY(store_plan_version(s->m.db, s->m.a, s->c.id, PLAN_STANDING, &w));
	TRY(store_allocation(s->m.db, s->m.a, s->c.id, STAMP_ALL, &sum));
	TRY(store_fit_read(s->m.db, s->m.a, s->c.id, STAMP_ALL, &w, sum.now.sum, &now));
	struct fit_lines lines = fit_lines_of(s->m.a, &w, &now);
	struct delivery_parts parts = {
		.direct = fit_total(&lines), .recipient = true,
		.conditions = CONDITIONS_ALL,
	};
	return store_deliver(&s->m, &parts, S(""), s->family.id);
}

static enum err
sign_council(struct story *s)
{
	TRY(as(s, &s->worker, REL_ASSIGNED, day_of[SIGNING]));
	TRY(deliver(s));
	TRY(store_plan_sign_council(&s->m, S("What is left is "
	    "looked at again with the family in half a year.")));
	return record(s, SIGN_FOR_COUNCIL, AUDIENCE_FAMILY, PID_NONE,
	    S("The council has signed the plan."));
}

static enum err
sign_family(struct story *s)
{
	TRY(as(s, &s->family, REL_OWN, day_of[AGREED]));
	TRY(store_consent(&s->m, S("I agree to receive this direct payment. I will spend it "
	    "as the plan says, and keep records of it. I can withdraw this at any time.")));
	TRY(store_plan_sign_family(&s->m));
	return record(s, SIGN_PLAN, AUDIENCE_FAMILY, PID_NONE,
	    S("The family has signed. The plan is agreed."));
}

static enum err (*const parts[STAGES])(struct story *) = {
	[DRAFT] = draft, [SENT] = send_it, [TO_CONFIRM] = answer, [ANSWERED] = confirm,
	[FITTING] = settle, [SIGNING] = sign_council, [AGREED] = sign_family,
};

/* ---- the people of a story ---- */

static enum err
people(struct story *s)
{
	struct admin *ad = s->t->ad;
	struct demo_case c;
	struct casefile file;
	struct relatives family;
	int64_t number;

	if (!str_int(s->row->cell[NUMBER], REFERENCE_MAX, &number))
		return E_FORM;
	TRY(demo_case_by_ref(ad->db, ad->a, reference_of(ad->a, (int)number), &c));
	s->pid = c.pid;
	TRY(casefile_take(ad->db, ad->a, c.pid, ID_NONE, ID_NONE, (struct stamp){ 0 },
	    (struct stamp){ 0 }, &file));
	TRY(family_of(ad->db, ad->a, file.id, &family));
	if (family.n == 0)
		return E_FORM;
	s->worker = (struct actor){ file.worker, file.team, WORKER, file.worker_name,
	    file.worker_title };
	s->family = (struct actor){ family.v[0].id, ID_NONE, FAMILY, family.v[0].name, STR_NONE };
	return demo_actor(ad, s->row->cell[LEAD], &s->lead);
}

static enum err
tell(struct teller *t, const struct csv_row *row)
{
	struct story s = { .t = t, .row = row };
	int stage = 0;

	while (stage < STAGES && !str_eq(stage_names[stage], row->cell[STAGE]))
		stage++;
	if (stage == STAGES)
		return E_FORM;
	TRY(people(&s));
	for (int i = 0; i <= stage; i++)
		TRY(parts[i](&s));
	return OK;
}

enum err
demo_plans(struct admin *ad, const char *dir, struct stamp now)
{
	struct teller t = { .ad = ad, .app = { .a = ad->a },
		.today = stamp_london_date(now) };
	struct demo_table plans;

	TRY(demo_table(ad, dir, "plans.csv", PLAN_CELLS, &plans));
	TRY(demo_table(ad, dir, "plan_lines.csv", LINE_CELLS, &t.lines));
	TRY(key_read(ad->a, &ad->config, "audit.key", &t.audit));
	for (size_t i = 1; i < plans.rows.n; i++) {
		enum err e = tell(&t, &plans.rows.v[i]);
		if (e == OK)
			continue;
		fprintf(stderr, "plans.csv:%d: %.*s\n", plans.rows.v[i].line,
		    STR_ARG(err_words(e)->name));
		return e;
	}
	return OK;
}
