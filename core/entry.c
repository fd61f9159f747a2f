#include "core/entry.h"

#include "core/base/str.h"

struct str
entry_way_words(enum entry_way way)
{
	switch (way) {
#define ENTRY_WAY_CASE(name, value, words) case name: return S(words);
	ENTRY_WAY_LIST(ENTRY_WAY_CASE)
#undef ENTRY_WAY_CASE
	case ENTRY_NONE:
		break;
	}
	return STR_NONE;
}
