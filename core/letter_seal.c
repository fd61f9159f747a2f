#include "core/letter_seal.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

#define LABEL S("%Accord-Signature: ")
#define SEAL_LINE ((size_t)160)

struct str
letter_seal(struct arena *a, const struct key *seed, struct str id,
    struct str pdf)
{
	struct signature sig = crypt_sign(seed, pdf);
	struct str bytes = { (const char *)sig.b, sizeof sig.b };
	struct out o;

	out_init(&o, a, pdf.n + SEAL_LINE);
	out_str(&o, pdf);
	out_str(&o, LABEL);
	out_str(&o, id);
	out_char(&o, ' ');
	out_str(&o, crypt_base64(a, bytes));
	out_char(&o, '\n');
	return out_str_of(&o);
}

static bool
is_id(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!str_has(S("abcdefghijklmnopqrstuvwxyz0123456789-"), s.p[i]))
			return false;
	return s.n >= 1 && s.n <= 32;
}

/* The last line of the file, and all that stands before it. */
static bool
split(struct str file, struct str *letter, struct str *line)
{
	if (!str_ends(file, S("\n")))
		return false;
	size_t end = file.n - 1, from = end;

	while (from > 0 && file.p[from - 1] != '\n')
		from--;
	*letter = str_head(file, from);
	*line = str_head(str_skip(file, from), end - from);
	return true;
}

enum seal
letter_check(struct arena *a, struct str file, const struct seal_key *keys,
    size_t n, struct str *id)
{
	struct str letter, line, bytes;
	struct signature sig;

	if (!split(file, &letter, &line) || !str_starts(line, LABEL))
		return SEAL_NONE;
	line = str_skip(line, LABEL.n);
	struct str name = str_cut(&line, ' ');
	if (!is_id(name) || line.n > SEAL_LINE
	    || !crypt_unbase64(a, line, &bytes) || bytes.n != sizeof sig.b)
		return SEAL_NONE;
	memcpy(sig.b, bytes.p, sizeof sig.b);
	*id = name;
	for (size_t i = 0; i < n; i++)
		if (str_eq(keys[i].id, name))
			return crypt_signed(&keys[i].pub, letter, &sig)
			    ? SEAL_GENUINE : SEAL_BROKEN;
	return SEAL_UNKNOWN_KEY;
}

struct str
seal_words(enum seal s)
{
	static const struct str words[] = {
		[SEAL_GENUINE] = S_INIT("This letter was sent by the council and "
		    "has not been changed since."),
		[SEAL_NONE] = S_INIT("This file carries no seal. It is not a letter "
		    "from Accord, or its end is missing."),
		[SEAL_UNKNOWN_KEY] = S_INIT("This file carries a seal made with a "
		    "key that is not one of this council’s."),
		[SEAL_BROKEN] = S_INIT("This letter has been changed since the "
		    "council sent it."),
	};

	return words[s];
}
