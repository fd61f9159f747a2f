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

static const struct {
	struct str word, words, title, hint;
} formats[FORMAT_COUNT] = {
	[FORMAT_NONE] = { S_INIT("none"), S_INIT("no other form"),
		S_INIT("No other form"), S_INIT("") },
#define FORMAT_ROW(name, value, word, words, title, hint) \
	[name] = { S_INIT(word), S_INIT(words), S_INIT(title), S_INIT(hint) },
	FORMAT_LIST(FORMAT_ROW)
#undef FORMAT_ROW
};

struct str
letter_format_word(enum letter_format format)
{
	return formats[format].word;
}

struct str
letter_format_words(enum letter_format format)
{
	return formats[format].words;
}

struct str
letter_format_name(enum letter_format format)
{
	return formats[format].title;
}

struct str
letter_format_hint(enum letter_format format)
{
	return formats[format].hint;
}

static const struct {
	struct str word, words;
} made[MADE_COUNT] = {
	[MADE_NONE] = { S_INIT(""), S_INIT("It goes out as it is") },
#define MADE_ROW(name, value, word, words) [name] = { S_INIT(word), S_INIT(words) },
	MADE_LIST(MADE_ROW)
#undef MADE_ROW
};

struct str
letter_made_word(enum letter_made_ready how)
{
	return made[how].word;
}

struct str
letter_made_words(enum letter_made_ready how)
{
	return made[how].words;
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
