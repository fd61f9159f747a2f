/*
 * Signing in, for pages that end in it.
 */
#ifndef FCGI_PAGES_SIGN_IN_H
#define FCGI_PAGES_SIGN_IN_H

#include "fcgi/req.h"

/*
 * Signs a person in on this browser, whose mailbox has just been proved: a new
 * session under a new cookie, and the device is known from now on. Only in the
 * sign-in pool.
 */
MUST_CHECK enum err sign_in_as(struct req *, int64_t person);

/*
 * Goes on under a new cookie, after a change of how this person signs in: every
 * other session of theirs has ended, and every other device is forgotten.
 */
MUST_CHECK enum err sign_in_anew(struct req *);

#endif
