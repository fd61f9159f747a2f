/*
 * What a form that was taken says on the page it leads to: once, from the session,
 * never from the address. The words of each route are in told.def; a handler that
 * has better ones puts them in rq->told.
 */
#ifndef FCGI_TOLD_H
#define FCGI_TOLD_H

#include "fcgi/req.h"

/* Keeps the words for the next page, in the transaction of what was done. */
MUST_CHECK enum err told_keep(struct req *);

/* They were shown: never again. Over the connection that may write. */
MUST_CHECK enum err told_over(struct req *);

/* What told.def says of a route: *words is none where the next page shows it.
 * False: it is not there. */
bool	told_of(const struct route *, struct str *words);

#endif
