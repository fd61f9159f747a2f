/*
 * The SQL of a query: each parameter becomes a mark, each part is put in, each
 * number that names itself is checked when its C is compiled.
 */
#include "sql/mkquery.h"

#include "core/base/utf8.h"
#include "sql/scan.h"

static const struct { struct str word; const char *why; } refused[] = {
#define CLOCK "$: the time comes in as a parameter, never from the database"
#define CHANCE "$: random values come in as parameters"
	{ S_INIT("NOW"), CLOCK }, { S_INIT("SYSDATE"), CLOCK }, { S_INIT("CURDATE"), CLOCK },
	{ S_INIT("CURTIME"), CLOCK }, { S_INIT("CURRENT_DATE"), CLOCK },
	{ S_INIT("CURRENT_TIME"), CLOCK }, { S_INIT("CURRENT_TIMESTAMP"), CLOCK },
	{ S_INIT("LOCALTIME"), CLOCK }, { S_INIT("LOCALTIMESTAMP"), CLOCK },
	{ S_INIT("UNIX_TIMESTAMP"), CLOCK }, { S_INIT("UTC_DATE"), CLOCK },
	{ S_INIT("UTC_TIME"), CLOCK }, { S_INIT("UTC_TIMESTAMP"), CLOCK },
	{ S_INIT("RAND"), CHANCE }, { S_INIT("RANDOM_BYTES"), CHANCE },
	{ S_INIT("UUID"), CHANCE }, { S_INIT("UUID_SHORT"), CHANCE },
	{ S_INIT("OFFSET"), "$: a list goes on from a key" },
	{ S_INIT("IGNORE"), "$ turns errors into wrong data" },
};

/* --- texts ------------------------------------------------------------------- */

struct sql_text
sql_text(struct mk *m, struct str name)
{
	size_t before = scan_gap(m->rest);

	step(m, before != SCAN_OPEN ? before : 0);
	struct sql_text sql = { m->rest, m->line };
	while (peek(m) != ';') {
		size_t quoted = scan_quoted(m->rest), gap = scan_gap(m->rest);
		if (quoted == SCAN_OPEN || gap == SCAN_OPEN)
			fail(m, "a quote or comment in the SQL of $ is not closed", name);
		if (m->rest.n == 0 || str_starts(m->rest, S("--:")))
			fail(m, "the SQL of $ does not end with ;", name);
		step(m, quoted + gap > 0 ? quoted + gap : 1);
	}
	sql.text.n = (size_t)(m->rest.p - sql.text.p);
	step(m, 1);
	end_of_line(m);
	return sql;
}

struct part *
part_named(struct mk *m, struct str wanted)
{
	for (struct part *p = m->parts; p != NULL; p = p->next)
		if (str_eq(p->name, wanted))
			return p;
	return NULL;
}

/* --- pieces ------------------------------------------------------------------ */

static void
check_word(struct mk *m, struct query *q, struct str w)
{
	for (size_t i = 0; i < COUNT(q->verb->first); i++)
		q->begun = q->begun || (w.n > 0 && str_eq_nocase(q->verb->first[i], w));
	if (!q->begun)
		fail(m, "$ is of a kind that begins with another word", q->name);
	for (size_t i = 0; i < COUNT(refused); i++)
		if (str_eq_nocase(refused[i].word, w))
			fail(m, refused[i].why, w);
}

static void
param(struct mk *m, struct query *q)
{
	step(m, 1);
	struct str w = word(m);
	struct field *f = find(&q->params, w);
	if (f == NULL)
		fail(m, ":$ is not declared", w);
	if (q->n_marks == MARKS_MAX)
		fail(m, "too many parameters", w);
	f->used = true;
	q->marks[q->n_marks++] = (size_t)(f - q->params.v);
	out_char(&q->sql, '?');
}

/* COUNT(*) and sums may have one; it may not stand for columns. */
static void
star(struct mk *m, struct query *q)
{
	static const struct str ends[] = { S_INIT("SELECT"), S_INIT("DISTINCT"), S_INIT("ALL"),
	    S_INIT("."), S_INIT(","), S_INIT("/") };
	struct str before = str_trim(out_str_of(&q->sql));

	for (size_t i = 0; i < COUNT(ends); i++)
		if (before.n >= ends[i].n &&
		    str_eq_nocase(str_skip(before, before.n - ends[i].n), ends[i]))
			fail(m, "$ cannot stand here: name the columns", S("*"));
	out_str(&q->sql, step(m, 1));
}

/* Length of the comment of one word that begins at s, after a blank or none. */
static size_t
label(struct str s, struct str *word)
{
	size_t blank = str_starts(s, S(" "));
	struct str rest = str_skip(s, blank + 2);

	*word = str_head(rest, scan_word(rest));
	if (word->n == 0 || !str_starts(str_skip(s, blank), S("/*")) ||
	    !str_starts(str_skip(rest, word->n), S("*/")))
		return 0;
	return blank + word->n + 4;
}

/* A number beside which its name in C stands, is that or does not compile. */
static void
constant(struct mk *m, struct str number)
{
	struct str name;
	size_t n = label(m->rest, &name);

	for (size_t i = 0; i < number.n; i++)
		if (number.p[i] < '0' || number.p[i] > '9')
			return;
	if (n == 0 || number.n == 0)
		return;
	emit(&m->c, "_Static_assert($ == $, \"$:", name, number, m->path);
	out_int(&m->c, m->line);
	out_lit(&m->c, "\");\n");
	step(m, n);
}

static void
gap(struct mk *m, struct query *q, size_t n)
{
	struct str name;

	if (label(m->rest, &name) > 0)
		fail(m, "$ stands beside no number", name);
	bool newline = str_has(step(m, n), '\n');
	if (q->sql.n > 0 && m->rest.n > 0)
		out_char(&q->sql, newline ? '\n' : ' ');
}

static void	put(struct mk *, struct query *, struct sql_text);

/* A part holds no part: what a query is can be read in two places at most. */
static void
put_part(struct mk *m, struct query *q)
{
	step(m, 1);
	struct str w = word(m);
	struct part *p = part_named(m, w), *parts = m->parts;

	if (p == NULL)
		fail(m, "there is no part $ here", w);
	if (peek(m) != '}')
		fail(m, "expected $ here", S("}"));
	step(m, 1);
	p->used = true;
	m->parts = NULL;
	put(m, q, p->sql);
	m->parts = parts;
}

static void
other(struct mk *m, struct query *q)
{
	size_t quoted = scan_quoted(m->rest);
	struct str w = str_head(m->rest, scan_word(m->rest));

	if (quoted > 0 && !utf8_plain(str_head(m->rest, quoted), false))
		fail(m, "a quote holds a newline or a control character", STR_NONE);
	if (q->begun || peek(m) != '(')
		check_word(m, q, w);
	out_str(&q->sql, step(m, quoted + w.n > 0 ? quoted + w.n : 1));
	constant(m, w);
}

static void
piece(struct mk *m, struct query *q)
{
	size_t n = scan_gap(m->rest);

	if (n > 0)
		gap(m, q, n);
	else if (peek(m) == ':')
		param(m, q);
	else if (peek(m) == '{')
		put_part(m, q);
	else if (peek(m) == '*')
		star(m, q);
	else if (str_has(S("?}"), peek(m)) || (unsigned char)peek(m) < ' ')
		fail(m, "the SQL of $ has what cannot stand there", q->name);
	else
		other(m, q);
}

static void
put(struct mk *m, struct query *q, struct sql_text sql)
{
	struct str rest = m->rest;
	int line = m->line;

	m->rest = sql.text;
	m->line = sql.line;
	while (m->rest.n > 0)
		piece(m, q);
	m->rest = rest;
	m->line = line;
	if (!out_ok(&q->sql))
		fail(m, "the SQL of $ is too long", q->name);
}

void
statement(struct mk *m, struct query *q)
{
	put(m, q, sql_text(m, q->name));
	if (!q->begun)
		fail(m, "$ has no SQL", q->name);
	for (size_t i = 0; i < q->params.n; i++)
		if (!q->params.v[i].used)
			fail(m, ":$ is declared and not used", q->params.v[i].name);
}
