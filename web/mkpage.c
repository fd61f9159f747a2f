/*
 * mkpage IN OUT.h OUT.c: compiles templates to C. README.md beside this file
 * says what one may write.
 *
 * One pass, no tree. The compiler follows the HTML as it goes and always knows
 * its place: in text, in a tag or in an attribute, and what is open around it.
 * The place says how a value is printed there, or that none may stand there. It
 * is copied where a branch begins and compared where it ends: that is the whole
 * of the rule that a branch leaves the HTML as it found it.
 */
#include <ctype.h>
#include <errno.h>

#include "core/base/utf8.h"
#include "web/mkpage.h"

/* One program, one unit: its parts. */
#include "web/mkpage_c.c"
#include "web/mkpage_html.c"

static const struct kind kinds[] = {
	{ PAGE, "page", "struct page *pg", "pg", "pg->out", "pg->policy", "part" },
	{ PART, "part", "struct page *pg", "pg", "pg->out", "pg->policy", "part" },
	{ FRAME, "frame", "struct page *pg", "pg", "pg->out", "pg->policy", "part" },
	{ LETTER, "letter", "struct out *out", "out", "out", "f->policy", "letter" },
	{ TEXT, "text", "struct out *out", "out", "out", "policy", "text" },
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The head of a function, in the header and in the .c file. */
static void
function(struct mk *mk, const char *suffix)
{
	struct out *files[] = { &mk->h, mk_c(mk, NULL) };

	for (size_t i = 0; i < COUNT(files); i++) {
		mk_line_directive(mk, files[i], mk->began);
		mk_put(files[i], "void %s_%.*s%s(%.*s)%s\n", mk->kind->word,
		    STR_ARG(mk->name), suffix, STR_ARG(mk->params), i ? "\n{" : ";");
	}
	for (size_t i = 0; i < mk->vars; i++)
		mk_put(&mk->c, "\t(void)%.*s;\n", STR_ARG(mk->var[i].name));
}

/* --- directives ------------------------------------------------------------- */

/* "(const struct dispute *d, int n)": into mk->params and the names. */
static void
parameters(struct mk *mk)
{
	struct out o;

	out_init(&o, mk->a, MK_LIMIT);
	mk_put(&o, "%s", mk->kind->self);
	mk_var_add(mk, str_of(mk->kind->arg), true);
	mk_need(mk, "(");
	while (!mk_sign(mk, ")")) {
		struct str name = STR_NONE;
		bool pointer = false;
		size_t words = 0;
		for (const char *sep = ", ";; sep = pointer ? "" : " ") {
			bool star = mk_sign(mk, "*");
			struct str s = star ? S("*") : mk_word(mk);
			if (s.n == 0)
				break;
			mk_put(&o, "%s%.*s", sep, STR_ARG(s));
			pointer |= star;
			words += !star;
			name = s;
		}
		if (words < 2)
			mk_refuse(mk, mk->p, "a parameter has a type and a name");
		mk_var_add(mk, name, pointer);
		if (!mk_sign(mk, ",") && !mk_sees(mk, ")"))
			mk_need(mk, ")");
	}
	mk->params = out_str_of(&o);
}

static void
d_open(struct mk *mk, const char *at)
{
	const struct kind *kind = kinds;

	for (mk->p = at + 2; !mk_sign(mk, kind->word);)
		kind++;
	mk->kind = kind;
	mk->began = at;
	mk->name = mk_name(mk);
	mk->here = (struct place){ .where = IN_TEXT };
	mk->vars = 0;
	mk->had_content = false;
	parameters(mk);
	function(mk, mk->kind->is == FRAME ? "_top" : "");
}

static void
d_use(struct mk *mk, const char *at)
{
	struct str file = mk_quoted(mk);

	mk_line_directive(mk, &mk->uses, at);
	mk_put(&mk->uses, "#include \"%.*s\"\n", STR_ARG(file));
}

static struct block *
block_push(struct mk *mk, const char *at, bool is_each)
{
	html_check_branch(mk, at);
	if (mk->blocks == MK_DEEP)
		mk_refuse(mk, at, "too many blocks within each other");
	struct block *b = &mk->block[mk->blocks++];
	*b = (struct block){ .is_each = is_each, .at = at, .start = mk->here,
	    .vars = mk->vars };
	return b;
}

/* The block this directive goes on with, left as it was found. */
static struct block *
block_top(struct mk *mk, const char *at, bool is_else)
{
	struct block *b = mk->blocks > 0 ? &mk->block[mk->blocks - 1] : NULL;

	if (b == NULL || (is_else && b->has_else))
		mk_refuse(mk, at, "there is no if or each this could belong to");
	html_check_same(mk, at, &b->start, b->at);
	mk->vars = b->vars;
	return b;
}

static void
d_if(struct mk *mk, const char *at)
{
	block_push(mk, at, false);
	struct str c = mk_expression(mk).c;
	mk_put(mk_c(mk, at), "\tif (%.*s) {\n", STR_ARG(c));
}

static void
d_elif(struct mk *mk, const char *at)
{
	if (block_top(mk, at, true)->is_each)
		mk_refuse(mk, at, "an each has no elif");
	mk_put(mk_c(mk, NULL), "\t} else\n");
	struct str c = mk_expression(mk).c;
	mk_put(mk_c(mk, at), "\tif (%.*s) {\n", STR_ARG(c));
}

static void
d_else(struct mk *mk, const char *at)
{
	struct block *b = block_top(mk, at, true);

	b->has_else = true;
	if (b->is_each)
		mk_put(mk_c(mk, NULL), "\t}\n\tif (%.*sn == 0) {\n", STR_ARG(b->list));
	else
		mk_put(mk_c(mk, NULL), "\t} else {\n");
}

static void
d_each(struct mk *mk, const char *at)
{
	if (mk->here.where == IN_TAG)
		mk_refuse(mk, at, "an each cannot stand in a tag");
	struct block *b = block_push(mk, at, true);
	struct str name = mk_name(mk);
	mk_need(mk, "in");
	struct expr e = mk_expression(mk);
	if (e.tested)
		mk_refuse(mk, at, "true or false is not a list");
	mk_var_add(mk, name, true);
	if (str_ends(e.c, S(")"))) {	/* a call: once, not for each row */
		struct str list = mk_text(mk, "list_%d", (int)(at - mk->src));
		mk_put(mk_c(mk, at), "\tconst __auto_type %.*s = %.*s;\n",
		    STR_ARG(list), STR_ARG(e.c));
		e.c = list;
	}
	b->list = mk_text(mk, "%.*s%s", STR_ARG(e.c), e.pointer ? "->" : ".");

	struct out *c = mk_c(mk, at);
	size_t i = mk->blocks;
	mk_put(c, "\tfor (size_t i_%zu = 0; i_%zu < %.*sn; i_%zu++) {\n",
	    i, i, STR_ARG(b->list), i);
	mk_line_directive(mk, c, at);
	mk_put(c, "\tconst __typeof__(*%.*sv) *%.*s = &%.*sv[i_%zu];\n",
	    STR_ARG(b->list), STR_ARG(name), STR_ARG(b->list), i);
	mk_put(c, "\t(void)%.*s;\n", STR_ARG(name));
}

static void
d_call(struct mk *mk, const char *at)
{
	html_check_call(mk, at);
	struct str c = mk_expression(mk).c;
	struct str name = str_cut(&c, '(');
	if (c.n == 0)
		mk_refuse(mk, at, "a call is written name(values)");
	struct str opening = mk_text(mk, "{{ %s %.*s(", mk->kind->calls, STR_ARG(name));
	if (strstr(mk->src, opening.p) == NULL) {	/* not in this file */
		mk_line_directive(mk, &mk->called, at);
		mk_put(&mk->called, "#include \"t_%.*s.h\"\n", STR_ARG(name));
	}
	mk_put(mk_c(mk, at), "\t%s_%.*s(%s%s%.*s;\n", mk->kind->calls,
	    STR_ARG(name), mk->kind->arg, c.n > 1 ? ", " : "", STR_ARG(c));
}

static void
d_content(struct mk *mk, const char *at)
{
	if (mk->kind->is != FRAME || mk->had_content || mk->blocks > 0)
		mk_refuse(mk, at, "content stands once, in a frame, outside of if and each");
	html_check_call(mk, at);
	mk->had_content = true;
	mk_put(mk_c(mk, NULL), "}\n\n");
	function(mk, "_bottom");
}

static void
d_end(struct mk *mk, const char *at)
{
	static const struct place outside = { .where = IN_TEXT };

	if (mk->blocks > 0) {
		block_top(mk, at, false);
		mk->blocks--;
		mk_put(mk_c(mk, NULL), "\t}\n");
		return;
	}
	html_check_same(mk, at, &outside, mk->began);
	if (mk->kind->is == FRAME && !mk->had_content)
		mk_refuse(mk, at, "a frame has a {{ content }}");
	mk_put(mk_c(mk, NULL), "}\n\n");
	mk->kind = NULL;
}

static const char *
printer(struct mk *mk, const char *at)
{
	return mk->kind->is == TEXT ? "print" : html_printer(mk, at);
}

static void
d_value(struct mk *mk, const char *at)
{
	const char *print = printer(mk, at);
	struct expr e = mk_expression(mk);

	mk_sign(mk, "");
	if (mk->here.use == ADDRESS && at == mk->here.value && !mk_sees(mk, "}}\"") &&
	    !mk_sees(mk, "}}#"))
		mk_refuse(mk, at, "after an address only a # or the quote can stand");
	if (e.tested)
		mk_refuse(mk, at, "true or false is not a thing to print");
	mk_put(mk_c(mk, at), "\t%s(%s, %s%.*s);\n", print, mk->kind->to,
	    e.pointer ? "*" : "", STR_ARG(e.c));
}

static void
d_comment(struct mk *mk, const char *at)
{
	const char *end = strstr(mk->p, "}}");

	if (mk->kind != NULL)
		html_check_branch(mk, at);
	if (end == NULL)
		mk_refuse(mk, at, "this comment does not end");
	mk->p = end;
}

enum { OUTSIDE = 1, INSIDE = 2, PRINTS = 4 };	/* a template */

static const struct directive {
	const char *word;
	void (*run)(struct mk *, const char *at);
	int may;
} directives[] = {
	{ "page", d_open, OUTSIDE },
	{ "part", d_open, OUTSIDE },
	{ "frame", d_open, OUTSIDE },
	{ "letter", d_open, OUTSIDE },
	{ "text", d_open, OUTSIDE },
	{ "use", d_use, OUTSIDE },
	{ "#", d_comment, OUTSIDE | INSIDE },
	{ "if", d_if, INSIDE },
	{ "elif", d_elif, INSIDE },
	{ "else", d_else, INSIDE },
	{ "each", d_each, INSIDE },
	{ "end", d_end, INSIDE },
	{ "content", d_content, INSIDE },
	{ "call", d_call, INSIDE | PRINTS },
	{ "", d_value, INSIDE | PRINTS },
};

/* Does it stand alone on its line? Where is the next one? */
static const char *
line_after(const struct mk *mk, const char *at)
{
	const char *end = strstr(at, "}}");

	while (at > mk->src && is_blank(at[-1]))
		at--;
	if (end == NULL || (at > mk->src && at[-1] != '\n'))
		return NULL;
	end += 2 + strspn(end + 2, " \t\r");
	return *end == '\n' ? end + 1 : NULL;
}

/*
 * Reads the word of a directive. A template may well have a value with the name
 * of one that cannot stand in it: {{ text }}.
 */
static bool
is_directive(struct mk *mk, const struct directive *d)
{
	const char *from = mk->p;
	bool found = mk_sign(mk, d->word);

	if (found && mk->kind != NULL && !(d->may & INSIDE)) {
		mk_sign(mk, "");
		found = *mk->p == '"' || isalpha((unsigned char)*mk->p);
	}
	if (!found)
		mk->p = from;
	return found;
}

/* Reads {{ … }}. One that prints nothing and has a line to itself takes it along. */
static void
directive(struct mk *mk)
{
	const char *at = mk->p, *next = line_after(mk, at);
	const struct directive *d = directives;

	mk->p += 2;
	while (!is_directive(mk, d))
		d++;
	if (mk->kind == NULL && !(d->may & OUTSIDE))
		mk_refuse(mk, at, "this stands outside of every template");
	if (mk->kind != NULL && !(d->may & INSIDE))
		mk_refuse(mk, at, "the %s of line %d has no {{ end }} before this",
		    mk->kind->word, mk_line(mk, mk->began));
	if (d->may & PRINTS || (mk->kind != NULL && html_is_verbatim(mk)))
		next = NULL;
	while (next != NULL && mk->lit.n > 0 && is_blank(mk->lit.p[mk->lit.n - 1]))
		mk->lit.n--;
	d->run(mk, at);
	mk_need(mk, "}}");
	if (next != NULL)
		mk->p = next;
}

/* {practice_lead}: what the policy calls a role (core/titled.h). */
static void
title(struct mk *mk)
{
	const char *at = mk->p, *print = printer(mk, at);
	size_t n = 2 + strcspn(at + 1, "{}\n");

	if (at[n - 1] != '}')
		mk_refuse(mk, at, "a role is named so: {practice_lead}");
	mk->p = at + n;
	struct str words = mk_titled(mk, (struct str){ at, n });
	mk_put(mk_c(mk, at), "\t%s(%s, %.*s);\n", print, mk->kind->to, STR_ARG(words));
}

static void
step(struct mk *mk)
{
	if (mk_sees(mk, "{{"))
		directive(mk);
	else if (mk->kind == NULL && !mk_is_space(*mk->p))
		mk_refuse(mk, mk->p, "this stands outside of every template");
	else if (mk->kind == NULL)
		mk->p++;
	else if (*mk->p == '{')
		title(mk);
	else if (mk->kind->is == TEXT)
		out_char(&mk->lit, *mk->p++);
	else
		html_step(mk);
}

/* --- one file --------------------------------------------------------------- */

struct made {
	struct str h, c;
	struct str refusal;	/* or: why there is nothing */
};

static void
all_steps(struct mk *mk)
{
	while (*mk->p != '\0')
		step(mk);
	if (mk->kind != NULL)
		mk_refuse(mk, mk->began, "this %s has no {{ end }}", mk->kind->word);
	if (!out_ok(&mk->c) || !out_ok(&mk->h) || !out_ok(&mk->lit))
		mk_refuse(mk, mk->p, "this makes too much");
}

/*
 * Compiles what stands in a file; header: the name of the .h that is made.
 * All it makes lives in the arena.
 */
static struct made
compile(struct arena *a, const char *file, struct str header, struct str src)
{
	struct mk *mk = ARENA_NEW(a, struct mk);
	struct out *outs[] = { &mk->uses, &mk->called, &mk->h, &mk->c, &mk->lit,
	    &mk->words };

	mk->a = a;
	mk->file = file;
	mk->src = mk->p = str_cstr(a, src);
	for (size_t i = 0; i < COUNT(outs); i++)
		out_init(outs[i], a, MK_LIMIT);
	if (setjmp(mk->refused) != 0)
		return (struct made){ .refusal = out_str_of(&mk->words) };
	if (!utf8_ok(src))
		mk_refuse(mk, mk->src, "this is not UTF-8");
	all_steps(mk);

	char *guard = str_cstr(a, header);
	for (char *p = guard; *p != '\0'; p++)
		*p = isalnum((unsigned char)*p) ? (char)toupper((unsigned char)*p) : '_';
	return (struct made){
		mk_text(mk, "/* Made from %s. */\n#ifndef GEN_%s\n#define GEN_%s\n\n"
		    "#include \"web/page.h\"\n%.*s\n%.*s\n#endif\n", file, guard,
		    guard, STR_ARG(out_str_of(&mk->uses)), STR_ARG(out_str_of(&mk->h))),
		mk_text(mk, "/* Made from %s. */\n#include \"%.*s\"\n\n"
		    "#include \"core/base/str.h\"\n#include \"core/titled.h\"\n"
		    "#include \"web/html.h\"\n%.*s\n%.*s",
		    file, STR_ARG(header), STR_ARG(out_str_of(&mk->called)),
		    STR_ARG(out_str_of(&mk->c))),
		STR_NONE
	};
}

static _Noreturn void
fail(const char *file)
{
	fprintf(stderr, "%s: %s\n", file, strerror(errno));
	exit(1);
}

static struct str
read_file(struct arena *a, const char *name)
{
	char *p = arena_alloc(a, MK_LIMIT);
	FILE *f = fopen(name, "r");

	if (f == NULL)
		fail(name);
	struct str s = { p, fread(p, 1, MK_LIMIT, f) };
	if (ferror(f))
		fail(name);
	fclose(f);
	return s;
}

static void
write_file(const char *name, struct str s)
{
	FILE *f = fopen(name, "w");

	if (f == NULL || fwrite(s.p, 1, s.n, f) != s.n || fclose(f) != 0)
		fail(name);
}

int
main(int argc, char **argv)
{
	if (argc != 4) {
		fprintf(stderr, "usage: mkpage IN OUT.h OUT.c\n");
		return 2;
	}
	struct arena *a = arena_new((size_t)512 * 1024 * 1024);
	const char *slash = strrchr(argv[2], '/');
	struct made made = compile(a, argv[1],
	    str_of(slash != NULL ? slash + 1 : argv[2]), read_file(a, argv[1]));
	bool refused = is_set(made.refusal);
	if (refused) {
		fprintf(stderr, "%.*s\n", STR_ARG(made.refusal));
	} else {
		write_file(argv[2], made.h);
		write_file(argv[3], made.c);
	}
	arena_free(a);
	return refused;
}
