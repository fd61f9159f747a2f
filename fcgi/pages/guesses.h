/*
 * How often somebody guesses a password or a code, counted in the database, so
 * that all workers know. The rules are core/tries.h. Only in the sign-in pool.
 */
#ifndef FCGI_PAGES_GUESSES_H
#define FCGI_PAGES_GUESSES_H

#include "core/crypt.h"
#include "fcgi/req.h"

struct guesses {
	struct hash32 account, address, codes;
	bool too_many;		/* no password and no code is taken now */
	bool codes_locked;	/* no code is */
};

/* Of the account with this address, from where the request came. */
MUST_CHECK enum err guesses_of(struct req *, struct str email, struct guesses *);

/* Counts a failure, which is kept although the form is shown again. */
MUST_CHECK enum err guess_failed(struct req *, const struct guesses *);
/* … of a code that was never a right one. */
MUST_CHECK enum err guess_failed_code(struct req *, const struct guesses *);

/* Has this person had all the codes by mail that an hour may bring? */
MUST_CHECK enum err codes_used_up(struct req *, int64_t person, bool *);

#endif
