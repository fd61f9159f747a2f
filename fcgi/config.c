#include "fcgi/config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/base/utf8.h"

#define CONFIG_MAX ((size_t)64 * 1024)
#define SECRET_MAX ((size_t)4096)
#define WHY_MAX 400

enum kind { PATH, TEXT, NUMBER, YES_NO, LEVEL, ORIGINS };

struct key {
	const char *name;
	enum kind kind;
	size_t at;		/* within its struct */
	const char *usual;	/* when the file has no such line; NULL: it must */
	int min, max;		/* of a NUMBER */
};

#define GB_IN_KB (1024 * 1024)
#define MOVED_MOST 2000000000	/* 63 years, either way */

static const struct key pool_keys[] = {
#define AT(field) offsetof(struct config_pool, field)
	{ "socket", PATH, AT(socket), NULL, 0, 0 },
	{ "workers", NUMBER, AT(workers), "2", 1, WORKERS_MAX },
	{ "recycle", NUMBER, AT(recycle), "5000", 0, 1000000000 },
	{ "seconds", NUMBER, AT(seconds), "30", 1, 600 },
	{ "arena_mb", NUMBER, AT(arena_mb), "16", 1, 1024 },
	{ "body_kb", NUMBER, AT(body_kb), "64", 1, GB_IN_KB },
	{ "db_read_user", PATH, AT(db_read.name), NULL, 0, 0 },
	{ "db_read_password_file", PATH, AT(db_read.password_file), NULL, 0, 0 },
	{ "db_write_user", PATH, AT(db_write.name), NULL, 0, 0 },
	{ "db_write_password_file", PATH, AT(db_write.password_file), NULL, 0, 0 },
#undef AT
};

static const struct key keys[] = {
#define AT(field) offsetof(struct config, field)
	{ "council", TEXT, AT(council), NULL, 0, 0 },
	{ "origins", ORIGINS, AT(origins), NULL, 0, 0 },
	{ "demonstration", YES_NO, AT(demonstration), "no", 0, 0 },
	{ "socket.group", PATH, AT(socket_group), "", 0, 0 },
	{ "db.socket", PATH, AT(db_socket), "", 0, 0 },
	{ "db.host", PATH, AT(db_host), "", 0, 0 },
	{ "db.port", NUMBER, AT(db_port), "3306", 1, 65535 },
	{ "db.ca", PATH, AT(db_ca), "", 0, 0 },
	{ "db.name", PATH, AT(db_name), "accord", 0, 0 },
	{ "jobs.db_user", PATH, AT(db_jobs.name), "", 0, 0 },
	{ "jobs.db_password_file", PATH, AT(db_jobs.password_file), "", 0, 0 },
	{ "owner.db_user", PATH, AT(db_owner.name), "", 0, 0 },
	{ "owner.db_password_file", PATH, AT(db_owner.password_file), "", 0, 0 },
	{ "keys.dir", PATH, AT(keys_dir), NULL, 0, 0 },
	{ "sql.dir", PATH, AT(sql_dir), NULL, 0, 0 },
	{ "mail.dir", PATH, AT(mail_dir), "", 0, 0 },
	{ "mail.smtp_url", PATH, AT(mail_smtp_url), "", 0, 0 },
	{ "mail.smtp_user", PATH, AT(mail_smtp_user), "", 0, 0 },
	{ "mail.smtp_password_file", PATH, AT(mail_smtp_password_file), "", 0, 0 },
	{ "mail.from", TEXT, AT(mail_from), "", 0, 0 },
	{ "record.anchor", PATH, AT(record_anchor), "", 0, 0 },
	{ "clamd.socket", PATH, AT(clamd_socket), "", 0, 0 },
	{ "disk.folder", PATH, AT(disk_folder), "", 0, 0 },
	{ "disk.floor_mb", NUMBER, AT(disk_floor_mb), "512", 0, 1000000000 },
	{ "clock.moved_s", NUMBER, AT(moved_s), "0", -MOVED_MOST, MOVED_MOST },
	{ "hour.codes", NUMBER, AT(hour_codes), "20", 1, 10000 },
	{ "hour.invitations", NUMBER, AT(hour_invitations), "30", 1, 10000 },
	{ "hour.comments", NUMBER, AT(hour_comments), "100", 1, 10000 },
	{ "hour.drafts", NUMBER, AT(hour_drafts), "500", 1, 100000 },
	{ "log.level", LEVEL, AT(log_level), "info", 0, 0 },
#undef AT
};

struct reader {
	struct arena *a;
	struct config *c;
	struct str *why;
	int64_t line;		/* 0: after the last */
	bool seen[COUNT(keys)];
	bool seen_pool[POOL_COUNT][COUNT(pool_keys)];
};

/* Where a key's value belongs. */
struct place {
	const struct key *key;
	char *value;
	bool *seen;
};

static const struct str pool_names[POOL_COUNT] = {
	[POOL_PAGES] = S_INIT("pages"),
	[POOL_FILES] = S_INIT("files"),
	[POOL_SIGN_IN] = S_INIT("sign-in"),
};

struct str
pool_name(enum pool p)
{
	return pool_names[p];
}

bool
pool_parse(struct str s, enum pool *pool)
{
	for (size_t i = 0; i < POOL_COUNT; i++)
		if (str_eq(s, pool_names[i])) {
			*pool = (enum pool)i;
			return true;
		}
	return false;
}

static bool
complain(struct reader *r, struct str key, const char *what)
{
	struct out o;

	out_init(&o, r->a, WHY_MAX);
	if (r->line > 0) {
		out_lit(&o, "line ");
		out_int(&o, r->line);
		out_lit(&o, ": ");
	}
	out_lit(&o, "'");
	out_str(&o, str_head(key, WHY_MAX / 4));
	out_lit(&o, "' ");
	out_str(&o, str_of(what));
	*r->why = out_str_of(&o);
	return false;
}

/* An http origin is only for this machine: sign-in needs TLS. */
static bool
origin_ok(struct str origin)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789.-:[]";
	bool tls = str_starts(origin, S("https://"));
	struct str host = str_skip(origin, tls ? 8 : 7);
	struct str port = host;
	struct str name = str_cut(&port, ':');

	if (host.n == 0 || (!tls && !str_starts(origin, S("http://"))))
		return false;
	for (size_t i = 0; i < host.n; i++)
		if (memchr(plain, host.p[i], sizeof plain - 1) == NULL)
			return false;
	return tls || str_eq(name, S("localhost")) || str_eq(name, S("127.0.0.1")) ||
	    str_starts(host, S("[::1]"));
}

static bool
read_origins(struct reader *r, const struct key *k, struct str text,
    struct config_list *list)
{
	struct str rest = text;

	list->v = ARENA_ARRAY(r->a, text.n / 2 + 1, struct str);
	for (rest = str_trim(rest); rest.n > 0; rest = str_trim(rest)) {
		struct str one = str_cut(&rest, ' ');
		if (!origin_ok(one))
			return complain(r, str_of(k->name), "takes addresses like "
			    "https://accord.example.gov.uk with spaces between, "
			    "and http only for localhost");
		list->v[list->n++] = str_dup(r->a, one);
	}
	return list->n > 0 || complain(r, str_of(k->name), "needs an address");
}

static bool
read_number(struct reader *r, const struct key *k, struct str text, int *number)
{
	char what[80];
	int64_t n;
	bool minus = k->min < 0 && str_starts(text, S("-"));

	if (str_int(str_skip(text, minus ? 1 : 0), k->max, &n)) {
		*number = minus ? -(int)n : (int)n;
		if (*number >= k->min)
			return true;
	}
	snprintf(what, sizeof what, "takes a number from %d to %d", k->min, k->max);
	return complain(r, str_of(k->name), what);
}

static bool
read_yes_no(struct reader *r, const struct key *k, struct str text, bool *yes)
{
	*yes = str_eq(text, S("yes"));
	return *yes || str_eq(text, S("no")) ||
	    complain(r, str_of(k->name), "takes yes or no");
}

static bool
read_value(struct reader *r, const struct key *k, struct str text, void *value)
{
	switch (k->kind) {
	case PATH:
		*(const char **)value = text.n > 0 ? str_cstr(r->a, text) : NULL;
		return true;
	case TEXT:
		*(struct str *)value = text.n > 0 ? str_dup(r->a, text) : STR_NONE;
		return true;
	case NUMBER:
		return read_number(r, k, text, value);
	case YES_NO:
		return read_yes_no(r, k, text, value);
	case LEVEL:
		return log_level_parse(text, value) || complain(r, str_of(k->name),
		    "takes error, warn, info or debug");
	case ORIGINS:
		return read_origins(r, k, text, value);
	}
	abort();
}

static bool
place_in_pool(struct reader *r, enum pool pool, struct str name, struct place *p)
{
	for (size_t i = 0; i < COUNT(pool_keys); i++)
		if (str_eq(name, str_of(pool_keys[i].name))) {
			*p = (struct place){ &pool_keys[i],
			    (char *)&r->c->pool[pool] + pool_keys[i].at,
			    &r->seen_pool[pool][i] };
			return true;
		}
	return false;
}

static bool
place_find(struct reader *r, struct str name, struct place *p)
{
	struct str rest = name;
	enum pool pool;

	if (pool_parse(str_cut(&rest, '.'), &pool))
		return place_in_pool(r, pool, rest, p);
	for (size_t i = 0; i < COUNT(keys); i++)
		if (str_eq(name, str_of(keys[i].name))) {
			*p = (struct place){ &keys[i],
			    (char *)r->c + keys[i].at, &r->seen[i] };
			return true;
		}
	return false;
}

static bool
read_line(struct reader *r, struct str line)
{
	struct str value = str_trim(line);
	struct place p;

	if (value.n == 0 || value.p[0] == '#')
		return true;
	struct str name = str_trim(str_cut(&value, '='));
	if (!is_set(value))
		return complain(r, name, "is not of the form key = value");
	if (!place_find(r, name, &p))
		return complain(r, name, "is not a key we know");
	if (*p.seen)
		return complain(r, name, "stands here a second time");
	*p.seen = true;
	value = str_trim(value);
	if (value.n == 0 && p.key->usual == NULL)
		return complain(r, name, "needs a value");
	return read_value(r, p.key, value, p.value);
}

static bool
read_usual(struct reader *r, struct place p, struct str name)
{
	if (*p.seen)
		return true;
	if (p.key->usual == NULL)
		return complain(r, name, "is missing");
	return read_value(r, p.key, str_of(p.key->usual), p.value);
}

static bool
read_rest(struct reader *r)
{
	struct place p;

	r->line = 0;
	for (size_t i = 0; i < COUNT(keys); i++) {
		struct str name = str_of(keys[i].name);
		if (!place_find(r, name, &p) || !read_usual(r, p, name))
			return false;
	}
	for (size_t n = 0; n < POOL_COUNT; n++) {
		for (size_t i = 0; i < COUNT(pool_keys); i++) {
			struct out name;
			out_init(&name, r->a, 100);
			out_str(&name, pool_names[n]);
			out_char(&name, '.');
			out_str(&name, str_of(pool_keys[i].name));
			if (!place_find(r, out_str_of(&name), &p) ||
			    !read_usual(r, p, out_str_of(&name)))
				return false;
		}
	}
	return true;
}

/* What no single line can say. */
static bool
check_whole(struct reader *r)
{
	const struct config *c = r->c;

	if ((c->db_socket == NULL) == (c->db_host == NULL))
		return complain(r, S("db.socket"), "or 'db.host' is needed, not both");
	if (c->db_host != NULL && c->db_ca == NULL)
		return complain(r, S("db.ca"), "is needed with 'db.host': "
		    "the database is reached by TLS only");
	if (c->moved_s != 0 && !c->demonstration)
		return complain(r, S("clock.moved_s"),
		    "is only for a configuration with demonstration = yes");
	for (size_t i = 0; i < POOL_COUNT; i++)
		/* a body, what it decodes to, and room for the page */
		if (c->pool[i].body_kb > c->pool[i].arena_mb * 1024 / 2)
			return complain(r, pool_names[i],
			    "needs an arena_mb of at least twice its body_kb");
	return true;
}

bool
config_parse(struct arena *a, struct str text, struct config *c, struct str *why)
{
	struct reader r = { .a = a, .c = c, .why = why };

	*c = (struct config){ 0 };
	*why = STR_NONE;
	for (struct str rest = text; is_set(rest); ) {
		struct str line = str_cut(&rest, '\n');
		r.line++;
		if (!utf8_plain(str_trim(line), true))
			return complain(&r, S("value"), "is not plain UTF-8 text");
		if (!read_line(&r, line))
			return false;
	}
	if (!read_rest(&r) || !check_whole(&r))
		return false;
	c->now_offset_us = (int64_t)c->moved_s * 1000000;
	return true;
}

static bool
stamp_parse(struct str s, struct stamp *at)
{
	struct str time = s, rest;
	struct date day;
	int64_t hour, minute, second;

	if (s.n != sizeof "2026-03-03T10:00:00Z" - 1 || !str_ends(s, S("Z")) ||
	    !date_parse_iso(str_cut(&time, 'T'), &day))
		return false;
	rest = str_head(time, sizeof "10:00:00" - 1);
	if (rest.n < 8 || rest.p[2] != ':' || rest.p[5] != ':')
		return false;
	if (!str_int(str_cut(&rest, ':'), 23, &hour) ||
	    !str_int(str_cut(&rest, ':'), 59, &minute) || !str_int(rest, 59, &second))
		return false;
	*at = stamp_of_utc(day, (int)hour, (int)minute, (int)second);
	return true;
}

bool
config_now(struct config *c, struct str now, struct stamp real, struct str *why)
{
	struct stamp at;

	if (!c->demonstration) {
		*why = S("--now is only for a configuration with demonstration = yes");
		return false;
	}
	if (!stamp_parse(now, &at)) {
		*why = S("--now takes a time like 2026-03-03T10:00:00Z");
		return false;
	}
	c->now_offset_us = at.us - real.us;
	return true;
}

/* false: errno says why; EFBIG: max bytes or more. */
static bool
slurp(struct arena *a, int fd, size_t max, struct str *text)
{
	char *p = arena_alloc(a, max);
	size_t n = 0;

	while (n < max) {
		ssize_t got = read(fd, p + n, max - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0) {
			*text = (struct str){ p, n };
			return true;
		}
		n += (size_t)got;
	}
	errno = EFBIG;
	return false;
}

static bool
file_text(struct arena *a, const char *path, size_t max, mode_t forbidden,
    struct str *text)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	bool done = false;

	if (fd < 0 || fstat(fd, &st) != 0) {
		log_error("file", log_text("path", path), log_sys(errno));
	} else if ((st.st_mode & forbidden) != 0) {
		log_error("file", log_text("path", path),
		    log_text("error", "others may read it: chmod 600"));
	} else {
		done = slurp(a, fd, max, text);
		if (!done)
			log_error("file", log_text("path", path), log_sys(errno));
	}
	if (fd >= 0)
		close(fd);
	return done;
}

bool
config_read(struct arena *a, const char *path, struct config *c)
{
	struct str text, why;

	if (!file_text(a, path, CONFIG_MAX, 0, &text))
		return false;
	if (config_parse(a, text, c, &why))
		return true;
	log_error("config", log_text("path", path), log_str("error", why));
	return false;
}

enum err
config_secret(struct arena *a, const char *path, struct str *secret)
{
	struct str text;

	if (!file_text(a, path, SECRET_MAX, S_IRWXG | S_IRWXO, &text))
		return E_INTERNAL;
	*secret = str_ends(text, S("\n")) ? str_head(text, text.n - 1) : text;
	return OK;
}
