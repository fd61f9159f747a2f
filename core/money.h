/*
 * Sums of money, in whole pence. Amounts that people type are bounded where
 * they are read, so a sum that does not fit is a mistake of ours: it aborts.
 */
#ifndef CORE_MONEY_H
#define CORE_MONEY_H

#include "core/base/types.h"

/*
 * The most a person or a table may say. No child's year comes near it, so more
 * is a slip of the keyboard: what the council allows is in its policy.
 */
#define POUNDS_MOST 1000000

static inline struct money
money_of_pounds(int64_t pounds)
{
	return (struct money){ pounds * 100 };
}

/*
 * What a person types: 1500  1,500  £16.29  "£ 1,500.50". Commas stand before
 * each three digits or nowhere; pence are two digits. Refused are a minus, an
 * amount above max, and what could be read in two ways (1,50 and 1500.5).
 * False leaves *m untouched.
 */
bool	money_parse(struct str, struct money max, struct money *m);

struct money money_add(struct money, struct money);
struct money money_sub(struct money, struct money);
int	money_cmp(struct money, struct money);		/* < 0, 0, > 0 */

/* Pence times n / per, to the nearest penny, halves up: 16.29 an hour for 150
 * minutes is money_times(rate, 150, 60). n >= 0, per > 0. */
struct money money_times(struct money, int64_t n, int64_t per);

/* So many per cent, parts of a penny dropped. 0 <= percent. */
struct money money_percent(struct money, int percent);

#endif
