#include "fcgi/command/verify.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "gen/q_chain.h"
#include "sql/store_document.h"

#define AT_A_TIME 100
#define WORDS 300

static void
finding(struct admin *ad, struct verify_kept *v, struct str ref, const char *thing,
    struct str which, const char *words)
{
	struct out o;

	v->wrong++;
	out_init(&o, ad->a, WORDS);
	out_lit(&o, "Case ");
	out_str(&o, ref);
	out_lit(&o, ": ");
	out_str(&o, str_of(thing));
	out_char(&o, ' ');
	out_str(&o, which);
	out_char(&o, ' ');
	out_str(&o, str_of(words));
	out_lit(&o, ".\n");
	say(&o);
}

static struct str
number(struct arena *a, int64_t n)
{
	struct out o;

	out_init(&o, a, 24);
	out_int(&o, n);
	return out_str_of(&o);
}

/* --- letters --- */

static void
verify_letter(struct admin *ad, struct verify_kept *v, const struct chain_letter *l)
{
	struct hash32 hash = crypt_fingerprint(l->html);
	struct str no = number(ad->a, l->no);

	v->letters++;
	if (!str_eq(hash32_str(&hash), l->hash))
		finding(ad, v, l->ref, "letter", no, "is not as it was written");
	if (!l->named)
		finding(ad, v, l->ref, "letter", no, "is not the one the record names");
	for (int missing = l->previous + 1; missing < l->no; missing++)
		finding(ad, v, l->ref, "letter", number(ad->a, missing), "is missing");
}

enum err
verify_letters(struct admin *ad, struct verify_kept *v)
{
	struct chain_letters all;
	int64_t after = 0;

	do {
		struct arena_mark mark = arena_mark(ad->a);
		TRY(chain_letters(ad->db, ad->a, after, AT_A_TIME, &all));
		for (size_t i = 0; i < all.n; i++) {
			verify_letter(ad, v, &all.v[i]);
			after = all.v[i].id;
		}
		arena_reset(ad->a, mark);
	} while (all.n == AT_A_TIME);
	return OK;
}

/* --- documents --- */

static enum err
open_whole(struct admin *ad, const struct wrap_key *key, const struct chain_document *d)
{
	const struct casefile c = { .pid = d->casefile };
	const struct document whole = {
		.id = d->id, .pid = d->pid, .kept = d->kept, .bytes = d->bytes,
		.sealed_key = d->sealed_key, .header = d->header,
	};
	struct document_reader r;
	struct str piece;

	TRY(store_document_open(ad->a, key, &c, &whole, &r));
	do {
		struct arena_mark mark = arena_mark(ad->a);
		TRY(store_document_next(ad->db, ad->a, &r, &piece));
		arena_reset(ad->a, mark);
	} while (is_set(piece));
	return OK;
}

static enum err
verify_document(struct admin *ad, const struct wrap_key *key, struct verify_kept *v,
    const struct chain_document *d)
{
	struct str which = pid_print(ad->a, d->pid);

	v->documents++;
	if (!d->named)
		finding(ad, v, d->ref, "document", which, "is not the one the record names");
	if (!is_set(d->sealed_key))
		return OK;	/* destroyed, as its row says */
	if (!d->whole)
		finding(ad, v, d->ref, "document", which, "has lost a part");
	if (key == NULL)
		return OK;
	enum err e = open_whole(ad, key, d);
	if (e == E_INTERNAL)
		finding(ad, v, d->ref, "document", which, "does not open");
	v->opened += e == OK;
	return e == E_INTERNAL ? OK : e;
}

enum err
verify_documents(struct admin *ad, const struct wrap_key *key, struct verify_kept *v)
{
	struct chain_documents all;
	int64_t after = 0;

	do {
		struct arena_mark mark = arena_mark(ad->a);
		TRY(chain_documents(ad->db, ad->a, after, AT_A_TIME, &all));
		for (size_t i = 0; i < all.n; i++) {
			TRY(verify_document(ad, key, v, &all.v[i]));
			after = all.v[i].id;
		}
		arena_reset(ad->a, mark);
	} while (all.n == AT_A_TIME);
	return OK;
}

/* --- what is named and is not there --- */

enum err
verify_named(struct admin *ad, struct verify_kept *v)
{
	struct chain_names all;

	TRY(chain_names_lost(ad->db, ad->a, AT_A_TIME, &all));
	for (size_t i = 0; i < all.n; i++)
		finding(ad, v, all.v[i].ref, "row", number(ad->a, all.v[i].no),
		    "names a letter or document that is not there");
	return OK;
}
