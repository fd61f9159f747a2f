#include "fcgi/service.h"

#include <fcntl.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "fcgi/clock.h"
#include "fcgi/installation.h"
#include "fcgi/log.h"
#include "fcgi/request/recorder.h"
#include "fcgi/request/room.h"
#include "fcgi/wholefile.h"
#include "gen/q_policy.h"
#include "sql/policy_csv.h"

#define KEPT_LIMIT ((size_t)16 * 1024 * 1024)

static void
db_log(const char *line)
{
	log_error("db", log_text("detail", line));
}

enum err
key_read(struct arena *a, const struct config *c, const char *name, struct key *key)
{
	char bytes[sizeof key->b + 1];
	const char *path = file_in(a, c->keys_dir, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, bytes, sizeof bytes);

	if (fd >= 0)
		close(fd);
	if (n > 0 && crypt_key_read((struct str){ bytes, (size_t)n }, key))
		return OK;
	log_error("key", log_text("file", path), log_int("bytes", n));
	return E_INTERNAL;
}

enum err
service_db(struct arena *a, const struct config *c, const struct config_user *user,
    struct db_use use, struct db **db)
{
	struct db_config *d = ARENA_NEW(a, struct db_config);
	struct str password;

	TRY(config_secret(a, user->password_file, &password));
	*d = (struct db_config){
		.socket = c->db_socket,
		.host = c->db_host,
		.port = (unsigned)c->db_port,
		.ca_file = c->db_ca,
		.user = user->name,
		.password = str_cstr(a, password),
		.name = c->db_name,
		.read_only = use.read_only,
		.read_committed = use.read_committed,
		.statement_s = use.statement_s,
		.log = db_log,
		.tape = recorder_tape(c->recorder),
	};
	return db_open(d, db);
}

static enum err
keys_read(struct app *app)
{
	const struct config *c = app->config;
	struct keys *k = &app->keys;

	TRY(key_read(app->a, c, "session.key", &k->session));
	TRY(key_read(app->a, c, "csrf.key", &k->csrf));
	TRY(key_read(app->a, c, "audit.key", &k->audit));
	if (app->pool == POOL_SIGN_IN)
		TRY(key_read(app->a, c, "totp.key", &k->totp.key));
	k->totp.no = 1;
	if (app->pool == POOL_FILES)
		TRY(key_read(app->a, c, "documents.key", &k->documents.key));
	k->documents.no = 1;
	return OK;
}

/* A server that cannot be reached now is tried again by each request. */
static enum err
connect_or_wait(struct app *app, const struct config_user *user, bool read_only,
    struct db **db)
{
	struct db_use use = { .read_only = read_only };
	enum err e = service_db(app->a, app->config, user, use, db);

	return e == E_BUSY ? OK : e;
}

enum err
service_check(struct app *app)
{
	struct arena_mark mark = arena_mark(app->a);

	if (app->right_database)
		return OK;
	enum err e = installation_check(app->config, app->read, app->a);
	(void)!db_end(app->read, false);
	arena_reset(app->a, mark);
	app->right_database = e == OK;
	return e;
}

struct app *
app_open(const struct config *config, enum pool pool)
{
	struct arena *a = arena_new(KEPT_LIMIT);
	struct app *app = ARENA_NEW(a, struct app);
	const struct config_pool *p = &config->pool[pool];

	app->config = config;
	app->pool = pool;
	app->a = a;
	crypt_start();
	if (keys_read(app) != OK ||
	    connect_or_wait(app, &p->db_read, true, &app->read) != OK ||
	    connect_or_wait(app, &p->db_write, false, &app->write) != OK)
		return NULL;
	if (config->disk_folder != NULL && room_mb(config) < 0) {
		log_error("disk", log_text("folder", config->disk_folder));
		return NULL;
	}
	enum err e = service_check(app);	/* or with the first request */
	if (e != OK && e != E_BUSY)
		return NULL;
	return app;
}

static const struct policy *
kept(const struct app *app, int64_t id)
{
	for (size_t i = 0; i < app->n_kept; i++)
		if (app->kept[i].id == id)
			return app->kept[i].policy;
	return NULL;
}

enum err
service_policy(struct app *app, struct db *db, struct arena *a, int64_t id,
    const struct policy **p)
{
	struct policy_texts texts;
	struct policy *made;
	struct out problems;

	if ((*p = kept(app, id)) != NULL)
		return OK;
	TRY(policy_texts(db, a, id, &texts));
	struct policy_files files = { ARENA_ARRAY(a, texts.n + 1, struct policy_file), 0 };
	bool keep = app->n_kept < POLICIES_KEPT;
	for (size_t i = 0; i < texts.n; i++)
		files.v[files.n++] = (struct policy_file){
			texts.v[i].name,
			/* what is kept must not point into the request */
			keep ? str_dup(app->a, texts.v[i].content) : texts.v[i].content,
		};
	out_init(&problems, a, 65536);
	if (policy_read_files(keep ? app->a : a, &files, &made, &problems) != OK) {
		log_error("policy", log_int("id", id), log_str("why", out_str_of(&problems)));
		return E_INTERNAL;
	}
	if (keep)
		app->kept[app->n_kept++] = (struct kept_policy){ id, made };
	*p = made;
	return OK;
}

enum err
service_policy_on(struct app *app, struct db *db, struct arena *a, struct date day,
    int64_t *id, const struct policy **p)
{
	struct policy_row row;

	TRY(policy_on(db, a, day, &row));
	*id = row.id;
	return service_policy(app, db, a, row.id, p);
}

enum err
app_health(struct app *app, struct arena *a)
{
	struct policy_row row;
	struct date day = stamp_london_date(clock_now(app->config));
	enum err read = policy_on(app->read, a, day, &row);
	enum err write = policy_on(app->write, a, day, &row);

	(void)!db_end(app->read, false);
	(void)!db_end(app->write, false);
	return read != OK ? read : write;
}
