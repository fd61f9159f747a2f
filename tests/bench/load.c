/*
 * Sends requests from a list over so many connections, one after the other on
 * each, and measures the answers. The list holds, for each request, a line
 * `LENGTH STATUS REPLY_LENGTH` (-1: any), that many bytes, and a newline.
 *
 *	load PORT CONNECTIONS SECONDS FILE [once]
 *
 * With `once` no request is sent twice: it ends when the list does. Prints
 *
 *	requests=N us=N p50_us=N p99_us=N wrong=N
 *
 * and the first wrong answer to standard error.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS 64
#define TIMES 4000000		/* answers measured; then it stops */
#define HEAD_MAX 8192

struct request { char *p; size_t n; long status, length; };

struct connection {
	struct request *request;	/* NULL: idle */
	int64_t began;
	char head[HEAD_MAX];
	size_t head_n;
	long status, length, body;	/* length -1: the head is not whole */
	bool closes;
};

static struct request *request;
static size_t requests, next_request;
static struct connection connection[CONNECTIONS];
static struct pollfd fd[CONNECTIONS];
static uint32_t *took;
static size_t answers, wrong;
static bool once;
static struct sockaddr_in address = { .sin_family = AF_INET };

static void
must(bool ok, const char *what)
{
	if (ok)
		return;
	perror(what);
	exit(1);
}

static int64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void
read_list(const char *path)
{
	FILE *f = fopen(path, "r");
	struct request r;

	must(f != NULL, path);
	while (fscanf(f, "%zu %ld %ld", &r.n, &r.status, &r.length) == 3) {
		must(fgetc(f) == '\n', path);
		r.p = malloc(r.n);
		must(fread(r.p, 1, r.n, f) == r.n, path);
		if ((requests & (requests - 1)) == 0)
			request = realloc(request, (requests * 2 + 1) * sizeof r);
		request[requests++] = r;
	}
	must(requests > 0, path);
	fclose(f);
}

static void
connect_now(size_t i)
{
	int on = 1;

	if (fd[i].fd > 0)
		close(fd[i].fd);
	fd[i].fd = socket(AF_INET, SOCK_STREAM, 0);
	fd[i].events = POLLIN;
	must(connect(fd[i].fd, (struct sockaddr *)&address, sizeof address) == 0, "connect");
	setsockopt(fd[i].fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	connection[i].closes = false;
}

/* false: there is nothing more to send. */
static bool
send_next(size_t i)
{
	struct connection *c = &connection[i];

	c->request = NULL;
	if (once && next_request == requests)
		return false;
	if (c->closes)
		connect_now(i);
	struct request *r = &request[next_request++ % requests];
	*c = (struct connection){ .request = r, .began = now_us(), .length = -1 };
	must(write(fd[i].fd, r->p, r->n) == (ssize_t)r->n, "write");
	return true;
}

static void
complain(const struct connection *c)
{
	if (wrong++ == 0)
		fprintf(stderr, "load: %.*s\nis answered with %ld and %ld bytes,"
		    " not %ld and %ld\n", (int)strcspn(c->request->p, "\r"), c->request->p,
		    c->status, c->length, c->request->status, c->request->length);
}

static void
read_head(struct connection *c, const char *bytes, size_t n)
{
	must(c->head_n + n < sizeof c->head, "head");
	memcpy(c->head + c->head_n, bytes, n);
	c->head_n += n;
	c->head[c->head_n] = '\0';
	char *end = strstr(c->head, "\r\n\r\n");
	if (end == NULL)
		return;
	const char *length = strcasestr(c->head, "\r\nContent-Length:");
	c->status = strtol(c->head + 9, NULL, 10);
	c->length = length != NULL && length < end ? strtol(length + 17, NULL, 10) : 0;
	c->closes = strcasestr(c->head, "\r\nConnection: close") != NULL;
	c->body = (long)(c->head_n - (size_t)(end + 4 - c->head));
}

/* Takes what has come; true: the answer is whole. */
static bool
receive(size_t i)
{
	static char bytes[65536];
	struct connection *c = &connection[i];
	/* a head is kept, so read no more of the body than it has room for */
	size_t most = c->length < 0 ? sizeof c->head - 1 - c->head_n : sizeof bytes;
	ssize_t n = read(fd[i].fd, bytes, most);

	if (n <= 0) {
		c->closes = true;
		complain(c);
		return true;
	}
	if (c->length < 0)
		read_head(c, bytes, (size_t)n);
	else
		c->body += n;
	if (c->length < 0 || c->body < c->length)
		return false;
	if (answers < TIMES)
		took[answers++] = (uint32_t)(now_us() - c->began);
	if (c->status != c->request->status || (c->request->length >= 0 &&
	    c->length != c->request->length))
		complain(c);
	return true;
}

static int
by_time(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

int
main(int argc, char **argv)
{
	if (argc < 5) {
		fputs("usage: load PORT CONNECTIONS SECONDS FILE [once]\n", stderr);
		return 2;
	}
	size_t n = (size_t)atoi(argv[2]), busy = 0;
	address.sin_port = htons((uint16_t)atoi(argv[1]));
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	once = argc > 5;
	must(n > 0 && n <= CONNECTIONS, "connections");
	read_list(argv[4]);
	took = malloc(TIMES * sizeof *took);
	for (size_t i = 0; i < n; i++)
		connect_now(i);
	int64_t began = now_us(), until = began + (int64_t)(atof(argv[3]) * 1e6);
	for (size_t i = 0; i < n; i++)
		busy += send_next(i);
	while (busy > 0) {
		must(poll(fd, (nfds_t)n, 10000) > 0, "no answer in ten seconds");
		for (size_t i = 0; i < n; i++) {
			if (fd[i].revents == 0 || connection[i].request == NULL || !receive(i))
				continue;
			busy--;
			if (now_us() < until && answers < TIMES)
				busy += send_next(i);
			else
				connection[i].request = NULL;
		}
	}
	int64_t us = now_us() - began;
	qsort(took, answers, sizeof *took, by_time);
	if (answers == 0)
		return 1;
	printf("requests=%zu us=%lld p50_us=%u p99_us=%u wrong=%zu\n", answers,
	    (long long)us, took[answers / 2], took[answers * 99 / 100], wrong);
	return wrong > 0;
}
