/*
 * Hands a finished message to the council's mail server. smtps://, or smtp://
 * with STARTTLS insisted on; on this machine itself plain smtp:// will do.
 */
#ifndef FCGI_JOBS_SMTP_H
#define FCGI_JOBS_SMTP_H

#include "core/base/err.h"
#include "core/base/str.h"

struct arena;
struct config;
struct smtp;

MUST_CHECK enum err smtp_open(struct arena *, const struct config *, struct smtp **);
void	smtp_close(struct smtp *);	/* accepts NULL */

enum smtp_result {
	SMTP_TAKEN,
	SMTP_PUT_OFF,		/* this message, for the time being */
	SMTP_REFUSED,		/* this message, for good */
	SMTP_DOWN,		/* the server: nobody does */
};

/* from and to are bare addresses; message has its CRLF already. */
enum smtp_result smtp_send(struct smtp *, struct arena *, struct str from,
    struct str to, struct str message);

#endif
