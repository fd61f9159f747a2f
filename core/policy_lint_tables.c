/* Limits, clocks, titles, days, helpers, rates: what the linter asks of each. */
#include "core/policy_lint.h"

#include "core/base/civil.h"

#define BANK_HOLIDAYS_A_YEAR 8	/* in England; more in a year of a jubilee */

/* ---- limits ---- */

static int
limit_row_key(const struct policy *p, size_t i)
{
	return (int)p->limits.v[i].key;
}

static enum unit
limit_unit(enum limit_key key)
{
	static const enum unit units[] = {
#define LIMIT_UNIT(name, value, word, unit) [name] = UNIT_##unit,
		LIMIT_LIST(LIMIT_UNIT)
#undef LIMIT_UNIT
	};

	return (size_t)key < COUNT(units) ? units[key] : UNIT_NONE;
}

/* A limit's value, or -1. */
static int
limit_value(const struct policy *p, enum limit_key key)
{
	for (size_t i = 0; i < p->limits.n; i++)
		if (p->limits.v[i].key == key)
			return p->limits.v[i].value;
	return -1;
}

static void
lint_limit(struct lint *l, size_t i)
{
	const struct limit *v = &l->p->limits.v[i];
	enum unit unit = limit_unit(v->key);

	if (v->unit != unit) {
		struct out *o = lint_find_row(l, S("limits"), i);
		out_lit(o, "this limit is counted in ");
		out_str(o, word_of(&unit_words, (int)unit));
	}
	if (v->value < 0 || (unit == UNIT_PERCENT && v->value > 100))
		lint_say_row(l, S("limits"), i, S("the value is out of range"));
}

static const struct {
	enum limit_key low, high;
	struct str words;
} limit_pairs[] = {
	{ LIMIT_PRACTICE_LEAD, LIMIT_OPS_MANAGER, S_INIT("a practice_lead may "
	    "not have more authority than an operations_manager") },
	{ LIMIT_CONTINGENCY_LEAST, LIMIT_CONTINGENCY_MOST,
	    S_INIT("the least contingency is more than the most") },
	{ LIMIT_STAY_NIGHTS, LIMIT_YEAR_NIGHTS,
	    S_INIT("one stay may be longer than all the nights of a year") },
};

static void
lint_limits(struct lint *l)
{
	lint_words(l, S("limits"), &limit_words, l->p->limits.n, limit_row_key);
	for (size_t i = 0; i < l->p->limits.n; i++)
		lint_limit(l, i);
	for (size_t i = 0; i < COUNT(limit_pairs); i++) {
		int low = limit_value(l->p, limit_pairs[i].low);
		int high = limit_value(l->p, limit_pairs[i].high);
		if (high >= 0 && low > high)
			lint_say(l, S("limits"), limit_pairs[i].words);
	}
}

/* ---- clocks and titles ---- */

static int
clock_row_key(const struct policy *p, size_t i)
{
	return (int)p->clocks.v[i].step;
}

/* The aim of a step, or 0. */
static int
clock_days(const struct policy *p, enum clock_step step)
{
	for (size_t i = 0; i < p->clocks.n; i++)
		if (p->clocks.v[i].step == step)
			return p->clocks.v[i].days;
	return 0;
}

static void
lint_clocks(struct lint *l)
{
	const struct policy *p = l->p;

	lint_words(l, S("clocks"), &clock_words, p->clocks.n, clock_row_key);
	for (size_t i = 0; i < p->clocks.n; i++)
		if (p->clocks.v[i].days < 1 || p->clocks.v[i].days > 260)
			lint_say_row(l, S("clocks"), i,
			    S("a time is 1 to 260 working days (260 is a year)"));
	if (clock_days(p, CLOCK_CONTEST_REMINDER) > clock_days(p, CLOCK_CONTEST))
		lint_say(l, S("clocks"),
		    S("contest_reminder comes after the time of contest is over"));
}

static int
title_row_key(const struct policy *p, size_t i)
{
	return (int)p->titles.v[i].role;
}

static void
lint_titles(struct lint *l)
{
	lint_words(l, S("titles"), &role_key_words, l->p->titles.n, title_row_key);
	for (size_t i = 0; i < l->p->titles.n; i++)
		if (l->p->titles.v[i].one.n == 0 || l->p->titles.v[i].many.n == 0)
			lint_say_row(l, S("titles"), i, S("the title is empty"));
}

/* ---- days ---- */

static size_t
holidays_of_year(const struct bank_holidays *h, int year)
{
	size_t n = 0;

	for (size_t i = 0; i < h->n; i++)
		n += date_ymd(h->v[i].date).year == year;
	return n;
}

static void
lint_holiday_years(struct lint *l)
{
	const struct bank_holidays *h = &l->p->bank_holidays;
	int first = date_ymd(l->p->version.valid_from).year, last = first + 1;

	for (size_t i = 0; i < h->n; i++)
		if (date_ymd(h->v[i].date).year > last)
			last = date_ymd(h->v[i].date).year;
	for (int year = first; year <= last; year++) {
		size_t n = holidays_of_year(h, year);
		if (n >= BANK_HOLIDAYS_A_YEAR)
			continue;
		struct out *o = lint_find(l, S("bank_holidays"));
		out_lit(o, "England has 8 bank holidays a year, here are ");
		out_int(o, (int64_t)n);
		out_lit(o, " for ");
		out_int(o, year);
	}
}

static void
lint_holidays(struct lint *l)
{
	const struct bank_holidays *h = &l->p->bank_holidays;

	for (size_t i = 0; i < h->n; i++) {
		if (weekday_of(h->v[i].date) >= SATURDAY)
			lint_say_row(l, S("bank_holidays"), i, S("this is a weekend: "
			    "give the weekday that is free instead"));
		if (i > 0 && h->v[i].date.days <= h->v[i - 1].date.days)
			lint_say_row(l, S("bank_holidays"), i,
			    S("the days must follow one another, each once"));
	}
	if (is_set(l->p->version.valid_from))
		lint_holiday_years(l);
}

static void
lint_sending(struct lint *l)
{
	const struct sending_week *week = &l->p->sending;

	if (week->n == 0)
		lint_say(l, S("sending"), S("there is no hour at which a decision "
		    "may go out"));
	for (size_t i = 0; i < week->n; i++) {
		const struct sending_hours *v = &week->v[i];
		if (v->from < 0 || v->from >= v->to || v->to > 23)
			lint_say_row(l, S("sending"), i,
			    S("the hours go from 0 to 23, from before to"));
		if (i > 0 && v->weekday <= v[-1].weekday)
			lint_say_row(l, S("sending"), i,
			    S("the days must follow one another, each once"));
		if (v->weekday >= SATURDAY)
			lint_say_row(l, S("sending"), i,
			    S("nothing goes out at a weekend"));
	}
}

/* ---- words for people ---- */

static bool
mentions(struct str text, struct str word)
{
	for (; text.n >= word.n; text = str_skip(text, 1))
		if (str_eq_nocase(str_head(text, word.n), word))
			return true;
	return false;
}

static void
lint_late_reasons(struct lint *l)
{
	static const struct str health[] = {
		S_INIT("health"), S_INIT("sick"), S_INIT("illness"), S_INIT("hospital"),
	};
	const struct late_reasons *r = &l->p->late_reasons;
	unsigned said = 0;

	if (r->n == 0)
		lint_say(l, S("late_reasons"), S("there is no reason to choose from"));
	for (size_t i = 0; i < r->n; i++) {
		said |= late_reason_uses(&r->v[i]);
		if (late_reason_uses(&r->v[i]) == 0)
			lint_say_row(l, S("late_reasons"), i,
			    S("say what it is for: giving, handing_over or late"));
		if (i > 0 && r->v[i].number <= r->v[i - 1].number)
			lint_say_row(l, S("late_reasons"), i,
			    S("the numbers must rise, each once"));
		for (size_t k = 0; k < COUNT(health); k++)
			if (mentions(r->v[i].words, health[k]))
				lint_say_row(l, S("late_reasons"), i, S("families "
				    "read it: it may not speak of anybody’s health"));
	}
	if (r->n > 0 && said != (FOR_GIVING | FOR_HANDING_OVER | FOR_LATE))
		lint_say(l, S("late_reasons"), S("for giving, handing_over and late each there "
		    "has to be a reason"));
}

static void
lint_to_ring(struct lint *l, struct str table, const struct helpers *h)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->v[i].name.n == 0 || h->v[i].telephone.n == 0)
			lint_say_row(l, table, i,
			    S("it needs a name and a telephone number"));
}

static void
lint_helpers(struct lint *l)
{
	const struct helpers *h = &l->p->helpers;

	if (h->n != HELPERS) {
		struct out *o = lint_find(l, S("helpers"));
		out_lit(o, "there must be four organisations, here are ");
		out_int(o, (int64_t)h->n);
	}
	for (size_t i = 0; i < h->n; i++) {
		if (h->v[i].number != (int)i + 1)
			lint_say_row(l, S("helpers"), i,
			    S("the rows are numbered 1, 2, 3, 4"));
	}
	lint_to_ring(l, S("helpers"), h);
}

static void
lint_rights(struct lint *l)
{
	if (l->p->rights.n == 0)
		out_lit(lint_find(l, S("rights")),
		    "where to complain must be said, and who the Ombudsman is");
	lint_to_ring(l, S("rights"), &l->p->rights);
}

/* ---- what support costs and what it may not be ---- */

static bool
rates_clash(const struct rate *a, const struct rate *b)
{
	bool before = is_set(a->valid_to) && a->valid_to.days < b->valid_from.days;
	bool after = is_set(b->valid_to) && b->valid_to.days < a->valid_from.days;

	return str_eq(a->code, b->code) && a->when == b->when &&
	    a->carers == b->carers && !before && !after;
}

static void
lint_rates(struct lint *l)
{
	const struct rates *r = &l->p->rates;

	for (size_t i = 0; i < r->n; i++) {
		const struct rate *v = &r->v[i];
		if (v->amount.pence <= 0)
			lint_say_row(l, S("rates"), i, S("the amount is nothing"));
		if (v->carers < 0 || v->carers > 2)
			lint_say_row(l, S("rates"), i, S("carers are 1 or 2; 0 where "
			    "it is not care"));
		if (is_set(v->valid_to) && v->valid_to.days < v->valid_from.days)
			lint_say_row(l, S("rates"), i, S("it ends before it begins"));
		for (size_t k = 0; k < i; k++)
			if (rates_clash(v, &r->v[k]))
				lint_say_row(l, S("rates"), i, S("an earlier row holds "
				    "for the same code, time, carers and days"));
	}
}

static void
lint_prohibited(struct lint *l)
{
	const struct prohibited_kinds *k = &l->p->prohibited;

	if (k->n == 0)
		lint_say(l, S("prohibited"), S("the table is empty"));
	for (size_t i = 1; i < k->n; i++)
		if (k->v[i].number <= k->v[i - 1].number)
			lint_say_row(l, S("prohibited"), i,
			    S("the numbers must rise, each once"));
}

static int
wording_row_key(const struct policy *p, size_t i)
{
	return (int)p->wording.v[i].key;
}

static bool
has_figure(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

static void
lint_wording(struct lint *l)
{
	const struct wordings *w = &l->p->wording;

	lint_words(l, S("wording"), &wording_words, w->n, wording_row_key);
	for (size_t i = 0; i < w->n; i++) {
		if (w->v[i].words.n == 0)
			lint_say_row(l, S("wording"), i, S("the sentence is empty"));
		if (has_figure(w->v[i].words))
			lint_say_row(l, S("wording"), i, S("a letter’s sentence holds no "
			    "figure: figures come from the decision"));
	}
}

static void
lint_council(struct lint *l)
{
	const struct council_office *c = &l->p->council;

	if (!is_set(c->address) || !is_set(c->telephone) || !is_set(c->hours))
		lint_say(l, S("council"), S("letters say where the council is: give its "
		    "address, telephone and hours"));
}

static void
lint_complaint_stages(struct lint *l)
{
	const struct complaint_stages *s = &l->p->complaint_stages;

	if (s->n == 0)
		lint_say(l, S("complaint_stages"), S("there is no stage"));
	for (size_t i = 0; i < s->n; i++) {
		if (s->v[i].number != (int)i + 1)
			lint_say_row(l, S("complaint_stages"), i,
			    S("the rows are numbered 1, 2, 3"));
		if (s->v[i].days < 1 || s->v[i].days > s->v[i].most)
			lint_say_row(l, S("complaint_stages"), i,
			    S("the aim is at least a day, and not above the most it may take"));
		if ((s->v[i].ask == 0) != (i + 1 == s->n))
			lint_say_row(l, S("complaint_stages"), i,
			    S("there are days to ask for the next stage in each but the last"));
	}
}

void
lint_tables(struct lint *l)
{
	static void (*const checks[])(struct lint *) = {
		lint_limits, lint_clocks, lint_titles, lint_holidays, lint_sending,
		lint_late_reasons, lint_helpers, lint_rights, lint_complaint_stages, lint_rates,
		lint_prohibited, lint_wording, lint_council,
	};

	for (size_t i = 0; i < COUNT(checks); i++)
		checks[i](l);
}
