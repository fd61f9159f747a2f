/*
 * The C that mkquery makes. Tables, not code: a function of two lines and what
 * db.c needs to know to bind its values.
 */
#include "sql/mkquery.h"

#include <stdarg.h>

#define T(name, c, db) { S_INIT(name), S_INIT(c), S_INIT(db), false }
static const struct type types[] = {
	T("id", "int64_t ", "DB_ID"), T("int", "int ", "DB_INT"),
	{ S_INIT("bool"), S_INIT("bool "), S_INIT("DB_BOOL"), true },
	T("text", "struct str ", "DB_TEXT"), T("bytes", "struct str ", "DB_BYTES"),
	T("pid", "struct pid ", "DB_PID"), T("points", "struct points ", "DB_POINTS"),
	T("money", "struct money ", "DB_MONEY"), T("date", "struct date ", "DB_DATE"),
	T("stamp", "struct stamp ", "DB_STAMP"), T("enum", "enum ", "DB_ENUM"),
};

static const struct verb verbs[] = {
	{ S_INIT("one"), S_INIT("DB_ONE"), "struct $ *row",
	    { S_INIT("SELECT"), S_INIT("WITH") }, S_INIT("row"),
	    "\n\treturn db_one(db, a, &$_query, args, row);\n", true },
	{ S_INIT("many"), S_INIT("DB_MANY"), "struct $s *rows",
	    { S_INIT("SELECT"), S_INIT("WITH") }, S_INIT("rows"),
	    "\tvoid *v;\n\tenum err e = db_many(db, a, &$_query, args, &v, &rows->n);\n\n"
	    "\trows->v = v;\n\treturn e;\n", true },
	{ S_INIT("exec"), S_INIT("DB_EXEC"), "int64_t *changed",
	    { S_INIT("UPDATE"), S_INIT("DELETE"), S_INIT("INSERT") }, S_INIT("changed"),
	    "\n\treturn db_exec(db, &$_query, args, changed);\n", false },
	{ S_INIT("insert"), S_INIT("DB_INSERT"), "int64_t *id",
	    { S_INIT("INSERT") }, S_INIT("id"),
	    "\n\treturn db_insert(db, &$_query, args, id);\n", false },
};

const struct type *
type_named(struct str name)
{
	for (size_t i = 0; i < COUNT(types); i++)
		if (str_eq(types[i].name, name))
			return &types[i];
	return NULL;
}

const struct verb *
verb_named(struct str name)
{
	for (size_t i = 0; i < COUNT(verbs); i++)
		if (str_eq(verbs[i].name, name))
			return &verbs[i];
	return NULL;
}

void
emit(struct out *o, const char *pattern, ...)
{
	va_list ap;

	va_start(ap, pattern);
	for (; *pattern != '\0'; pattern++)
		if (*pattern == '$')
			out_str(o, va_arg(ap, struct str));
		else
			out_char(o, *pattern);
	va_end(ap);
}

static void
emit_comment(struct out *o, struct str comment)
{
	bool lines = str_has(comment, '\n');

	out_str(o, comment.n == 0 ? STR_NONE : lines ? S("/*\n") : S("/*"));
	while (comment.n > 0) {
		struct str text = str_skip(str_trim(str_cut(&comment, '\n')), 2);
		emit(o, lines ? " *$\n" : "$ */\n", text);
	}
	out_str(o, lines ? S(" */\n") : STR_NONE);
}

static void
emit_cols(struct out *o, const struct fields *f, const size_t *at, size_t n,
    struct str record)
{
	for (size_t i = 0; i < n; i++) {
		const struct field *one = &f->v[at != NULL ? at[i] : i];

		emit(o, "\t{ \"$\", $, $, ", one->name, one->type->db,
		    one->null ? S("true") : S("false"));
		if (at != NULL)
			out_int(o, (int64_t)at[i]);
		else
			emit(o, "offsetof(struct $, $)", record, one->name);
		out_lit(o, " },\n");
	}
	out_lit(o, "};\n");
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].tag.n > 0)
			emit(o, "_Static_assert(sizeof(enum $) == sizeof(int), \"$\");\n",
			    f->v[i].tag, f->v[i].tag);
	out_char(o, '\n');
}

void
write_record(struct mk *m, const struct record *r)
{
	emit_comment(&m->h, m->comment);
	emit(&m->h, "struct $ {\n", r->name);
	for (size_t i = 0; i < r->fields.n; i++) {
		const struct field *f = &r->fields.v[i];
		emit(&m->h, f->tag.n > 0 ? "\t$$ $;\n" : "\t$$$;\n", f->type->c, f->tag, f->name);
	}
	emit(&m->h, "};\n\nstruct $s {\n\tstruct $ *v;\n\tsize_t n;\n};\n\n", r->name, r->name);
	emit(&m->c, "static const struct db_col $_cols[] = {\n", r->name);
	emit_cols(&m->c, &r->fields, NULL, r->fields.n, r->name);
}

static void
emit_signature(struct out *o, const struct query *q)
{
	struct str row = q->record != NULL ? q->record->name : STR_NONE;

	emit(o, "$(struct db *db", q->name);
	out_str(o, q->verb->row ? S(", struct arena *a") : STR_NONE);
	for (size_t i = 0; i < q->params.n; i++) {
		const struct field *f = &q->params.v[i];
		out_str(o, i % 3 == 1 ? S(",\n    ") : S(", "));
		emit(o, f->tag.n > 0 ? "$$ $" : "$$$", f->type->c, f->tag, f->name);
	}
	out_str(o, q->params.n % 3 == 1 ? S(",\n    ") : S(", "));
	emit(o, q->verb->result, row);
	out_char(o, ')');
}

static void
emit_sql(struct out *o, struct str sql)
{
	for (size_t i = 0; i < sql.n; i++) {
		bool again = sql.p[i] == '?' && i > 0 && sql.p[i - 1] == '?';

		if (sql.p[i] == '\n') {
			out_lit(o, " \"\n\t    \"");
			continue;
		}
		if (again || str_has(S("\"\\"), sql.p[i]))	/* again: a trigraph */
			out_char(o, '\\');
		out_char(o, sql.p[i]);
	}
}

static void
emit_table(struct mk *m, const struct query *q)
{
	if (q->n_marks > 0) {
		emit(&m->c, "static const struct db_col $_in[] = {\n", q->name);
		emit_cols(&m->c, &q->params, q->marks, q->n_marks, STR_NONE);
	}
	emit(&m->c, "static const struct db_query $_query = {\n\t.name = \"$\", .kind = $,\n"
	    "\t.sql = \"", q->name, q->name, q->verb->kind);
	emit_sql(&m->c, out_str_of(&q->sql));
	out_lit(&m->c, "\",\n");
	if (q->n_marks > 0)
		emit(&m->c, "\t.in = $_in, .n_in = COUNT($_in),\n", q->name, q->name);
	if (q->record != NULL)
		emit(&m->c, "\t.out = $_cols, .n_out = COUNT($_cols), .row_size = "
		    "sizeof(struct $),\n", q->record->name, q->record->name, q->record->name);
	out_lit(&m->c, "};\n\n");
	emit(&m->all, "\t&$_query,\n", q->name);
}

void
write_query(struct mk *m, const struct query *q)
{
	emit_comment(&m->h, m->comment);
	out_lit(&m->h, "MUST_CHECK enum err ");
	emit_signature(&m->h, q);
	out_lit(&m->h, ";\n\n");
	emit_table(m, q);
	out_lit(&m->c, "enum err\n");
	emit_signature(&m->c, q);
	out_lit(&m->c, "\n{\n\tconst void *const");
	out_str(&m->c, q->params.n > 0 ? S(" args[] = { ") : S(" *args = NULL;\n"));
	for (size_t i = 0; i < q->params.n; i++)
		emit(&m->c, i + 1 == q->params.n ? "&$ };\n" : i % 6 == 5 ? "&$,\n\t    " : "&$, ",
		    q->params.v[i].name);
	emit(&m->c, q->verb->body, q->name);
	out_lit(&m->c, "}\n\n");
}

static struct str
upper(struct arena *a, struct str s)
{
	char *p = str_cstr(a, s);

	for (size_t i = 0; i < s.n; i++)
		if (p[i] >= 'a' && p[i] <= 'z')
			p[i] = (char)(p[i] - 'a' + 'A');
	return (struct str){ p, s.n };
}

void
write_files(struct mk *m, struct str stem, struct out *h, struct out *c)
{
	struct str guard = upper(m->a, stem);

	emit(h, "/* Made by mkquery from $. */\n", m->path);
	emit_comment(h, m->head);
	emit(h, "#ifndef GEN_Q_$_H\n#define GEN_Q_$_H\n\n", guard, guard);
	emit(h, "#include \"core/base/err.h\"\n$\n", out_str_of(&m->uses));
	out_lit(h, "struct arena;\nstruct db;\nstruct db_query;\n\n");
	out_str(h, out_str_of(&m->h));
	emit(h, "extern const struct db_query *const q_$_all[];	/* ends with NULL */\n\n"
	    "#endif\n", stem);
	emit(c, "/* Made by mkquery from $. */\n#include \"gen/q_$.h\"\n\n"
	    "#include \"sql/db.h\"\n\n", m->path, stem);
	out_str(c, out_str_of(&m->c));
	emit(c, "const struct db_query *const q_$_all[] = {\n$\tNULL\n};\n", stem,
	    out_str_of(&m->all));
}

void
write_list(const struct str *stems, size_t n, struct out *c)
{
	out_lit(c, "/* Made by mkquery: every statement there is. */\n#include \"sql/db.h\"\n\n");
	for (size_t i = 0; i < n; i++)
		emit(c, "#include \"gen/q_$.h\"\n", stems[i]);
	out_lit(c, "\nconst struct db_query *const *const db_all_queries[] = {\n");
	for (size_t i = 0; i < n; i++)
		emit(c, "\tq_$_all,\n", stems[i]);
	out_lit(c, "\tNULL\n};\n");
}
