/*
 * A transaction that lost a race with another is run again from its start, a
 * few times and each after a little longer:
 *
 *	int runs = 0;
 *	do
 *		e = ...;
 *	while (busy_again(e, &runs));
 */
#ifndef FCGI_BUSY_H
#define FCGI_BUSY_H

#include <stdbool.h>

#include "core/base/err.h"

/* Is it E_BUSY, and not for the last time? Then it has waited, and counted the run. */
bool	busy_again(enum err, int *runs);

#endif
