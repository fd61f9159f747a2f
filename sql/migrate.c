/*
 * DDL commits by itself, so no transaction can hold both a statement and the
 * note that it has run. The note is made before (begun) and completed after
 * (done). A statement found begun may or may not have run: it is sent again,
 * and "it exists already" then means that it had. One that the server refused
 * has its note taken back, so that it never gets that benefit of the doubt.
 */
#include "sql/migrate.h"

#include <dirent.h>
#include <errno.h>

#include "core/crypt.h"
#include "gen/q_migration.h"
#include "sql/scan.h"

#define FILES_MAX ((size_t)1000)
#define PIECES_MAX ((size_t)10000)
#define FILE_LIMIT ((size_t)1024 * 1024)
#define LINE_LIMIT ((size_t)4096)
#define NUMBER_DIGITS 3

static const struct str journal_sql = S_INIT(
    "CREATE TABLE IF NOT EXISTS migration ("
    "file VARCHAR(100) NOT NULL, statement INT NOT NULL, "
    "hash BINARY(32) NOT NULL, at DATETIME(6) NULL, "
    "PRIMARY KEY (file, statement)"
    ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin");

struct file {
	struct str name;
	struct str text;
};

struct piece {			/* one statement of a file */
	struct str file;
	int number;
	struct str sql;
	struct hash32 hash;
};

struct pieces {
	struct piece *v;
	size_t n;
};

static enum err
tell(struct db *db, struct arena *a, enum err e, struct str file, int number,
    const char *words)
{
	struct out o;

	out_init(&o, a, LINE_LIMIT);
	out_lit(&o, "migrate: ");
	out_str(&o, file);
	if (number > 0) {
		out_lit(&o, ", statement ");
		out_int(&o, number);
	}
	out_lit(&o, ": ");
	out_str(&o, str_of(words));
	db_say(db, str_cstr(a, out_str_of(&o)));
	return e;
}

/* --- files ------------------------------------------------------------------- */

static enum err
file_read(struct db *db, struct arena *a, const char *path, struct str *text)
{
	char *p = arena_alloc(a, FILE_LIMIT);
	FILE *f = fopen(path, "r");

	if (f == NULL)
		return tell(db, a, E_INTERNAL, str_of(path), 0, strerror(errno));
	size_t n = fread(p, 1, FILE_LIMIT, f);
	bool whole = ferror(f) == 0 && n < FILE_LIMIT;
	fclose(f);
	if (!whole)
		return tell(db, a, E_INTERNAL, str_of(path), 0, "cannot be read, or is too long");
	*text = (struct str){ p, n };
	return OK;
}

static bool
is_migration(struct str name)
{
	struct str rest = name;
	int64_t number;

	return str_cut(&rest, '-').n == NUMBER_DIGITS && str_ends(rest, S(".sql")) &&
	    str_int(str_head(name, NUMBER_DIGITS), 999, &number);
}

static int
by_name(const void *a, const void *b)
{
	const struct file *fa = a, *fb = b;

	return strcmp(fa->name.p, fb->name.p);
}

static enum err
files_in(struct db *db, struct arena *a, const char *dir, struct file **files, size_t *n)
{
	struct file *v = ARENA_ARRAY(a, FILES_MAX, struct file);
	DIR *d = opendir(dir);

	if (d == NULL)
		return tell(db, a, E_INTERNAL, str_of(dir), 0, strerror(errno));
	*n = 0;
	for (struct dirent *e; (e = readdir(d)) != NULL && *n < FILES_MAX; )
		if (is_migration(str_of(e->d_name)))
			v[(*n)++].name = str_dup(a, str_of(e->d_name));
	closedir(d);
	qsort(v, *n, sizeof *v, by_name);
	for (size_t i = 0; i < *n; i++) {
		struct out path;
		out_init(&path, a, LINE_LIMIT);
		out_str(&path, str_of(dir));
		out_char(&path, '/');
		out_str(&path, v[i].name);
		TRY(file_read(db, a, str_cstr(a, out_str_of(&path)), &v[i].text));
	}
	*files = v;
	return OK;
}

/* Length of what begins here and is no end of a statement, or SCAN_OPEN. */
static size_t
step_over(struct str s)
{
	size_t n = scan_quoted(s);

	if (n == 0)
		n = scan_comment(s);
	if (n == 0)
		n = scan_word(s);
	return n > 0 ? n : 1;
}

/*
 * Cuts the next statement off the text. false: there is none, or no end to it.
 * One with a BEGIN (a procedure) has semicolons inside and ends at its END;
 */
static bool
next_statement(struct str *text, struct str *sql)
{
	size_t gap = scan_gap(*text), skip;
	struct str word = STR_NONE;
	bool block = false;

	if (gap == SCAN_OPEN)
		return false;
	*text = str_skip(*text, gap);
	for (size_t i = 0; i < text->n; i += skip) {
		struct str rest = str_skip(*text, i);

		if (rest.p[0] == ';' && (!block || str_eq(word, S("END")))) {
			*sql = str_head(*text, i);
			*text = str_skip(rest, 1);
			return true;
		}
		skip = step_over(rest);
		if (skip == SCAN_OPEN)
			return false;
		if (scan_word(rest) > 0)
			word = str_head(rest, skip);
		block = block || str_eq(word, S("BEGIN"));
	}
	return false;
}

static enum err
pieces_of(struct db *db, struct arena *a, struct file file, struct pieces *all)
{
	struct str text = file.text;
	struct piece p = { .file = file.name };

	while (all->n < PIECES_MAX && next_statement(&text, &p.sql)) {
		p.number++;
		p.hash = crypt_fingerprint(p.sql);
		all->v[all->n++] = p;
	}
	if (text.n > 0)
		return tell(db, a, E_INTERNAL, file.name, p.number + 1, "does not end with ;");
	return OK;
}

/* --- the journal ------------------------------------------------------------- */

static const struct migration *
note_of(const struct migrations *journal, const struct piece *p)
{
	for (size_t i = 0; i < journal->n; i++)
		if (journal->v[i].statement == p->number && str_eq(journal->v[i].file, p->file))
			return &journal->v[i];
	return NULL;
}

static bool
is_same(const struct migration *note, const struct piece *p)
{
	return str_eq(note->hash, hash32_str(&p->hash));
}

static bool
is_done(const struct migration *note)
{
	return note != NULL && is_set(note->at);
}

/* Nothing that has run here may have changed, gone, or be overtaken. */
static enum err
check(struct db *db, struct arena *a, const struct pieces *all,
    const struct migrations *journal)
{
	size_t done = 0, noted = 0, last = 0;

	for (size_t i = 0; i < journal->n; i++)
		noted += is_done(&journal->v[i]);
	for (size_t i = 0; i < all->n; i++) {
		const struct piece *p = &all->v[i];
		const struct migration *note = note_of(journal, p);

		if (!is_done(note))
			continue;
		if (!is_same(note, p))
			return tell(db, a, E_CONFLICT, p->file, p->number,
			    "was changed after it had run here");
		done++;
		last = i;
	}
	if (done != noted)
		return tell(db, a, E_CONFLICT, S("journal"), 0,
		    "a statement that has run here is in no file");
	for (size_t i = 0; i < last; i++)
		if (!is_done(note_of(journal, &all->v[i])))
			return tell(db, a, E_CONFLICT, all->v[i].file, all->v[i].number,
			    "is new but comes before what has run here");
	return OK;
}

static bool
is_there_already(unsigned code)
{
	static const unsigned codes[] = {
		1050,	/* the table exists */
		1051,	/* the table to drop does not */
		1060,	/* the column exists */
		1061,	/* the key exists */
		1091,	/* what is to be dropped does not */
		1304,	/* the procedure exists */
		1359,	/* the trigger exists */
		1826,	/* the foreign key exists */
	};

	for (size_t i = 0; i < COUNT(codes); i++)
		if (codes[i] == code)
			return true;
	return false;
}

static enum err
take_back(struct db *db, struct arena *a, const struct piece *p, enum err e)
{
	int64_t changed;

	if (migration_failed(db, p->file, p->number, &changed) != OK)
		return db_end(db, false);
	TRY(db_end(db, true));
	return tell(db, a, e, p->file, p->number, "failed and has not run");
}

static enum err
apply(struct db *db, struct arena *a, const struct piece *p, bool begun,
    struct stamp now)
{
	int64_t changed;

	TRY(migration_begin(db, p->file, p->number, hash32_str(&p->hash), &changed));
	TRY(db_end(db, true));
	enum err e = db_text(db, p->sql);
	bool there = begun && is_there_already(db_error_code(db));
	if (e == E_BUSY)
		return e;	/* it may have run: the note stays */
	if (e != OK && !there)
		return take_back(db, a, p, db_end(db, false));
	if (e != OK && db_end(db, false) != e)
		return E_INTERNAL;
	TRY(migration_done(db, p->file, p->number, now, &changed));
	return db_end(db, true);
}

static enum err
run(struct db *db, struct arena *a, const struct pieces *all, struct stamp now)
{
	struct migrations journal;
	struct migration_lock lock;

	TRY(migration_lock(db, a, &lock));
	if (!lock.held)
		return tell(db, a, E_BUSY, S("database"), 0, "somebody else is migrating it");
	TRY(db_text(db, journal_sql));
	TRY(migrations(db, a, &journal));
	TRY(db_end(db, true));
	TRY(check(db, a, all, &journal));
	for (size_t i = 0; i < all->n; i++) {
		const struct piece *p = &all->v[i];
		const struct migration *note = note_of(&journal, p);

		if (is_done(note))
			continue;
		TRY(apply(db, a, p, note != NULL && is_same(note, p), now));
	}
	return OK;
}

enum err
migrate(struct db *db, struct arena *a, const char *dir, struct stamp now)
{
	struct file *files = NULL;
	size_t n = 0;
	struct pieces all = { ARENA_ARRAY(a, PIECES_MAX, struct piece), 0 };
	struct migration_lock lock;

	TRY(files_in(db, a, dir, &files, &n));
	for (size_t i = 0; i < n; i++)
		TRY(pieces_of(db, a, files[i], &all));
	enum err e = run(db, a, &all, now);
	enum err ended = db_end(db, e == OK);
	if (e == OK)
		e = ended;
	if (migration_unlock(db, a, &lock) != OK || db_end(db, false) != OK)
		return e == OK ? E_BUSY : e;
	return e;
}

enum err
migrate_grants(struct db *db, struct arena *a, const char *path)
{
	struct pieces all = { ARENA_ARRAY(a, PIECES_MAX, struct piece), 0 };
	struct file file = { .name = str_of(path) };

	TRY(file_read(db, a, path, &file.text));
	TRY(pieces_of(db, a, file, &all));
	for (size_t i = 0; i < all.n; i++) {
		enum err e = db_text(db, all.v[i].sql);
		if (e == OK)
			continue;
		tell(db, a, e, file.name, all.v[i].number, "failed");
		return db_end(db, false);
	}
	return db_end(db, true);
}
