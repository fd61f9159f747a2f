/*
 * The least a program could do: repeats what `accord serve pages --record FILE`
 * wrote down, and nothing else. It prepares the same statements once, runs them
 * in that order with those values on the same two kinds of connection, fetches
 * every row into fixed buffers, and sends the recorded bytes.
 *
 *	bare FASTCGI_SOCKET FILE WORKERS DB_SOCKET DB_NAME
 *	    READ_USER READ_PASSWORD WRITE_USER WRITE_PASSWORD
 */
#include <fcgiapp.h>
#include <fcntl.h>
#include <mysql.h>
#include <search.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#define OPS 40

struct item { char kind; size_t n, count; char *p; };	/* of the file */
struct op { struct item item; int at; MYSQL_BIND *in; };
struct answer { char *key; int ops; struct op op[OPS]; };

static struct { struct item sql; MYSQL_STMT *stmt; MYSQL_BIND out[64]; } statement[64];
static int statements;
static void *answers;					/* a tree, by key */
static MYSQL *my[2];					/* read, write */

static void
must(int ok, const char *what)
{
	if (!ok)
		fprintf(stderr, "bare: %s\n", what), exit(1);
}

/* --- the record --- */

static struct item
next(char **at)
{
	struct item it = { .kind = *(*at)++ };

	it.n = strtoul(*at, at, 10);
	it.count = strtoul(*at, at, 10);
	it.p = *at + 1;
	*at = it.p + it.n + 1;
	return it;
}

static int
statement_of(struct item it)
{
	int i = 0;

	while (i < statements && (statement[i].sql.kind != it.kind ||
	    statement[i].sql.n != it.n || memcmp(statement[i].sql.p, it.p, it.n) != 0))
		i++;
	must(i < 64, "too many statements");
	statement[i].sql = it;
	statements += i == statements;
	return i;
}

static MYSQL_BIND
value(struct item it)
{
	static const char kinds[] = "nidtsb";
	static const enum enum_field_types types[] = { MYSQL_TYPE_NULL, MYSQL_TYPE_LONGLONG,
	    MYSQL_TYPE_DATE, MYSQL_TYPE_DATETIME, MYSQL_TYPE_STRING, MYSQL_TYPE_BLOB };

	return (MYSQL_BIND){ .buffer = it.p, .buffer_length = it.n,
	    .buffer_type = types[strchr(kinds, it.kind) - kinds] };
}

static int
by_key(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);	/* an answer begins with its key */
}

static void
load(char *at, const char *end)
{
	for (struct answer *a = NULL; at < end; ) {
		struct item it = next(&at);
		if (it.kind == 'q') {
			it.p[it.n] = '\0';
			a = calloc(1, sizeof *a);
			a->key = it.p;
			tsearch(a, &answers, by_key);
		} else if (it.kind == 'p' && a->op[a->ops - 1].item.kind == 'p') {
			struct item *all = &a->op[a->ops - 1].item;
			memmove(all->p + all->n, it.p, it.n);
			all->n += it.n;
		} else if (it.kind != '.') {
			must(a->ops < OPS, "too much in one request");
			struct op *op = &a->op[a->ops++];
			*op = (struct op){ .item = it };
			if (it.kind != 'r' && it.kind != 'w')
				continue;
			op->at = statement_of(it);
			op->in = calloc(it.count + 1, sizeof *op->in);
			for (size_t i = 0; i < it.count; i++)
				op->in[i] = value(next(&at));
		}
	}
}

/* --- a worker --- */

static void
prepare(int i)
{
	static char fixed[64][65536];
	MYSQL_STMT *s = statement[i].stmt = mysql_stmt_init(my[statement[i].sql.kind == 'w']);

	must(mysql_stmt_prepare(s, statement[i].sql.p, statement[i].sql.n) == 0,
	    mysql_stmt_error(s));
	for (unsigned c = 0; c < mysql_stmt_field_count(s); c++)
		statement[i].out[c] = (MYSQL_BIND){ .buffer_type = s->fields[c].type,
		    .buffer = fixed[c], .buffer_length = sizeof fixed[c] };
	if (mysql_stmt_field_count(s) > 0)
		must(mysql_stmt_bind_result(s, statement[i].out) == 0, mysql_stmt_error(s));
}

static void
run(FCGX_Request *rq, const struct op *op)
{
	MYSQL_STMT *s = statement[op->at].stmt;
	MYSQL *end = my[op->item.kind == 'W'];

	if (op->item.kind == 'p')
		FCGX_PutStr(op->item.p, (int)op->item.n, rq->out);
	else if (op->item.kind == 'R' || op->item.kind == 'W')
		must(!(op->item.count ? mysql_commit(end) : mysql_rollback(end)), mysql_error(end));
	else {
		must((op->item.count == 0 || mysql_stmt_bind_param(s, op->in) == 0) &&
		    mysql_stmt_execute(s) == 0, mysql_stmt_error(s));
		while (mysql_stmt_field_count(s) > 0 && mysql_stmt_fetch(s) == 0)
			;
		mysql_stmt_free_result(s);
	}
}

static const struct answer *
answer_to(FCGX_Request *rq)
{
	static char key[65536];
	struct answer **found;
	int n = snprintf(key, sizeof key / 2, "%s\n%s\n%s\n", FCGX_GetParam("REQUEST_METHOD",
	    rq->envp), FCGX_GetParam("REQUEST_URI", rq->envp), FCGX_GetParam("HTTP_COOKIE", rq->envp));

	key[n + FCGX_GetStr(key + n, sizeof key / 2, rq->in)] = '\0';
	found = tfind(&(char *){ key }, &answers, by_key);
	return found != NULL ? *found : NULL;
}

static _Noreturn void
work(char **db, int listener)
{
	FCGX_Request rq;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (int w = 0; w < 2; w++)
		must((my[w] = mysql_init(NULL)) != NULL && mysql_real_connect(my[w], NULL,
		    db[w * 2 + 2], db[w * 2 + 3], db[1], 0, db[0], CLIENT_FOUND_ROWS) &&
		    !mysql_set_character_set(my[w], "utf8mb4") &&
		    !mysql_query(my[w], w ? "SET autocommit = 0, max_statement_time = 8" :
		    "SET autocommit = 0, max_statement_time = 8, tx_read_only = 1"), "connection");
	for (int i = 0; i < statements; i++)
		prepare(i);
	FCGX_Init();
	FCGX_InitRequest(&rq, listener, 0);
	for (; FCGX_Accept_r(&rq) == 0; FCGX_Finish_r(&rq)) {
		const struct answer *a = answer_to(&rq);
		for (int i = 0; a != NULL && i < a->ops; i++)
			run(&rq, &a->op[i]);
	}
	exit(1);
}

int
main(int argc, char **argv)
{
	int fd = open(argv[argc > 2 ? 2 : 0], O_RDONLY), listener;
	off_t size = lseek(fd, 0, SEEK_END);
	char *file = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);

	must(argc == 10 && file != MAP_FAILED, "see the head of bare.c");
	load(file, file + size);
	must((listener = FCGX_OpenSocket(argv[1], 128)) >= 0, "no socket");
	for (int i = atoi(argv[3]); i > 0; i--)
		if (fork() == 0)
			work(argv + 4, listener);
	pause();
}
