/*
 * Contact details belong to a person and are hidden from the other parent. What
 * every relative can read is therefore searched for an address before it is kept.
 */
#ifndef CORE_ADDRESS_H
#define CORE_ADDRESS_H

#include "core/base/types.h"

/* Is there a postcode in these words, as "NE1 4XX" or "m32 0jg"? */
bool	address_has_postcode(struct str words);

/*
 * Does an address stand in these words: a postcode, or a line of `known` that
 * has a number in it? known: lines, with a line end or a comma between; or "".
 */
bool	address_stands_in(struct str words, struct str known);

#endif
