#include "fcgi/clamd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "fcgi/log.h"

#define SECONDS 15		/* for each step of the talk */
#define PIECE ((size_t)64 * 1024)
#define ANSWER_MAX 1024

static bool
put(int fd, struct str s)
{
	while (s.n > 0) {
		ssize_t n = send(fd, s.p, s.n, MSG_NOSIGNAL);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		s = str_skip(s, (size_t)n);
	}
	return true;
}

/* A piece: its length as four bytes, then the bytes. Length 0 ends the file. */
static bool
put_piece(int fd, struct str piece)
{
	uint32_t n = htonl((uint32_t)piece.n);

	return put(fd, (struct str){ (const char *)&n, sizeof n }) && put(fd, piece);
}

static bool
put_file(int fd, struct str file)
{
	if (!put(fd, (struct str){ "zINSTREAM", sizeof "zINSTREAM" }))
		return false;
	while (file.n > 0) {
		struct str piece = str_head(file, PIECE);
		file = str_skip(file, piece.n);
		if (!put_piece(fd, piece))
			return false;
	}
	return put_piece(fd, S(""));
}

static struct str
get(int fd, char answer[static ANSWER_MAX])
{
	size_t n = 0;

	while (n < ANSWER_MAX && (n == 0 || answer[n - 1] != '\0')) {
		ssize_t got = recv(fd, answer + n, ANSWER_MAX - n, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		n += (size_t)got;
	}
	if (n > 0 && answer[n - 1] == '\0')
		n--;
	return (struct str){ answer, n };
}

enum refusal
clamd_answer(struct str answer)
{
	if (str_eq(answer, S("stream: OK")))
		return REFUSED_NOT;
	if (str_starts(answer, S("stream: ")) && str_ends(answer, S(" FOUND")))
		return REFUSED_VIRUS;
	return REFUSED_NO_SCAN;
}

static int
dial(const char *path)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	const struct timeval wait = { SECONDS, 0 };
	size_t n = strlen(path);

	if (n >= sizeof to.sun_path)
		return -1;
	memcpy(to.sun_path, path, n);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) == 0 &&
	    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait) == 0 &&
	    connect(fd, (const struct sockaddr *)&to, sizeof to) == 0)
		return fd;
	close(fd);
	return -1;
}

enum refusal
clamd_scan(const char *socket_path, struct str file)
{
	char answer[ANSWER_MAX];
	int fd = dial(socket_path);

	if (fd < 0) {
		log_error("clamd", log_text("socket", socket_path), log_sys(errno));
		return REFUSED_NO_SCAN;
	}
	/* where it has stopped listening it still says why */
	(void)put_file(fd, file);
	enum refusal r = clamd_answer(get(fd, answer));
	close(fd);
	if (r != REFUSED_NOT)
		log_warn("clamd", log_text("answer", r == REFUSED_VIRUS ? "found" : "none"));
	return r;
}
