/*
 * libfcgi tells less than one would like, so everything is checked here: that
 * all parameters came (http_head insists on the last), that the body is whole.
 * A peer that stops in the middle would block us for ever; so the alarm runs
 * from before the request is accepted.
 *
 * TERM stays blocked and is waited for together with the socket, by epoll. So
 * it never cuts a request off, and there is no moment at which it can be
 * missed between looking for it and going to sleep. That needs a socket that
 * does not block: when several workers wake up for one request, the slower
 * ones find nothing and go back to sleep.
 */
#include <fcgiapp.h>

#include "fcgi/server/worker.h"

#include <errno.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "fcgi/app.h"
#include "fcgi/clock.h"
#include "fcgi/request/recorder.h"

#define IDLE_MS (60 * 1000)
#define HEAD_LIMIT ((size_t)32 * 1024)
#define MB ((size_t)1024 * 1024)

struct worker {
	const struct config_pool *pool;
	struct recorder *recorder;
	struct app *app;
	struct arena *a;
	struct arena_mark empty;
	FCGX_Request fcgi;
	int listener;
	int term;		/* readable: TERM came */
	int events;		/* epoll of the two */
	enum err health;
};

enum wake { WAKE_REQUEST, WAKE_IDLE, WAKE_TERM, WAKE_BROKEN };

/* --- one request --- */

static enum err
read_body(struct worker *w, const struct http *q, struct str *body)
{
	char *p = arena_alloc(w->a, q->length + 1);

	for (size_t n = 0; n < q->length; ) {
		size_t want = q->length - n < INT32_MAX ? q->length - n : INT32_MAX;
		int got = FCGX_GetStr(p + n, (int)want, w->fcgi.in);
		if (got <= 0)
			return E_BAD_REQUEST;
		n += (size_t)got;
	}
	*body = (struct str){ p, q->length };
	/* nothing may follow, and the end must have been said */
	bool whole = FCGX_GetChar(w->fcgi.in) == -1 && FCGX_GetError(w->fcgi.in) == 0;
	return whole ? OK : E_BAD_REQUEST;
}

static const char *
param(struct worker *w, const char *name)
{
	return FCGX_GetParam(name, w->fcgi.envp);
}

static enum err
read_request(struct worker *w, struct http *q)
{
	struct str body;
	size_t body_max = (size_t)w->pool->body_kb * 1024;

	if (FCGX_GetError(w->fcgi.in) != 0)
		return E_BAD_REQUEST;
	enum err e = http_head(w->a, w->fcgi.envp, body_max, q);
	log_request(q->request_id);
	TRY(e);
	TRY(read_body(w, q, &body));
	recorder_begin(w->recorder, param(w, "REQUEST_METHOD"), param(w, "REQUEST_URI"),
	    param(w, "HTTP_COOKIE"), body);
	return http_body(w->a, body, q);
}

static void
refuse(struct worker *w, enum err e, const struct http *q, struct reply *r)
{
	log_info("refused", log_str("error", err_words(e)->name));
	*r = (struct reply){ 0 };
	app_refuse(w->app, e, q, w->a, r);
}

static void
answer(struct worker *w, struct http *q, struct reply *r)
{
	enum err e = read_request(w, q);

	if (e != OK) {
		refuse(w, e, q, r);
		return;
	}
	app_request(w->app, q, w->a, r);
	if (r->broken || r->status == 0) {
		log_error("reply", log_int("status", r->status));
		refuse(w, E_INTERNAL, q, r);
	}
}

static bool
put(struct worker *w, struct str s)
{
	recorder_reply(w->recorder, s);
	while (s.n > 0) {
		size_t n = s.n < INT32_MAX ? s.n : INT32_MAX;
		if (FCGX_PutStr(s.p, (int)n, w->fcgi.out) < 0)
			return false;
		s = str_skip(s, n);
	}
	return true;
}

static enum err
put_stream(struct worker *w, const struct reply *r)
{
	struct arena_mark before = arena_mark(w->a);
	int64_t left = r->length;
	struct str piece;

	for (;;) {
		TRY(r->next(r->from, w->a, &piece));
		if (piece.n == 0)
			return left == 0 ? OK : E_INTERNAL;
		left -= (int64_t)piece.n;
		if (left < 0)
			return E_INTERNAL;
		if (!put(w, piece))
			return OK;	/* the reader went away */
		arena_reset(w->a, before);
	}
}

static void
send_reply(struct worker *w, const struct http *q, const struct reply *r)
{
	struct out head;

	out_init(&head, w->a, HEAD_LIMIT);
	reply_head(r, &head);
	if (!put(w, out_str_of(&head)) || q->method == HEAD)
		return;
	if (r->next == NULL) {
		(void)put(w, r->body);
		return;
	}
	enum err e = put_stream(w, r);
	/* a reply that ends short of its length makes nginx break off: enough */
	if (e != OK)
		log_error("stream", log_str("error", err_words(e)->name));
}

/* Where the arena is full: begins anew, in an empty one, with a refusal. */
static void
serve_within(struct worker *w, struct http *q, struct reply *r)
{
	jmp_buf full;

	if (setjmp(full) == 0) {
		arena_on_full(w->a, &full);
		answer(w, q, r);
		arena_on_full(w->a, &full);	/* the application had its own */
		send_reply(w, q, r);
		arena_on_full(w->a, NULL);
		return;
	}
	arena_on_full(w->a, NULL);
	arena_reset(w->a, w->empty);
	if (r->next != NULL) {
		log_error("stream", log_text("error", "out of memory"));
		return;
	}
	refuse(w, E_BUSY, q, r);
	send_reply(w, q, r);
}

static void
serve(struct worker *w)
{
	struct http q = { 0 };
	struct reply r = { 0 };
	int64_t began = clock_ms();

	serve_within(w, &q, &r);
	FCGX_Finish_r(&w->fcgi);
	app_replied(w->app);
	recorder_end(w->recorder);
	log_debug("request", log_int("status", r.status),
	    log_int("ms", clock_ms() - began),
	    log_int("memory", (int64_t)arena_used(w->a)));
	log_request(STR_NONE);
	arena_reset(w->a, w->empty);
}

/* --- the loop --- */

static void
check_health(struct worker *w)
{
	enum err e = app_health(w->app, w->a);

	arena_reset(w->a, w->empty);
	if (e != w->health)
		log_warn("health", log_str("state", err_words(e)->name));
	w->health = e;
}

static enum wake
wait_for(struct worker *w)
{
	struct epoll_event e[2];
	int n = epoll_wait(w->events, e, COUNT(e), IDLE_MS);

	if (n < 0)
		return errno == EINTR ? WAKE_IDLE : WAKE_BROKEN;
	for (int i = 0; i < n; i++)
		if (e[i].data.fd == w->term)
			return WAKE_TERM;
	return n == 0 ? WAKE_IDLE : WAKE_REQUEST;
}

/* false: the socket is not to be used again. *came: there is a request. */
static bool
accept_one(struct worker *w, bool *came)
{
	alarm((unsigned)w->pool->seconds);
	int e = FCGX_Accept_r(&w->fcgi);
	*came = e == 0;
	return e == 0 || e == -EAGAIN || e == -EINTR || e == -ECONNABORTED;
}

static int
loop(struct worker *w)
{
	int served = 0;
	bool came;

	while (w->pool->recycle == 0 || served < w->pool->recycle) {
		switch (wait_for(w)) {
		case WAKE_TERM:
			return 0;
		case WAKE_BROKEN:
			log_error("wait", log_sys(errno));
			return 1;
		case WAKE_IDLE:
			check_health(w);
			break;
		case WAKE_REQUEST:
			if (!accept_one(w, &came)) {
				log_error("accept", log_sys(errno));
				return 1;
			}
			if (came) {
				serve(w);
				served++;
			}
			alarm(0);
			break;
		}
	}
	return 0;
}

static bool
watch(int events, int fd, uint32_t how)
{
	struct epoll_event e = { .events = EPOLLIN | how, .data.fd = fd };

	return epoll_ctl(events, EPOLL_CTL_ADD, fd, &e) == 0;
}

static bool
worker_init(struct worker *w)
{
	sigset_t term;

	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	w->term = signalfd(-1, &term, SFD_CLOEXEC | SFD_NONBLOCK);
	w->events = epoll_create1(EPOLL_CLOEXEC);
	/* exclusive: one request need not wake every worker */
	if (w->term < 0 || w->events < 0 || !watch(w->events, w->term, 0) ||
	    !watch(w->events, w->listener, EPOLLEXCLUSIVE)) {
		log_error("wait", log_sys(errno));
		return false;
	}
	if (FCGX_Init() != 0 || FCGX_InitRequest(&w->fcgi, w->listener, 0) != 0) {
		log_error("fcgi", log_text("error", "libfcgi does not start"));
		return false;
	}
	return true;
}

int
worker_run(const struct config *c, enum pool pool, int listener)
{
	struct worker w = {
		.pool = &c->pool[pool],
		.recorder = c->recorder,
		.a = arena_new((size_t)c->pool[pool].arena_mb * MB),
		.listener = listener,
	};

	w.empty = arena_mark(w.a);
	if (!worker_init(&w))
		return 1;
	w.app = app_open(c, pool);
	if (w.app == NULL)
		return 1;
	check_health(&w);
	int status = loop(&w);
	FCGX_Free(&w.fcgi, 1);
	arena_free(w.a);
	return status;
}
