#include "core/account.h"

#include "core/base/str.h"

struct str
account_event_words(enum account_event event)
{
	static const struct str words[] = {
		[ACCOUNT_NOTHING] = S_INIT("Something was recorded"),
#define ACCOUNT_WORDS(name, value, text) [name] = S_INIT(text),
		ACCOUNT_EVENT_LIST(ACCOUNT_WORDS)
#undef ACCOUNT_WORDS
	};

	return (size_t)event < COUNT(words) ? words[event] : words[0];
}
