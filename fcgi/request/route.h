/*
 * What Accord can be asked for: one row per page in routes.def, with its
 * method, path, handler, the action it is, the pool that serves it and the
 * form it takes. What has no row does not exist; so no page can forget who may
 * see it, or its token.
 */
#ifndef FCGI_REQUEST_ROUTE_H
#define FCGI_REQUEST_ROUTE_H

#include "core/access.h"
#include "core/base/err.h"
#include "core/base/str.h"
#include "core/form.h"
#include "fcgi/config.h"
#include "fcgi/request/http.h"

struct arena;
struct out;
struct req;

typedef enum err handler(struct req *);

enum subject {
	SUBJECT_NONE,	/* about nobody: home, signing in */
	SUBJECT_CASE,	/* the first id of the path is a case */
};

enum guest {
	SIGNED_IN,	/* a session, second step done */
	HALF_WAY,	/* the password was right, the code is to come */
	ANYBODY,
};

struct route {
	enum method method;
	struct str path;	/* # stands for a public id, % for a number */
	struct str name;
	handler *handler;
	enum action action;
	enum pool pool;
	enum subject subject;
	enum guest guest;
	const struct form *form;	/* NULL: takes no field */
};

struct route_found {
	const struct route *route;
	struct pid id[2];
	int number;
};

extern const struct route routes[];
extern const size_t routes_n;

/*
 * The page at a path that somebody wants who has something else to do first;
 * none, unless it is the path of a row; only of this case, with the number in it
 * (0: none). And a link with it: to?next=page.
 */
struct url route_page(struct str path);
struct url route_page_in(struct str path, struct pid of, int *number);
struct url route_then(struct arena *, struct url to, struct url page);

/* E_NOT_FOUND: no such path; E_METHOD: not with this method. */
MUST_CHECK enum err route_find(enum method, struct str path, struct route_found *);

/*
 * The whole table as plain text (`accord routes`), tabs between: method, path,
 * handler, action, subject, pool, who may come, form.
 */
void	routes_print(struct out *);

/* url_NAME() for each row: the only makers of links. */
#define ARGS_(name)	struct url url_##name(struct arena *);
#define ARGS_I(name)	struct url url_##name(struct arena *, struct pid);
#define ARGS_O(name)	ARGS_I(name)
#define ARGS_IN(name)	struct url url_##name(struct arena *, struct pid, int);
#define ARGS_II(name)	struct url url_##name(struct arena *, struct pid, struct pid);
#define ROUTE(method, path, args, name, action, pool, guest, form)	\
	enum err name(struct req *);					\
	ARGS_##args(name)
#include "fcgi/routes.def"
#undef ROUTE
#undef ARGS_
#undef ARGS_I
#undef ARGS_O
#undef ARGS_IN
#undef ARGS_II

#endif
