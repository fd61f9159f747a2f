/*
 * The Cookie header (RFC 6265). Lenient where the rest is strict: other
 * programs on the same host set cookies too, and one of theirs must not lock
 * anybody out. What is not well formed is left out. Values are not decoded.
 */
#ifndef FCGI_REQUEST_COOKIE_H
#define FCGI_REQUEST_COOKIE_H

#include "fcgi/request/pairs.h"

/* E_BAD_REQUEST: more than PAIRS_MAX. */
MUST_CHECK enum err cookie_parse(struct arena *, struct str, struct pairs *);

#endif
