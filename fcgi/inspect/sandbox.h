/*
 * What the process that parses hostile bytes may still do.
 */
#ifndef FCGI_INSPECT_SANDBOX_H
#define FCGI_INSPECT_SANDBOX_H

#include "core/base/types.h"

/* 256 MB, 10 s, no core, dies with its parent. First of all. */
MUST_CHECK bool sandbox_limits(void);

/*
 * From here on: memory, reading and writing what is open, and ending; anything
 * else kills the process.
 */
MUST_CHECK bool sandbox_close(void);

#endif
