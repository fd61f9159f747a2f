#include "core/letter.h"

#include "core/base/str.h"

struct str
letter_title(enum letter_kind kind)
{
	switch (kind) {
#define LETTER_TITLE(name, value, title) case name: return S(title);
	LETTER_LIST(LETTER_TITLE)
#undef LETTER_TITLE
	case LETTER_NONE:
		break;
	}
	return STR_NONE;
}
