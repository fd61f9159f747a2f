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

/* --- letters and comments --- */

struct numbered {
	struct str ref, says, hash;
	int no, previous;
	bool named;
};

/* Numbered in their case, and each with the fingerprint of what it says. */
static void
verify_numbered(struct admin *ad, struct verify_kept *v, const char *thing,
    const struct numbered *k)
{
	struct hash32 hash = crypt_fingerprint(k->says);
	struct str no = int_words(ad->a, k->no);

	if (!str_eq(hash32_str(&hash), k->hash))
		finding(ad, v, k->ref, thing, no, "is not as it was written");
	if (!k->named)
		finding(ad, v, k->ref, thing, no, "is not the one the record names");
	for (int missing = k->previous + 1; missing < k->no; missing++)
		finding(ad, v, k->ref, thing, int_words(ad->a, missing), "is missing");
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
			const struct chain_letter *l = &all.v[i];
			verify_numbered(ad, v, "letter", &(struct numbered){ l->ref,
			    l->html, l->hash, l->no, l->previous, l->named });
			v->letters++;
			after = l->id;
		}
		arena_reset(ad->a, mark);
	} while (all.n == AT_A_TIME);
	return OK;
}

enum err
verify_comments(struct admin *ad, struct verify_kept *v)
{
	struct chain_comments all;
	int64_t after = 0;

	do {
		struct arena_mark mark = arena_mark(ad->a);
		TRY(chain_comments(ad->db, ad->a, after, AT_A_TIME, &all));
		for (size_t i = 0; i < all.n; i++) {
			const struct chain_comment *k = &all.v[i];
			verify_numbered(ad, v, "comment", &(struct numbered){ k->ref,
			    k->words, k->hash, k->no, k->previous, k->named });
			v->comments++;
			after = k->id;
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
		finding(ad, v, all.v[i].ref, "row", int_words(ad->a, all.v[i].no),
		    "names a letter, document or comment that is not there");
	return OK;
}
