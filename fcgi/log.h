/*
 * The log: one line an event, to standard error.
 *
 *	time=2026-03-03T14:05:00Z level=error event=db id=4f… error="Lost …"
 *
 * A value that is not a plain word stands in quotes, and every byte outside
 * printable ASCII is written \x0a: no value can begin a line of its own.
 * Personal data, tokens and what people typed are never logged: name the
 * route, the internal key, the error.
 *
 * The time is the real one, of workers, jobs and commands alike, also where a
 * demonstration's clock is moved: so a line stands beside those of nginx, the
 * database and the system. What Accord says and stores has the moved time.
 *
 * Level and request id are one of the two things Accord keeps globally.
 */
#ifndef FCGI_LOG_H
#define FCGI_LOG_H

#include "core/base/str.h"

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG, LOG_LEVELS };

struct log_field {
	const char *key;	/* NULL ends a list */
	struct str text;	/* none: the number is meant */
	int64_t number;
};

void	log_level_set(enum log_level);		/* events above it are dropped */
bool	log_level_parse(struct str, enum log_level *);	/* "error" … "debug" */
void	log_request(struct str id);		/* in every line until none; kept */

void	log_write(enum log_level, const char *event, const struct log_field *);

/* log_error("socket", log_text("path", p), log_sys(errno)); one field or more */
#define log_error(event, ...)	log_line(LOG_ERROR, event, __VA_ARGS__)
#define log_warn(event, ...)	log_line(LOG_WARN, event, __VA_ARGS__)
#define log_info(event, ...)	log_line(LOG_INFO, event, __VA_ARGS__)
#define log_debug(event, ...)	log_line(LOG_DEBUG, event, __VA_ARGS__)
#define log_line(level, event, ...)		\
	log_write((level), (event),		\
	    (const struct log_field[]){ __VA_ARGS__, { NULL, { NULL, 0 }, 0 } })

struct log_field log_str(const char *key, struct str);
struct log_field log_text(const char *key, const char *);
struct log_field log_int(const char *key, int64_t);
struct log_field log_sys(int number);		/* an errno, in words */

#endif
