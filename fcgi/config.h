/*
 * The configuration file: lines `key = value`, `#` begins a comment line.
 * A key that is unknown, repeated, missing or has a wrong value is refused,
 * in words that name the line. The keys stand in one table, in config.c.
 */
#ifndef FCGI_CONFIG_H
#define FCGI_CONFIG_H

#include "core/base/err.h"
#include "core/base/str.h"
#include "fcgi/log.h"

struct arena;
struct recorder;

#define WORKERS_MAX 64

/* One process family each, with its own socket and database users. */
enum pool { POOL_PAGES, POOL_FILES, POOL_SIGN_IN, POOL_COUNT };

struct str pool_name(enum pool);		/* "pages" "files" "sign-in" */
bool	pool_parse(struct str, enum pool *);

struct config_user {
	const char *name;
	const char *password_file;	/* see config_secret() */
};

struct config_pool {
	const char *socket;	/* path */
	int workers;		/* 1 to WORKERS_MAX */
	int recycle;		/* requests a worker serves; 0: no end */
	int seconds;		/* a request may take */
	int arena_mb;		/* memory a request may take */
	int body_kb;		/* a request body may be long */
	struct config_user db_read, db_write;
};

struct config_list {
	struct str *v;
	size_t n;
};

/* Texts are terminated, and as old as the arena they were read into.
 * What is not set is NULL, none, 0 or false. */
struct config {
	struct config_pool pool[POOL_COUNT];
	struct config_user db_jobs, db_owner;	/* accord-jobs; accord migrate */
	struct str council;		/* as people read it */
	struct config_list origins;	/* ours: "https://127.0.0.1:8443" */
	bool demonstration;		/* fictional people; the clock may be moved */
	const char *socket_group;	/* who may connect, beside our own user */
	const char *db_socket;		/* this, or host, port and ca */
	const char *db_host;
	int db_port;
	const char *db_ca;
	const char *db_name;
	const char *keys_dir, *sql_dir;
	const char *mail_dir;		/* a folder, or instead of it */
	const char *mail_smtp_url;	/* smtp://host:25 (TLS, but on this machine)
					 * or smtps://host; neither: no mail */
	const char *mail_smtp_user, *mail_smtp_password_file;
	struct str mail_from;		/* Accord <accord@example.gov.uk> */
	const char *record_anchor;	/* file: fcgi/anchor.h */
	const char *clamd_socket;
	const char *disk_folder;	/* on the database's disk: fcgi/request/room.h */
	int disk_floor_mb;
	/* of one person in an hour: codes by mail, invitations, new fields of drafts */
	int hour_codes, hour_invitations, hour_comments, hour_drafts;
	enum log_level log_level;
	int moved_s;			/* a clock that is moved, as --now does */
	int64_t now_offset_us;		/* added to the real time */
	struct recorder *recorder;	/* of a bench, or NULL */
};

/*
 * Pure: text to values. When it is refused, *why says so in plain words and
 * *c is not to be used.
 */
MUST_CHECK bool config_parse(struct arena *, struct str text, struct config *c,
	    struct str *why);

/* `--now 2026-03-03T10:00:00Z`, for demonstrations; real is the true time. */
MUST_CHECK bool config_now(struct config *, struct str now, struct stamp real,
	    struct str *why);

/* The file; logs what is wrong with it. */
MUST_CHECK bool config_read(struct arena *, const char *path, struct config *);

/*
 * A password or key from its file, without the last newline. Refused (E_INTERNAL,
 * logged) when anybody but the file's owner may read it.
 */
MUST_CHECK enum err config_secret(struct arena *, const char *path, struct str *);

#endif
