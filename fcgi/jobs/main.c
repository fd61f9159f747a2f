/*
 * accord-jobs: what is done beside the requests. Mail that waits in the
 * outbox, letters to be set in print, what has served its time, the hourly
 * anchor of the record. One process, one loop, a table of tasks.
 *
 * TERM ends it as soon as the present piece is done; what it had claimed is
 * free again when its lease ends.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/str.h"
#include "fcgi/clock.h"
#include "fcgi/installation.h"
#include "fcgi/jobs/jobs.h"
#include "fcgi/jobs/smtp.h"
#include "fcgi/seals.h"
#include "fcgi/service.h"
#include "gen/q_job.h"

#define ARENA_LIMIT ((size_t)256 * 1024 * 1024)
#define KEPT_LIMIT ((size_t)1024 * 1024)
#define LONGEST_PAUSE_S 60
#define SAID_EVERY_S 20		/* that a task is done, at most so often */
#define STALE_S 180		/* a task this much late, and twice its time, hangs */

static const struct task {
	const char *name;
	int every_s;
	job *run;
} tasks[] = {
	{ "mail", 1, job_mail },
	{ "print", 1, job_print },
	{ "late", 60, job_late },
	{ "entries", 20, job_entries },
	{ "sweep", 600, job_sweep },
	{ "anchor", 3600, job_anchor },
};

struct turn {			/* how a task stands */
	int64_t next_ms;
	int failures;		/* in a row */
	int64_t said_ms;	/* when it was last written down that it is done */
};

/* The arena jumps here when it is full; the piece is tried again later. */
static enum err
run_bounded(struct jobs *j, const struct task *t)
{
	jmp_buf full;

	arena_on_full(j->a, &full);
	enum err e = setjmp(full) == 0 ? t->run(j) : E_TOO_LARGE;
	arena_on_full(j->a, NULL);
	return e;
}

/* Writes down that a task is done, for /health; first when nothing of it is left. */
static enum err
say_done(struct jobs *j, const struct task *t, struct turn *turn)
{
	struct stamp now = clock_now(j->config);
	bool first = turn->said_ms == 0;
	int64_t n;

	if (first ? j->more : clock_ms() - turn->said_ms < SAID_EVERY_S * 1000)
		return OK;
	TRY(job_done(j->db, str_of(t->name), now,
	    stamp_add(now, 2 * t->every_s + STALE_S), &n));
	TRY(db_end(j->db, true));
	turn->said_ms = clock_ms();
	return OK;
}

static void
run(struct jobs *j, const struct task *t, struct turn *turn)
{
	struct arena_mark mark = arena_mark(j->a);
	int64_t pause = t->every_s;

	j->now = clock_now(j->config);
	j->more = false;
	enum err e = run_bounded(j, t);
	enum err ended = db_end(j->db, false);
	e = e == OK ? ended : e;
	e = e == OK ? say_done(j, t, turn) : e;
	arena_reset(j->a, mark);
	if (e != OK) {
		pause = (int64_t)1 << (turn->failures < 6 ? turn->failures : 6);
		pause = pause < LONGEST_PAUSE_S ? pause : LONGEST_PAUSE_S;
		turn->failures++;
		j->more = false;
		log_error("task", log_text("name", t->name),
		    log_str("error", err_words(e)->name),
		    log_int("again_in_s", pause));
	} else if (turn->failures > 0) {
		turn->failures = 0;
		log_info("task", log_text("name", t->name), log_text("state", "well again"));
	}
	turn->next_ms = clock_ms() + (j->more ? 0 : pause * 1000);
}

/* Every task that is due, once. True: some have more to do. */
static bool
round_of(struct jobs *j, struct turn *turns)
{
	bool more = false;

	for (size_t i = 0; i < COUNT(tasks); i++) {
		if (clock_ms() < turns[i].next_ms)
			continue;
		run(j, &tasks[i], &turns[i]);
		more = more || j->more;
	}
	return more;
}

static void
work(struct jobs *j, const sigset_t *signals)
{
	struct turn turns[COUNT(tasks)] = { 0 };
	struct timespec second = { .tv_sec = 1 }, none = { 0 };

	for (;;) {
		bool more = round_of(j, turns);
		int got = sigtimedwait(signals, NULL, more ? &none : &second);
		if (got > 0)
			return;
	}
}

/* --- the beginning --- */

static bool
harden(sigset_t *signals)
{
	sigemptyset(signals);
	sigaddset(signals, SIGTERM);
	sigaddset(signals, SIGINT);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	umask(077);
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
	    sigprocmask(SIG_BLOCK, signals, NULL) == 0;
}

static bool
configure(struct arena *a, int argc, char **argv, struct config *c)
{
	const char *config = NULL;
	struct str now = STR_NONE, why;

	for (int i = 1; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--config") == 0)
			config = argv[i + 1];
		else if (strcmp(argv[i], "--now") == 0)
			now = str_of(argv[i + 1]);
	}
	if (config == NULL || argc % 2 == 0) {
		fputs("usage: accord-jobs --config FILE "
		    "[--now 2026-03-03T10:00:00Z]\n", stderr);
		return false;
	}
	if (!config_read(a, config, c))
		return false;
	if (is_set(now) && !config_now(c, now, clock_utc(), &why)) {
		log_error("config", log_str("error", why));
		return false;
	}
	log_level_set(c->log_level);
	return true;
}

static enum err
keys_open(struct arena *a, struct jobs *j)
{
	struct seals mine;

	TRY(key_read(a, j->config, "audit.key", &j->audit));
	TRY(key_read(a, j->config, "letters.key", &j->letters));
	seals_open(a, j->config, &j->letters, &mine);
	j->anchors = mine.anchors;
	j->letter_id = mine.letter_id;
	j->anchor_id = mine.anchor_id;
	return OK;
}

/* What waits for the database is asked again; what is wrong ends it. */
static enum err
right_database(struct jobs *j, const sigset_t *signals)
{
	struct timespec second = { .tv_sec = 1 };
	enum err e;

	while ((e = installation_check(j->config, j->db, j->a)) == E_BUSY) {
		(void)!db_end(j->db, false);
		if (sigtimedwait(signals, NULL, &second) > 0)
			return E_BUSY;
	}
	(void)!db_end(j->db, false);
	return e;
}

int
main(int argc, char **argv)
{
	struct config config;
	struct arena *kept = arena_new(KEPT_LIMIT);
	struct jobs j = { .config = &config, .a = arena_new(ARENA_LIMIT) };
	sigset_t signals;

	if (!harden(&signals) || !configure(kept, argc, argv, &config))
		return 2;
	crypt_start();
	if (keys_open(kept, &j) != OK)
		return 1;
	struct db_use use = { .read_committed = true };
	enum err e = service_db(kept, &config, &config.db_jobs, use, &j.db);
	if ((e != OK && e != E_BUSY) || right_database(&j, &signals) != OK)
		return 1;
	if (config.mail_smtp_url != NULL && smtp_open(kept, &config, &j.smtp) != OK)
		return 1;
	log_info("working", log_int("tasks", COUNT(tasks)));
	work(&j, &signals);
	smtp_close(j.smtp);
	db_close(j.db);
	arena_free(j.a);
	arena_free(kept);
	return 0;
}
