/*
 * Who acts in a case, and when: the same for everything one request does.
 */
#ifndef SQL_DOING_H
#define SQL_DOING_H

#include "core/access.h"

struct policy;

struct doing {
	struct actor who;
	unsigned relations, acted;	/* sets of enum relation, enum acted */
	int64_t writer;			/* whose draft they write: of who chose a
					 * supporter; else their own */
	int64_t staff;			/* who types it for a family, or ID_NONE */
	int64_t entry;			/* as which entry, or ID_NONE */
	struct stamp now;
	struct date today;
	struct date received;		/* clocks count from it: today, or when the
					 * family told it by telephone, on paper or
					 * in person */
	const struct policy *policy;	/* by which clocks count: the one in force */
};

#endif
