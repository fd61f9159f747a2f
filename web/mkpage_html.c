/*
 * Follows the HTML of a template. There is no tree: a place (see mkpage.h) is
 * all that is known, and all that is needed to say how a value is printed or
 * why it may not stand there. What cannot be followed is refused; so the HTML
 * that is accepted is a plain subset: small letters, every element closed,
 * attributes in double quotes, no script and no style of its own.
 */
#include <ctype.h>
#include <strings.h>

#include "web/mkpage.h"

static const char *const voids[] = { "area", "br", "col", "embed", "hr", "img",
	"input", "link", "meta", "source", "track", "wbr", NULL };
static const char *const no_elements[] = { "applet", "base", "embed", "frame",
	"frameset", "iframe", "noembed", "noframes", "object", "plaintext", "style",
	"xmp", NULL };
static const char *const letter_elements[] = { "h1", "h2", "li", "p", "strong",
	"table", "td", "th", "tr", "ul", NULL };
static const char *const text_only[] = { "script", "textarea", "title", NULL };

static const char *const addresses[] = { "action", "cite", "formaction", "href",
	"src", NULL };
static const char *const for_machines[] = { "datetime", "max", "min", NULL };
static const char *const shown[] = { "alt", "autocomplete", "class", "colspan",
	"cols", "d", "dir", "for", "headers", "id", "inputmode", "lang", "maxlength",
	"name", "pattern", "role", "rows", "rowspan", "scope", "step", "title",
	"type", "value", "viewbox", NULL };
static const char *const no_attributes[] = { "formmethod", "srcdoc", "style", NULL };
static const char *const switches[] = { "checked", "disabled", "hidden",
	"multiple", "open", "required", "reversed", "selected", NULL };
static const char *const schemes[] = { "https", "mailto", "tel", NULL };

static bool
is_one_of(const char *const *list, struct str s)
{
	for (; *list != NULL; list++)
		if (str_eq_nocase(str_of(*list), s))
			return true;
	return false;
}

static bool
is(struct str s, const char *name)
{
	return str_eq_nocase(s, str_of(name));
}

static struct str
span(const char *from, const char *to)
{
	return (struct str){ from, (size_t)(to - from) };
}

static struct str
open_name(const struct place *here)
{
	return here->open != NULL ? here->open->name : STR_NONE;
}

static bool
is_open(const struct mk *mk, const char *name)
{
	for (const struct element *e = mk->here.open; e != NULL; e = e->up)
		if (is(e->name, name))
			return true;
	return false;
}

bool
html_is_verbatim(const struct mk *mk)
{
	return is_open(mk, "pre") || is_open(mk, "textarea");
}

/* --- attributes ------------------------------------------------------------- */

static enum use
attr_use(struct str name)
{
	if (is_one_of(addresses, name))
		return ADDRESS;
	if (is_one_of(for_machines, name))
		return MACHINE;
	if (is_one_of(shown, name) || str_starts(name, S("aria-")) ||
	    str_starts(name, S("data-")))
		return SHOWN;
	return LITERAL;
}

/* Is the tag we are in older than the branch we are in? */
static bool
is_branch_of_tag(const struct mk *mk)
{
	return mk->blocks > 0 && mk->block[mk->blocks - 1].start.where == IN_TAG;
}

static void
check_attr_name(struct mk *mk, struct str name)
{
	if (name.n == 0)
		mk_refuse(mk, mk->p, "an attribute is written name=\"…\"; "
		    "\"%.12s\" cannot stand in a tag", mk->p);
	if (is_one_of(no_attributes, name) || str_eq_nocase(str_head(name, 2), S("on")))
		mk_refuse(mk, name.p, "%.*s= cannot be written: script and style "
		    "stand in files of their own", STR_ARG(name));
	if (mk->kind->is == LETTER && !is(name, "scope"))
		mk_refuse(mk, name.p, "in a letter only scope= may be written, "
		    "not %.*s=", STR_ARG(name));
}

/* A literal address: within the site, or with a scheme we know. */
static void
check_address(struct mk *mk, struct str s)
{
	const char *at = s.p;
	struct str scheme = str_head(s, strcspn(s.p, "/?#"));

	if (str_has(scheme, '&'))
		mk_refuse(mk, at, "an address cannot begin with an &…;");
	if (str_has(scheme, ':') && !is_one_of(schemes, str_cut(&scheme, ':')))
		mk_refuse(mk, at, "an address cannot begin with \"%.*s\"", STR_ARG(s));
}

/* What can be said of an attribute from the literal its value begins with. */
static void
check_attr_value(struct mk *mk, struct str name)
{
	const char *at = mk->p;
	size_t n = strcspn(at, "\"");
	const char *value = strstr(at, "{{");
	bool whole = value == NULL || value > at + n;
	struct str s = span(at, whole ? at + n : value);

	if (is_one_of(addresses, name))
		check_address(mk, s);
	if (whole && is(name, "name") && (is(s, "csrf") || is(s, "form")))
		mk_refuse(mk, at, "name=\"%.*s\" is printed by every form itself",
		    STR_ARG(s));
	if (!is(name, "method") || !is(mk->here.tag, "form"))
		return;
	if (mk->has_method || is_branch_of_tag(mk) || !whole ||
	    (!is(s, "get") && !is(s, "post")))
		mk_refuse(mk, at, "a form has one method, \"get\" or \"post\"");
	mk->has_method = true;
	mk->posts = is(s, "post");
}

static void
attribute(struct mk *mk)
{
	const char *from = mk->p;

	while (isalnum((unsigned char)*mk->p) || (*mk->p != '\0' &&
	    strchr("-_:", *mk->p) != NULL))
		mk->p++;
	struct str name = span(from, mk->p);
	check_attr_name(mk, name);
	mk_put(&mk->lit, " %.*s", STR_ARG(name));
	if (*mk->p != '=') {
		if (is(name, "method") ||
		    (is_branch_of_tag(mk) && !is_one_of(switches, name)))
			mk_refuse(mk, from, "%.*s cannot stand here without a value",
			    STR_ARG(name));
		return;
	}
	if (!mk_sees(mk, "=\""))
		mk_refuse(mk, from, "write %.*s=\"…\", in double quotes",
		    STR_ARG(name));
	mk->p += 2;
	out_lit(&mk->lit, "=\"");
	check_attr_value(mk, name);
	mk->here.where = IN_ATTR;
	mk->here.attr = name;
	mk->here.use = attr_use(name);
	mk->here.value = mk->p;
}

static void
attribute_step(struct mk *mk)
{
	if (*mk->p == '"') {
		mk->here.where = IN_TAG;
		mk->here.attr = STR_NONE;
		mk->here.value = NULL;
		mk->here.use = LITERAL;
	}
	out_char(&mk->lit, *mk->p++);
}

/* --- tags ------------------------------------------------------------------- */

static struct str
tag_name(struct mk *mk)
{
	const char *from = mk->p;

	while (islower((unsigned char)*mk->p) || isdigit((unsigned char)*mk->p) ||
	    *mk->p == '-')
		mk->p++;
	if (!islower((unsigned char)*from) || (!mk_is_space(*mk->p) &&
	    strchr(">/{", *mk->p) == NULL))
		mk_refuse(mk, from, "a tag’s name is literal and in small letters; "
		    "for the sign itself write &lt;");
	return span(from, mk->p);
}

static void
tag_begin(struct mk *mk)
{
	mk->p++;
	struct str name = tag_name(mk);
	bool letter = mk->kind->is == LETTER;
	if (is_one_of(no_elements, name) ||
	    (letter && !is_one_of(letter_elements, name)))
		mk_refuse(mk, name.p, "<%.*s> cannot be written%s", STR_ARG(name),
		    letter ? " in a letter" : "");
	if (is(name, "form") && is_open(mk, "form"))
		mk_refuse(mk, name.p, "a form cannot stand in a form");
	mk->here.where = IN_TAG;
	mk->here.tag = name;
	mk->has_method = mk->posts = false;
	mk_put(&mk->lit, "<%.*s", STR_ARG(name));
}

static void
tag_end(struct mk *mk, bool closed)
{
	struct str tag = mk->here.tag;
	bool is_void = is_one_of(voids, tag);

	if (closed && !is_void && !is_open(mk, "svg"))
		mk_refuse(mk, tag.p, "<%.*s> has to be closed by a tag of its own",
		    STR_ARG(tag));
	out_str(&mk->lit, closed && !is_void ? S("/>") : S(">"));
	mk->here.where = IN_TEXT;
	mk->here.tag = STR_NONE;
	if (!is_void && !closed) {
		struct element *e = ARENA_NEW(mk->a, struct element);
		*e = (struct element){ mk->here.open, tag };
		mk->here.open = e;
	}
	if (mk->posts)
		mk_put(mk_c(mk, NULL), "\tpage_form_secrets(pg);\n");
	/* A browser drops a newline that begins a textarea: here is one to drop. */
	if (is(tag, "textarea") && *mk->p != '\n')
		out_char(&mk->lit, '\n');
}

static void
tag_step(struct mk *mk)
{
	while (mk_is_space(*mk->p))
		mk->p++;
	if (mk_sees(mk, "{{") || *mk->p == '\0')
		return;
	if (*mk->p != '>' && !mk_sees(mk, "/>")) {
		attribute(mk);
		return;
	}
	bool closed = *mk->p == '/';
	mk->p += closed ? 2 : 1;
	tag_end(mk, closed);
}

static void
closing_tag(struct mk *mk)
{
	const char *at = mk->p;

	mk->p += 2;
	struct str name = tag_name(mk), open = open_name(&mk->here);
	if (!str_eq(name, open))
		mk_refuse(mk, at, open.n == 0 ? "</%.*s> closes nothing" :
		    "</%.*s> cannot close <%.*s> of line %d", STR_ARG(name),
		    STR_ARG(open), mk_line(mk, open.p));
	while (mk_is_space(*mk->p))
		mk->p++;
	if (*mk->p++ != '>')
		mk_refuse(mk, at, "</%.*s has no >", STR_ARG(name));
	mk_put(&mk->lit, "</%.*s>", STR_ARG(name));
	mk->here.open = mk->here.open->up;
}

static void
comment(struct mk *mk)
{
	const char *end = strstr(mk->p, "-->"), *value = strstr(mk->p, "{{");

	if (end == NULL || (value != NULL && value < end))
		mk_refuse(mk, mk->p, end == NULL ? "this comment does not end" :
		    "nothing can be printed in a comment; {{# … }} hides anything");
	mk->p = end + 3;
}

static void
markup(struct mk *mk)
{
	static const char doctype[] = "<!doctype html>";

	if (mk_sees(mk, "</")) {
		closing_tag(mk);
	} else if (is_one_of(text_only, open_name(&mk->here))) {
		mk_refuse(mk, mk->p, "no tag can stand in <%.*s>",
		    STR_ARG(open_name(&mk->here)));
	} else if (mk_sees(mk, "<!--")) {
		comment(mk);
	} else if (strncasecmp(mk->p, doctype, sizeof doctype - 1) == 0) {
		out_lit(&mk->lit, "<!doctype html>");
		mk->p += sizeof doctype - 1;
	} else {
		tag_begin(mk);
	}
}

/* --- text ------------------------------------------------------------------- */

/* Indentation becomes nothing, a run with a line's end one, any other a space. */
static void
white_space(struct mk *mk)
{
	const char *from = mk->p;
	bool new_line = from == mk->src || from[-1] == '\n';

	while (mk_is_space(*mk->p))
		mk->p++;
	if (!new_line)
		out_char(&mk->lit, memchr(from, '\n', (size_t)(mk->p - from)) ? '\n' : ' ');
}

void
html_step(struct mk *mk)
{
	if (mk->here.where == IN_ATTR)
		attribute_step(mk);
	else if (mk->here.where == IN_TAG)
		tag_step(mk);
	else if (*mk->p == '<')
		markup(mk);
	else if (is(open_name(&mk->here), "script"))
		mk_refuse(mk, mk->p, "a script stands in a file of its own");
	else if (mk_is_space(*mk->p) && !html_is_verbatim(mk))
		white_space(mk);
	else
		out_char(&mk->lit, *mk->p++);
}

/* --- what the directives ask ------------------------------------------------ */

/* A value in an address: alone, a whole struct url; after a #, any text. */
static const char *
address_printer(struct mk *mk, const char *at)
{
	const struct place *h = &mk->here;

	if (at == h->value)
		return "html_url";
	if (!str_has(span(h->value, at), '#'))
		mk_refuse(mk, at, "in %.*s= a value is the whole address, or comes "
		    "after a #", STR_ARG(h->attr));
	return "html";
}

const char *
html_printer(struct mk *mk, const char *at)
{
	const struct place *h = &mk->here;

	if (h->where == IN_TAG)
		mk_refuse(mk, at, "a value cannot stand in the tag <%.*s> itself: only "
		    "in text and between the quotes of an attribute", STR_ARG(h->tag));
	if (h->where == IN_TEXT && is(open_name(h), "script"))
		mk_refuse(mk, at, "a value cannot stand in a script");
	if (h->where == IN_ATTR && h->use == LITERAL)
		mk_refuse(mk, at, "a value cannot stand in %.*s=", STR_ARG(h->attr));
	if (h->use == ADDRESS)
		return address_printer(mk, at);
	return h->use == MACHINE ? "html_iso" : "html";
}

void
html_check_branch(struct mk *mk, const char *at)
{
	if (mk->here.use == ADDRESS)
		mk_refuse(mk, at, "%.*s= takes one value and nothing else",
		    STR_ARG(mk->here.attr));
}

void
html_check_call(struct mk *mk, const char *at)
{
	struct str open = open_name(&mk->here);

	if (mk->here.where != IN_TEXT || is_one_of(text_only, open))
		mk_refuse(mk, at, "a part cannot stand in the tag <%.*s>",
		    STR_ARG(mk->here.where == IN_TEXT ? open : mk->here.tag));
}

static struct str
describe(struct mk *mk, const struct place *p)
{
	struct str name = p->where == IN_TEXT ? open_name(p) : p->tag;
	struct out o;

	if (name.n == 0)
		return S("outside every element");
	out_init(&o, mk->a, MK_LIMIT);
	if (p->where == IN_ATTR)
		mk_put(&o, "in %.*s= of ", STR_ARG(p->attr));
	mk_put(&o, "%s<%.*s> of line %d", p->where == IN_TEXT ? "inside " :
	    p->where == IN_TAG ? "in the tag " : "", STR_ARG(name),
	    mk_line(mk, name.p));
	return out_str_of(&o);
}

void
html_check_same(struct mk *mk, const char *at, const struct place *start,
    const char *began)
{
	const struct place *h = &mk->here;

	if (h->where != start->where || h->open != start->open ||
	    h->tag.p != start->tag.p || h->value != start->value)
		mk_refuse(mk, at, "what begins on line %d does not leave the HTML as it "
		    "found it: %.*s there, %.*s here", mk_line(mk, began),
		    STR_ARG(describe(mk, start)), STR_ARG(describe(mk, h)));
}
