/*
 * Writes down each request whole: what was asked, every statement with its
 * values, what was answered. It is for the bench, which lets a program that
 * does nothing else repeat them (tests/bench/bare.c). The file holds people's
 * data and their cookies, so only a demonstration may have one.
 *
 * A request is appended at once, so several workers may share a file. It is
 * made of records as in sql/db_tape.c, and of these:
 *
 *	q	what was asked: method, path and query, cookie, body; a line each
 *	p	a piece of the answer, headers and body
 *	.	the end
 *
 * Every function does nothing where there is no recorder (NULL).
 */
#ifndef FCGI_REQUEST_RECORDER_H
#define FCGI_REQUEST_RECORDER_H

#include "core/base/str.h"

struct out;
struct recorder;

/* Makes the file anew. NULL: it cannot be written (logged). */
struct recorder *recorder_open(const char *path);

void	recorder_begin(struct recorder *, const char *method, const char *uri,
	    const char *cookie, struct str body);
void	recorder_reply(struct recorder *, struct str piece);
void	recorder_end(struct recorder *);

/* Where the connections write: struct db_config's tape. */
struct out *recorder_tape(struct recorder *);

#endif
