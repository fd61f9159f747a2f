#include "core/fit.h"

#include "core/base/str.h"
#include "core/money.h"

static const struct money nothing = { 0 };

static struct money
least(struct money a, struct money b)
{
	return money_cmp(a, b) <= 0 ? a : b;
}

static struct money
most(struct money a, struct money b)
{
	return money_cmp(a, b) >= 0 ? a : b;
}

static struct money
or_nothing(struct money m)
{
	return is_set(m) ? m : nothing;
}

struct money
fit_unused(const struct line_stands *lines, struct money sum)
{
	for (size_t i = 0; i < lines->n; i++)
		sum = money_sub(sum, or_nothing(lines->v[i].agreed));
	return most(sum, nothing);
}

struct money
fit_not_missing(struct money missing, struct money added)
{
	return most(money_sub(added, missing), nothing);
}

void
fit_missing(struct line_stands *lines, struct money sum)
{
	struct money free = fit_unused(lines, sum);

	for (size_t i = 0; i < lines->n; i++) {
		struct line_stand *line = &lines->v[i];
		struct money open = money_sub(line->total, or_nothing(line->agreed));
		struct money got = least(open, free);
		line->missing = money_sub(open, got);
		free = money_sub(free, got);
	}
}

/* What the line had when more was asked for it. */
static struct money
had(const struct line_stand *line, const struct point *p)
{
	return most(or_nothing(line->agreed),
	    money_sub(line->total, most(p->asked, line->missing)));
}

struct money
fit_grant(struct line_stand *line, const struct point *p, struct money adds)
{
	bool granted = adds.pence > 0 || (p->answer == POINT_AGREED && p->asked.pence == 0);
	struct money before = or_nothing(line->agreed);

	line->agreed = granted ? least(line->total, money_add(had(line, p), adds)) : before;
	return most(nothing, money_sub(money_sub(line->agreed, before), adds));
}

struct money
fit_point_adds(const struct point *p, bool recommended, struct money by_panel)
{
	struct money amount = point_amount(p);

	return recommended && amount.pence > 0 ? by_panel : amount;
}

struct money
fit_start(const struct line_stand *line)
{
	return is_set(line->agreed) ? line->agreed : money_sub(line->total, line->missing);
}

/* ---- the plan as it will be signed ---- */

bool
fit_departs(const struct fit_line *line)
{
	return is_set(line->stand.agreed) && line->fitted.pence != line->stand.agreed.pence;
}

enum fit_fault
fit_line_check(const struct fit_line *line)
{
	if (!is_set(line->fitted) || line->fitted.pence < 0 ||
	    money_cmp(line->fitted, line->stand.total) > 0)
		return FIT_AMOUNT;
	return fit_departs(line) && line->reason.n == 0 ? FIT_REASON : FIT_FINE;
}

static enum fit_fault
whole_fault(const struct fit *f, size_t lines, struct str why_unused)
{
	if (lines == 0)
		return FIT_NO_LINES;
	if (f->over.pence > 0)
		return FIT_OVER;
	return f->much && why_unused.n == 0 ? FIT_UNUSED : FIT_FINE;
}

struct money
fit_total(const struct fit_lines *lines)
{
	struct money total = { 0 };

	for (size_t i = 0; i < lines->n; i++)
		total = money_add(total, or_nothing(lines->v[i].fitted));
	return total;
}

struct fit
fit_check(const struct fit_lines *lines, struct money sum, int spare, struct str why_unused)
{
	struct fit f = { .fault = FIT_FINE };

	for (size_t i = 0; i < lines->n; i++) {
		enum fit_fault fault = fit_line_check(&lines->v[i]);
		if (fault != FIT_FINE && f.fault == FIT_FINE) {
			f.fault = fault;
			f.line = i;
		}
	}
	f.total = fit_total(lines);
	if (money_cmp(f.total, sum) > 0)
		f.over = money_sub(f.total, sum);
	else
		f.unused = money_sub(sum, f.total);
	f.much = money_cmp(f.unused, money_percent(sum, spare)) > 0;
	if (f.fault == FIT_FINE)
		f.fault = whole_fault(&f, lines->n, why_unused);
	return f;
}

struct str
fit_fault_words(enum fit_fault fault)
{
	static const struct str words[FIT_FAULT_COUNT] = {
		[FIT_FINE] = S_INIT(""),
		[FIT_NO_LINES] = S_INIT("There is no plan to sign"),
		[FIT_AMOUNT] = S_INIT("Enter an amount from nothing up to what was planned"),
		[FIT_REASON] = S_INIT("Say why the line has another amount than was decided"),
		[FIT_OVER] = S_INIT("The lines come to more than the sum"),
		[FIT_UNUSED] = S_INIT("Say why so much of the sum is not used"),
	};

	return words[fault];
}
