/*
 * The whole application in one process, on a database of the test's own: a
 * request goes in as nginx would send it, the reply comes out. What fails in it
 * is decided by the test (see anomaly_test.c).
 *
 * The database is the schema, the reference policy, one team, and one each of
 * administrator, worker, practice lead and family with one case, all with the same
 * password.
 */
#ifndef TESTS_FCGI_WHOLE_H
#define TESTS_FCGI_WHOLE_H

#include <check.h>
#include <dirent.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/crypt.h"
#include "fcgi/app.h"
#include "fcgi/clock.h"
#include "fcgi/log.h"
#include "fcgi/req.h"
#include "fcgi/request/gate.h"
#include "fcgi/service.h"
#include "tests/sql/test_db.h"

#define WHOLE_PASSWORD "harbour lantern nine oak"
#define WHOLE_WORKER "worker@accord.example"
#define WHOLE_LEAD "lead@accord.example"
#define WHOLE_FAMILY "family@family.example"
#define WHOLE_COOKIE "WHOLEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

struct whole {
	struct arena *a;		/* of the test; it may give back what it took */
	struct arena *queries;
	struct config config;
	struct app *app;
	struct db *db;			/* as the owner */
	const char *config_file;
	char name[80];			/* of the database */
	struct arena *request;		/* of one request at a time */
	struct str cookie;
	struct str case_path;
	const struct http_file *file;	/* that the next requests bring, or NULL */
};

static inline const char *
whole_env(const char *name)
{
	const char *v = getenv(name);

	ck_assert_msg(v != NULL, "%s is not set: tests/run sets it", name);
	return v;
}

static inline void
whole_write(const char *path, struct str text)
{
	FILE *f = fopen(path, "w");

	ck_assert(f != NULL);
	ck_assert_uint_eq(fwrite(text.p, 1, text.n, f), text.n);
	fclose(f);
}

static inline const char *
whole_join(struct arena *a, const char *one, const char *two)
{
	struct out o;

	out_init(&o, a, 4096);
	out_str(&o, str_of(one));
	out_str(&o, str_of(two));
	return str_cstr(a, out_str_of(&o));
}

/* accord WORDS… --config FILE */
static inline void
whole_accord(struct whole *w, const char *one, const char *two, const char *three)
{
	const char *program = whole_join(w->a, whole_env("ACCORD_BUILD"), "/bin/accord");
	char *all[7];
	const char *words[] = { program, one, two, three, "--config", w->config_file };
	int n = 0, status;

	for (size_t i = 0; i < COUNT(words); i++)
		if (words[i] != NULL)
			all[n++] = str_cstr(w->a, str_of(words[i]));
	all[n] = NULL;
	pid_t child = fork();
	if (child == 0) {
		execv(program, all);
		_exit(127);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_msg(status == 0, "accord %s: %d", one, status);
}

/* The running Accord's configuration with another database. */
static inline void
whole_config(struct whole *w, const char *folder)
{
	FILE *f = fopen(whole_env("ACCORD_CONFIG"), "r");
	char line[4096];
	struct out o;

	ck_assert(f != NULL);
	out_init(&o, w->a, 65536);
	while (fgets(line, sizeof line, f) != NULL) {
		if (str_starts(str_of(line), S("db.name")))
			snprintf(line, sizeof line, "db.name = %s\n", w->name);
		out_str(&o, str_of(line));
	}
	fclose(f);
	w->config_file = whole_join(w->a, folder, "/accord.conf");
	whole_write(w->config_file, out_str_of(&o));
	ck_assert(config_read(w->a, w->config_file, &w->config));
}

/* The demonstration's other tables with no row in them. */
static inline void
whole_headers(struct whole *w, const char *folder)
{
	const char *from = whole_join(w->a, w->config.sql_dir, "/demo/");
	DIR *d = opendir(from);
	char line[4096];

	ck_assert(d != NULL);
	for (struct dirent *e; (e = readdir(d)) != NULL; ) {
		if (!str_ends(str_of(e->d_name), S(".csv")))
			continue;
		FILE *f = fopen(whole_join(w->a, from, e->d_name), "r");
		ck_assert(f != NULL && fgets(line, sizeof line, f) != NULL);
		fclose(f);
		const char *to = whole_join(w->a, folder, "/");
		whole_write(whole_join(w->a, to, e->d_name), str_of(line));
	}
	closedir(d);
}

static inline void
whole_people(struct whole *w, const char *folder)
{
	static const char accounts[] =
	    "name,email,password,role,team,phone,totp_secret,own_title\n"
	    "Admin,admin@accord.example," WHOLE_PASSWORD ",administrator,,1,"
	    "WQXTXJVYOS2QMG5WRHG4B5NSOZGNNCIV,\n"
	    "Worker," WHOLE_WORKER "," WHOLE_PASSWORD ",worker,North,1,"
	    "WQXTXJVYOS2QMG5WRHG4B5NSOZGNNCIV,\n"
	    "Lead," WHOLE_LEAD "," WHOLE_PASSWORD ",practice_lead,North,1,"
	    "WQXTXJVYOS2QMG5WRHG4B5NSOZGNNCIV,\n"
	    "Family," WHOLE_FAMILY "," WHOLE_PASSWORD ",family,,1,,\n";
	static const char children[] =
	    "number,name,called,notice_name,age_months,school,team,worker,family,"
	    "council_number,young_person,sex\n"
	    "10001,Child,Child,Blue,100,primary,North," WHOLE_WORKER ","
	    WHOLE_FAMILY ",M1,,\n";

	whole_headers(w, folder);
	whole_write(whole_join(w->a, folder, "/accounts.csv"), str_of(accounts));
	whole_write(whole_join(w->a, folder, "/children.csv"), str_of(children));
	whole_accord(w, "demo", "load", folder);
}

static inline void
whole_sql(struct whole *w, const char *format, const char *value)
{
	char sql[1000];

	snprintf(sql, sizeof sql, format, value);
	ck_assert_msg(db_text(w->db, str_of(sql)) == OK, "%s: %s", sql, test_log);
	ck_assert_int_eq(db_end(w->db, true), OK);
}

/* A connection prepares each query once, so each is made once. */
static inline const struct db_query *
whole_query(struct whole *w, const char *sql, enum db_kind kind,
    const struct db_col *cols, size_t n, size_t row)
{
	static struct db_query made[8];
	size_t i = 0;

	while (i < COUNT(made) && made[i].sql != NULL && strcmp(made[i].sql, sql) != 0)
		i++;
	ck_assert(i < COUNT(made));
	if (made[i].sql == NULL)
		made[i] = (struct db_query){ "test", str_cstr(w->queries, str_of(sql)), kind,
		    NULL, 0, cols, n, row };
	return &made[i];
}

/* The one text a query finds. */
static inline struct str
whole_text(struct whole *w, const char *sql)
{
	static const struct db_col col = { "text", DB_TEXT, false, 0 };
	struct row { struct str text; } row;
	const struct db_query *q = whole_query(w, sql, DB_ONE, &col, 1, sizeof row);

	ck_assert_msg(db_one(w->db, w->a, q, NULL, &row) == OK, "%s: %s", sql, test_log);
	ck_assert_int_eq(db_end(w->db, false), OK);
	return row.text;
}

static inline void
whole_open(struct whole *w, const char *name)
{
	struct db_config owner = test_config();
	struct out folder;

	*w = (struct whole){ .a = arena_new((size_t)64 << 20),
	    .queries = arena_new((size_t)1 << 20), .cookie = S(WHOLE_COOKIE) };
	log_level_set(LOG_ERROR);
	test_database(&owner, name);
	snprintf(w->name, sizeof w->name, "%s", owner.name);
	out_init(&folder, w->a, 4096);
	out_str(&folder, str_of(whole_env("ACCORD_VAR")));
	out_lit(&folder, "/test-");
	out_str(&folder, str_of(name));
	const char *path = str_cstr(w->a, out_str_of(&folder));
	(void)!mkdir(path, 0700);
	whole_config(w, path);
	whole_accord(w, "migrate", NULL, NULL);
	whole_accord(w, "policy", "load",
	    whole_join(w->a, w->config.sql_dir, "/policy/reference"));
	whole_people(w, path);
	w->db = test_open(&owner);
	struct str pid = whole_text(w,
	    "SELECT CONCAT('/cases/', REPLACE(REPLACE(REPLACE(TO_BASE64(pid), "
	    "'+', '-'), '/', '_'), '=', '')) FROM casefile");
	w->case_path = pid;
	w->request = arena_new((size_t)64 << 20);
}

static inline void
whole_serve(struct whole *w, enum pool pool)
{
	w->app = app_open(&w->config, pool);
	ck_assert(w->app != NULL);
}

/* Signs somebody in by hand, a few minutes ago. */
static inline void
whole_session(struct whole *w, const char *email)
{
	struct hash32 hash = crypt_hash(&w->app->keys.session, w->cookie);
	char sql[600], hex[65];

	for (size_t i = 0; i < sizeof hash.b; i++)
		snprintf(hex + 2 * i, 3, "%02x", hash.b[i]);
	snprintf(sql, sizeof sql, "REPLACE INTO session (hash, person, stage, opened, seen) "
	    "SELECT x'%s', id, 2, UTC_TIMESTAMP(6) - INTERVAL 5 MINUTE, "
	    "UTC_TIMESTAMP(6) - INTERVAL 5 MINUTE FROM person WHERE email = '%s'", hex, email);
	whole_sql(w, "%s", sql);
}

/* One request, in an arena that was empty. POST: fields beside the gate's two. */
static inline struct reply
whole_send(struct whole *w, enum method method, struct str path,
    const struct pair *fields, size_t n)
{
	static const struct arena_mark none;
	static struct arena_mark empty;
	struct pair cookie = { S(COOKIE), w->cookie };
	struct hash32 owner = crypt_hash(&w->app->keys.session, w->cookie);
	struct http http = { .method = method, .path = path,
	    .request_id = S("0123456789abcdef"), .remote = S("127.0.0.1"),
	    .cookies = { &cookie, 1, 1 } };
	struct pair sent[8];
	static struct reply reply;

	if (w->file != NULL)
		http.file = *w->file;
	if (empty.block == none.block)
		empty = arena_mark(w->request);
	arena_reset(w->request, empty);
	if (method == POST) {
		sent[0] = (struct pair){ S("csrf"),
		    crypt_csrf(w->a, &w->app->keys.csrf, &owner) };
		sent[1] = (struct pair){ S("form"), S("whole-1") };
		for (size_t i = 0; i < n; i++)
			sent[2 + i] = fields[i];
		http.fields = (struct pairs){ sent, n + 2, n + 2 };
	}
	jmp_buf full;		/* as the worker does */
	if (setjmp(full) == 0) {
		arena_on_full(w->request, &full);
		app_request(w->app, &http, w->request, &reply);
		app_replied(w->app);
	} else {
		arena_on_full(w->request, NULL);
		arena_reset(w->request, empty);
		app_refuse(w->app, E_BUSY, &http, w->request, &reply);
	}
	return reply;
}

/* A checksum of every table; except may leave one out. */
static inline struct str
whole_checksum(struct whole *w, const char *except)
{
	static const struct db_col cols[] = {
		{ "Table", DB_TEXT, false, 0 },
		{ "Checksum", DB_ID, true, sizeof(struct str) },
	};
	struct row { struct str name; int64_t sum; } *row;
	struct out o;
	void *rows;
	size_t n;

	out_init(&o, w->a, 65536);
	out_lit(&o, "SELECT GROUP_CONCAT(table_name) FROM information_schema.tables "
	    "WHERE table_schema = DATABASE() AND table_name <> '");
	out_str(&o, str_of(except));
	out_char(&o, '\'');
	struct str names = whole_text(w, str_cstr(w->a, out_str_of(&o)));
	out_init(&o, w->a, 65536);
	out_lit(&o, "CHECKSUM TABLE ");
	out_str(&o, names);
	const struct db_query *q = whole_query(w, str_cstr(w->a, out_str_of(&o)), DB_MANY,
	    cols, COUNT(cols), sizeof *row);
	ck_assert_msg(db_many(w->db, w->a, q, NULL, &rows, &n) == OK, "%s", test_log);
	row = rows;
	out_init(&o, w->a, 65536);
	for (size_t i = 0; i < n; i++) {
		out_str(&o, row[i].name);
		out_char(&o, ' ');
		out_int(&o, row[i].sum);
		out_char(&o, '\n');
	}
	ck_assert_int_eq(db_end(w->db, false), OK);
	return out_str_of(&o);
}

static inline void
whole_close(struct whole *w)
{
	db_close(w->db);
	arena_free(w->request);
	arena_free(w->queries);
	arena_free(w->a);
}

#endif
