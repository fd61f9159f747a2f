/*
 * Telephone, paper and in person count the same: staff enter what a family said
 * in one of these ways, with the day it was received, which starts the clock.
 */
#ifndef CORE_ENTRY_H
#define CORE_ENTRY_H

#include "core/base/types.h"

#define ENTRY_WAY_LIST(X)				\
	X(ENTRY_TELEPHONE, 1, "by telephone")		\
	X(ENTRY_PAPER, 2, "on paper")			\
	X(ENTRY_IN_PERSON, 3, "in person")

enum entry_way {	/* stored */
	ENTRY_NONE = 0,
#define ENTRY_WAY_ENUM(name, value, words) name = value,
	ENTRY_WAY_LIST(ENTRY_WAY_ENUM)
#undef ENTRY_WAY_ENUM
};

struct str entry_way_words(enum entry_way);

#endif
