/*
 * Signals are blocked and taken one at a time with sigtimedwait(), so there
 * is no handler, no flag, and nothing a signal could interrupt. What is to be
 * done with each worker follows from its slot and the time alone: see step().
 */
#include "fcgi/server/supervisor.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "fcgi/clock.h"
#include "fcgi/command/commands.h"
#include "fcgi/request/recorder.h"
#include "fcgi/server/listener.h"
#include "fcgi/server/worker.h"

#define CONFIG_ARENA ((size_t)1024 * 1024)
#define REMIND_MS 1000		/* TERM again, should the first be lost */
#define KILL_MS (30 * 1000)
#define PAUSE_MS 100
#define PAUSE_DOUBLINGS 6
#define SETTLED_MS (10 * 1000)	/* lived so long: its failure is a first one */
#define FOREVER INT64_MAX

struct slot {			/* a place for a worker; times in ms */
	pid_t pid;		/* 0: nobody */
	int64_t start_at;	/* not before */
	int64_t started;
	int64_t asked;		/* to go, first time; 0: not asked */
	int64_t reminded;
	int failures;		/* in a row */
	bool old;		/* runs with the configuration before this one */
};

struct supervisor {
	enum pool pool;
	const char *config_path;
	struct arena *a;	/* of config */
	struct config config;
	int listener;
	bool stopping;
	struct slot slot[WORKERS_MAX];
};

static size_t
wanted(const struct supervisor *s)
{
	return s->stopping ? 0 : (size_t)s->config.pool[s->pool].workers;
}

/* --- workers --- */

static _Noreturn void
become_worker(const struct supervisor *s, pid_t parent)
{
	sigset_t term;

	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	/* What keeps us alive must not outlive us, nor be gone by now. */
	if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 || getppid() != parent ||
	    sigprocmask(SIG_SETMASK, &term, NULL) != 0)
		exit(1);
	signal(SIGINT, SIG_IGN);	/* ^C is the supervisor's business */
	signal(SIGHUP, SIG_IGN);
	signal(SIGALRM, SIG_DFL);	/* ends a request that takes too long */
	exit(worker_run(&s->config, s->pool, s->listener));
}

static void
start(struct supervisor *s, struct slot *w, int64_t now)
{
	pid_t self = getpid();
	pid_t pid = fork();

	if (pid == 0)
		become_worker(s, self);
	if (pid < 0) {
		log_error("fork", log_sys(errno));
		w->start_at = now + SETTLED_MS;
		return;
	}
	w->pid = pid;
	w->started = now;
	w->asked = 0;
	w->old = false;
	log_debug("worker-started", log_int("pid", pid));
}

static void
ask_to_go(struct slot *w, int64_t now)
{
	if (w->asked == 0)
		w->asked = now;
	w->reminded = now;
	kill(w->pid, now - w->asked >= KILL_MS ? SIGKILL : SIGTERM);
}

static void
ended(struct slot *w, int status, int64_t now)
{
	bool well = w->asked != 0 || (WIFEXITED(status) && WEXITSTATUS(status) == 0);
	int signal_no = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	if (!well)
		log_error("worker-ended", log_int("pid", w->pid),
		    log_int("status", WIFEXITED(status) ? WEXITSTATUS(status) : -1),
		    log_text("signal", signal_no ? strsignal(signal_no) : "none"));
	else
		log_debug("worker-ended", log_int("pid", w->pid));
	if (well)
		w->failures = 0;
	else if (now - w->started >= SETTLED_MS)
		w->failures = 1;
	else if (w->failures <= PAUSE_DOUBLINGS)
		w->failures++;
	w->start_at = w->failures == 0 ? now : now + (PAUSE_MS << (w->failures - 1));
	w->pid = 0;
}

static void
reap(struct supervisor *s, int64_t now)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (size_t i = 0; i < COUNT(s->slot); i++)
			if (s->slot[i].pid == pid)
				ended(&s->slot[i], status, now);
}

static bool
is_any_going(const struct supervisor *s)
{
	for (size_t i = 0; i < COUNT(s->slot); i++)
		if (s->slot[i].pid != 0 && s->slot[i].asked != 0)
			return true;
	return false;
}

/* Does with a slot what is due; returns when to look again. */
static int64_t
step_slot(struct supervisor *s, size_t i, int64_t now)
{
	struct slot *w = &s->slot[i];

	if (w->pid == 0) {
		if (i >= wanted(s))
			return FOREVER;
		if (now >= w->start_at)
			start(s, w, now);
		return w->pid == 0 ? w->start_at : FOREVER;
	}
	bool due = w->asked != 0 ? now - w->reminded >= REMIND_MS :
	    i >= wanted(s) || (w->old && !is_any_going(s));
	if (due)
		ask_to_go(w, now);
	return w->asked != 0 ? w->reminded + REMIND_MS : FOREVER;
}

static int64_t
step(struct supervisor *s, int64_t now)
{
	int64_t next = FOREVER;

	for (size_t i = 0; i < COUNT(s->slot); i++) {
		int64_t at = step_slot(s, i, now);
		next = at < next ? at : next;
	}
	return next;
}

/* --- signals --- */

static void
reload(struct supervisor *s)
{
	struct arena *a = arena_new(CONFIG_ARENA);
	struct config c;
	const char *path = s->config.pool[s->pool].socket;

	if (!config_read(a, s->config_path, &c)) {
		arena_free(a);
		return;
	}
	if (strcmp(c.pool[s->pool].socket, path) != 0) {
		log_error("config", log_text("error",
		    "the socket can only be changed by stopping and starting"));
		arena_free(a);
		return;
	}
	c.now_offset_us = s->config.now_offset_us;	/* a moved clock runs on */
	c.recorder = s->config.recorder;
	arena_free(s->a);
	s->a = a;
	s->config = c;
	log_level_set(c.log_level);
	for (size_t i = 0; i < COUNT(s->slot); i++)
		s->slot[i].old = true;
	log_info("reloaded", log_str("pool", pool_name(s->pool)));
}

static void
stop(struct supervisor *s)
{
	s->stopping = true;
	/* nobody may queue up for workers who will not come */
	unlink(s->config.pool[s->pool].socket);
	log_info("stopping", log_str("pool", pool_name(s->pool)));
}

/* Sleeps till then, or a signal; returns the signal, or -1. */
static int
sleep_till(const sigset_t *signals, int64_t then)
{
	if (then == FOREVER)
		return sigwaitinfo(signals, NULL);
	int64_t ms = then - clock_ms();
	if (ms < 0)
		ms = 0;
	struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };
	return sigtimedwait(signals, NULL, &t);
}

static bool
is_all_quiet(const struct supervisor *s)
{
	for (size_t i = 0; i < COUNT(s->slot); i++)
		if (s->slot[i].pid != 0)
			return false;
	return true;
}

static void
supervise(struct supervisor *s, const sigset_t *signals)
{
	for (;;) {
		int64_t next = step(s, clock_ms());
		if (s->stopping && is_all_quiet(s))
			return;
		int got = sleep_till(signals, next);
		if (got == SIGCHLD)
			reap(s, clock_ms());
		else if (got == SIGHUP && !s->stopping)
			reload(s);
		else if ((got == SIGTERM || got == SIGINT) && !s->stopping)
			stop(s);
	}
}

/* --- the beginning --- */

static bool
harden(void)
{
	umask(077);
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

static bool
block_signals(sigset_t *signals)
{
	sigemptyset(signals);
	sigaddset(signals, SIGCHLD);
	sigaddset(signals, SIGHUP);
	sigaddset(signals, SIGTERM);
	sigaddset(signals, SIGINT);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGCHLD, SIG_DFL);	/* who started us may have ignored it */
	return sigprocmask(SIG_BLOCK, signals, NULL) == 0;
}

static bool
configure(struct supervisor *s, struct str now, const char *record)
{
	struct str why;

	s->a = arena_new(CONFIG_ARENA);
	if (!config_read(s->a, s->config_path, &s->config))
		return false;
	if (is_set(now) && !config_now(&s->config, now, clock_utc(), &why)) {
		log_error("config", log_str("error", why));
		return false;
	}
	log_level_set(s->config.log_level);
	if (record == NULL)
		return true;
	if (!s->config.demonstration) {
		log_error("config", log_text("error",
		    "--record is only for a configuration with demonstration = yes"));
		return false;
	}
	s->config.recorder = recorder_open(record);
	return s->config.recorder != NULL;
}

int
supervisor_run(enum pool pool, const char *config_path, struct str now,
    const char *record)
{
	struct supervisor s = { .pool = pool, .config_path = config_path };
	sigset_t signals;

	if (!harden() || !block_signals(&signals)) {
		log_error("start", log_sys(errno));
		return 1;
	}
	if (!configure(&s, now, record))
		return 1;
	const struct config_pool *p = &s.config.pool[pool];
	s.listener = listener_open(p->socket, s.config.socket_group);
	if (s.listener < 0)
		return 1;
	log_info("serving", log_str("pool", pool_name(pool)),
	    log_text("socket", p->socket), log_int("workers", p->workers));
	if (pool == POOL_FILES && s.config.clamd_socket == NULL)
		log_warn("uploads", log_text("scanned", "no: clamd.socket is not set"));
	supervise(&s, &signals);
	close(s.listener);
	arena_free(s.a);
	return 0;
}

int
cmd_serve(int argc, char **argv)
{
	const char *config = NULL, *record = NULL;
	struct str now = STR_NONE;
	enum pool pool;

	if (argc < 2 || argc % 2 != 0 || !pool_parse(str_of(argv[1]), &pool))
		return 2;
	for (int i = 2; i < argc; i += 2) {
		if (strcmp(argv[i], "--config") == 0)
			config = argv[i + 1];
		else if (strcmp(argv[i], "--now") == 0)
			now = str_of(argv[i + 1]);
		else if (strcmp(argv[i], "--record") == 0)
			record = argv[i + 1];
		else
			return 2;
	}
	return config == NULL ? 2 : supervisor_run(pool, config, now, record);
}
