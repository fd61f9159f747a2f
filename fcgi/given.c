#include "fcgi/given.h"

#include "core/base/civil.h"
#include "core/base/str.h"
#include "sql/store_late.h"

#define WORDS ((size_t)1000)

struct str
given_words(struct arena *a, const struct policy *p, const struct case_given *g,
    struct date today)
{
	struct out o;

	out_init(&o, a, WORDS);
	if (g->first_day.days > today.days) {
		out_lit(&o, "From ");
		out_date(&o, g->first_day);
		out_lit(&o, " your worker is ");
	} else
		out_lit(&o, "Your worker is now ");
	out_str(&o, g->name);
	if (g->phone.n > 0) {
		out_lit(&o, ", telephone ");
		out_str(&o, g->phone);
	}
	out_lit(&o, ". The reason: ");
	out_str(&o, late_reason_words(p, g->reason));
	out_char(&o, '.');
	return out_str_of(&o);
}
