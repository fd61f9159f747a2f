/*
 * What the tasks of accord-jobs share. A task does one piece of work and
 * returns; whether it is called again at once, `more` says. So a signal to end
 * waits for one piece at most.
 *
 * A task holds no transaction open while it works outside the database: it
 * claims with a lease and ends the transaction, works, then marks what it did.
 * What a task leaves open is rolled back.
 */
#ifndef FCGI_JOBS_JOBS_H
#define FCGI_JOBS_JOBS_H

#include "core/crypt.h"
#include "core/policy.h"
#include "fcgi/config.h"
#include "sql/db.h"

struct smtp;

struct jobs {
	const struct config *config;
	struct arena *a;	/* emptied after each piece */
	struct db *db;
	struct stamp now;	/* when this piece began */
	bool more;		/* there may be another piece */

	struct key audit;	/* the chains of the record */
	struct key letters;	/* seals of letters; fcgi/seals.h */
	struct key anchors;	/* signatures of the anchor log */
	struct str letter_id, anchor_id;

	struct smtp *smtp;	/* NULL: mail goes to a folder, or nowhere */
	struct stamp mail_rests;	/* the server was down: not before */
	int mail_pauses;	/* so many times in a row */
};

typedef enum err job(struct jobs *);

job	job_mail;		/* mail.c: one e-mail of the outbox */
job	job_print;		/* print.c: one letter to PDF */
job	job_late;		/* late.c: steps that are late, notes, absences */
job	job_entries;		/* entries.c: one entry that nobody has ended */
job	job_sweep;		/* sweep.c: what has served its time */
job	job_anchor;		/* anchor.c: the tails of all chains */

/* The policy in force on the day of this piece, as long as its arena lasts.
 * E_NOT_FOUND: none is. E_INTERNAL: it does not read; that is logged. */
MUST_CHECK enum err jobs_policy(struct jobs *, const struct policy **);

/* Seconds to wait after so many tries: 5, 10, 20 … 300. */
int64_t	jobs_pause(int tries);

#endif
