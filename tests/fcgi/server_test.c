/*
 * Supervisor and workers as they really run, with an application of the test's
 * own.
 */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "fcgi/app.h"
#include "fcgi/clock.h"
#include "fcgi/server/supervisor.h"
#include "tests/fcgi/rude_client.h"
#include "tests/tap.h"

/* --- the application: says which process answered --- */

struct app {
	int served;
};

struct app *
app_open(const struct config *c, enum pool pool)
{
	static struct app app;

	ck_assert(c->demonstration && pool == POOL_PAGES);
	return &app;
}

void
app_replied(struct app *app)
{
	ck_assert_int_gt(app->served, 0);
}

enum err
app_health(struct app *app, struct arena *a)
{
	ck_assert_int_eq(app->served, 0);
	arena_alloc(a, 1);
	return OK;
}

static enum err
two_pieces(void *from, struct arena *a, struct str *piece)
{
	int *left = from;

	*piece = STR_NONE;
	if (*left < 0)
		return E_DB;
	if ((*left)-- > 0)
		*piece = str_dup(a, S("piece"));
	return OK;
}

static void
fill_memory(struct arena *a)
{
	for (;;)
		arena_alloc(a, 1000);
}

void
app_request(struct app *app, const struct http *q, struct arena *a, struct reply *r)
{
	int *left = ARENA_NEW(a, int);
	struct out o;

	r->status = 200;
	if (str_eq(q->path, S("/slow")))
		usleep(700 * 1000);
	if (str_eq(q->path, S("/stuck")))
		for (;;)
			pause();
	if (str_eq(q->path, S("/full")))
		fill_memory(a);
	if (str_eq(q->path, S("/forged")))
		reply_header(r, REPLY_LOCATION, S("a\r\nSet-Cookie: b"));
	if (str_eq(q->path, S("/stream"))) {
		*left = 2;
		reply_stream(r, two_pieces, left, 10);
		return;
	}
	out_init(&o, a, 1000);
	out_lit(&o, "pid=");
	out_int(&o, getpid());
	out_lit(&o, " served=");
	out_int(&o, ++app->served);
	out_lit(&o, " memory=");
	out_int(&o, (int64_t)arena_used(a));
	out_lit(&o, " body=");
	out_str(&o, q->body);
	out_char(&o, '.');
	r->body = out_str_of(&o);
}

void
app_refuse(struct app *app, enum err e, const struct http *q, struct arena *a,
    struct reply *r)
{
	(void)app;
	(void)q;
	(void)a;
	r->status = err_words(e)->status;
	r->body = S("refused");
}


/* --- the server --- */

static char folder[] = "/tmp/accord-server-XXXXXX";
static char config_path[sizeof at.sun_path];

static void
configure(const char *more)
{
	static const char *const pools[] = { "pages", "files", "sign-in" };
	FILE *f = fopen(config_path, "w");

	ck_assert_ptr_nonnull(f);
	fprintf(f, "council = Test\norigins = http://localhost\ndemonstration = yes\n"
	    "db.socket = /none\nkeys.dir = /none\nsql.dir = /none\n"
	    "pages.arena_mb = 1\n%s\n", more);
	for (size_t i = 0; i < COUNT(pools); i++)
		fprintf(f, "%1$s.socket = %2$s/%1$s\n%1$s.db_read_user = r\n"
		    "%1$s.db_read_password_file = r\n%1$s.db_write_user = w\n"
		    "%1$s.db_write_password_file = w\n", pools[i], folder);
	ck_assert_int_eq(fclose(f), 0);
}

static pid_t
serve_again(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(1);
		exit(supervisor_run(POOL_PAGES, config_path, STR_NONE, NULL));
	}
	return pid;
}

static pid_t
serve(const char *more)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(at.sun_path, sizeof at.sun_path, "%s/pages", folder);
	snprintf(config_path, sizeof config_path, "%s/conf", folder);
	configure(more);
	return serve_again();
}

#define ONE "pages.workers = 1\npages.body_kb = 1"

/* Asks the server to stop and insists that it does, well, within 3 seconds. */
static void
stop(pid_t server)
{
	int status;
	int64_t began = clock_ms();

	ck_assert_int_eq(kill(server, SIGTERM), 0);
	ck_assert_int_eq(waitpid(server, &status, 0), server);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	ck_assert_int_lt(clock_ms() - began, 3000);
	ck_assert_int_ne(access(at.sun_path, F_OK), 0);
	unlink(config_path);
	rmdir(folder);
}

START_TEST(answers)
{
	int64_t began = clock_ms();
	pid_t server = serve(ONE);

	ck_assert_int_ne(answering(), 0);
	ck_assert_int_lt(clock_ms() - began, 1000);
	ck_assert(starts(ask("GET", "/", ""), "Status: 200 OK\r\n"));
	ck_assert_ptr_nonnull(strstr(ask("POST", "/", "a=1"), "body=a=1."));
	ck_assert_ptr_nonnull(strstr(ask("GET", "/stream", ""), "\r\n\r\npiecepiece"));
	const char *head = ask("HEAD", "/", "");
	ck_assert(starts(head, "Status: 200 OK\r\n"));
	ck_assert_ptr_null(strstr(head, "pid="));
	stop(server);
}
END_TEST

static const struct {
	const char *method, *uri;
	size_t body;		/* bytes */
	const char *end;	/* the sentinel */
	const char *status;
} refusals[] = {
	{ "GET", "/", 0, "", "Status: 400" },
	{ "GET", "/a//b", 0, "1", "Status: 400" },
	{ "PUT", "/", 0, "1", "Status: 405" },
	{ "POST", "/", 1025, "1", "Status: 413" },
	{ "GET", "/forged", 0, "1", "Status: 500" },
	{ "GET", "/full", 0, "1", "Status: 503" },
};

START_TEST(refuses)
{
	static char body[2000];
	pid_t server = serve(ONE);
	pid_t before = answering();

	memset(body, 'a', refusals[_i].body);
	const char *got = receive(ask_only(refusals[_i].method, refusals[_i].uri, body,
	    refusals[_i].end));
	ck_assert(starts(got, refusals[_i].status));
	ck_assert_ptr_nonnull(strstr(got, "\r\n\r\nrefused"));
	ck_assert_ptr_null(strstr(got, "Set-Cookie"));
	ck_assert_int_eq(answering(), before);
	stop(server);
}
END_TEST

/* Cut off after every byte: nobody dies, and the next one is answered. */
START_TEST(cut_off)
{
	pid_t server = serve(ONE);
	pid_t before = answering();
	struct wire w = { .n = 0 };

	request(&w, "POST", "/", "a=1", "1");
	for (size_t n = 1; n < w.n; n += 3) {
		int fd = dial();
		ck_assert_int_eq(write(fd, w.p, n), (ssize_t)n);
		shutdown(fd, SHUT_WR);
		ck_assert_ptr_null(strstr(receive(fd), "Status: 200"));
	}
	ck_assert_int_eq(answering(), before);
	stop(server);
}
END_TEST

START_TEST(memory_is_flat)
{
	pid_t server = serve(ONE);
	char first[4096];

	ck_assert_int_ne(answering(), 0);
	snprintf(first, sizeof first, "%s", strstr(ask("GET", "/", ""), " memory="));
	for (int i = 0; i < 100; i++)
		ask("POST", "/", "a=1&b=2");
	ck_assert_str_eq(strstr(ask("GET", "/", ""), " memory="), first);
	stop(server);
}
END_TEST

static const char *const stuck[] = { "/stuck", NULL };	/* NULL: half a header */

START_TEST(overdue)
{
	pid_t server = serve(ONE "\npages.seconds = 1");
	pid_t before = answering();
	struct wire w = { .n = 0 };
	int fd = dial();

	ck_assert_int_ne(before, 0);
	request(&w, "GET", stuck[_i] ? stuck[_i] : "/", "", "1");
	size_t n = stuck[_i] ? w.n : w.n / 2;
	ck_assert_int_eq(write(fd, w.p, n), (ssize_t)n);
	pid_t after = answering();
	ck_assert_int_ne(after, 0);
	ck_assert_int_ne(after, before);
	close(fd);
	stop(server);
}
END_TEST

START_TEST(killed)
{
	pid_t server = serve(ONE);
	pid_t before = answering();

	for (int i = 0; i < 3; i++) {
		ck_assert_int_gt(before, 0);
		kill(before, SIGKILL);
		pid_t after = answering();
		ck_assert_int_ne(after, before);
		before = after;
	}
	stop(server);
}
END_TEST

START_TEST(recycled)
{
	pid_t server = serve(ONE "\npages.recycle = 3");
	pid_t before = answering();

	ck_assert_int_eq(answering(), before);
	ck_assert_int_eq(answering(), before);
	ck_assert_int_ne(answering(), before);
	stop(server);
}
END_TEST

/* What was begun is finished, by each worker. */
START_TEST(stops)
{
	pid_t server = serve("pages.workers = 3");
	int fd[2];

	ck_assert_int_ne(answering(), 0);
	for (size_t i = 0; i < COUNT(fd); i++)
		fd[i] = ask_only("GET", "/slow", "", "1");
	usleep(200 * 1000);
	stop(server);
	for (size_t i = 0; i < COUNT(fd); i++)
		ck_assert(starts(receive(fd[i]), "Status: 200 OK\r\n"));
}
END_TEST

START_TEST(reloads)
{
	pid_t server = serve(ONE);
	pid_t first = answering(), second = first;

	configure("colour = red");
	kill(server, SIGHUP);
	usleep(200 * 1000);
	ck_assert_int_eq(answering(), first);
	configure(ONE);
	kill(server, SIGHUP);
	for (int i = 0; i < 100 && second == first; i++) {
		usleep(20 * 1000);
		second = answering();
	}
	ck_assert_int_gt(second, 0);
	ck_assert_int_ne(second, first);
	stop(server);
}
END_TEST

START_TEST(orphans_go)
{
	pid_t server = serve(ONE);
	int status, tries = 0;

	ck_assert_int_ne(answering(), 0);
	kill(server, SIGKILL);
	ck_assert_int_eq(waitpid(server, &status, 0), server);
	for (int fd; (fd = dial()) >= 0 && tries < 100; tries++) {
		close(fd);
		usleep(20 * 1000);
	}
	ck_assert_int_lt(tries, 100);
	/* and the socket they left is in nobody's way */
	ck_assert_int_eq(access(at.sun_path, F_OK), 0);
	server = serve_again();
	ck_assert_int_ne(answering(), 0);
	stop(server);
}
END_TEST

START_TEST(only_one)
{
	pid_t server = serve(ONE);
	int status;

	ck_assert_int_ne(answering(), 0);
	pid_t second = serve_again();
	ck_assert_int_eq(waitpid(second, &status, 0), second);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	ck_assert_int_ne(answering(), 0);
	stop(server);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("server");
	TCase *t = tcase_create("server");

	tcase_set_timeout(t, 20);
	tcase_add_test(t, answers);
	tcase_add_loop_test(t, refuses, 0, COUNT(refusals));
	tcase_add_test(t, cut_off);
	tcase_add_test(t, memory_is_flat);
	tcase_add_loop_test(t, overdue, 0, COUNT(stuck));
	tcase_add_test(t, killed);
	tcase_add_test(t, recycled);
	tcase_add_test(t, stops);
	tcase_add_test(t, reloads);
	tcase_add_test(t, orphans_go);
	tcase_add_test(t, only_one);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("server", suite());
}
