/*
 * What does not reach a family: for the page of its case.
 */
#ifndef FCGI_PAGES_REACH_H
#define FCGI_PAGES_REACH_H

#include "fcgi/req.h"

/*
 * "E-mail to Beth Mistry could not be delivered: ring, or send by post." None: all
 * arrives. lost: only if a message was lost that nobody has told them yet.
 */
MUST_CHECK enum err undelivered_words(struct req *, bool lost, struct str *);

#endif
