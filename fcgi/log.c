#include "fcgi/log.h"

#include <unistd.h>

#include "core/base/out.h"
#include "core/base/utf8.h"
#include "fcgi/clock.h"

#define LINE_MAX_BYTES 2048	/* under PIPE_BUF: lines of workers never mix */
#define VALUE_MAX 400
#define ID_MAX 64

static struct {
	enum log_level level;
	char id[ID_MAX];
	size_t id_n;
} the_log = { .level = LOG_INFO };

static const char *const level_name[LOG_LEVELS] = {
	[LOG_ERROR] = "error",
	[LOG_WARN] = "warn",
	[LOG_INFO] = "info",
	[LOG_DEBUG] = "debug",
};

void
log_level_set(enum log_level level)
{
	the_log.level = level;
}

bool
log_level_parse(struct str s, enum log_level *level)
{
	for (size_t i = 0; i < LOG_LEVELS; i++)
		if (str_eq(s, str_of(level_name[i]))) {
			*level = (enum log_level)i;
			return true;
		}
	return false;
}

void
log_request(struct str id)
{
	id = str_head(id, ID_MAX);
	if (id.n > 0)
		memcpy(the_log.id, id.p, id.n);
	the_log.id_n = id.n;
}

struct log_field
log_str(const char *key, struct str s)
{
	return (struct log_field){ key, is_set(s) ? s : S("none"), 0 };
}

struct log_field
log_text(const char *key, const char *s)
{
	return log_str(key, str_of(s));
}

struct log_field
log_int(const char *key, int64_t n)
{
	return (struct log_field){ key, STR_NONE, n };
}

struct log_field
log_sys(int number)
{
	return log_text("error", strerror(number));
}

static bool
is_word(struct str s)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,:/@+#%";

	for (size_t i = 0; i < s.n; i++)
		if (memchr(plain, s.p[i], sizeof plain - 1) == NULL)
			return false;
	return s.n > 0;
}

static void
log_quoted(struct out *o, struct str s)
{
	out_char(o, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c < ' ' || c > '~' || c == '"' || c == '\\') {
			out_lit(o, "\\x");
			out_hex(o, &c, 1);
		} else {
			out_char(o, (char)c);
		}
	}
	out_char(o, '"');
}

static void
log_value(struct out *o, struct str s)
{
	s = utf8_head(s, VALUE_MAX);
	if (is_word(s))
		out_str(o, s);
	else
		log_quoted(o, s);
}

static void
log_pair(struct out *o, const char *key, struct str value)
{
	out_char(o, ' ');
	out_str(o, str_of(key));
	out_char(o, '=');
	log_value(o, value);
}

void
log_write(enum log_level level, const char *event, const struct log_field *f)
{
	char line[LINE_MAX_BYTES];
	/* room is kept for the newline; full size from the start: never grows */
	struct out o = { .p = line, .cap = sizeof line, .limit = sizeof line - 1 };

	if (level > the_log.level)
		return;
	out_lit(&o, "time=");
	out_stamp_iso(&o, clock_utc());
	log_pair(&o, "level", str_of(level_name[level]));
	log_pair(&o, "event", str_of(event));
	if (the_log.id_n > 0)
		log_pair(&o, "id", (struct str){ the_log.id, the_log.id_n });
	for (; f->key != NULL; f++) {
		if (is_set(f->text)) {
			log_pair(&o, f->key, f->text);
		} else {
			out_char(&o, ' ');
			out_str(&o, str_of(f->key));
			out_char(&o, '=');
			out_int(&o, f->number);
		}
	}
	line[o.n++] = '\n';
	/* Nobody is left to tell when the log itself cannot be written. */
	(void)!write(STDERR_FILENO, line, o.n);
}
