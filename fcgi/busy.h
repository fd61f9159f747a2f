#ifndef FCGI_BUSY_H
#define FCGI_BUSY_H

/*
 * A transaction that lost a race with another is run again from its start, a
 * few times and each after a little longer:
 *
 *	int runs = 0;
 *	do
 *		e = ...;
 *	while (busy_again(e, &runs));
 */

#include <stdbool.h>

#include "core/base/err.h"

/* Is it E_BUSY, and not for the last time? Then it has waited. */
bool	busy_again(enum err, int *runs);

#endif
