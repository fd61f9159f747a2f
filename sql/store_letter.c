#include "sql/store_letter.h"

#include "core/base/civil.h"
#include "core/base/str.h"
#include "core/crypt.h"
#include "core/effect.h"
#include "gen/q_dispute.h"
#include "gen/q_post.h"
#include "sql/store_step.h"

struct stamp
store_sending_at_best(const struct policy *p, struct stamp now)
{
	return sending_time(&p->sending, &p->bank_holidays, now);
}

struct stamp
store_sending(const struct policy *p, const struct casefile *c, struct stamp now)
{
	return c->format != FORMAT_NONE ? stamp_held(now) : store_sending_at_best(p, now);
}

static enum err
ask_for_form(struct db *db, struct arena *a, const struct policy *p, struct stamp now,
    const struct casefile *c)
{
	struct open_steps steps;

	TRY(open_steps(db, a, c->id, &steps));
	for (size_t i = 0; i < steps.n; i++)
		if (steps.v[i].step == STEP_MAKE_FORM)
			return OK;
	return store_step_open(db, p, now, c, STEP_MAKE_FORM,
	    (struct clock_from){ .available = stamp_london_date(now) },
	    (struct holder){ ID_NONE });
}

enum err
store_letter(struct db *db, struct arena *a, const struct policy *p, int64_t made_by,
    struct stamp now, const struct casefile *c, enum letter_kind kind,
    const struct out *html, struct letter_made *made)
{
	int64_t n;

	TRY(store_letter_unposted(db, a, p, made_by, now, c, kind, html, made));
	return c->by_post ? post_ask(db, c->id, made->id, &n) : OK;
}

enum err
store_letter_unposted(struct db *db, struct arena *a, const struct policy *p,
    int64_t made_by, struct stamp now, const struct casefile *c, enum letter_kind kind,
    const struct out *html, struct letter_made *made)
{
	struct hash32 hash = crypt_fingerprint(out_str_of(html));
	struct letter_count count;
	int64_t n;

	if (!out_ok(html))
		return E_INTERNAL;
	db_keep(db, WRITE_LETTER);
	made->pid = pid_new();
	made->available = store_sending(p, c, now);
	TRY(letter_count_of(db, a, c->id, &count));
	TRY(letter_add(db, made->pid, c->id, count.n + 1, kind, letter_title(kind),
	    out_str_of(html), hash32_str(&hash), now, made_by, made->available,
	    c->format, is_set(c->format_words) ? c->format_words : S(""), &made->id));
	TRY(step_add_letter(db, c->id, made->available, made->pid, &n));
	if (stamp_is_held(made->available))
		return ask_for_form(db, a, p, now, c);
	TRY(letter_pdf_ask(db, made->id, false, &n));
	return letter_pdf_ask(db, made->id, true, &n);
}
