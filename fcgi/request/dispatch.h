/*
 * The middle of a request, which the demonstration has in common with one.
 */
#ifndef FCGI_REQUEST_DISPATCH_H
#define FCGI_REQUEST_DISPATCH_H

#include "fcgi/req.h"

/* A request about to be answered: all zero but what every one begins with. */
struct req *req_new(struct app *, const struct http *, struct arena *, struct reply *);

/*
 * After the gate: runs the handler, and writes the record if it took what was
 * sent (reply->status is 303). The transaction stays open.
 */
MUST_CHECK enum err req_work(struct req *);

/* The same of a GET: runs the handler, and writes down who looked. */
MUST_CHECK enum err req_look(struct req *);

#endif
