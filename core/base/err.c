#include "core/base/err.h"

#include "core/base/str.h"

const struct err_words *
err_words(enum err e)
{
	static const struct err_words all[ERR_COUNT] = {
#define ERR_ROW(name, status, title, words) \
		[name] = { status, S_INIT(#name), S_INIT(title), S_INIT(words) },
		ERR_LIST(ERR_ROW)
#undef ERR_ROW
	};

	if ((unsigned)e >= ERR_COUNT)
		abort();
	return &all[e];
}
