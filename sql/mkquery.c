/*
 * Compiles a file of named SQL statements to C: one typed function for each,
 * and beside it the table from which db.c binds its values.
 *
 *	mkquery IN.sql OUT.h OUT.c
 *	mkquery --all OUT.c IN.sql …	the list of all statements, for tests
 *
 * sql/README.md shows the language. Lines that begin with --: are directives;
 * the SQL after a part, one, many, exec or insert goes to its semicolon. What
 * would be found out late or never is refused here, with file and line.
 */
#include "sql/mkquery.h"

#include <errno.h>

#include "core/base/utf8.h"
#include "sql/scan.h"

/* One program, built from this one file. */
#include "sql/mkquery_sql.c"
#include "sql/mkquery_write.c"

static const char keywords[] = " auto break case char const continue default do double "
    "else enum extern float for goto if inline int long register restrict return short "
    "signed sizeof static struct switch typedef union unsigned void volatile while db a "
    "args v ";

/* --- reading ----------------------------------------------------------------- */

_Noreturn void
fail(struct mk *m, const char *pattern, struct str about)
{
	out_str(m->why, m->path);
	out_char(m->why, ':');
	out_int(m->why, m->line);
	out_lit(m->why, ": ");
	emit(m->why, pattern, about, about);
	out_char(m->why, '\n');
	longjmp(m->failed, 1);
}

char
peek(const struct mk *m)
{
	return m->rest.n > 0 ? m->rest.p[0] : '\0';
}

struct str
step(struct mk *m, size_t n)
{
	struct str passed = str_head(m->rest, n);

	for (size_t i = 0; i < passed.n; i++)
		m->line += passed.p[i] == '\n';
	m->rest = str_skip(m->rest, n);
	return passed;
}

struct str
word(struct mk *m)
{
	return step(m, scan_word(m->rest));
}

/* White space within a directive, which may go on over several --: lines. */
static void
space(struct mk *m)
{
	while (str_has(S(" \t\r\n"), peek(m))) {
		bool newline = step(m, 1).p[0] == '\n';

		if (newline && !str_starts(m->rest, S("--:")))
			fail(m, "the directive before does not end with $", S(";"));
		step(m, newline ? 3 : 0);
	}
}

static bool
take(struct mk *m, char c)
{
	space(m);
	if (peek(m) != c)
		return false;
	step(m, 1);
	return true;
}

static void
need(struct mk *m, struct str c)
{
	if (!take(m, c.p[0]))
		fail(m, "expected $ here", c);
}

static struct str
name(struct mk *m)
{
	space(m);
	struct str w = word(m);
	if (w.n == 0)
		fail(m, "expected a name here", w);
	for (size_t i = 0; i < w.n; i++)
		if (w.p[i] >= 'A' && w.p[i] <= 'Z')
			fail(m, "$: names are in small letters", w);
	return w;
}

void
end_of_line(struct mk *m)
{
	while (str_has(S(" \t\r"), peek(m)))
		step(m, 1);
	if (m->rest.n > 0 && peek(m) != '\n')
		fail(m, "nothing may stand after $ on its line", S(";"));
}

struct field *
find(struct fields *f, struct str wanted)
{
	for (size_t i = 0; i < f->n; i++)
		if (str_eq(f->v[i].name, wanted))
			return &f->v[i];
	return NULL;
}

static bool
is_keyword(struct mk *m, struct str w)
{
	char *spaced = arena_alloc(m->a, w.n + 3);

	spaced[0] = spaced[w.n + 1] = ' ';
	memcpy(spaced + 1, w.p, w.n);
	return strstr(keywords, spaced) != NULL;
}

static void
field(struct mk *m, struct fields *fields)
{
	struct field f = { .type = NULL };
	struct str type = name(m);

	f.type = type_named(type);
	if (f.type == NULL)
		fail(m, "there is no type $", type);
	if (str_eq(type, S("enum")))
		f.tag = name(m);
	f.null = take(m, '?');
	if (f.null && f.type->no_none)
		fail(m, "a $ cannot be optional: it has no value for none", type);
	f.name = name(m);
	if (is_keyword(m, f.name))
		fail(m, "$ is a word of C or of what is generated", f.name);
	if (find(fields, f.name) != NULL)
		fail(m, "$ is declared twice", f.name);
	if (fields->n == FIELDS_MAX)
		fail(m, "too many fields", f.name);
	fields->v[fields->n++] = f;
}

/* --- directives -------------------------------------------------------------- */

static const struct record *
record_named(struct mk *m, struct str wanted)
{
	for (const struct record *r = m->records; r != NULL; r = r->next)
		if (str_eq(r->name, wanted))
			return r;
	return NULL;
}

static void
use(struct mk *m)
{
	space(m);
	size_t n = scan_quoted(m->rest);
	if (peek(m) != '"' || n == SCAN_OPEN)
		fail(m, "use wants a header in quotes", STR_NONE);
	emit(&m->uses, "#include $\n", step(m, n));
	need(m, S(";"));
}

static void
record(struct mk *m)
{
	struct record *r = ARENA_NEW(m->a, struct record);

	r->name = name(m);
	if (record_named(m, r->name) != NULL)
		fail(m, "struct $ is declared twice", r->name);
	need(m, S("{"));
	while (!take(m, '}')) {
		field(m, &r->fields);
		if (!take(m, ';')) {
			need(m, S("}"));
			break;
		}
	}
	need(m, S(";"));
	if (r->fields.n == 0)
		fail(m, "struct $ has no field", r->name);
	r->next = m->records;
	m->records = r;
	write_record(m, r);
}

static void
part(struct mk *m)
{
	struct part *p = ARENA_NEW(m->a, struct part);

	p->name = name(m);
	if (part_named(m, p->name) != NULL)
		fail(m, "part $ is declared twice", p->name);
	need(m, S(";"));
	p->sql = sql_text(m, p->name);
	p->next = m->parts;
	m->parts = p;
}

static void
query(struct mk *m, const struct verb *verb)
{
	struct query *q = ARENA_NEW(m->a, struct query);

	q->verb = verb;
	out_init(&q->sql, m->a, FILE_LIMIT);
	if (verb->row) {
		if (!str_eq(name(m), S("struct")))
			fail(m, "$ wants a struct", verb->name);
		struct str row = name(m);
		q->record = record_named(m, row);
		if (q->record == NULL)
			fail(m, "there is no struct $ in this file", row);
	}
	q->name = name(m);
	need(m, S("("));
	while (!take(m, ')')) {
		if (q->params.n > 0)
			need(m, S(","));
		field(m, &q->params);
	}
	need(m, S(";"));
	if (find(&q->params, verb->taken) != NULL)
		fail(m, "$ is the name of the result", verb->taken);
	statement(m, q);
	write_query(m, q);
}

static void
directive(struct mk *m)
{
	struct str w = name(m);
	const struct verb *verb = verb_named(w);

	if (str_eq(w, S("use")))
		use(m);
	else if (str_eq(w, S("struct")))
		record(m);
	else if (str_eq(w, S("part")))
		part(m);
	else if (verb != NULL)
		query(m, verb);
	else
		fail(m, "there is no directive $", w);
	end_of_line(m);
	m->comment = STR_NONE;
}

/* A comment belongs to what follows without an empty line, the first to all. */
static void
comment_line(struct mk *m, struct str line)
{
	struct str rest = m->rest;
	size_t gone = str_cut(&rest, '\n').n;

	if (line.n == 0) {
		if (m->head.p == NULL && m->all.n == 0)
			m->head = m->comment;
		m->comment = STR_NONE;
	} else if (!str_starts(line, S("--"))) {
		fail(m, "SQL without a directive: $", line);
	} else if (memmem(line.p, line.n, "*/", 2) != NULL) {
		fail(m, "$ would end the comment in C", S("*/"));
	} else {
		if (m->comment.p == NULL)
			m->comment = m->rest;
		m->comment.n = (size_t)(m->rest.p + gone - m->comment.p);
	}
	step(m, gone);
}

/* A pure function of its text; false: *why says where and what. */
static bool
compile(struct arena *a, struct str path, struct str stem, struct str text,
    struct out *h, struct out *c, struct out *why)
{
	struct mk *m = ARENA_NEW(a, struct mk);
	struct out *outs[] = { &m->uses, &m->h, &m->c, &m->all, h, c, why };

	*m = (struct mk){ .a = a, .rest = text, .line = 1, .why = why, .path = path };
	for (size_t i = 0; i < COUNT(outs); i++)
		out_init(outs[i], a, FILE_LIMIT);
	if (setjmp(m->failed) != 0)
		return false;
	if (!utf8_ok(text))
		fail(m, "the file is not plain UTF-8", STR_NONE);
	while (m->rest.n > 0) {
		struct str rest = m->rest, line = str_cut(&rest, '\n');
		if (str_starts(line, S("--:"))) {
			step(m, 3);
			directive(m);
		} else {
			comment_line(m, str_trim(line));
		}
		step(m, 1);
	}
	for (const struct part *p = m->parts; p != NULL; p = p->next)
		if (!p->used)
			fail(m, "part $ is declared and not used", p->name);
	write_files(m, stem, h, c);
	return true;
}

/* --- files ------------------------------------------------------------------- */

static _Noreturn void
die(const char *path)
{
	fprintf(stderr, "mkquery: %s: %s\n", path, strerror(errno));
	exit(1);
}

static struct str
slurp(struct arena *a, const char *path)
{
	char *p = arena_alloc(a, FILE_LIMIT);
	FILE *f = fopen(path, "r");

	if (f == NULL)
		die(path);
	size_t n = fread(p, 1, FILE_LIMIT, f);
	errno = n == FILE_LIMIT ? EFBIG : errno;
	if (n == FILE_LIMIT || ferror(f) || fclose(f) != 0)
		die(path);
	return (struct str){ p, n };
}

static void
save(const char *path, const struct out *o)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || !out_ok(o) || fwrite(o->p, 1, o->n, f) != o->n || fclose(f) != 0)
		die(path);
}

/* "case" of sql/queries/case.sql */
static struct str
stem_of(const char *path)
{
	struct str s = str_of(path), part = s;

	while (part.p != NULL) {
		s = part;
		str_cut(&part, '/');
	}
	if (!str_ends(s, S(".sql")) || scan_word(s) + 4 != s.n) {
		errno = EINVAL;
		die(path);
	}
	return str_head(s, s.n - 4);
}

static int
list_all(struct arena *a, int n, char **paths, const char *to)
{
	struct str *stems = ARENA_ARRAY(a, (size_t)n, struct str);
	struct out c;

	for (int i = 0; i < n; i++)
		stems[i] = stem_of(paths[i]);
	out_init(&c, a, FILE_LIMIT);
	write_list(stems, (size_t)n, &c);
	save(to, &c);
	return 0;
}

static int
compile_file(struct arena *a, const char *path, const char *to_h, const char *to_c)
{
	struct out h, c, why;

	if (!compile(a, str_of(path), stem_of(path), slurp(a, path), &h, &c, &why)) {
		fprintf(stderr, "%.*s", STR_ARG(out_str_of(&why)));
		return 1;
	}
	save(to_h, &h);
	save(to_c, &c);
	return 0;
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new(64 * FILE_LIMIT);
	int status = 2;

	if (argc > 2 && str_eq(str_of(argv[1]), S("--all")))
		status = list_all(a, argc - 3, argv + 3, argv[2]);
	else if (argc == 4)
		status = compile_file(a, argv[1], argv[2], argv[3]);
	else
		fputs("usage: mkquery IN.sql OUT.h OUT.c\n"
		    "       mkquery --all OUT.c IN.sql ...\n", stderr);
	arena_free(a);
	return status;
}
