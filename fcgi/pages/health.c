/*
 * GET /health: "ok" when all parts answer; otherwise 503 and a line for each
 * that does not, for whoever watches the service.
 */
#include <errno.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/base/civil.h"
#include "fcgi/req.h"
#include "fcgi/service.h"
#include "gen/q_mail.h"
#include "gen/q_policy.h"

#define MAIL_WAITS_S (10 * 60)

static bool
database_answers(struct req *rq)
{
	struct policy_row row;

	return policy_on(rq->app->read, rq->a, rq->today, &row) == OK &&
	    policy_on(rq->app->write, rq->a, rq->today, &row) == OK;
}

/* Is anybody behind the socket of a pool? One we may not ask counts as there. */
static bool
pool_listens(const struct req *rq, enum pool pool)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	struct str path = str_of(rq->app->config->pool[pool].socket);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd < 0 || path.n >= sizeof to.sun_path) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	memcpy(to.sun_path, path.p, path.n);
	bool there = connect(fd, (struct sockaddr *)&to, sizeof to) == 0 ||
	    errno == EACCES || errno == EAGAIN;
	close(fd);
	return there;
}

static bool
files_answer(struct req *rq)
{
	return pool_listens(rq, POOL_FILES);
}

static bool
sign_in_answers(struct req *rq)
{
	return pool_listens(rq, POOL_SIGN_IN);
}

/* Mail that was due and still waits: nobody carries the outbox out. */
static bool
jobs_work(struct req *rq)
{
	struct mail_waiting waiting;

	if (mail_oldest(rq->app->read, rq->a, &waiting) != OK)
		return false;
	return !is_set(waiting.due) ||
	    waiting.due.us > stamp_add(rq->now, -MAIL_WAITS_S).us;
}

static const struct {
	struct str name;
	bool (*works)(struct req *);
} parts[] = {
	{ S_INIT("database"), database_answers },
	{ S_INIT("files pool"), files_answer },
	{ S_INIT("sign-in pool"), sign_in_answers },
	{ S_INIT("jobs"), jobs_work },
};

enum err
health_show(struct req *rq)
{
	out_init(&rq->out, rq->a, 1000);
	for (size_t i = 0; i < COUNT(parts); i++) {
		if (parts[i].works(rq))
			continue;
		out_str(&rq->out, parts[i].name);
		out_lit(&rq->out, ": no answer\n");
	}
	bool well = rq->out.n == 0;
	reply_header(rq->reply, REPLY_TYPE, S("text/plain; charset=utf-8"));
	rq->reply->status = well ? 200 : 503;
	rq->reply->body = well ? S("ok\n") : out_str_of(&rq->out);
	return OK;
}
