/*
 * A mail to an address that is accepted: lines of at most 76 letters ended by
 * CRLF, plain ASCII, and no header but ours, whatever stands in it.
 */
#include "core/account.h"
#include "fcgi/jobs/message.h"

#include "core/base/arena.h"
#include "core/base/str.h"
#include "core/base/utf8.h"

#define HEADERS 10
#define LONGEST 76		/* but for an address, which is never broken */

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
look(struct str mail, struct str to)
{
	size_t headers = 0, n;
	bool body = false;

	for (struct str rest = mail; is_set(rest) && rest.n > 0; ) {
		struct str line = str_cut(&rest, '\n');
		if (line.n == 0 || line.p[line.n - 1] != '\r')
			abort();
		n = --line.n;
		if (n > LONGEST && !(str_starts(line, S("To: <")) && n == to.n + 6))
			abort();
		for (size_t i = 0; i < n; i++)
			if ((line.p[i] < ' ' || line.p[i] > '~') && !(body && line.p[i] == '\t'))
				abort();
		body = body || n == 0;
		headers += !body && line.p[0] != ' ';
	}
	if (!body || headers != HEADERS)
		abort();
}

/* The address, the subject, the body: a line each, and the rest. */
int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_new((size_t)16 << 20);
	struct str body = { (const char *)p, n };
	struct str to = str_cut(&body, '\n'), subject = is_set(body) ? str_cut(&body, '\n') : S("");

	if (!utf8_ok((struct str){ (const char *)p, n }) || !account_address_ok(to)) {
		arena_free(a);
		return 0;
	}
	struct message m = { .from = S("Accord <accord@example.gov.uk>"), .to = to,
	    .subject = subject, .body = is_set(body) ? body : S(""), .written = { 1772532300000000 } };
	struct str mail = message_print(a, &m), again = message_print(a, &m);
	if (is_set(mail)) {
		if (!str_eq(mail, again))
			abort();
		look(mail, to);
	}
	arena_free(a);
	return 0;
}
