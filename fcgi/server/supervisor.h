/*
 * The supervisor of a pool: opens the socket, keeps its workers running.
 *
 *	CHLD	a worker ended: another is started, at once if it ended well,
 *		else after a pause that doubles from 0.1 to 6.4 seconds
 *	HUP	the configuration is read again; if it is good, workers are
 *		replaced one by one (the socket stays where it is)
 *	TERM	and INT: workers finish what they are doing; after 30 seconds
 *		they are killed
 */
#ifndef FCGI_SERVER_SUPERVISOR_H
#define FCGI_SERVER_SUPERVISOR_H

#include "fcgi/config.h"

/*
 * now: see config_now(); none: the real time. record: a file, see recorder.h;
 * NULL: none. Returns the exit status.
 */
int	supervisor_run(enum pool, const char *config_path, struct str now,
	    const char *record);

#endif
