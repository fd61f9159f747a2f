/*
 * A client that speaks just enough FastCGI to be rude.
 */
#ifndef TESTS_FCGI_RUDE_CLIENT_H
#define TESTS_FCGI_RUDE_CLIENT_H

#include <check.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static struct sockaddr_un at = { .sun_family = AF_UNIX };

struct wire {
	unsigned char p[4096];
	size_t n;
};

static inline void
record(struct wire *w, int type, const void *p, size_t n)
{
	unsigned char head[8] = { 1, (unsigned char)type, 0, 1,
	    (unsigned char)(n >> 8), (unsigned char)n, 0, 0 };

	ck_assert_uint_le(w->n + sizeof head + n, sizeof w->p);
	memcpy(w->p + w->n, head, sizeof head);
	if (n > 0)
		memcpy(w->p + w->n + sizeof head, p, n);
	w->n += sizeof head + n;
}

static inline void
param(struct wire *w, const char *name, const char *value)
{
	size_t n = strlen(name), m = strlen(value);

	w->p[w->n++] = (unsigned char)n;
	w->p[w->n++] = (unsigned char)m;
	memcpy(w->p + w->n, name, n);
	memcpy(w->p + w->n + n, value, m);
	w->n += n + m;
}

enum { BEGIN = 1, PARAMS = 4, STDIN = 5, STDOUT = 6 };

static inline void
request(struct wire *w, const char *method, const char *uri, const char *body,
    const char *end)
{
	static const unsigned char responder[8] = { 0, 1 };
	struct wire params = { .n = 0 };
	char length[20];

	snprintf(length, sizeof length, "%zu", strlen(body));
	param(&params, "REQUEST_METHOD", method);
	param(&params, "REQUEST_URI", uri);
	param(&params, "SERVER_PROTOCOL", "HTTP/1.1");
	param(&params, "HTTP_HOST", "localhost");
	param(&params, "REMOTE_ADDR", "127.0.0.1");
	param(&params, "REQUEST_ID", "0123456789abcdef");
	param(&params, "CONTENT_TYPE", "application/x-www-form-urlencoded");
	param(&params, "CONTENT_LENGTH", length);
	param(&params, "HTTPS", "");
	param(&params, "HTTP_COOKIE", "");
	param(&params, "HTTP_ORIGIN", "");
	param(&params, "HTTP_SEC_FETCH_SITE", "");
	param(&params, "ACCORD_END", end);
	record(w, BEGIN, responder, sizeof responder);
	record(w, PARAMS, params.p, params.n);
	record(w, PARAMS, NULL, 0);
	if (*body != '\0')
		record(w, STDIN, body, strlen(body));
	record(w, STDIN, NULL, 0);
}

static inline int
dial(void)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (connect(fd, (const struct sockaddr *)&at, sizeof at) == 0)
		return fd;
	close(fd);
	return -1;
}

/* All that comes until the other side closes: what it wrote to its STDOUT. */
static inline const char *
receive(int fd)
{
	static char text[4096], raw[4096];
	size_t n = 0, out = 0;
	ssize_t got;

	while ((got = read(fd, raw + n, sizeof raw - n)) > 0)
		n += (size_t)got;
	close(fd);
	for (size_t i = 0; i + 8 <= n; ) {
		size_t length = (size_t)((unsigned char)raw[i + 4] << 8 |
		    (unsigned char)raw[i + 5]);
		ck_assert_uint_le(i + 8 + length, n);
		if (raw[i + 1] == STDOUT) {
			memcpy(text + out, raw + i + 8, length);
			out += length;
		}
		i += 8 + length + (unsigned char)raw[i + 6];
	}
	text[out] = '\0';
	return text;
}

static inline int
ask_only(const char *method, const char *uri, const char *body, const char *end)
{
	struct wire w = { .n = 0 };
	int fd = dial();

	ck_assert_int_ge(fd, 0);
	request(&w, method, uri, body, end);
	ck_assert_int_eq(write(fd, w.p, w.n), (ssize_t)w.n);
	return fd;
}

static inline const char *
ask(const char *method, const char *uri, const char *body)
{
	return receive(ask_only(method, uri, body, "1"));
}

static inline bool
starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static inline pid_t
pid_in(const char *text)
{
	const char *p = strstr(text, "pid=");

	return p == NULL ? 0 : (pid_t)strtol(p + 4, NULL, 10);
}

/* Who answers now; asked again for two seconds while nobody does. */
static inline pid_t
answering(void)
{
	for (int i = 0; i < 200; i++) {
		int fd = dial();
		if (fd >= 0) {
			close(fd);
			pid_t pid = pid_in(ask("GET", "/", ""));
			if (pid != 0)
				return pid;
		}
		usleep(10 * 1000);
	}
	return 0;
}

#endif
