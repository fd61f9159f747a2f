/*
 * What the pages of time share.
 */
#ifndef FCGI_PAGES_LATE_H
#define FCGI_PAGES_LATE_H

#include "core/policy.h"
#include "web/parts/view.h"

/* Why a step or a case passes on: the policy's list, which never mentions health. */
struct options late_reasons_of(struct arena *, const struct policy *, unsigned uses);

#endif
