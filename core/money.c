#include "core/money.h"

#include "core/base/str.h"

/* "1,500" or "1500", and nothing between the two. */
static bool
parse_pounds(struct str s, int64_t max, int64_t *pounds)
{
	struct str rest = s, group = str_cut(&rest, ',');
	int64_t v, three;

	if (!str_int(group, max, &v))
		return false;
	if (is_set(rest) && (group.n > 3 || group.p[0] == '0'))
		return false;
	while (is_set(rest)) {
		group = str_cut(&rest, ',');
		if (group.n != 3 || !str_int(group, 999, &three))
			return false;
		if (v > (max - three) / 1000)
			return false;
		v = v * 1000 + three;
	}
	*pounds = v;
	return true;
}

bool
money_parse(struct str s, struct money max, struct money *m)
{
	struct str pounds_part, pence_part;
	int64_t pounds, pence = 0;

	s = str_trim(s);
	if (str_starts(s, S("£")))
		s = str_trim(str_skip(s, S("£").n));
	pence_part = s;
	pounds_part = str_cut(&pence_part, '.');
	if (!parse_pounds(pounds_part, max.pence / 100, &pounds))
		return false;
	if (is_set(pence_part) &&
	    (pence_part.n != 2 || !str_int(pence_part, 99, &pence)))
		return false;
	if (pounds * 100 + pence > max.pence)
		return false;
	m->pence = pounds * 100 + pence;
	return true;
}

struct money
money_add(struct money a, struct money b)
{
	struct money sum;

	if (!is_set(a) || !is_set(b) ||
	    __builtin_add_overflow(a.pence, b.pence, &sum.pence))
		abort();
	return sum;
}

struct money
money_sub(struct money a, struct money b)
{
	struct money left;

	if (!is_set(a) || !is_set(b) ||
	    __builtin_sub_overflow(a.pence, b.pence, &left.pence))
		abort();
	return left;
}

int
money_cmp(struct money a, struct money b)
{
	return (a.pence > b.pence) - (a.pence < b.pence);
}

struct money
money_times(struct money m, int64_t n, int64_t per)
{
	int64_t product;

	if (!is_set(m) || n < 0 || per <= 0 ||
	    __builtin_mul_overflow(m.pence, n, &product))
		abort();
	/* Division drops towards zero: halves go up only from a floor. */
	int64_t down = product / per, rest = product % per;
	if (rest < 0) {
		down--;
		rest += per;
	}
	return (struct money){ down + (rest >= per - rest) };
}

struct money
money_percent(struct money m, int percent)
{
	int64_t product;

	if (!is_set(m) || percent < 0 ||
	    __builtin_mul_overflow(m.pence, (int64_t)percent, &product))
		abort();
	return (struct money){ product / 100 };
}
