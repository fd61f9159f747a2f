/*
 * What does not reach a family: for the page of its case.
 */
#ifndef FCGI_PAGES_REACH_H
#define FCGI_PAGES_REACH_H

#include "fcgi/req.h"

/* "E-mail to Beth Mistry could not be delivered: ring, or send by post." */
struct str undelivered_words(struct arena *, struct str names);

#endif
