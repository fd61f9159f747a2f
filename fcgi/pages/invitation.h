/*
 * The link by which somebody the family has named gets an account. It works
 * once; of its code only a keyed hash is stored.
 */
#ifndef FCGI_PAGES_INVITATION_H
#define FCGI_PAGES_INVITATION_H

#include "fcgi/req.h"

struct hash32 invitation_hash(struct req *, struct pid code);

#endif
