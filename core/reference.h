/*
 * The reference of a case, to be said on the telephone: five digits and a
 * letter, "40713-K". The letter shows every wrong digit and every two digits
 * that changed places.
 */
#ifndef CORE_REFERENCE_H
#define CORE_REFERENCE_H

#include "core/base/types.h"

struct arena;

#define REFERENCE_MAX 99999

/* n is 1 to REFERENCE_MAX. */
struct str reference_of(struct arena *, int n);

/* As somebody may type it: capitals or not, with a hyphen, a space or none. */
bool	reference_parse(struct str typed, int *n);

#endif
