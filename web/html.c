#include "web/html.h"

#include "core/base/str.h"
#include "web/page.h"

/* What stands for a character that means something in HTML; none: itself. */
static struct str
entity(char c)
{
	switch (c) {
	case '&':
		return S("&amp;");
	case '<':
		return S("&lt;");
	case '>':
		return S("&gt;");
	case '"':
		return S("&quot;");
	case '\'':
		return S("&#39;");
	default:
		return STR_NONE;
	}
}

void
html_str(struct out *o, struct str s)
{
	size_t done = 0;

	for (size_t i = 0; i < s.n; i++) {
		struct str e = entity(s.p[i]);
		if (!is_set(e))
			continue;
		out_bytes(o, s.p + done, i - done);
		out_str(o, e);
		done = i + 1;
	}
	if (done < s.n)
		out_bytes(o, s.p + done, s.n - done);
}

void
html_url(struct out *o, struct url u)
{
	html_str(o, u.s);
}

void
html_count(struct out *o, size_t n)
{
	out_int(o, (int64_t)n);
}

void
page_form_secrets(struct page *pg)
{
	struct out *o = pg->out;

	out_lit(o, "<input type=\"hidden\" name=\"csrf\" value=\"");
	html_str(o, pg->csrf);
	out_lit(o, "\"><input type=\"hidden\" name=\"form\" value=\"");
	html_str(o, pg->form_seed);
	out_lit(o, "-");
	out_int(o, ++pg->forms);
	out_lit(o, "\">");
}
