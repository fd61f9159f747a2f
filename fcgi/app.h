/*
 * The application, as the worker sees it. One per worker process, opened after
 * the fork and used by one request at a time.
 */
#ifndef FCGI_APP_H
#define FCGI_APP_H

#include "core/base/err.h"
#include "fcgi/config.h"
#include "fcgi/request/http.h"
#include "fcgi/request/reply.h"

struct app;
struct arena;

/*
 * Connections, keys, policy. NULL: it cannot work, and has logged why; the
 * worker ends and is started again a little later. The configuration stays.
 */
struct app *app_open(const struct config *, enum pool);

/*
 * Answers a request that is well formed. The reply is all zero before and
 * complete after; what it points to is in the arena, which is reset when it
 * has been sent. May set arena_on_full() and leaves it NULL. A HEAD is
 * answered like a GET: the worker leaves the body out.
 */
void	app_request(struct app *, const struct http *, struct arena *, struct reply *);

/*
 * After the reply has gone: ends what the request only read, so that nobody
 * waits for that. Nothing else may come between it and app_request().
 */
void	app_replied(struct app *);

/*
 * Answers one that is not (E_BAD_REQUEST, E_METHOD, E_TOO_LARGE), or that ran
 * out of memory (E_BUSY). Of the request only method and request_id may be
 * read, and the database is left alone.
 */
void	app_refuse(struct app *, enum err, const struct http *, struct arena *,
	    struct reply *);

/*
 * Called before the first request and whenever none came for a minute: the
 * time to mend a lost connection. What it returns is logged when it changes.
 */
enum err app_health(struct app *, struct arena *);

#endif
