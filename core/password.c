#include "core/password.h"

#include <zxcvbn.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "core/base/utf8.h"

#define BITS_LEAST 34		/* ten thousand million guesses */
#define WORDS_MAX ((size_t)64)
#define WORD_LEAST ((size_t)3)	/* "al" is in half of all words */

#define OTHER_WORDS "words that do not belong together"
#define OWN_WORDS "This password is made of your name, your e-mail address or " \
	"words from this service. Use other words"

static const struct str easy = S_INIT("This password is too easy to guess. "
    "Try four or more " OTHER_WORDS);

/* What makes a password easy, by the kind of its longest easy part. */
static const struct str why[] = {
	[DICTIONARY_MATCH] = S_INIT("This password is made of common words. "
	    "Add " OTHER_WORDS),
	[DICT_LEET_MATCH] = S_INIT("This password is a common word with some "
	    "letters changed. Add " OTHER_WORDS),
	[USER_MATCH] = S_INIT(OWN_WORDS),
	[USER_LEET_MATCH] = S_INIT(OWN_WORDS),
	[REPEATS_MATCH] = S_INIT("This password repeats itself. "
	    "Use words or letters that differ"),
	[SEQUENCE_MATCH] = S_INIT("This password is a sequence like abc or 123. "
	    "Use " OTHER_WORDS),
	[SPATIAL_MATCH] = S_INIT("This password is a row of neighbouring keys. "
	    "Use " OTHER_WORDS),
	[DATE_MATCH] = S_INIT("This password is mostly a date. "
	    "Add " OTHER_WORDS),
	[YEAR_MATCH] = S_INIT("This password is mostly a year. "
	    "Add " OTHER_WORDS),
};

int
password_least(enum password_for who)
{
	return who == PASSWORD_STAFF ? 12 : 15;
}

static struct str
wrong_length(struct arena *a, const char *words, int limit)
{
	struct out o;

	out_init(&o, a, 200);
	out_str(&o, str_of(words));
	out_int(&o, limit);
	out_lit(&o, " characters or ");
	out_str(&o, limit == PASSWORD_MAX ? S("fewer") : S("more"));
	return out_str_of(&o);
}

static bool
is_word_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
	    || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* The words of s, in small letters as the guesser wants them. */
static size_t
add_words(struct arena *a, struct str s, const char **words, size_t n)
{
	size_t from = 0;

	for (size_t i = 0; i <= s.n && n < WORDS_MAX; i++) {
		if (i < s.n && is_word_char(s.p[i]))
			continue;
		if (i - from >= WORD_LEAST) {
			char *w = str_cstr(a, str_head(str_skip(s, from), i - from));
			for (char *c = w; *c != '\0'; c++)
				*c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
			words[n++] = w;
		}
		from = i + 1;
	}
	return n;
}

static struct str
reason(const ZxcMatch_t *parts)
{
	const ZxcMatch_t *longest = NULL;

	for (const ZxcMatch_t *m = parts; m != NULL; m = m->Next)
		if (longest == NULL || m->Length > longest->Length)
			longest = m;
	size_t kind = longest == NULL ? NON_MATCH
	    : (size_t)longest->Type & ~(size_t)MULTIPLE_MATCH;
	return kind < COUNT(why) && is_set(why[kind]) ? why[kind] : easy;
}

struct str
password_fault(struct arena *a, enum password_for who, struct str password,
    const struct str *own, size_t n)
{
	const char *words[WORDS_MAX + 1] = { "accord", "council", "budget" };
	size_t count = 3, len = utf8_len(password);
	ZxcMatch_t *parts = NULL;

	if (!utf8_ok(password))
		return S("Use letters, numbers, spaces and signs only");
	if (len < (size_t)password_least(who))
		return wrong_length(a, "Your password must have ", password_least(who));
	if (len > PASSWORD_MAX)
		return wrong_length(a, "Your password must have ", PASSWORD_MAX);
	for (size_t i = 0; i < n; i++)
		count = add_words(a, own[i], words, count);
	words[count] = NULL;
	int bits = (int)ZxcvbnMatch(str_cstr(a, password), words, &parts);
	struct str fault = bits < BITS_LEAST ? reason(parts) : STR_NONE;
	ZxcvbnFreeInfo(parts);
	return fault;
}
