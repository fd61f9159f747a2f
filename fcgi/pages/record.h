/*
 * The auditor's home, which is where a case is looked up by its reference.
 */
#ifndef FCGI_PAGES_RECORD_H
#define FCGI_PAGES_RECORD_H

#include "fcgi/req.h"

MUST_CHECK enum err record_home(struct req *);

#endif
