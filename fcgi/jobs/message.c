#include "fcgi/jobs/message.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/base/str.h"

#define MESSAGE_LIMIT ((size_t)1024 * 1024)
#define LINE_MAX_LETTERS 75	/* and the = that says it goes on */
#define WORD_MAX_LETTERS 40	/* of an encoded word, before its end */
#define SECOND_US ((int64_t)1000000)

/* --- bytes that are not plain --- */

static void
out_escaped(struct out *o, unsigned char c)
{
	static const char hex[] = "0123456789ABCDEF";

	out_char(o, '=');
	out_char(o, hex[c >> 4]);
	out_char(o, hex[c & 15]);
}

static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < ' ' || s.p[i] > '~')
			return false;
	return true;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9');
}

/* How many bytes the character at s.p[i] takes: a word never parts one. */
static size_t
char_bytes(struct str s, size_t i)
{
	size_t n = 1;

	while (i + n < s.n && ((unsigned char)s.p[i + n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* RFC 2047: words of at most 75 letters, one to a line. */
static void
out_words(struct out *o, struct str s)
{
	size_t column = 0;

	out_lit(o, "=?utf-8?Q?");
	for (size_t i = 0, n; i < s.n; i += n) {
		n = char_bytes(s, i);
		if (column >= WORD_MAX_LETTERS) {
			out_lit(o, "?=\r\n =?utf-8?Q?");
			column = 0;
		}
		for (size_t k = i; k < i + n; k++) {
			bool plain = is_letter(s.p[k]);
			if (plain)
				out_char(o, s.p[k]);
			else
				out_escaped(o, (unsigned char)s.p[k]);
			column += plain ? 1 : 3;
		}
	}
	out_lit(o, "?=");
}

/* Plain letters that a reader would take for an encoded word. */
static bool
looks_encoded(struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i++)
		if (s.p[i] == '=' && s.p[i + 1] == '?')
			return true;
	return false;
}

static void
out_header_text(struct out *o, struct str s)
{
	if (is_plain(s) && s.n <= 60 && !looks_encoded(s))
		out_str(o, s);
	else
		out_words(o, s);
}

/* Quoted-printable, RFC 2045 6.7. */
static void
out_quoted_line(struct out *o, struct str line)
{
	size_t column = 0;

	for (size_t i = 0; i < line.n; i++) {
		unsigned char c = (unsigned char)line.p[i];
		bool end = i + 1 == line.n;
		bool plain = (c > ' ' && c <= '~' && c != '=') ||
		    ((c == ' ' || c == '\t') && !end);
		size_t wide = plain ? 1 : 3;
		if (column + wide > LINE_MAX_LETTERS) {
			out_lit(o, "=\r\n");
			column = 0;
		}
		if (plain)
			out_char(o, (char)c);
		else
			out_escaped(o, c);
		column += wide;
	}
	out_lit(o, "\r\n");
}

/* --- headers --- */

struct str
message_address(struct str from)
{
	struct str rest = from;
	struct str name = str_cut(&rest, '<');

	return is_set(rest) ? str_trim(str_cut(&rest, '>')) : str_trim(name);
}

static void
out_from(struct out *o, struct str from)
{
	struct str rest = from;
	struct str name = str_trim(str_cut(&rest, '<'));

	out_lit(o, "From: ");
	if (is_set(rest) && name.n > 0) {
		out_header_text(o, name);
		out_char(o, ' ');
	}
	out_char(o, '<');
	out_str(o, message_address(from));
	out_lit(o, ">\r\n");
}

struct utc {
	struct date day;
	int hour, minute, second;
};

static struct utc
utc_of(struct stamp t)
{
	int64_t seconds = t.us / SECOND_US;
	int64_t rest = seconds % DAY_S;

	return (struct utc){
		{ (int32_t)(seconds / DAY_S) },
		(int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60),
	};
}

static void
out_date_header(struct out *o, struct stamp written)
{
	static const char days[7][4] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	struct utc t = utc_of(written);
	struct ymd d = date_ymd(t.day);

	out_lit(o, "Date: ");
	out_str(o, str_of(days[date_weekday(t.day)]));
	out_lit(o, ", ");
	out_int(o, d.day);
	out_char(o, ' ');
	out_str(o, str_head(month_name(d.month), 3));
	out_char(o, ' ');
	out_int(o, d.year);
	out_char(o, ' ');
	out_int_pad(o, t.hour, 2);
	out_char(o, ':');
	out_int_pad(o, t.minute, 2);
	out_char(o, ':');
	out_int_pad(o, t.second, 2);
	out_lit(o, " +0000\r\n");
}

static void
out_message_id(struct out *o, const struct message *m)
{
	struct str host = message_address(m->from);

	(void)str_cut(&host, '@');
	out_lit(o, "Message-ID: <");
	out_pid(o, m->pid);
	out_char(o, '@');
	out_str(o, host);
	out_lit(o, ">\r\n");
}

struct str
message_print(struct arena *a, const struct message *m)
{
	struct out o;

	out_init(&o, a, MESSAGE_LIMIT);
	out_date_header(&o, m->written);
	out_from(&o, m->from);
	out_lit(&o, "To: <");
	out_str(&o, m->to);
	out_lit(&o, ">\r\nSubject: ");
	out_header_text(&o, m->subject);
	out_lit(&o, "\r\n");
	out_message_id(&o, m);
	out_lit(&o, "Auto-Submitted: auto-generated\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n"
	    "Content-Language: en-GB\r\n\r\n");
	for (struct str rest = m->body; is_set(rest) && rest.n > 0; )
		out_quoted_line(&o, str_cut(&rest, '\n'));
	return out_ok(&o) ? out_str_of(&o) : STR_NONE;
}

struct str
message_file(struct arena *a, const struct message *m)
{
	struct utc t = utc_of(m->written);
	struct ymd d = date_ymd(t.day);
	struct out o;

	out_init(&o, a, 100);
	out_int_pad(&o, d.year, 4);
	out_int_pad(&o, d.month, 2);
	out_int_pad(&o, d.day, 2);
	out_char(&o, 'T');
	out_int_pad(&o, t.hour, 2);
	out_int_pad(&o, t.minute, 2);
	out_int_pad(&o, t.second, 2);
	out_char(&o, '.');
	out_int_pad(&o, m->written.us % SECOND_US, 6);
	out_char(&o, '-');
	out_pid(&o, m->pid);
	out_lit(&o, ".eml");
	return out_str_of(&o);
}
