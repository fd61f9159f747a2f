/*
 * What is read between {{ and }}, and the C that is written for it.
 *
 * Expressions are copied, sign by sign from a short list, not understood: the C
 * compiler understands them, and complains at the line of the template.
 */
#include <ctype.h>
#include <stdarg.h>

#include "web/mkpage.h"

/* --- words ------------------------------------------------------------------ */

static void
vput(struct out *o, const char *fmt, va_list ap)
{
	va_list again;

	va_copy(again, ap);
	size_t n = (size_t)vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	char *p = arena_alloc(o->a, n + 1);
	vsnprintf(p, n + 1, fmt, ap);
	out_bytes(o, p, n);
}

void
mk_put(struct out *o, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vput(o, fmt, ap);
	va_end(ap);
}

struct str
mk_text(struct mk *mk, const char *fmt, ...)
{
	struct out o;
	va_list ap;

	out_init(&o, mk->a, MK_LIMIT);
	va_start(ap, fmt);
	vput(&o, fmt, ap);
	va_end(ap);
	return out_str_of(&o);
}

int
mk_line(const struct mk *mk, const char *at)
{
	int line = 1;

	for (const char *p = mk->src; p < at; p++)
		line += *p == '\n';
	return line;
}

void
mk_refuse(struct mk *mk, const char *at, const char *why, ...)
{
	va_list ap;

	mk_put(&mk->words, "%s:%d: ", mk->file, mk_line(mk, at));
	va_start(ap, why);
	vput(&mk->words, why, ap);
	va_end(ap);
	longjmp(mk->refused, 1);
}

/* --- reading ---------------------------------------------------------------- */

bool
mk_is_space(char c)
{
	return c != '\0' && strchr(" \t\r\n\f", c) != NULL;
}

bool
mk_sees(const struct mk *mk, const char *s)
{
	return strncmp(mk->p, s, strlen(s)) == 0;
}

/* Of a name or a number. */
static bool
is_letter(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Reads a sign or a whole word, if it is next. */
bool
mk_sign(struct mk *mk, const char *s)
{
	size_t n = strlen(s);

	while (mk_is_space(*mk->p))
		mk->p++;
	if (!mk_sees(mk, s) || (is_letter(*s) && is_letter(mk->p[n])))
		return false;
	mk->p += n;
	return true;
}

void
mk_need(struct mk *mk, const char *s)
{
	if (!mk_sign(mk, s))
		mk_refuse(mk, mk->p, "expected %s before \"%.12s\"", s, mk->p);
}

/* A name or number of C, or nothing. */
struct str
mk_word(struct mk *mk)
{
	mk_sign(mk, "");
	const char *from = mk->p;
	while (is_letter(*mk->p))
		mk->p++;
	return (struct str){ from, (size_t)(mk->p - from) };
}

struct str
mk_name(struct mk *mk)
{
	struct str s = mk_word(mk);

	if (s.n == 0 || isdigit((unsigned char)*s.p))
		mk_refuse(mk, s.p, "expected a name before \"%.12s\"", s.p);
	return s;
}

/* What stands between two quotes. */
struct str
mk_quoted(struct mk *mk)
{
	mk_need(mk, "\"");
	const char *from = mk->p;
	mk->p += strcspn(from, "\"\n");
	if (*mk->p != '"')
		mk_refuse(mk, from, "a string ends on the line where it begins");
	return (struct str){ from, (size_t)(mk->p++ - from) };
}

/* --- writing ---------------------------------------------------------------- */

/* As a C string, a line for each line. */
static void
c_string(struct out *o, struct str s)
{
	out_char(o, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == '\n')
			out_str(o, i + 1 < s.n ? S("\\n\"\n\t    \"") : S("\\n"));
		else if (c < ' ' || c == 0x7f)
			mk_put(o, "\\%03o", c);
		else if (c == '"' || c == '\\' || c == '?')	/* no trigraphs */
			mk_put(o, "\\%c", c);
		else
			out_char(o, (char)c);
	}
	out_char(o, '"');
}

void
mk_line_directive(struct mk *mk, struct out *o, const char *at)
{
	mk_put(o, "#line %d ", mk_line(mk, at));
	c_string(o, str_of(mk->file));
	out_char(o, '\n');
}

struct out *
mk_c(struct mk *mk, const char *at)
{
	if (mk->lit.n > 0) {
		mk_put(&mk->c, "\tout_bytes(%s,\n\t    ", mk->kind->to);
		c_string(&mk->c, out_str_of(&mk->lit));
		mk_put(&mk->c, ", %zu);\n", mk->lit.n);
		mk->lit.n = 0;
	}
	if (at != NULL)
		mk_line_directive(mk, &mk->c, at);
	return &mk->c;
}

struct str
mk_titled(struct mk *mk, struct str s)
{
	struct out o;

	out_init(&o, mk->a, MK_LIMIT);
	if (str_has(s, '{'))
		mk_put(&o, "titled(%s->a, %s, ", mk->kind->to, mk->kind->policy);
	out_lit(&o, "S(");
	c_string(&o, s);
	out_str(&o, str_has(s, '{') ? S("))") : S(")"));
	return out_str_of(&o);
}

/* --- expressions ------------------------------------------------------------ */

static const struct var *
var_find(const struct mk *mk, struct str name)
{
	for (size_t i = 0; i < mk->vars; i++)
		if (str_eq(mk->var[i].name, name))
			return &mk->var[i];
	return NULL;
}

void
mk_var_add(struct mk *mk, struct str name, bool pointer)
{
	if (var_find(mk, name) != NULL)
		mk_refuse(mk, name.p, "%.*s is already a name here", STR_ARG(name));
	if (mk->vars == MK_DEEP)
		mk_refuse(mk, name.p, "too many names");
	mk->var[mk->vars++] = (struct var){ name, pointer };
}

/* A path, a number or a string. Is it a single name, and a pointer's? */
static bool
operand(struct mk *mk, struct out *c)
{
	mk_sign(mk, "");
	if (*mk->p == '"') {
		out_str(c, mk_titled(mk, mk_quoted(mk)));
		return false;
	}
	struct str s = isdigit((unsigned char)*mk->p) ? mk_word(mk) : mk_name(mk);
	int64_t n;
	if (isdigit((unsigned char)*s.p) && (!str_int(s, INT32_MAX, &n) ||
	    (*s.p == '0' && n > 0)))
		mk_refuse(mk, s.p, "%.*s is not a plain number", STR_ARG(s));
	const struct var *v = var_find(mk, s);
	bool pointer = v != NULL && v->pointer, dot;
	out_str(c, s);
	while ((dot = mk_sign(mk, ".")) || mk_sign(mk, "->")) {
		out_str(c, dot && !pointer ? S(".") : S("->"));
		out_str(c, mk_name(mk));
		pointer = false;
	}
	return pointer;
}

static bool
operator(struct mk *mk, struct out *c)
{
	static const struct { const char *ours, *c; } all[] = {
		{ "==", " == " }, { "!=", " != " }, { "<=", " <= " },
		{ ">=", " >= " }, { "<", " < " }, { ">", " > " },
		{ "and", " && " }, { "or", " || " },
	};

	for (size_t i = 0; i < COUNT(all); i++)
		if (mk_sign(mk, all[i].ours)) {
			mk_put(c, "%s", all[i].c);
			return true;
		}
	return false;
}

/* What is open in an expression: "(" or, for one that calls, "f". */
struct parens {
	char open[MK_DEEP];
	size_t n;
};

static void
parens_push(struct mk *mk, struct parens *ps, char which)
{
	if (ps->n == MK_DEEP)
		mk_refuse(mk, mk->p, "too many parentheses");
	ps->open[ps->n++] = which;
}

/* Is what comes next outside of every call? */
static bool
parens_no_call(const struct parens *ps)
{
	return memchr(ps->open, 'f', ps->n) == NULL;
}

/* Copies an expression, up to what cannot belong to it. */
struct expr
mk_expression(struct mk *mk)
{
	struct expr e = { .pointer = false };
	struct parens ps = { .n = 0 };
	struct out c;

	out_init(&c, mk->a, MK_LIMIT);
	for (;;) {
		for (bool no; (no = mk_sign(mk, "not")) || mk_sign(mk, "(");) {
			out_char(&c, no ? '!' : '(');
			if (no)
				e.tested |= parens_no_call(&ps);
			else
				parens_push(mk, &ps, '(');
		}
		e.pointer = operand(mk, &c) && ps.n == 0;
		if (mk_sign(mk, "(")) {
			e.pointer = false;
			out_char(&c, '(');
			parens_push(mk, &ps, 'f');
			mk_sign(mk, "");
			if (!mk_sees(mk, ")"))
				continue;
		}
		while (ps.n > 0 && mk_sign(mk, ")")) {
			ps.n--;
			out_char(&c, ')');
		}
		if (ps.n > 0 && ps.open[ps.n - 1] == 'f' && mk_sign(mk, ","))
			out_lit(&c, ", ");
		else if (operator(mk, &c))
			e.tested |= parens_no_call(&ps);
		else
			break;
	}
	if (ps.n > 0)
		mk_need(mk, ")");
	e.c = out_str_of(&c);
	return e;
}
