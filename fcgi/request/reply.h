/*
 * What goes back: a status, headers of a fixed set, and a body; either a text
 * that is all there, or a document that is handed over piece by piece.
 */
#ifndef FCGI_REQUEST_REPLY_H
#define FCGI_REQUEST_REPLY_H

#include "core/base/err.h"
#include "core/base/str.h"

struct arena;
struct out;

enum reply_name {
	REPLY_TYPE,		/* text/html; charset=utf-8 where none is given */
	REPLY_LOCATION,
	REPLY_COOKIE,
	REPLY_CACHE,
	REPLY_DISPOSITION,
	REPLY_POLICY,		/* Content-Security-Policy, of documents */
	REPLY_ALLOW,
	REPLY_RETRY,
	REPLY_LANGUAGE,
	REPLY_NAMES
};

#define REPLY_HEADERS_MAX 12
#define REPLY_VALUE_MAX ((size_t)2048)

struct reply_header {
	enum reply_name name;
	struct str value;
};

/*
 * The next piece of a document; one of length 0 ends it. The piece, and all
 * the call took from the arena, lives until the next call. An error breaks the
 * connection off, so that the reader's browser reports a failed download.
 */
typedef enum err reply_next(void *from, struct arena *, struct str *piece);

struct reply {
	int status;
	struct reply_header header[REPLY_HEADERS_MAX];
	size_t headers;
	bool broken;		/* a header was refused: becomes a 500 */
	struct str body;	/* valid until the request's arena is reset */
	reply_next *next;	/* not NULL: instead of body */
	void *from;
	int64_t length;		/* of all pieces together */
};

/*
 * Adds a header. The value is kept, not copied. One with a control character,
 * one that is too long or one too many marks the reply broken.
 */
void	reply_header(struct reply *, enum reply_name, struct str value);

/* The body comes from next(from, …), length bytes in all. */
void	reply_stream(struct reply *, reply_next *next, void *from, int64_t length);

/* Status and headers as FastCGI wants them, with the empty line. */
void	reply_head(const struct reply *, struct out *);

#endif
