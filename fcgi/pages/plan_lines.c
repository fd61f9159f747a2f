/*
 * What is needed and what it costs: one line a page, in the family's order. A
 * price is the council's rate or one of its own; the yearly cost is worked out.
 * What a budget does not usually pay for is explained and never refused.
 */
#include "core/money.h"
#include "fcgi/pages/plan.h"
#include "gen/t_plan_line.h"
#include "gen/t_plan_lines.h"

#define OWN_PRICE S("own")

static enum err
to_lines(struct req *rq)
{
	note(rq, AUDIENCE_RECORD, PID_NONE, S(""));
	return redirect(rq, url_plan_lines_show(rq->a, rq->subject->pid));
}

enum err
plan_lines_show(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	const struct policy *p;
	struct plan_whole w;
	struct money sum;

	TRY(today_policy(rq, &p));
	TRY(plan_draft_of(rq, &w));
	TRY(plan_sum(rq, &sum));
	struct plan_view *view = plan_page_view(rq, p, &w, sum, SHOW_SUM);
	for (size_t i = 0; i < view->lines.n; i++) {
		struct plan_line_view *v = &view->lines.v[i];
		v->change = url_plan_line_show(rq->a, pid, w.rows.v[i].pid);
		v->up = url_plan_line_up(rq->a, pid, w.rows.v[i].pid);
		v->down = url_plan_line_down(rq->a, pid, w.rows.v[i].pid);
	}
	page_plan_lines(page_begin(rq, S("What is needed and what it costs")), view,
	    url_plan_line_new(rq->a, pid), url_plan_draft_show(rq->a, pid));
	return page_end(rq);
}

/* ---- the form of a line ---- */

/* "personal_assistant.weekday.1" */
static struct str
rate_key(struct arena *a, const struct rate *r)
{
	struct out o;

	out_init(&o, a, 200);
	out_str(&o, r->code);
	out_char(&o, '.');
	out_str(&o, word_of(&rate_when_words, (int)r->when));
	out_char(&o, '.');
	out_int(&o, r->carers);
	return out_str_of(&o);
}

static bool
rate_holds(const struct rate *r, struct date today)
{
	return r->basis == RATE_GROSS && r->valid_from.days <= today.days &&
	    (!is_set(r->valid_to) || today.days <= r->valid_to.days);
}

static struct options
rate_options(struct req *rq, const struct policy *p)
{
	struct options all = { ARENA_ARRAY(rq->a, p->rates.n + 1, struct option), 0 };

	all.v[all.n++] = (struct option){ OWN_PRICE, S("A price of its own, below"), S("") };
	for (size_t i = 0; i < p->rates.n; i++) {
		const struct rate *r = &p->rates.v[i];
		struct out o;
		if (!rate_holds(r, rq->today))
			continue;
		out_init(&o, rq->a, 300);
		out_str(&o, r->name);
		out_lit(&o, ": ");
		out_money(&o, r->amount);
		out_char(&o, ' ');
		out_str(&o, buy_unit_per((enum buy_unit)r->unit));
		all.v[all.n++] = (struct option){ rate_key(rq->a, r), out_str_of(&o), S("") };
	}
	return all;
}

static struct options
unit_options(struct req *rq)
{
	struct options all = { ARENA_ARRAY(rq->a, BUY_UNIT_COUNT, struct option), 0 };

#define BUY_UNIT_OPTION(name, value_, word, per, one, many) \
	all.v[all.n++] = (struct option){ S(word), S(per), S("") };
	BUY_UNIT_LIST(BUY_UNIT_OPTION)
#undef BUY_UNIT_OPTION
	all.v[all.n - 1].label = S("bought once");
	return all;
}

static struct options
outcome_options(struct req *rq, const struct plan_whole *w)
{
	struct options all = { ARENA_ARRAY(rq->a, w->outcomes.n + 1, struct option), 0 };

	for (size_t i = 0; i < w->outcomes.n; i++)
		all.v[all.n++] = (struct option){
			pid_print(rq->a, w->outcomes.v[i].pid),
			w->outcomes.v[i].words, S("") };
	return all;
}

static struct options
prohibited_options(struct req *rq, const struct policy *p)
{
	struct options all = { ARENA_ARRAY(rq->a, p->prohibited.n + 1, struct option), 0 };

	all.v[all.n++] = (struct option){ S("0"), S("None of these"), S("") };
	for (size_t i = 0; i < p->prohibited.n; i++) {
		const struct prohibited *k = &p->prohibited.v[i];
		all.v[all.n++] = (struct option){ int_words(rq->a, k->number), k->name,
		    k->words };
	}
	return all;
}

static struct str
equipment_hint(struct req *rq, const struct policy *p)
{
	struct out o;

	out_init(&o, rq->a, 200);
	out_lit(&o, "The budget pays up to ");
	out_money(&o, policy_limit_money(p, LIMIT_EQUIPMENT));
	out_lit(&o, " for each piece. You keep it safe, and it is yours.");
	return out_str_of(&o);
}

static void
fill(struct req *rq, struct form_view *f, const struct plan_row *r,
    const struct plan_whole *w)
{
	struct out quantity;

	out_init(&quantity, rq->a, 20);
	plan_quantity_print(&quantity, r->quantity);
	form_fill(f, F_plan_line_what, r->what);
	for (size_t i = 0; i < w->outcomes.n; i++)
		if (w->outcomes.v[i].id == r->outcome)
			form_fill(f, F_plan_line_outcome,
			    pid_print(rq->a, w->outcomes.v[i].pid));
	form_fill(f, F_plan_line_provider, r->provider);
	form_fill(f, F_plan_line_rate, r->rate_key.n > 0 ? r->rate_key : OWN_PRICE);
	if (r->rate_key.n == 0) {
		form_fill_money(rq->a, f, F_plan_line_price, r->rate);
		form_fill_choice(f, F_plan_line_unit, (int)r->unit);
	}
	form_fill(f, F_plan_line_quantity, out_str_of(&quantity));
	form_fill_int(rq->a, f, F_plan_line_weeks, r->weeks);
	form_fill(f, F_plan_line_equipment, is_set(r->most) ? S("yes") : S(""));
	form_fill_int(rq->a, f, F_plan_line_prohibited, r->prohibited);
	form_fill(f, F_plan_line_why, r->why);
}

/* r: the line, or NULL for a new one. */
static enum err
line_page(struct req *rq, const struct plan_whole *w, const struct plan_row *r)
{
	struct pid pid = rq->subject->pid;
	const struct policy *p;

	TRY(today_policy(rq, &p));
	struct form_view *f = view_of(rq, &the_form_plan_line);
	if (!rq->form_errors && r != NULL)
		fill(rq, f, r, w);
	else if (!rq->form_errors)
		form_fill(f, F_plan_line_prohibited, S("0"));
	struct options outcomes = outcome_options(rq, w);
	struct options rates = rate_options(rq, p);
	struct options units = unit_options(rq);
	struct options kinds = prohibited_options(rq, p);
	page_plan_line(page_begin(rq, r == NULL ? S("Add a line") : S("Change a line")),
	    f, r == NULL, &outcomes, &rates, &units, &kinds, equipment_hint(rq, p),
	    r == NULL ? url_plan_line_create(rq->a, pid) :
	    url_plan_line_save(rq->a, pid, r->pid),
	    r == NULL ? (struct url){ STR_NONE } :
	    url_plan_line_remove(rq->a, pid, r->pid),
	    url_plan_lines_show(rq->a, pid));
	return page_end(rq);
}

/* ---- reading it ---- */

static const struct rate *
rate_by_key(struct req *rq, const struct policy *p, struct str key)
{
	for (size_t i = 0; i < p->rates.n; i++)
		if (rate_holds(&p->rates.v[i], rq->today) &&
		    str_eq(rate_key(rq->a, &p->rates.v[i]), key))
			return &p->rates.v[i];
	return NULL;
}

static void
read_price(struct req *rq, const struct policy *p, struct plan_row *r)
{
	const struct form_plan_line *f = rq->form;

	r->rate_name = r->rate_key = S("");
	if (str_eq(f->rate, OWN_PRICE)) {
		r->rate = f->price;
		r->unit = (enum buy_unit)f->unit;
		if (!is_set(f->price))
			wrong(rq, F_plan_line_price, S("Enter the price"));
		if (f->unit == 0)
			wrong(rq, F_plan_line_unit, S("Choose what the price is for"));
		return;
	}
	const struct rate *rate = rate_by_key(rq, p, f->rate);
	if (rate == NULL) {
		wrong(rq, F_plan_line_rate, S("Choose one of the answers on the page"));
		return;
	}
	r->rate = rate->amount;
	r->unit = (enum buy_unit)rate->unit;
	r->rate_name = rate->name;
	r->rate_key = f->rate;
}

static void
read_amount(struct req *rq, struct plan_row *r)
{
	const struct form_plan_line *f = rq->form;
	bool rare = r->unit == BUY_ONCE || r->unit == BUY_MONTH;

	r->quantity = 100;
	r->weeks = r->unit == BUY_MONTH ? 12 : 1;
	if (is_set(f->quantity) && f->quantity.n > 0) {
		if (!plan_quantity_parse(f->quantity, &r->quantity))
			wrong(rq, F_plan_line_quantity,
			    S("Enter a number above 0, like 2 or 2.5"));
	} else if (!rare) {
		wrong(rq, F_plan_line_quantity, S("Enter how many in a week"));
	}
	if (r->unit == BUY_ONCE)
		return;
	if (is_set(f->weeks) && f->weeks > 0)
		r->weeks = f->weeks;
	else if (!rare)
		wrong(rq, F_plan_line_weeks, S("Enter how many weeks a year, 1 to 53"));
}

static void
read_kind(struct req *rq, const struct policy *p, struct plan_row *r)
{
	const struct form_plan_line *f = rq->form;

	r->prohibited = is_set(f->prohibited) ? f->prohibited : 0;
	r->why = is_set(f->why) ? f->why : S("");
	const struct prohibited *k = plan_prohibited(p, r->prohibited);
	if (r->prohibited != 0 && k == NULL)
		wrong(rq, F_plan_line_prohibited, S("Choose one of the answers on the page"));
	else if (k != NULL && k->rule != NEVER && r->why.n == 0)
		wrong(rq, F_plan_line_why, S("Say why this is needed"));
}

static enum err
read_line(struct req *rq, const struct plan_whole *w, struct plan_row *r)
{
	const struct form_plan_line *f = rq->form;
	const struct plan_outcome *o = plan_outcome_by(w, f->outcome);
	const struct policy *p;

	TRY(today_policy(rq, &p));
	r->what = f->what;
	r->outcome = o != NULL ? o->id : ID_NONE;
	r->provider = is_set(f->provider) ? f->provider : S("");
	if (is_set(f->outcome) && o == NULL)
		wrong(rq, F_plan_line_outcome, S("Choose one of the answers on the page"));
	if (w->outcomes.n > 0 && !is_set(f->outcome))
		wrong(rq, F_plan_line_outcome, S("Choose one of the answers: what this helps with"));
	if (is_set(f->rate))
		read_price(rq, p, r);
	if (r->unit != BUY_NONE)
		read_amount(rq, r);
	r->most = f->equipment ? policy_limit_money(p, LIMIT_EQUIPMENT) : MONEY_NONE;
	if (f->equipment && r->unit != BUY_ONCE && r->unit != BUY_NONE)
		wrong(rq, F_plan_line_equipment,
		    S("Equipment is bought once: choose that under “Price for”"));
	read_kind(rq, p, r);
	return OK;
}

enum err
plan_line_new(struct req *rq)
{
	struct plan_whole w;

	TRY(plan_draft_of(rq, &w));
	return line_page(rq, &w, NULL);
}

enum err
plan_line_create(struct req *rq)
{
	struct doing by = doing_of(rq, NULL);
	struct plan_row r = { 0 };
	struct plan_whole w;

	TRY(store_plan_begin(rq->db, rq->a, &by, rq->subject->id, &w));
	TRY(read_line(rq, &w, &r));
	if (rq->form_errors)
		return line_page(rq, &w, NULL);
	TRY(store_plan_line(rq->db, &w, &r));
	return to_lines(rq);
}

static enum err
line_here(struct req *rq, struct plan_whole *w, const struct plan_row **r)
{
	TRY(plan_draft_of(rq, w));
	*r = plan_row_by(w, rq->id);
	return *r != NULL ? OK : E_NOT_FOUND;
}

enum err
plan_line_show(struct req *rq)
{
	const struct plan_row *r;
	struct plan_whole w;

	TRY(line_here(rq, &w, &r));
	return line_page(rq, &w, r);
}

enum err
plan_line_save(struct req *rq)
{
	const struct plan_row *was;
	struct plan_whole w;

	TRY(line_here(rq, &w, &was));
	struct plan_row r = { .id = was->id };
	TRY(read_line(rq, &w, &r));
	if (rq->form_errors)
		return line_page(rq, &w, was);
	TRY(store_plan_line(rq->db, &w, &r));
	return to_lines(rq);
}

static enum err
line_moves(struct req *rq, bool up)
{
	struct plan_whole w;

	TRY(plan_draft_of(rq, &w));
	TRY(store_plan_line_up(rq->db, &w, rq->id, up));
	return to_lines(rq);
}

enum err
plan_line_up(struct req *rq)
{
	return line_moves(rq, true);
}

enum err
plan_line_down(struct req *rq)
{
	return line_moves(rq, false);
}

enum err
plan_line_remove(struct req *rq)
{
	const struct plan_row *r;
	struct plan_whole w;
	int64_t n;

	TRY(line_here(rq, &w, &r));
	TRY(plan_line_drop(rq->db, w.plan.id, r->id, &n));
	return to_lines(rq);
}
