/*
 * The short name that stands in e-mail about a case: chosen by the family, so that
 * a mail read over somebody's shoulder says nothing of the child.
 */
#ifndef CORE_NOTICE_NAME_H
#define CORE_NOTICE_NAME_H

#include "core/base/types.h"

#define NOTICE_NAME_MAX 60

/*
 * What is wrong with it; none: nothing. A word of it that is a word of the
 * child's name, or of the name used at home, names the child. Letters are
 * compared without case where they are ASCII.
 */
struct str notice_name_fault(struct str name, struct str child_name, struct str called);

#endif
