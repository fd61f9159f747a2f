#include "fcgi/request/reply.h"

#include "core/base/out.h"
#include "core/base/utf8.h"

static const struct str names[REPLY_NAMES] = {
	[REPLY_TYPE] = S_INIT("Content-Type"),
	[REPLY_LOCATION] = S_INIT("Location"),
	[REPLY_COOKIE] = S_INIT("Set-Cookie"),
	[REPLY_CACHE] = S_INIT("Cache-Control"),
	[REPLY_DISPOSITION] = S_INIT("Content-Disposition"),
	[REPLY_POLICY] = S_INIT("Content-Security-Policy"),
	[REPLY_ALLOW] = S_INIT("Allow"),
	[REPLY_RETRY] = S_INIT("Retry-After"),
	[REPLY_LANGUAGE] = S_INIT("Content-Language"),
};

static const struct {
	int status;
	struct str words;
} reasons[] = {
	{ 200, S_INIT("OK") },
	{ 204, S_INIT("No Content") },
	{ 303, S_INIT("See Other") },
	{ 400, S_INIT("Bad Request") },
	{ 403, S_INIT("Forbidden") },
	{ 404, S_INIT("Not Found") },
	{ 405, S_INIT("Method Not Allowed") },
	{ 409, S_INIT("Conflict") },
	{ 413, S_INIT("Content Too Large") },
	{ 422, S_INIT("Unprocessable Content") },
	{ 429, S_INIT("Too Many Requests") },
	{ 500, S_INIT("Internal Server Error") },
	{ 503, S_INIT("Service Unavailable") },
};

void
reply_header(struct reply *r, enum reply_name name, struct str value)
{
	if (r->headers == REPLY_HEADERS_MAX || value.n > REPLY_VALUE_MAX ||
	    !utf8_plain(value, false)) {
		r->broken = true;
		return;
	}
	r->header[r->headers++] = (struct reply_header){ name, value };
}

void
reply_stream(struct reply *r, reply_next *next, void *from, int64_t length)
{
	r->next = next;
	r->from = from;
	r->length = length;
}

static struct str
reason(int status)
{
	for (size_t i = 0; i < COUNT(reasons); i++)
		if (reasons[i].status == status)
			return reasons[i].words;
	return S("Unknown");
}

static void
line(struct out *o, struct str name, struct str value)
{
	out_str(o, name);
	out_lit(o, ": ");
	out_str(o, value);
	out_lit(o, "\r\n");
}

void
reply_head(const struct reply *r, struct out *o)
{
	bool typed = false;

	out_lit(o, "Status: ");
	out_int(o, r->status);
	out_char(o, ' ');
	out_str(o, reason(r->status));
	out_lit(o, "\r\n");
	for (size_t i = 0; i < r->headers; i++) {
		typed = typed || r->header[i].name == REPLY_TYPE;
		line(o, names[r->header[i].name], r->header[i].value);
	}
	if (!typed)
		line(o, names[REPLY_TYPE], S("text/html; charset=utf-8"));
	out_lit(o, "Content-Length: ");
	out_int(o, r->next != NULL ? r->length : (int64_t)r->body.n);
	out_lit(o, "\r\n\r\n");
}
