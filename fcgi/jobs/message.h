/*
 * An e-mail as RFC 5322 has it: one part of plain text in UTF-8, lines ended
 * by CRLF, nothing longer than 76 letters. A pure function: the same row of
 * the outbox gives the same bytes each time, Message-ID and date included, so
 * that a mail sent twice is known to be the same one.
 */
#ifndef FCGI_JOBS_MESSAGE_H
#define FCGI_JOBS_MESSAGE_H

#include "core/base/types.h"

struct arena;

struct message {
	struct str from;	/* Accord <accord@example.gov.uk> */
	struct str to;		/* the address alone */
	struct str subject;	/* any text */
	struct str body;	/* lines ended by \n */
	struct stamp written;
	struct pid pid;
};

struct str message_print(struct arena *, const struct message *);

/* What stands between < and >, or all of it. */
struct str message_address(struct str from);

/* "20260303T100500.000000-PID.eml": sorted by name is sorted by time. */
struct str message_file(struct arena *, const struct message *);

#endif
