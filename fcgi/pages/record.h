/*
 * What other pages take from those of the record.
 */
#ifndef FCGI_PAGES_RECORD_H
#define FCGI_PAGES_RECORD_H

#include "fcgi/req.h"

/* The auditor's home: where a case is looked up by its reference. */
MUST_CHECK enum err record_home(struct req *);

/* Where Back leads from it: auditors may not open the case itself. */
struct url record_back(struct req *);

#endif
