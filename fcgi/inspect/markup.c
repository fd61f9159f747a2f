#include "fcgi/inspect/markup.h"

#include "core/base/str.h"
#include "core/base/utf8.h"

void
markup_begin(struct markup *m, struct str part)
{
	if (str_starts(part, S("\xef\xbb\xbf")))
		part = str_skip(part, 3);
	*m = (struct markup){ .rest = part, .bad = !utf8_ok(part) };
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct str
skip_space(struct str s)
{
	while (s.n > 0 && is_space(s.p[0]))
		s = str_skip(s, 1);
	return s;
}

/* Skips from a beginning to its end, both told; false: no end. */
static bool
skip_past(struct str *s, struct str end)
{
	const char *at = memmem(s->p, s->n, end.p, end.n);

	if (at == NULL)
		return false;
	*s = str_skip(*s, (size_t)(at - s->p) + end.n);
	return true;
}

/* Comments, CDATA and instructions. *was tells whether there was one. */
static bool
skip_other(struct str *s, bool *was)
{
	static const struct {
		struct str begin, end;
	} others[] = {
		{ S_INIT("<!--"), S_INIT("-->") },
		{ S_INIT("<![CDATA["), S_INIT("]]>") },
		{ S_INIT("<?"), S_INIT("?>") },
	};

	*was = true;
	for (size_t i = 0; i < COUNT(others); i++)
		if (str_starts(*s, others[i].begin))
			return skip_past(s, others[i].end);
	*was = false;
	return !str_starts(*s, S("<!"));	/* DOCTYPE, ENTITY */
}

/* What stands before the > that no quotes hide. */
static bool
take_tag(struct str *s, struct str *inside)
{
	char quote = '\0';

	for (size_t i = 0; i < s->n; i++) {
		char c = s->p[i];
		if (quote != '\0') {
			if (c == quote)
				quote = '\0';
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '>') {
			*inside = str_head(*s, i);
			*s = str_skip(*s, i + 1);
			return true;
		}
		if (c == '<')
			return false;
	}
	return false;
}

static struct str
local_name(struct str name)
{
	struct str rest = name;
	struct str prefix = str_cut(&rest, ':');

	return is_set(rest) ? rest : prefix;
}

static bool
read_tag(struct str inside, struct tag *t)
{
	size_t n = 0;

	t->closing = str_starts(inside, S("/"));
	if (t->closing)
		inside = str_skip(inside, 1);
	if (str_ends(inside, S("/")))
		inside = str_head(inside, inside.n - 1);
	while (n < inside.n && !is_space(inside.p[n]))
		n++;
	t->name = local_name(str_head(inside, n));
	t->attributes = str_skip(inside, n);
	return t->name.n > 0;
}

bool
markup_next(struct markup *m, struct tag *t)
{
	bool other = true;

	if (m->bad)
		return false;
	*t = (struct tag){ .text = S("") };
	while (other) {
		const char *at = m->rest.n == 0 ? NULL :
		    memchr(m->rest.p, '<', m->rest.n);
		if (at == NULL)
			return false;
		size_t n = (size_t)(at - m->rest.p);
		if (n > 0)
			t->text = str_head(m->rest, n);
		m->rest = str_skip(m->rest, n);
		m->bad = !skip_other(&m->rest, &other);
		if (m->bad)
			return false;
	}
	struct str inside;
	m->rest = str_skip(m->rest, 1);
	m->bad = !take_tag(&m->rest, &inside) || !read_tag(inside, t);
	return !m->bad;
}

/* name="value"; false: no more, or not so. */
static bool
take_attribute(struct str *s, struct str *name, struct str *value)
{
	*s = skip_space(*s);
	if (!str_has(*s, '='))
		return false;
	*name = str_trim(str_cut(s, '='));
	*s = skip_space(*s);
	if (s->n < 2 || (s->p[0] != '"' && s->p[0] != '\''))
		return false;
	char quote = s->p[0];
	*s = str_skip(*s, 1);
	*value = str_cut(s, quote);
	return is_set(*s);
}

struct str
tag_attribute(const struct tag *t, struct str name, int n)
{
	struct str s = t->attributes, this, value;

	while (take_attribute(&s, &this, &value))
		if (str_eq(local_name(this), name) && n-- == 0)
			return value;
	return STR_NONE;
}
