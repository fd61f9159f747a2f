/*
 * Within the linter of a policy: how a finding is written. Outside callers
 * want policy_lint() of core/policy.h.
 */
#ifndef CORE_POLICY_LINT_H
#define CORE_POLICY_LINT_H

#include "core/base/out.h"
#include "core/base/str.h"
#include "core/policy.h"

struct lint {
	const struct policy *p;
	struct out *out;
	size_t found;
};

/* Begins a finding about a table; what follows is printed to its result. */
struct out *lint_find(struct lint *, struct str table);
/* The same about row i, from 0, named as a spreadsheet counts it. */
struct out *lint_find_row(struct lint *, struct str table, size_t i);

void	lint_say(struct lint *, struct str table, struct str words);
void	lint_say_row(struct lint *, struct str table, size_t i, struct str words);

/* Each word of a closed list must have exactly one of the rows. */
void	lint_words(struct lint *, struct str table, const struct words *,
	    size_t rows, int (*key)(const struct policy *, size_t));

/* The tables other than questionnaires, bands and steps. */
void	lint_tables(struct lint *);

#endif
