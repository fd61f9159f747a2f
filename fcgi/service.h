/*
 * What a worker keeps from one request to the next: its configuration, its two
 * connections, its keys, and the policies it has read (they never change).
 */
#ifndef FCGI_SERVICE_H
#define FCGI_SERVICE_H

#include "core/crypt.h"
#include "core/policy.h"
#include "fcgi/app.h"
#include "fcgi/config.h"
#include "sql/db.h"

struct keys {
	struct key session;	/* hashes cookies, codes and addresses */
	struct key csrf;	/* tokens of forms */
	struct key audit;	/* the chains of the record */
	struct wrap_key totp;	/* wraps secrets; the sign-in pool only */
	struct wrap_key documents;	/* wraps their keys; the files pool only */
};

struct kept_policy {
	int64_t id;
	const struct policy *policy;
};

#define POLICIES_KEPT 16

struct app {
	const struct config *config;
	enum pool pool;
	struct arena *a;		/* as old as the worker */
	struct db *read, *write;
	struct keys keys;
	struct kept_policy kept[POLICIES_KEPT];
	size_t n_kept;
	bool right_database;	/* it was asked, and is of our kind */
};

/* Is the database of the configuration's kind? Asked once; then remembered. */
MUST_CHECK enum err service_check(struct app *);

/* Reads a key file of 32 bytes from keys.dir. */
MUST_CHECK enum err key_read(struct arena *, const struct config *,
	    const char *name, struct key *);

struct db_use {			/* what a connection is for */
	bool read_only;
	bool read_committed;	/* accord-jobs: its claims then lock no gaps */
	unsigned statement_s;	/* longest time of a statement; 0: the usual */
};

/* Connects as one of the service's users. */
MUST_CHECK enum err service_db(struct arena *, const struct config *,
	    const struct config_user *, struct db_use, struct db **);

/* The policy with this key; read once, then kept. */
MUST_CHECK enum err service_policy(struct app *, struct db *, struct arena *,
	    int64_t id, const struct policy **);

/* The policy in force on a day, and its key. */
MUST_CHECK enum err service_policy_on(struct app *, struct db *, struct arena *,
	    struct date, int64_t *id, const struct policy **);

#endif
