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

struct str
sum_by_words(enum sum_by by)
{
	static const struct str words[SUM_BY_COUNT] = {
		[SUM_BY_NOTHING] = S_INIT(""),
		[SUM_BY_PLAN] = S_INIT("The support plan was answered"),
		[SUM_BY_MEETING] = S_INIT("The meeting was answered in writing"),
		[SUM_BY_POINTS] = S_INIT("The points of disagreement were decided"),
		[SUM_BY_PANEL] = S_INIT("The panel decided"),
	};

	return words[by];
}
