#include "web/url.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

/* start, then those bytes of s that are in keep. */
static struct url
only(struct arena *a, struct str start, struct str s, const char *keep)
{
	struct str all = str_of(keep);
	struct out o;

	out_init(&o, a, start.n + s.n);
	out_str(&o, start);
	for (size_t i = 0; i < s.n; i++)
		if (str_has(all, s.p[i]))
			out_char(&o, s.p[i]);
	return (struct url){ out_str_of(&o) };
}

struct url
url_anchor(struct arena *a, struct str id)
{
	return only(a, S("#"), id, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
}

struct url
url_telephone(struct arena *a, struct str number)
{
	return only(a, S("tel:"), number, "+0123456789");
}

struct str
url_autosave(struct arena *a, struct url action)
{
	struct out o;

	out_init(&o, a, 600);
	out_lit(&o, "/drafts?page=");
	out_str(&o, action.s);
	return out_str_of(&o);
}
