#include "sql/store_letter.h"

#include "core/crypt.h"
#include "core/effect.h"

enum err
store_letter(struct db *db, struct arena *a, const struct policy *p, int64_t made_by,
    struct stamp now, const struct casefile *c, enum letter_kind kind,
    const struct out *html, struct letter_made *made)
{
	struct hash32 hash = crypt_fingerprint(out_str_of(html));
	struct letter_count count;
	int64_t id, n;

	if (!out_ok(html))
		return E_INTERNAL;
	db_keep(db, WRITE_LETTER);
	made->pid = pid_new();
	made->available = sending_time(&p->sending, &p->bank_holidays, now);
	TRY(letter_count_of(db, a, c->id, &count));
	TRY(letter_add(db, made->pid, c->id, count.n + 1, kind, letter_title(kind),
	    out_str_of(html), hash32_str(&hash), now, made_by, made->available, &id));
	TRY(letter_pdf_ask(db, id, false, &n));
	return letter_pdf_ask(db, id, true, &n);
}
