/*
 * GET /health: "ok" when all is well; otherwise 503 and a line for each part
 * that is not, for whoever watches the service.
 */
#include <errno.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/base/civil.h"
#include "fcgi/req.h"
#include "fcgi/request/room.h"
#include "fcgi/service.h"
#include "gen/q_job.h"
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

/* None of its tasks has been left undone for too long. */
static bool
jobs_work(struct req *rq)
{
	struct job_rows tasks;

	if (jobs_done(rq->app->read, rq->a, &tasks) != OK)
		return false;
	for (size_t i = 0; i < tasks.n; i++)
		if (tasks.v[i].stale.us < rq->now.us)
			return false;
	return tasks.n > 0;
}

/* Mail that was due and still waits: the mail server does not take it. */
static bool
mail_goes_out(struct req *rq)
{
	struct mail_waiting waiting;

	if (mail_oldest(rq->app->read, rq->a, &waiting) != OK)
		return false;
	return !is_set(waiting.due) ||
	    waiting.due.us > stamp_add(rq->now, -MAIL_WAITS_S).us;
}

static bool
disk_has_room(struct req *rq)
{
	return room_left(rq->app->config);
}

static const struct {
	struct str fault;
	bool (*works)(struct req *);
} parts[] = {
	{ S_INIT("database: no answer\n"), database_answers },
	{ S_INIT("files pool: no answer\n"), files_answer },
	{ S_INIT("sign-in pool: no answer\n"), sign_in_answers },
	{ S_INIT("jobs: something has not been done for too long\n"), jobs_work },
	{ S_INIT("mail: messages wait that were due\n"), mail_goes_out },
	{ S_INIT("disk: nearly full, work is refused\n"), disk_has_room },
};

enum err
health_show(struct req *rq)
{
	out_init(&rq->out, rq->a, 1000);
	for (size_t i = 0; i < COUNT(parts); i++)
		if (!parts[i].works(rq))
			out_str(&rq->out, parts[i].fault);
	bool well = rq->out.n == 0;
	reply_header(rq->reply, REPLY_TYPE, S("text/plain; charset=utf-8"));
	rq->reply->status = well ? 200 : 503;
	rq->reply->body = well ? S("ok\n") : out_str_of(&rq->out);
	return OK;
}
