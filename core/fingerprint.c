#include "core/fingerprint.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

#define BYTES 32
#define GROUP 4

struct str
fingerprint_print(struct arena *a, struct str bytes)
{
	struct out hex, o;

	out_init(&hex, a, 2 * bytes.n);
	out_hex(&hex, bytes.p, bytes.n);
	out_init(&o, a, 4 * bytes.n);
	for (struct str rest = out_str_of(&hex); rest.n > 0; rest = str_skip(rest, GROUP)) {
		if (o.n > 0)
			out_char(&o, ' ');
		out_str(&o, str_head(rest, GROUP));
	}
	return out_str_of(&o);
}

bool
fingerprint_parse(struct arena *a, struct str typed, struct str *bytes)
{
	unsigned char *b = arena_alloc(a, BYTES);
	size_t n = 0;

	for (size_t i = 0; i < typed.n; i++) {
		int d = hex_digit(typed.p[i]);
		if (typed.p[i] == ' ')
			continue;
		if (d < 0 || n == 2 * BYTES)
			return false;
		b[n / 2] = (unsigned char)(b[n / 2] << 4 | d);
		n++;
	}
	*bytes = (struct str){ (char *)b, BYTES };
	return n == 2 * BYTES;
}

struct str
letter_called(struct arena *a, struct str reference, int no)
{
	struct out o;

	out_init(&o, a, 60);
	out_str(&o, reference);
	out_lit(&o, ", letter ");
	out_int(&o, no);
	return out_str_of(&o);
}
