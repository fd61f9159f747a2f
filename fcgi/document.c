#include "fcgi/document.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fcgi/clamd.h"
#include "fcgi/clock.h"
#include "fcgi/config.h"
#include "fcgi/log.h"
#include "fcgi/service.h"
#include "sql/store_document.h"

#define INSPECT_MS 20000	/* of waiting, whatever it computes */
#define PROGRAM_MAX 4096

/* ---- the program ---- */

/* Beside our own. */
static const char *
program_path(struct arena *a)
{
	char *p = arena_alloc(a, PROGRAM_MAX);
	ssize_t n = readlink("/proc/self/exe", p, PROGRAM_MAX - 1);
	struct out o;

	while (n > 0 && p[n - 1] != '/')
		n--;
	if (n <= 0)
		return NULL;
	out_init(&o, a, PROGRAM_MAX);
	out_str(&o, (struct str){ p, (size_t)n });
	out_lit(&o, "accord-inspect");
	return str_cstr(a, out_str_of(&o));
}

/*
 * With nothing of ours: no environment, no descriptor but the one, no blocked
 * signal (TERM is, in a worker).
 */
static pid_t
start(const char *program, int end)
{
	char *const argv[] = { (char[]){ "accord-inspect" }, NULL };
	char *const environment[] = { NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t none, usual;
	pid_t pid = -1;

	sigemptyset(&none);
	sigfillset(&usual);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, end, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, end, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", 1, 0);
	posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &usual);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	int e = posix_spawn(&pid, program, &files, &attr, argv, environment);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	if (e == 0)
		return pid;
	log_error("inspect", log_text("program", program), log_sys(e));
	return -1;
}

struct talk {
	int fd;
	struct str send;	/* what is left of the file */
	bool sent;
	char *p;		/* what has come */
	size_t n, room;
};

static bool
again(void)
{
	return errno == EINTR || errno == EAGAIN;
}

static bool
send_some(struct talk *t)
{
	ssize_t n = send(t->fd, t->send.p, t->send.n, MSG_NOSIGNAL | MSG_DONTWAIT);

	if (n < 0 && !again())
		t->send = STR_NONE;	/* it has read enough to refuse */
	else if (n > 0)
		t->send = str_skip(t->send, (size_t)n);
	if (t->send.n == 0) {
		t->sent = true;
		(void)shutdown(t->fd, SHUT_WR);
	}
	return true;
}

/* false: it has ended, or says more than it may. */
static bool
take_some(struct talk *t)
{
	ssize_t n = recv(t->fd, t->p + t->n, t->room - t->n, MSG_DONTWAIT);

	if (n < 0)
		return again();
	t->n += (size_t)n;
	return n > 0 && t->n < t->room;
}

/* Sends all and takes all, both at once; false: it took too long. */
static bool
talk(struct talk *t)
{
	int64_t until = clock_ms() + INSPECT_MS;
	bool more = true;

	while (more) {
		struct pollfd p = { .fd = t->fd,
		    .events = (short)(t->sent ? POLLIN : POLLIN | POLLOUT) };
		int64_t left = until - clock_ms();
		if (left <= 0)
			return false;
		if (poll(&p, 1, (int)left) < 0 && errno != EINTR)
			return false;
		if ((p.revents & POLLOUT) != 0 && !t->sent)
			more = send_some(t);
		if ((p.revents & (POLLIN | POLLHUP | POLLERR)) != 0)
			more = take_some(t);
	}
	return true;
}

static void
judge(const struct talk *t, int status, struct file_verdict *v, struct str *kept)
{
	struct str rest, all = { t->p, t->n };

	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 ||
	    !verdict_read(all, v, &rest) || rest.n != v->clean) {
		log_warn("inspect", log_int("status", status), log_int("bytes", (int64_t)t->n));
		*v = (struct file_verdict){ .refusal = REFUSED_HARD };
		return;
	}
	if (v->clean > 0)
		*kept = rest;
}

static enum err
inspect(struct arena *a, struct str file, struct file_verdict *v, struct str *kept)
{
	struct talk t = { .send = file, .room = DOCUMENT_BYTES + VERDICT_MAX + 1 };
	const char *program = program_path(a);
	int pair[2], status = 0;

	if (program == NULL || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
		log_error("inspect", log_sys(errno));
		return E_INTERNAL;
	}
	pid_t pid = start(program, pair[1]);
	close(pair[1]);
	t.fd = pair[0];
	t.p = arena_alloc(a, t.room);
	if (pid > 0 && !talk(&t))
		log_warn("inspect", log_text("error", "too slow"));
	close(pair[0]);
	if (pid < 0)
		return E_INTERNAL;
	(void)kill(pid, SIGKILL);	/* has ended by itself, or has to */
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	judge(&t, status, v, kept);
	return OK;
}

enum err
document_inspect(struct req *rq, struct str file, struct file_verdict *v, struct str *kept)
{
	const char *scanner = rq->app->config->clamd_socket;

	*v = (struct file_verdict){ 0 };
	*kept = file;
	if (scanner != NULL && file.n <= DOCUMENT_BYTES)
		v->refusal = clamd_scan(scanner, file);
	if (v->refusal != REFUSED_NOT)
		return OK;
	return inspect(rq->a, file, v, kept);
}

/* ---- out again ---- */

static const struct str hex_digits = S_INIT("0123456789ABCDEF");

static bool
is_plain(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.';
}

struct str
document_disposition(struct arena *a, struct str name)
{
	struct out o;

	out_init(&o, a, 2000);
	out_lit(&o, "attachment; filename=\"");
	for (size_t i = 0; i < name.n; i++)
		out_char(&o, is_plain(name.p[i]) || name.p[i] == ' ' ? name.p[i] : '_');
	out_lit(&o, "\"; filename*=UTF-8''");
	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];
		if (is_plain(name.p[i])) {
			out_char(&o, name.p[i]);
			continue;
		}
		out_char(&o, '%');
		out_char(&o, hex_digits.p[c >> 4]);
		out_char(&o, hex_digits.p[c & 15]);
	}
	return out_str_of(&o);
}

struct sending {
	struct app *app;
	struct document_reader reader;
};

/* Somebody changed what is stored, or the disk did: nobody may miss it. */
static enum err
tampered(const struct document_reader *r)
{
	log_error("tampered", log_int("document", r->document->id),
	    log_int("chunk", r->no));
	return E_INTERNAL;
}

static enum err
check_whole(struct req *rq, struct document_reader r)
{
	struct str piece = S("");

	while (is_set(piece)) {
		struct arena_mark mark = arena_mark(rq->a);
		enum err e = store_document_next(rq->db, rq->a, &r, &piece);
		arena_reset(rq->a, mark);
		if (e == E_INTERNAL)
			return tampered(&r);
		TRY(e);
	}
	return OK;
}

/* Each chunk in a transaction of its own: a document never changes. */
static enum err
next_piece(void *from, struct arena *a, struct str *piece)
{
	struct sending *s = from;
	enum err e = store_document_next(s->app->read, a, &s->reader, piece);
	enum err ended = db_end(s->app->read, false);

	if (e == E_INTERNAL)
		return tampered(&s->reader);
	return e != OK ? e : ended;
}

static struct str
name_of(struct arena *a, const struct document *d)
{
	struct out o;

	out_init(&o, a, 300);
	out_str(&o, d->name);
	out_str(&o, document_ending(d->kind, d->name));
	return out_str_of(&o);
}

static enum err
reader_open(struct req *rq, const struct document *d, struct document_reader *r)
{
	enum err e = store_document_open(rq->a, &rq->app->keys.documents, rq->subject,
	    d, r);

	return e == E_INTERNAL ? tampered(&(struct document_reader){ .document = d }) : e;
}

enum err
document_reply(struct req *rq, const struct document *d)
{
	struct sending *s = ARENA_NEW(rq->a, struct sending);

	s->app = rq->app;
	TRY(reader_open(rq, d, &s->reader));
	TRY(check_whole(rq, s->reader));
	/* the check has read the stream to its end: once more from the beginning */
	TRY(reader_open(rq, d, &s->reader));
	rq->reply->status = 200;
	reply_header(rq->reply, REPLY_TYPE, document_type(d->kind));
	reply_header(rq->reply, REPLY_DISPOSITION,
	    document_disposition(rq->a, name_of(rq->a, d)));
	reply_header(rq->reply, REPLY_POLICY, S("sandbox; default-src 'none'"));
	reply_stream(rq->reply, next_piece, s, d->bytes);
	return OK;
}
