/*
 * What a policy calls its roles, in words that people read. Words name a role by
 * its key: {practice_lead} becomes its title, {practice_leads} that of several,
 * {a practice_lead} has the article that fits. A capital is kept: "{A worker}",
 * "{Worker}". Templates are written so too: mkpage calls titled() by itself.
 *
 * Only for words that stand in the program, never for what somebody typed.
 */
#ifndef CORE_TITLED_H
#define CORE_TITLED_H

#include "core/policy.h"

struct arena;
struct out;

/* Without a policy: as access.def has them. */
struct str titled(struct arena *, const struct policy *, struct str words);
void	out_titled(struct out *, const struct policy *, struct str words);

/* "A practice lead", "An operations manager", at the start of a sentence or in it. */
void	out_with_article(struct out *, struct str title, bool start);

#endif
