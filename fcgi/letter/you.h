/*
 * What the record says of "the family", said to the family.
 */
#ifndef FCGI_LETTER_YOU_H
#define FCGI_LETTER_YOU_H

#include "core/access.h"

struct arena;

/* "The family has signed." -> "You have signed."; what begins otherwise stays. */
struct str said_to_family(struct arena *, struct str);

/* So to the family; to everybody else as it stands. */
struct str said_to(struct arena *, enum role, struct str);

#endif
