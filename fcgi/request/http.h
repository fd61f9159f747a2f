/*
 * A request as it came: environment and body in, one struct http out. Pure
 * functions of bytes; whatever passes them is decoded once, is well-formed
 * UTF-8 without NUL, and is within its limits.
 *
 * nginx gives an explicit list of parameters, which ends in ACCORD_END=1; a
 * request without that was cut off. All of these must be there; those marked
 * with ? may be empty:
 *
 *	REQUEST_METHOD REQUEST_URI SERVER_PROTOCOL HTTP_HOST REMOTE_ADDR
 *	REQUEST_ID CONTENT_TYPE? CONTENT_LENGTH? HTTPS? HTTP_COOKIE?
 *	HTTP_ORIGIN? HTTP_SEC_FETCH_SITE? ACCORD_END
 */
#ifndef FCGI_REQUEST_HTTP_H
#define FCGI_REQUEST_HTTP_H

#include "fcgi/request/multipart.h"
#include "fcgi/request/pairs.h"

#define HTTP_URI_MAX ((size_t)4096)
#define HTTP_PATH_MAX ((size_t)512)

enum method { GET, HEAD, POST };

struct http {
	enum method method;
	struct str path;	/* decoded; begins with /, has no // . or .. */
	struct pairs query;
	struct pairs fields;	/* of the body */
	struct pairs cookies;
	struct http_file file;	/* file.field is none: none came */
	struct str body;	/* all of it, as it came */
	size_t length;		/* of the body, as announced */
	struct str content_type;
	struct str host;	/* as nginx took it: one of its server names */
	struct str origin;	/* these two: none where not sent */
	struct str sec_fetch_site;
	struct str request_id;	/* nginx's, a word of letters and digits */
	struct str remote;	/* the other side's address */
	bool https;
};

/*
 * Everything but the body. E_BAD_REQUEST, E_METHOD, E_TOO_LARGE (announced
 * body longer than body_max); then only method and request_id may be read.
 * Slices point into env.
 */
MUST_CHECK enum err http_head(struct arena *, char *const *env, size_t body_max,
	    struct http *);

/* The body, after the head. E_BAD_REQUEST. Slices point into it. */
MUST_CHECK enum err http_body(struct arena *, struct str body, struct http *);

/* REQUEST_URI, as the browser sent it, into path (decoded) and query (not). */
MUST_CHECK enum err http_path(struct arena *, struct str uri, struct str *path,
	    struct str *query);

/* The one value of that name; none where there is none, or more than one. */
struct str http_field(const struct http *, struct str name);
struct str http_query(const struct http *, struct str name);
struct str http_cookie(const struct http *, struct str name);

#endif
