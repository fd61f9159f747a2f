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

struct str
point_recommended_words(enum point_answer answer)
{
	if (answer == POINT_AGREED)
		return S("recommended in full");
	return answer == POINT_IN_PART ? S("recommended in part") :
	    point_answer_words(answer);
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
outcome_of(const struct points_raised *points, const struct allocation *before,
    struct money authority)
{
	struct outcome o = {
		.before = *before, .limit = money_add(before->figure, authority),
	};

	for (size_t i = 0; i < points->n; i++) {
		o.undecided += point_check(&points->v[i]) != POINT_FINE;
		o.added = money_add(o.added, point_amount(&points->v[i]));
	}
	o.sum = money_add(before->sum, o.added);
	o.above_limit = o.added.pence > 0 && money_cmp(o.sum, o.limit) > 0;
	return o;
}

/* ---- the words of the letter ---- */

static const struct str words_faults[WORDS_FAULT_COUNT] = {
	[WORDS_FINE] = S_INIT(""),
	[WORDS_NO_PANEL] = S_INIT("Enter the day of the panel this is recommended to"),
	[WORDS_PANEL_PAST] = S_INIT("Enter a panel that is still to come"),
	[WORDS_NO_TICK] = S_INIT("Tick this too, or take the day away"),
	[WORDS_NO_CHAIRED] = S_INIT("Enter the day of the panel you chaired"),
	[WORDS_CHAIRED_AHEAD] = S_INIT("The panel you chaired was today or earlier"),
	[WORDS_NO_FROM] = S_INIT("Enter the day the sum runs from"),
	[WORDS_NO_WHY] = S_INIT("Say why it does not run from the first score letter"),
};

enum words_fault
outcome_words_check(const struct outcome_words *w, bool above_limit, struct date first,
    struct date today)
{
	struct date usual = is_set(first) ? first : today;

	if (above_limit && !is_set(w->panel))
		return WORDS_NO_PANEL;
	if (above_limit && w->panel.days < today.days)
		return WORDS_PANEL_PAST;
	if (!w->chaired && is_set(w->chaired_on))
		return WORDS_NO_TICK;
	if (w->chaired && !is_set(w->chaired_on))
		return WORDS_NO_CHAIRED;
	if (w->chaired && w->chaired_on.days > today.days)
		return WORDS_CHAIRED_AHEAD;
	if (!is_set(w->runs_from))
		return WORDS_NO_FROM;
	if (w->runs_from.days != usual.days && w->why_from.n == 0)
		return WORDS_NO_WHY;
	return WORDS_FINE;
}

struct str
words_fault_words(enum words_fault fault)
{
	return words_faults[fault];
}

/* ---- the panel ---- */

static const struct str panel_answers[] = {
	[PANEL_OPEN] = S_INIT("not decided"),
	[PANEL_AGREED] = S_INIT("agreed"),
	[PANEL_IN_PART] = S_INIT("agreed in part"),
	[PANEL_NOT_AGREED] = S_INIT("not agreed"),
	[PANEL_ONE_SUM] = S_INIT("agreed in part, one sum for all points"),
};

struct str
panel_answer_words(enum panel_answer answer)
{
	return panel_answers[answer];
}

static struct money
recommended_in_all(const struct panel_parts *parts)
{
	struct money sum = { 0 };

	for (size_t i = 0; i < parts->n; i++)
		sum = money_add(sum, parts->v[i].recommended);
	return sum;
}

void
panel_fill(const struct panel_note *p)
{
	for (size_t i = 0; i < p->parts.n; i++) {
		struct panel_part *part = &p->parts.v[i];
		if (p->answer == PANEL_AGREED)
			part->agreed = part->recommended;
		else if (p->answer == PANEL_NOT_AGREED)
			part->agreed = (struct money){ 0 };
		else if (p->answer != PANEL_IN_PART)
			part->agreed = MONEY_NONE;
	}
}

struct money
panel_amount(const struct panel_note *p)
{
	struct money sum = { 0 };

	if (p->answer == PANEL_ONE_SUM)
		return is_set(p->one_sum) ? p->one_sum : sum;
	for (size_t i = 0; i < p->parts.n; i++)
		if (is_set(p->parts.v[i].agreed))
			sum = money_add(sum, p->parts.v[i].agreed);
	return sum;
}

static const struct str panel_faults[PANEL_FAULT_COUNT] = {
	[PANEL_FINE] = S_INIT(""),
	[PANEL_EARLY] = S_INIT("The panel has not met yet. Note its decision on its day, "
	    "or after it"),
	[PANEL_UNDECIDED] = S_INIT("Choose what the panel decided"),
	[PANEL_BAD_PART] = S_INIT("Enter what the panel gave for this point: 0 if nothing, "
	    "and no more than was recommended"),
	[PANEL_NO_CUT] = S_INIT("Every point has all that was recommended: choose “Agreed”"),
	[PANEL_NO_PART] = S_INIT("No point has anything: choose “Not agreed”"),
	[PANEL_BAD_SUM] = S_INIT("Enter an amount above nothing and below what was "
	    "recommended"),
	[PANEL_NO_REASONS] = S_INIT("Give the panel’s reasons"),
};

static enum panel_fault
check_parts(const struct panel_parts *parts, size_t *point)
{
	struct money sum = { 0 };

	for (size_t i = 0; i < parts->n; i++) {
		const struct panel_part *part = &parts->v[i];
		*point = i;
		if (!is_set(part->agreed) || part->agreed.pence < 0 ||
		    money_cmp(part->agreed, part->recommended) > 0)
			return PANEL_BAD_PART;
		sum = money_add(sum, part->agreed);
	}
	*point = 0;
	if (sum.pence == 0)
		return PANEL_NO_PART;
	return sum.pence == recommended_in_all(parts).pence ? PANEL_NO_CUT : PANEL_FINE;
}

static enum panel_fault
check_answer(const struct panel_note *p, size_t *point)
{
	bool one = p->answer == PANEL_ONE_SUM;

	if (p->answer == PANEL_IN_PART)
		return check_parts(&p->parts, point);
	if (one && (!is_below(p->one_sum, recommended_in_all(&p->parts)) ||
	    p->one_sum.pence == 0))
		return PANEL_BAD_SUM;
	return PANEL_FINE;
}

enum panel_fault
panel_check(const struct panel_note *p, struct date meets, struct date today, size_t *point)
{
	*point = 0;
	if (is_set(meets) && today.days < meets.days)
		return PANEL_EARLY;
	if (p->answer == PANEL_OPEN)
		return PANEL_UNDECIDED;
	enum panel_fault fault = check_answer(p, point);
	if (fault != PANEL_FINE)
		return fault;
	return p->reasons.n == 0 ? PANEL_NO_REASONS : PANEL_FINE;
}

struct str
panel_fault_words(enum panel_fault fault)
{
	return panel_faults[fault];
}

struct money
points_count(struct money added, bool recommended, struct money by_panel)
{
	if (!recommended)
		return added;
	return is_set(by_panel) ? by_panel : (struct money){ 0 };
}
