/*
 * Numbers as people say them: "1 to 12", "3", "1, 3 and 5 to 7".
 */
#ifndef CORE_RANGES_H
#define CORE_RANGES_H

#include "core/base/types.h"

struct arena;

/* in[1..n]: is the number one of them? None of them: empty. */
struct str ranges_words(struct arena *, const bool *in, int n);

#endif
