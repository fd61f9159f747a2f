/*
 * Each hour: the ends of all chains, to the anchor log. A chain that has become
 * shorter since is reported, and the log keeps what it saw.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "fcgi/anchor.h"
#include "fcgi/jobs/jobs.h"
#include "gen/q_chain.h"

#define AT_A_TIME 1000
#define BLOCK_LIMIT ((size_t)64 * 1024 * 1024)

static void
add(struct anchors *l, struct out *o, enum chain kind, int64_t id, struct str ref,
    int no, struct str mac)
{
	struct audit_tail tail = { .chain = id, .no = no };

	if (mac.n == sizeof tail.mac.b)
		memcpy(tail.mac.b, mac.p, mac.n);
	if (!anchors_add(l, o, kind, str_cstr(l->a, ref), &tail))
		log_error("record", log_text("chain",
		    kind == CHAIN_CASE ? "case" : "account"), log_int("id", id),
		    log_int("rows", no), log_text("error",
		    "it does not go on from the last anchor: run accord verify"));
}

static enum err
add_cases(struct jobs *j, struct anchors *l, struct out *o)
{
	struct chain_cases cases;
	int64_t after = 0;

	do {
		TRY(chain_cases(j->db, j->a, after, AT_A_TIME, &cases));
		for (size_t i = 0; i < cases.n; i++) {
			const struct chain_case *c = &cases.v[i];
			add(l, o, CHAIN_CASE, c->id, c->ref, c->record_no, c->record_mac);
			after = c->id;
		}
	} while (cases.n == AT_A_TIME);
	return OK;
}

static enum err
add_accounts(struct jobs *j, struct anchors *l, struct out *o)
{
	struct chain_accounts accounts;
	int64_t after = 0;

	do {
		TRY(chain_accounts(j->db, j->a, after, AT_A_TIME, &accounts));
		for (size_t i = 0; i < accounts.n; i++) {
			const struct chain_account *c = &accounts.v[i];
			add(l, o, CHAIN_ACCOUNT, c->person, S("-"), c->no, c->mac);
			after = c->person;
		}
	} while (accounts.n == AT_A_TIME);
	return OK;
}

static enum err
write_block(int fd, struct str block)
{
	ssize_t n = write(fd, block.p, block.n);

	if (n == (ssize_t)block.n && fsync(fd) == 0)
		return OK;
	log_error("anchors", log_sys(errno));
	return E_INTERNAL;
}

static enum err
write_anchor(struct jobs *j, int fd)
{
	struct seals_known known;
	struct anchors l;
	struct out o;

	anchors_start(&l, j->a);
	TRY(seals_known(j->a, j->config, &known));
	TRY(anchors_read(&l, j->config->record_anchor, &known));
	if (l.wrong != 0)
		log_error("anchors", log_int("line", l.wrong), log_text("error",
		    "not as it was written: run accord verify"));
	out_init(&o, j->a, BLOCK_LIMIT);
	if (l.torn)
		out_char(&o, '\n');
	TRY(add_cases(j, &l, &o));
	TRY(add_accounts(j, &l, &o));
	TRY(db_end(j->db, true));
	anchors_close(&l, &o, &j->audit, &j->anchors, j->anchor_id, j->now);
	return out_ok(&o) ? write_block(fd, out_str_of(&o)) : E_TOO_LARGE;
}

enum err
job_anchor(struct jobs *j)
{
	const char *path = j->config->record_anchor;

	if (path == NULL)
		return OK;
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0) {
		log_error("anchors", log_text("path", path), log_sys(errno));
		if (fd >= 0)
			close(fd);
		return E_INTERNAL;
	}
	enum err e = write_anchor(j, fd);
	close(fd);
	return e;
}
