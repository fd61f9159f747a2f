/*
 * A worker: one process, one request at a time, on the pool's socket.
 */
#ifndef FCGI_SERVER_WORKER_H
#define FCGI_SERVER_WORKER_H

#include "fcgi/config.h"

/*
 * Serves until TERM, or until it has served its share (pool's recycle).
 * TERM must be blocked and the socket must not block. Returns the status to
 * exit with: 0 when all is well, 1 when it could not go on (logged). A request
 * that takes longer than the pool's seconds ends the process by SIGALRM.
 */
int	worker_run(const struct config *, enum pool, int listener);

#endif
