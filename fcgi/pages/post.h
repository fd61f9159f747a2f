/*
 * Letters by post, for the home of whoever prints them.
 */
#ifndef FCGI_PAGES_POST_H
#define FCGI_PAGES_POST_H

#include "fcgi/req.h"

/* How many letters wait to be printed by whoever asks; 0 for who prints none. */
MUST_CHECK enum err post_waits(struct req *, int *n);

#endif
