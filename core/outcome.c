#include "core/outcome.h"

#include "core/base/str.h"
#include "core/money.h"

static bool
is_below(struct money amount, struct money asked)
{
	return is_set(amount) && amount.pence >= 0 && money_cmp(amount, asked) < 0;
}

static enum point_fault
check_part(const struct point *p)
{
	return is_below(p->part, p->asked) && p->part.pence > 0 ? POINT_FINE
	    : POINT_BAD_PART;
}

static enum point_fault
check_another_way(const struct point *p)
{
	if (p->which.n == 0)
		return POINT_NO_WAY;
	return is_set(p->from) ? POINT_FINE : POINT_NO_FROM;
}

static enum point_fault
check_for_less(const struct point *p)
{
	if (p->which.n == 0)
		return POINT_NO_PLACE;
	return is_below(p->price, p->asked) ? POINT_FINE : POINT_BAD_PRICE;
}

static const struct {
	struct str words;
	enum point_fault (*check)(const struct point *);	/* besides the reason */
} answers[] = {
	[POINT_OPEN] = { S_INIT("not decided"), NULL },
	[POINT_AGREED] = { S_INIT("agreed"), NULL },
	[POINT_IN_PART] = { S_INIT("agreed in part"), check_part },
	[POINT_NOT_ASSESSED] = { S_INIT("not agreed: not an assessed need"), NULL },
	[POINT_MET_ANOTHER_WAY] = {
	    S_INIT("not agreed: met another way"), check_another_way },
	[POINT_MET_FOR_LESS] = {
	    S_INIT("not agreed: met for less"), check_for_less },
};

static const struct str faults[POINT_FAULT_COUNT] = {
	[POINT_FINE] = S_INIT(""),
	[POINT_UNDECIDED] = S_INIT("Decide this point"),
	[POINT_NO_REASON] = S_INIT("Give the reason"),
	[POINT_BAD_PART] = S_INIT("Enter an amount above nothing and below what was asked"),
	[POINT_NO_WAY] = S_INIT("Say in which other way the need is met"),
	[POINT_NO_FROM] = S_INIT("Say from when it is met in that way"),
	[POINT_NO_PLACE] = S_INIT("Say where it can be had for less"),
	[POINT_BAD_PRICE] = S_INIT("Enter the price there, below what was asked"),
};

enum point_fault
point_check(const struct point *p)
{
	if (p->answer == POINT_OPEN)
		return POINT_UNDECIDED;
	if (p->reason.n == 0)
		return POINT_NO_REASON;
	return answers[p->answer].check == NULL ? POINT_FINE
	    : answers[p->answer].check(p);
}

struct str
point_fault_words(enum point_fault fault)
{
	return faults[fault];
}

struct str
point_answer_words(enum point_answer answer)
{
	return answers[answer].words;
}

struct money
point_amount(const struct point *p)
{
	if (p->answer == POINT_AGREED)
		return p->asked;
	return p->answer == POINT_IN_PART && is_set(p->part) ? p->part
	    : (struct money){ 0 };
}

struct outcome
outcome_of(const struct points_raised *points, struct money figure, struct money limit)
{
	struct outcome o = { .figure = figure };

	for (size_t i = 0; i < points->n; i++) {
		o.undecided += point_check(&points->v[i]) != POINT_FINE;
		o.added = money_add(o.added, point_amount(&points->v[i]));
	}
	o.sum = money_add(figure, o.added);
	o.above_limit = o.added.pence > 0 && money_cmp(o.sum, limit) > 0;
	return o;
}

static const struct str panel_answers[] = {
	[PANEL_OPEN] = S_INIT("not decided"),
	[PANEL_AGREED] = S_INIT("agreed"),
	[PANEL_IN_PART] = S_INIT("agreed in part"),
	[PANEL_NOT_AGREED] = S_INIT("not agreed"),
};

struct str
panel_answer_words(enum panel_answer answer)
{
	return panel_answers[answer];
}

struct money
panel_amount(enum panel_answer answer, struct money recommended, struct money part)
{
	if (answer == PANEL_AGREED)
		return recommended;
	return answer == PANEL_IN_PART && is_set(part) ? part : (struct money){ 0 };
}
