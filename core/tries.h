/*
 * How often somebody may guess. Passwords: so many in a few minutes, for an
 * account and for an address. Codes: whoever guesses them has the password
 * already, so the wait after a wrong one doubles with every ten of a day.
 */
#ifndef CORE_TRIES_H
#define CORE_TRIES_H

#include "core/base/types.h"

#define TRIES_WINDOW_S (5 * 60)
#define TRIES_ACCOUNT 10	/* failures in the window; then nothing is accepted */
#define TRIES_ADDRESS 100	/* an office shares one address */
#define TRIES_CODES 10		/* wrong codes of a day before the wait begins */
#define TRIES_CODES_S (24 * 3600)

bool	tries_too_many(int account, int address);

/* Seconds from the last wrong code to the next try, after so many in a day. */
int64_t	tries_code_wait_s(int wrong);

/* May no code be tried now? last: of the wrong ones; none: there was none. */
bool	tries_code_locked(int wrong, struct stamp last, struct stamp now);

#endif
