/*
 * The one place that reads a clock. Rules never do: they are handed the time.
 */
#ifndef FCGI_CLOCK_H
#define FCGI_CLOCK_H

#include "core/base/types.h"

struct config;

struct stamp clock_utc(void);		/* the time it really is, for the log */
struct stamp clock_now(const struct config *);	/* as moved by --now or clock.moved_s */
int64_t	clock_ms(void);		/* only for measuring; never goes back */

#endif
