/*
 * The small things people type or paste: what is accepted prints so that it is
 * accepted again and means the same, and lies within its bounds.
 */
#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "core/fingerprint.h"
#include "core/letter_seal.h"
#include "core/meeting.h"
#include "core/plan.h"
#include "core/reference.h"
#include "core/totp.h"
#include "fcgi/clamd.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
must(bool ok)
{
	if (!ok)
		abort();
}

static void
numbers(struct arena *a, struct str s)
{
	int n = 0, again = 0;
	struct out o;

	if (reference_parse(s, &n)) {
		must(n >= 1 && n <= REFERENCE_MAX);
		must(reference_parse(reference_of(a, n), &again) && again == n);
	}
	if (daytime_parse(s, &n))
		must(n >= 0 && n < 24 * 60);
	if (plan_quantity_parse(s, &n)) {
		must(n > 0 && n < 100000);
		out_init(&o, a, 100);
		plan_quantity_print(&o, n);
		must(plan_quantity_parse(out_str_of(&o), &again) && again == n);
	}
}

static void
codes(struct arena *a, struct str s)
{
	struct pid pid, pid_again;
	struct str bytes, again;
	struct recovery_code code, code_again;
	static const struct totp_secret secret;
	const struct stamp now = { INT64_C(1700000000000000) };

	if (pid_parse(s, &pid))
		must(pid_parse(pid_print(a, pid), &pid_again) &&
		    pid_eq(pid, pid_again));
	if (fingerprint_parse(a, s, &bytes))
		must(fingerprint_parse(a, fingerprint_print(a, bytes), &again) &&
		    str_eq(bytes, again));
	if (recovery_parse(a, s, &code))
		must(recovery_parse(a, recovery_print(a, &code), &code_again) &&
		    memcmp(&code, &code_again, sizeof code) == 0);
	if (base32_decode(a, s, &bytes))
		must(str_eq(base32_encode(a, bytes), s));
	/* only what it would show itself */
	if (totp_accept(a, &secret, s, now, 0) != 0)
		must(s.n >= 6);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	struct str s = { (const char *)p, n }, id;
	const struct seal_key key = { S_INIT("key-1"), { { 0 } } };

	numbers(a, s);
	codes(a, s);
	must(letter_check(a, s, &key, 1, &id) != SEAL_GENUINE);
	enum refusal scan = clamd_answer(s);
	must(scan == REFUSED_NOT || scan == REFUSED_VIRUS || scan == REFUSED_NO_SCAN);
	arena_free(a);
	return 0;
}
