#include "core/plan.h"

#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "core/money.h"

static struct money
money_least(struct money a, struct money b)
{
	return money_cmp(a, b) <= 0 ? a : b;
}

struct money
plan_line_total(const struct plan_cost *c)
{
	struct money each = is_set(c->most) ? money_least(c->rate, c->most) : c->rate;

	return money_times(each, (int64_t)c->quantity * c->weeks, 100);
}

bool
plan_in_own_right(struct date born, struct date today)
{
	int years = date_years(born, today);

	return years >= OWN_RIGHT_AGE && years < ADULT_AGE;
}

bool
plan_surprises_within(int percent, int least, int most)
{
	return percent >= least && percent <= most;
}

struct plan_sums
plan_reach(struct plan_lines *lines, struct money available)
{
	struct plan_sums sums = { .left = available };

	for (size_t i = 0; i < lines->n; i++) {
		struct plan_line *line = &lines->v[i];
		struct money got = money_least(line->total, sums.left);
		line->missing = money_sub(line->total, got);
		line->reach = line->missing.pence == 0 ? REACHED
		    : got.pence > 0 ? REACHED_IN_PART : NOT_REACHED;
		sums.left = money_sub(sums.left, got);
		sums.cost = money_add(sums.cost, line->total);
		sums.reached = money_add(sums.reached, got);
	}
	sums.missing = money_sub(sums.cost, sums.reached);
	return sums;
}

/* ---- for people ---- */

static const struct {
	struct str per, one, many;
} units[BUY_UNIT_COUNT] = {
#define BUY_UNIT_WORDS(name, value, word, per, one, many) \
	[name] = { S_INIT(per), S_INIT(one), S_INIT(many) },
	BUY_UNIT_LIST(BUY_UNIT_WORDS)
#undef BUY_UNIT_WORDS
};

struct str
buy_unit_per(enum buy_unit unit)
{
	return units[unit].per;
}

struct str
version_state_words(enum version_state state)
{
	static const struct str words[] = {
		[VERSION_NONE] = S_INIT(""),
		[VERSION_DRAFT] = S_INIT("being written"),
		[VERSION_SENT] = S_INIT("sent"),
		[VERSION_TAKEN_BACK] = S_INIT("taken back"),
		[VERSION_ANSWERED] = S_INIT("answered"),
		[VERSION_AGREED] = S_INIT("agreed and signed"),
	};

	return words[state];
}

bool
plan_quantity_parse(struct str s, int *hundredths)
{
	struct str part = s;
	struct str whole = str_cut(&part, '.');
	int64_t units_n = 0, rest = 0;

	if (!str_int(whole, 999, &units_n))
		return false;
	if (is_set(part) && (part.n > 2 || !str_int(part, 99, &rest)))
		return false;
	if (part.n == 1)
		rest *= 10;
	if (units_n * 100 + rest == 0)
		return false;
	*hundredths = (int)(units_n * 100 + rest);
	return true;
}

void
plan_quantity_print(struct out *o, int hundredths)
{
	int rest = hundredths % 100;

	out_int(o, hundredths / 100);
	if (rest == 0)
		return;
	out_char(o, '.');
	if (rest % 10 == 0)
		out_int(o, rest / 10);
	else
		out_int_pad(o, rest, 2);
}

static void
print_number(struct out *o, enum buy_unit unit, int hundredths)
{
	plan_quantity_print(o, hundredths);
	out_char(o, ' ');
	out_str(o, hundredths == 100 ? units[unit].one : units[unit].many);
}

static void
print_how_many(struct out *o, enum buy_unit unit, const struct plan_cost *c)
{
	bool single = c->quantity == 100;

	if (unit == BUY_ONCE && single) {
		out_lit(o, "Bought once");
		return;
	}
	print_number(o, unit, unit == BUY_MONTH && single ? c->weeks * 100 : c->quantity);
	if (unit == BUY_ONCE || (unit == BUY_MONTH && single))
		return;
	out_str(o, unit == BUY_MONTH ? S(", ") : S(" a week for "));
	out_int(o, c->weeks);
	out_str(o, unit == BUY_MONTH ? S(" times a year") :
	    c->weeks == 1 ? S(" week of the year") : S(" weeks of the year"));
}

void
plan_cost_print(struct out *o, enum buy_unit unit, const struct plan_cost *c)
{
	print_how_many(o, unit, c);
	out_lit(o, ", at ");
	out_money(o, c->rate);
	if (unit != BUY_ONCE || c->quantity != 100) {
		out_char(o, ' ');
		out_str(o, buy_unit_per(unit));
	}
	if (!is_set(c->most))
		return;
	out_lit(o, "; the budget pays up to ");
	out_money(o, c->most);
	if (c->quantity != 100)
		out_lit(o, " for each");
}

/* ---- the answer to a plan ---- */

struct money
plan_line_agreed(const struct point *p)
{
	return p->answer == POINT_OPEN ? MONEY_NONE : point_amount(p);
}

enum point_fault
plan_line_check(const struct point *p)
{
	return p->answer == POINT_AGREED ? POINT_FINE : point_check(p);
}

static enum plan_fault
line_fault(const struct line_answer *line)
{
	if (!is_set(line->agreed))
		return PLAN_LINE_OPEN;
	if (line->agreed.pence < 0 || money_cmp(line->agreed, line->total) > 0)
		return PLAN_LINE_AMOUNT;
	if (money_cmp(line->agreed, line->total) < 0 && line->reason.n == 0)
		return PLAN_LINE_REASON;
	return PLAN_FINE;
}

/* What the lines come to, planned and agreed, beside the sum there is. */
enum comes_to {
	HIGHER = 1 << 0,	/* the plan costs more than the sum */
	CUT = 1 << 1,		/* not every line is agreed in full */
	ABOVE = 1 << 2,		/* what is agreed is more than the sum */
	NOTHING = 1 << 3,	/* lines are cut, and nothing is left of them */
};

/* An answer does not fit where of some of these exactly so many are true. */
static const struct {
	enum plan_answer answer;
	unsigned of, is;
	enum plan_fault fault;
} unfit[] = {
	{ PLAN_AT_ITS_COST, CUT, CUT, PLAN_CUT },
	{ PLAN_WITHIN, ABOVE | CUT, ABOVE, PLAN_NOTHING_CUT },
	{ PLAN_WITHIN, ABOVE, ABOVE, PLAN_RAISES },
	{ PLAN_WITHIN, NOTHING, NOTHING, PLAN_NOTHING_AGREED },
	{ PLAN_NOT_AGREED, CUT, 0, PLAN_NOTHING_CUT },
	{ PLAN_NOT_AGREED, HIGHER, 0, PLAN_NOT_HIGHER },
	{ PLAN_NOT_AGREED, ABOVE, ABOVE, PLAN_RAISES },
	{ PLAN_NOT_EVERY_LINE, CUT, 0, PLAN_NOTHING_CUT },
	{ PLAN_NOT_EVERY_LINE, HIGHER | ABOVE, HIGHER, PLAN_IS_HIGHER },
};

enum plan_fault
plan_answer_fits(enum plan_answer answer, const struct line_answers *lines,
    struct money allocation)
{
	struct money cost = { 0 }, agreed = { 0 };

	for (size_t i = 0; i < lines->n; i++) {
		cost = money_add(cost, lines->v[i].total);
		if (is_set(lines->v[i].agreed))
			agreed = money_add(agreed, lines->v[i].agreed);
	}
	bool cut = money_cmp(agreed, cost) < 0;
	unsigned is = (money_cmp(cost, allocation) > 0 ? HIGHER : 0U) | (cut ? CUT : 0U) |
	    (money_cmp(agreed, allocation) > 0 ? ABOVE : 0U) |
	    (cut && agreed.pence == 0 ? NOTHING : 0U);
	for (size_t i = 0; i < COUNT(unfit); i++)
		if (unfit[i].answer == answer && (is & unfit[i].of) == unfit[i].is)
			return unfit[i].fault;
	return PLAN_FINE;
}

struct plan_check
plan_answer_check(enum plan_answer answer, const struct line_answers *lines,
    struct money allocation, struct money authority)
{
	struct plan_check check = { .fault = PLAN_FINE };

	if (answer == PLAN_ANSWER_NONE)
		return (struct plan_check){ .fault = PLAN_NO_ANSWER };
	for (size_t i = 0; i < lines->n; i++) {
		const struct line_answer *line = &lines->v[i];
		check.line = i;
		check.fault = line_fault(line);
		if (check.fault != PLAN_FINE)
			return check;
		check.agreed = money_add(check.agreed, line->agreed);
	}
	check.line = 0;
	check.fault = plan_answer_fits(answer, lines, allocation);
	/* What the score already gives needs nobody's authority. */
	if (check.fault == PLAN_FINE && money_cmp(check.agreed, allocation) > 0 &&
	    money_cmp(check.agreed, authority) > 0)
		check.fault = PLAN_ABOVE_AUTHORITY;
	return check;
}

struct str
plan_answer_words(enum plan_answer answer)
{
	static const struct str words[] = {
		[PLAN_ANSWER_NONE] = S_INIT("not answered"),
		[PLAN_AT_ITS_COST] = S_INIT("agreed at its cost"),
		[PLAN_WITHIN] = S_INIT("agreed within the allocation"),
		[PLAN_NOT_AGREED] = S_INIT("the higher sum cannot be agreed"),
		[PLAN_NOT_EVERY_LINE] = S_INIT("not every line is agreed"),
	};

	return words[answer];
}

struct str
plan_fault_words(enum plan_fault fault)
{
	static const struct str words[PLAN_FAULT_COUNT] = {
		[PLAN_FINE] = S_INIT(""),
		[PLAN_NO_ANSWER] = S_INIT("Choose the answer as a whole"),
		[PLAN_LINE_OPEN] = S_INIT("Answer this line of the plan"),
		[PLAN_LINE_AMOUNT] = S_INIT("Enter an amount from nothing up to "
		    "what was planned"),
		[PLAN_LINE_REASON] = S_INIT("Give the reason for agreeing less than "
		    "was planned"),
		[PLAN_CUT] = S_INIT("A plan agreed at its cost has every line agreed "
		    "in full"),
		[PLAN_RAISES] = S_INIT("What is agreed of the lines raises the sum: choose "
		    "“not every line is agreed”"),
		[PLAN_NOTHING_AGREED] = S_INIT("Nothing of the plan is agreed: it is not "
		    "“agreed within the allocation”"),
		[PLAN_NOTHING_CUT] = S_INIT("Every line is agreed in full: choose "
		    "“agreed at its cost”"),
		[PLAN_NOT_HIGHER] = S_INIT("The plan costs no more than the sum: choose "
		    "“not every line is agreed”"),
		[PLAN_IS_HIGHER] = S_INIT("The plan costs more than the sum: choose "
		    "“the higher sum cannot be agreed”"),
		[PLAN_ABOVE_AUTHORITY] = S_INIT("This sum is above what you may agree. "
		    "The family can put it to the {operations_manager}"),
	};

	return words[fault];
}
