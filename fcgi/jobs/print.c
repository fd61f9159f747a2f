/*
 * Letters to PDF, one a piece, normal and large print. What is set is the
 * stored fragment, after its hash was checked; the seal is put on last.
 */
#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/fingerprint.h"
#include "core/letter_seal.h"
#include "fcgi/jobs/jobs.h"
#include "fcgi/jobs/letter_pdf.h"
#include "gen/q_letter.h"

#define LEASE_S 120

static struct str
date_words(struct arena *a, struct stamp t)
{
	struct out o;

	out_init(&o, a, 60);
	out_date(&o, stamp_london_date(t));
	return out_str_of(&o);
}

static enum err
set_in_print(struct jobs *j, const struct letter_job *l, struct str *sealed)
{
	struct hash32 hash = crypt_fingerprint(l->html);
	struct str pdf, why = S("the stored letter is not what was stored");
	const struct letter_fact facts[] = {
		{ S("Letter"), int_words(j->a, l->no) },
		{ S("Sent on"), date_words(j->a, l->available) },
		{ S("Fingerprint"), fingerprint_print(j->a, l->hash) },
	};
	const struct letter_pdf letter = {
		.council = j->config->council,
		.facts = facts,
		.facts_n = COUNT(facts),
		.title = l->title,
		.lang = S("en-GB"),
		.reference = letter_called(j->a, l->ref, l->no),
		.made = l->available,
		.large = l->large,
		.html = l->html,
	};

	enum err e = str_eq(hash32_str(&hash), l->hash) ?
	    letter_pdf(j->a, &letter, &pdf, &why) : E_INTERNAL;
	if (e == OK)
		*sealed = letter_seal(j->a, &j->letters, j->letter_id, pdf);
	else
		log_error("letter", log_int("id", l->letter),
		    log_int("large", l->large), log_str("why", why));
	return e;
}

enum err
job_print(struct jobs *j)
{
	struct stamp lease = stamp_add(j->now, LEASE_S);
	struct letter_job l;
	struct str pdf;
	int64_t n;

	TRY(letter_pdf_claim(j->db, lease, j->now, &n));
	if (n == 0)
		return OK;
	TRY(letter_pdf_claimed(j->db, j->a, lease, &l));
	TRY(db_end(j->db, true));
	if (set_in_print(j, &l, &pdf) == OK)
		TRY(letter_pdf_made(j->db, l.letter, l.large, pdf, j->now, &n));
	else
		TRY(letter_pdf_later(j->db, l.letter, l.large,
		    stamp_add(j->now, jobs_pause(l.tries)), &n));
	j->more = true;
	return db_end(j->db, true);
}
