/*
 * The one file that knows the database's library.
 *
 * A statement costs no code of its own: its table (struct db_query) says which
 * values go into the slots of its bindings and how rows come out of them. Text
 * stays with the library until its length is known, then is copied once.
 */
#include "sql/db.h"

#include <mysql.h>

#include "sql/db_parts.h"

#define BUCKETS ((size_t)256)
#define CONNECTION_LIMIT ((size_t)16 * 1024 * 1024)
#define LINE_LIMIT 600		/* of the log; the library's words are < 512 */
#define DIAL_S 5
#define DEFAULT_STATEMENT_S 8
#define BINARY_CHARSET 63

struct slot {			/* where the library reads and writes one value */
	int64_t n;
	MYSQL_TIME time;
	char pid[sizeof(struct pid)];
	unsigned long len;
	my_bool null, cut;	/* cut: it did not fit */
};

struct prepared {
	const struct db_query *q;
	MYSQL_STMT *stmt;
	MYSQL_BIND *in, *out;
	struct slot *in_slots, *out_slots;
	struct prepared *next;
};

struct db {
	struct db_config config;
	struct arena *a;		/* what lives as long as a connection */
	struct arena_mark unconnected;
	MYSQL *my;			/* NULL: not connected */
	struct prepared *prepared[BUCKETS];
	struct prepared *now;		/* the statement sent last */
	enum err err;			/* of this transaction */
	unsigned code;
	struct db_work *work;		/* since the last db_end() */
	bool lost;
};

/* --- errors ------------------------------------------------------------------ */

static void
log_line(struct db *db, const char *who, unsigned code, const char *words)
{
	char line[LINE_LIMIT];

	snprintf(line, sizeof line, "db: %.60s: %u %.500s", who, code, words);
	db->config.log(line);
}

static enum err
fail(struct db *db, const char *who, unsigned code, const char *words, bool safe)
{
	struct db_fault f = fault_of(code);

	log_line(db, who, code, safe || f.words ? words : "");
	db->err = f.err;
	db->code = code;
	db->lost = f.lost;
	return f.err;
}

static enum err
fail_my(struct db *db, const char *who)
{
	return fail(db, who, mysql_errno(db->my), mysql_error(db->my), true);
}

static enum err
fail_stmt(struct db *db, const struct db_query *q, MYSQL_STMT *stmt, bool safe)
{
	return fail(db, q->name, mysql_stmt_errno(stmt), mysql_stmt_error(stmt), safe);
}

enum err
db_wrong(struct db *db, const struct db_query *q, const char *what, const char *words)
{
	char line[LINE_LIMIT];

	snprintf(line, sizeof line, "%.60s %.500s", what, words);
	return fail(db, q->name, 0, line, true);
}

/* --- preparing --------------------------------------------------------------- */

static void
bind_slot(MYSQL_BIND *b, struct slot *s, enum db_type type)
{
	static const enum enum_field_types types[] = {
		[WIRE_INT] = MYSQL_TYPE_LONGLONG, [WIRE_DATE] = MYSQL_TYPE_DATE,
		[WIRE_STAMP] = MYSQL_TYPE_DATETIME, [WIRE_TEXT] = MYSQL_TYPE_STRING,
		[WIRE_BYTES] = MYSQL_TYPE_BLOB,
	};
	enum db_wire wire = value_wire(type);

	*b = (MYSQL_BIND){ .buffer_type = types[wire], .length = &s->len,
	    .is_null = &s->null, .error = &s->cut };
	if (wire == WIRE_INT)
		b->buffer = &s->n;
	else if (wire == WIRE_DATE || wire == WIRE_STAMP)
		b->buffer = &s->time;
	else if (type == DB_PID) {
		b->buffer = s->pid;
		b->buffer_length = sizeof s->pid;
	}
}

static void
bind_slots(struct arena *a, const struct db_col *cols, size_t n, MYSQL_BIND **binds,
    struct slot **slots)
{
	*binds = ARENA_ARRAY(a, n, MYSQL_BIND);
	*slots = ARENA_ARRAY(a, n, struct slot);
	for (size_t i = 0; i < n; i++)
		bind_slot(&(*binds)[i], &(*slots)[i], cols[i].type);
}

static enum err
prepare_new(struct db *db, const struct db_query *q, MYSQL_STMT *stmt)
{
	if (mysql_stmt_prepare(stmt, q->sql, strlen(q->sql)) != 0)
		return fail_stmt(db, q, stmt, true);
	if (mysql_stmt_param_count(stmt) != q->n_in || mysql_stmt_field_count(stmt) != q->n_out)
		return db_wrong(db, q, "parameters or columns", "are not as many as declared");
	return OK;
}

static enum err
prepare(struct db *db, const struct db_query *q, struct prepared **found)
{
	struct prepared **bucket = &db->prepared[(uintptr_t)q / sizeof *q % BUCKETS];

	for (*found = *bucket; *found != NULL; *found = (*found)->next)
		if ((*found)->q == q)
			return OK;
	MYSQL_STMT *stmt = mysql_stmt_init(db->my);
	if (stmt == NULL)
		return fail_my(db, q->name);
	if (prepare_new(db, q, stmt) != OK) {
		mysql_stmt_close(stmt);
		return db->err;
	}
	struct prepared *p = ARENA_NEW(db->a, struct prepared);
	*p = (struct prepared){ .q = q, .stmt = stmt, .next = *bucket };
	bind_slots(db->a, q->in, q->n_in, &p->in, &p->in_slots);
	bind_slots(db->a, q->out, q->n_out, &p->out, &p->out_slots);
	*bucket = *found = p;
	return OK;
}

/* --- connecting -------------------------------------------------------------- */

static void
hang_up(struct db *db)
{
	for (size_t i = 0; i < BUCKETS; i++) {
		for (struct prepared *p = db->prepared[i]; p != NULL; p = p->next)
			mysql_stmt_close(p->stmt);
		db->prepared[i] = NULL;
	}
	if (db->my != NULL)
		mysql_close(db->my);
	db->my = NULL;
	db->now = NULL;
	db->lost = false;
	arena_reset(db->a, db->unconnected);
}

static bool
set_options(MYSQL *my, const struct db_config *c)
{
	bool tcp = c->socket == NULL;
	unsigned infile = 0, dial_s = DIAL_S, answer_s = c->statement_s + DIAL_S;
	unsigned protocol = tcp ? MYSQL_PROTOCOL_TCP : MYSQL_PROTOCOL_SOCKET;
	my_bool no = 0, yes = 1;
	const struct { enum mysql_option option; const void *value; } options[] = {
		{ MYSQL_OPT_LOCAL_INFILE, &infile }, { MYSQL_OPT_RECONNECT, &no },
		{ MYSQL_OPT_CONNECT_TIMEOUT, &dial_s }, { MYSQL_OPT_READ_TIMEOUT, &answer_s },
		{ MYSQL_OPT_WRITE_TIMEOUT, &dial_s }, { MYSQL_OPT_PROTOCOL, &protocol },
		{ MYSQL_SET_CHARSET_NAME, "utf8mb4" }, { MYSQL_REPORT_DATA_TRUNCATION, &yes },
		{ MYSQL_OPT_SSL_ENFORCE, tcp ? &yes : &no },
		{ MYSQL_OPT_SSL_VERIFY_SERVER_CERT, tcp ? &yes : &no },
		{ MYSQL_OPT_SSL_CA, tcp ? c->ca_file : NULL },
	};

	for (size_t i = 0; i < COUNT(options); i++)
		if (mysql_options(my, options[i].option, options[i].value) != 0)
			return false;
	return true;
}

static enum err
dial(struct db *db)
{
	const struct db_config *c = &db->config;

	db->my = mysql_init(NULL);
	if (db->my == NULL || !set_options(db->my, c))
		return fail(db, "connect", 0, "no memory for its options", true);
	if (mysql_real_connect(db->my, c->socket == NULL ? c->host : NULL, c->user,
	    c->password, c->name, c->port, c->socket, CLIENT_FOUND_ROWS) == NULL)
		return fail_my(db, "connect");
	return OK;
}

static enum err
connect_now(struct db *db)
{
	enum err e = dial(db);

	if (e == OK)
		e = session_set(db, &db->config);
	db->lost = e != OK;
	db->work->statements = 0;
	return e;
}

enum err
db_open(const struct db_config *config, struct db **opened)
{
	struct arena *a = arena_new(CONNECTION_LIMIT);
	struct db *db = ARENA_NEW(a, struct db);

	*db = (struct db){ .config = *config, .a = a, .work = ARENA_NEW(a, struct db_work) };
	db->unconnected = arena_mark(a);
	if (db->config.statement_s == 0)
		db->config.statement_s = DEFAULT_STATEMENT_S;
	*opened = db;
	return connect_now(db) == OK ? OK : db_end(db, false);
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	hang_up(db);
	arena_free(db->a);
}

/* --- statements -------------------------------------------------------------- */

static void
free_result(struct db *db)
{
	if (db->now != NULL)
		mysql_stmt_free_result(db->now->stmt);
	db->now = NULL;
}

static enum err
ready(struct db *db)
{
	if (db->err != OK)
		return db->err;
	free_result(db);
	return db->my != NULL ? OK : connect_now(db);
}

static void
give(MYSQL_BIND *b, struct slot *s, enum db_wire wire, const struct db_cell *c)
{
	s->null = c->null;
	if (c->null)
		return;
	switch (wire) {
	case WIRE_INT:
		s->n = c->n;
		break;
	case WIRE_DATE:
	case WIRE_STAMP:
		s->time = (MYSQL_TIME){
			.year = (unsigned)c->day.year, .month = (unsigned)c->day.month,
			.day = (unsigned)c->day.day, .hour = c->hour, .minute = c->minute,
			.second = c->second, .second_part = (unsigned long)c->n,
			.time_type = wire == WIRE_DATE ? MYSQL_TIMESTAMP_DATE :
			    MYSQL_TIMESTAMP_DATETIME };
		break;
	case WIRE_TEXT:
	case WIRE_BYTES:	/* the library only reads it, but says void * */
		memcpy(&b->buffer, &c->s.p, sizeof b->buffer);
		s->len = b->buffer_length = c->s.n;
	}
}

static enum err
give_all(struct db *db, struct prepared *p, const void *const *args)
{
	const struct db_query *q = p->q;

	for (size_t i = 0; i < q->n_in; i++) {
		const struct db_col *col = &q->in[i];
		struct db_cell cell;
		const char *wrong = value_give(col, args[col->at], &cell);

		if (wrong != NULL)
			return db_wrong(db, q, col->name, wrong);
		give(&p->in[i], &p->in_slots[i], value_wire(col->type), &cell);
	}
	if (q->n_in > 0 && mysql_stmt_bind_param(p->stmt, p->in) != 0)
		return fail_stmt(db, q, p->stmt, true);
	return OK;
}

enum err
db_send(struct db *db, const struct db_query *q, const void *const *args)
{
	struct prepared *p;

	TRY(ready(db));
	TRY(prepare(db, q, &p));
	TRY(give_all(db, p, args));
	tape_sent(&db->config, q, args);
	db->work->statements++;
	db->now = p;
	if (mysql_stmt_execute(p->stmt) != 0)
		return fail_stmt(db, q, p->stmt, false);
	return OK;
}

enum err
db_text(struct db *db, struct str sql)
{
	TRY(ready(db));
	db->work->statements++;
	if (mysql_real_query(db->my, sql.p, sql.n) != 0)
		return fail_my(db, "text");
	mysql_free_result(mysql_store_result(db->my));
	return OK;
}

int64_t
db_found(const struct db *db)
{
	return (int64_t)mysql_stmt_affected_rows(db->now->stmt);
}

int64_t
db_new_id(const struct db *db)
{
	return (int64_t)mysql_stmt_insert_id(db->now->stmt);
}

/* All of it is fetched before memory is asked for, which may not return. */
enum err
db_result(struct db *db, size_t *rows)
{
	struct prepared *p = db->now;

	if (mysql_stmt_bind_result(p->stmt, p->out) != 0 ||
	    mysql_stmt_store_result(p->stmt) != 0)
		return fail_stmt(db, p->q, p->stmt, false);
	*rows = mysql_stmt_num_rows(p->stmt);
	return OK;
}

static const char *
take_text(struct arena *a, struct prepared *p, size_t i, struct str *s)
{
	struct slot *slot = &p->out_slots[i];
	MYSQL_BIND b = p->out[i];
	char *text = arena_alloc(a, slot->len);

	*s = (struct str){ text, slot->len };
	b.buffer = text;
	b.buffer_length = s->n;
	slot->cut = 0;
	if (mysql_stmt_fetch_column(p->stmt, &b, (unsigned)i, 0) != 0 || slot->cut)
		return "was cut short";
	return NULL;
}

static const char *
take(struct arena *a, struct prepared *p, size_t i, struct db_cell *c)
{
	const struct slot *s = &p->out_slots[i];
	const MYSQL_TIME *t = &s->time;
	enum db_type type = p->q->out[i].type;

	*c = (struct db_cell){ .null = s->null };
	if (s->null)
		return NULL;
	if (type == DB_TEXT || type == DB_BYTES)
		return take_text(a, p, i, &c->s);
	if (s->cut)
		return "was cut short";
	if (type == DB_PID)
		c->s = (struct str){ s->pid, s->len };
	else if (value_wire(type) == WIRE_INT)
		c->n = s->n;
	else
		*c = (struct db_cell){ .n = (int64_t)t->second_part,
		    .day = { (int)t->year, (int)t->month, (int)t->day },
		    .hour = t->hour, .minute = t->minute, .second = t->second };
	return NULL;
}

enum err
db_row(struct db *db, struct arena *a, void *row)
{
	struct prepared *p = db->now;
	const struct db_query *q = p->q;
	int got = mysql_stmt_fetch(p->stmt);

	/* "Truncated" is how text always comes first: it has no room yet. */
	if (got != 0 && got != MYSQL_DATA_TRUNCATED)
		return fail_stmt(db, q, p->stmt, false);
	for (size_t i = 0; i < q->n_out; i++) {
		const struct db_col *col = &q->out[i];
		struct db_cell cell;
		const char *wrong = take(a, p, i, &cell);

		if (wrong == NULL)
			wrong = value_take(col, &cell, (char *)row + col->at);
		if (wrong != NULL)
			return db_wrong(db, q, col->name, wrong);
	}
	return OK;
}

enum err
db_columns(struct db *db, const struct db_query *q, struct db_seen_col *cols)
{
	struct prepared *p;

	TRY(ready(db));
	TRY(prepare(db, q, &p));
	for (size_t i = 0; i < q->n_out; i++) {
		const MYSQL_FIELD *f = &p->stmt->fields[i];

		cols[i] = (struct db_seen_col){
			.name = f->name, .type = (int)f->type,
			.computed = f->org_table_length == 0, .length = f->length,
			.unsign = (f->flags & UNSIGNED_FLAG) != 0, .decimals = f->decimals,
			.binary = f->charsetnr == BINARY_CHARSET,
			.not_null = (f->flags & NOT_NULL_FLAG) != 0,
		};
	}
	return OK;
}

/* --- the end ----------------------------------------------------------------- */

/* Without an answer nobody knows how it ended: then the connection goes too. */
static bool
end_now(struct db *db, bool commit)
{
	free_result(db);
	tape_end(&db->config, commit);
	if ((commit ? mysql_commit(db->my) : mysql_rollback(db->my)) == 0)
		return true;
	log_line(db, commit ? "commit" : "rollback", mysql_errno(db->my),
	    mysql_error(db->my));
	hang_up(db);
	return false;
}

enum err
db_end(struct db *db, bool commit)
{
	enum err e = db->err;
	bool keep = commit && e == OK;

	if (db->lost)
		hang_up(db);
	if (db->my != NULL && db->work->statements > 0 && !end_now(db, keep) && keep)
		e = E_BUSY;
	db->err = OK;
	db->code = 0;
	*db->work = (struct db_work){ 0 };
	return e;
}

struct db_work *
db_work(const struct db *db)
{
	return db->work;
}

void
db_say(struct db *db, const char *line)
{
	db->config.log(line);
}

unsigned
db_error_code(const struct db *db)
{
	return db->code;
}
