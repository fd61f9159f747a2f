#include "fcgi/request/multipart.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/utf8.h"

#define BOUNDARY_MAX 70		/* RFC 2046 */

struct parts {
	struct arena *a;
	struct str delimiter;	/* CRLF "--" boundary */
	struct str rest;	/* begins just after a delimiter */
};

struct part {
	struct str name, file_name, type, bytes;
};

/* Takes s up to the mark, and the mark; false if there is none. */
static bool
take_until(struct str *s, struct str mark, struct str *before)
{
	const char *at = s->n == 0 ? NULL : memmem(s->p, s->n, mark.p, mark.n);

	if (at == NULL)
		return false;
	*before = str_head(*s, (size_t)(at - s->p));
	*s = str_skip(*s, before->n + mark.n);
	return true;
}

static bool
take(struct str *s, struct str mark)
{
	if (!str_starts(*s, mark))
		return false;
	*s = str_skip(*s, mark.n);
	return true;
}

/*
 * One `; key=value` or `; key="value"`. Browsers write a quote within a value
 * as %22 and a backslash as itself, so nothing is unescaped.
 */
static bool
take_parameter(struct str *s, struct str *key, struct str *value)
{
	if (!take(s, S(";")))
		return false;
	while (take(s, S(" ")))
		;
	if (!take_until(s, S("="), key) || key->n == 0)
		return false;
	if (take(s, S("\"")))
		return take_until(s, S("\""), value);
	size_t n = 0;
	while (n < s->n && s->p[n] != ';' && s->p[n] != ' ')
		n++;
	*value = str_head(*s, n);
	*s = str_skip(*s, n);
	return n > 0;
}

static bool
boundary_ok(struct str b)
{
	static const char also[] = "'()+_,-./:=?";

	for (size_t i = 0; i < b.n; i++) {
		char c = b.p[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z');
		if (!plain && memchr(also, c, sizeof also - 1) == NULL)
			return false;
	}
	return b.n > 0 && b.n <= BOUNDARY_MAX;
}

static enum err
parts_begin(struct parts *p, struct str content_type, struct str body)
{
	struct str key, boundary, form_data;
	struct out o;

	form_data = str_head(content_type, sizeof "multipart/form-data" - 1);
	content_type = str_skip(content_type, form_data.n);
	if (!str_eq_nocase(form_data, S("multipart/form-data")) ||
	    !take_parameter(&content_type, &key, &boundary) || content_type.n > 0 ||
	    !str_eq_nocase(key, S("boundary")) || !boundary_ok(boundary))
		return E_BAD_REQUEST;
	out_init(&o, p->a, BOUNDARY_MAX + 4);
	out_lit(&o, "\r\n--");
	out_str(&o, boundary);
	p->delimiter = out_str_of(&o);
	p->rest = body;
	/* the first delimiter stands at the very beginning, without its CRLF */
	return take(&p->rest, str_skip(p->delimiter, 2)) ? OK : E_BAD_REQUEST;
}

static enum err
read_disposition(struct str s, struct part *part)
{
	struct str key, value;

	if (!take(&s, S("form-data")))
		return E_BAD_REQUEST;
	while (s.n > 0) {
		if (!take_parameter(&s, &key, &value))
			return E_BAD_REQUEST;
		struct str *slot = str_eq_nocase(key, S("name")) ? &part->name :
		    str_eq_nocase(key, S("filename")) ? &part->file_name : NULL;
		if (slot == NULL || is_set(*slot))
			return E_BAD_REQUEST;
		*slot = value;
	}
	return OK;
}

static enum err
read_headers(struct str s, struct part *part)
{
	while (s.n > 0) {
		struct str line, name;
		if (!take_until(&s, S("\r\n"), &line)) {
			line = s;
			s = STR_NONE;
		}
		name = str_cut(&line, ':');
		line = str_trim(line);
		if (str_eq_nocase(name, S("Content-Disposition"))) {
			if (is_set(part->name))
				return E_BAD_REQUEST;
			TRY(read_disposition(line, part));
		} else if (str_eq_nocase(name, S("Content-Type"))) {
			if (is_set(part->type) || !utf8_plain(line, false))
				return E_BAD_REQUEST;
			part->type = line;
		} else {
			return E_BAD_REQUEST;
		}
	}
	return part->name.n > 0 ? OK : E_BAD_REQUEST;
}

static enum err
parts_next(struct parts *p, struct part *part, bool *end)
{
	struct str headers;

	*part = (struct part){ 0 };
	*end = take(&p->rest, S("--"));
	if (*end)
		return p->rest.n == 0 || str_eq(p->rest, S("\r\n")) ? OK : E_BAD_REQUEST;
	if (!take(&p->rest, S("\r\n")))
		return E_BAD_REQUEST;
	struct str near = str_head(p->rest, MULTIPART_HEADER_MAX);
	if (!take_until(&near, S("\r\n\r\n"), &headers))
		return E_BAD_REQUEST;
	p->rest = str_skip(p->rest, headers.n + 4);
	TRY(read_headers(headers, part));
	return take_until(&p->rest, p->delimiter, &part->bytes) ? OK : E_BAD_REQUEST;
}

struct str
file_name_clean(struct arena *a, struct str name)
{
	struct out o;

	for (size_t i = name.n; i > 0; i--)
		if (name.p[i - 1] == '/' || name.p[i - 1] == '\\') {
			name = str_skip(name, i);	/* some send whole paths */
			break;
		}
	out_init(&o, a, FILE_NAME_MAX);
	for (size_t i = 0, n; i < name.n && out_ok(&o); i += n) {
		n = 1;
		while (i + n < name.n && ((unsigned char)name.p[i + n] & 0xc0) == 0x80)
			n++;
		struct str letter = { name.p + i, n };
		out_str(&o, utf8_plain(letter, false) ? letter : S("_"));
	}
	struct str clean = str_trim(out_str_of(&o));
	return clean.n > 0 ? clean : S("unnamed");
}

static enum err
add_file(struct arena *a, const struct part *part, struct http_file *file)
{
	if (is_set(file->field) || !utf8_ok(part->name) || !utf8_ok(part->file_name))
		return E_BAD_REQUEST;
	*file = (struct http_file){
		.field = part->name,
		.name = file_name_clean(a, part->file_name),
		.type = part->type,
		.bytes = part->bytes,
	};
	return OK;
}

enum err
multipart_parse(struct arena *a, struct str content_type, struct str body,
    struct pairs *fields, struct http_file *file)
{
	struct parts p = { .a = a };
	struct part part;
	bool end;

	*file = (struct http_file){ 0 };
	TRY(pairs_init(a, PAIRS_MAX, fields));
	TRY(parts_begin(&p, content_type, body));
	for (;;) {
		TRY(parts_next(&p, &part, &end));
		if (end)
			return OK;
		if (!is_set(part.file_name))
			TRY(pairs_add(a, fields, part.name, part.bytes));
		else if (part.file_name.n > 0 || part.bytes.n > 0)
			TRY(add_file(a, &part, file));
	}
}
