#include "fcgi/command/verify.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "gen/q_chain.h"
#include "sql/store_document.h"

#define AT_A_TIME 100
#define WORDS 300

struct walk {				/* through all there is of one kind */
	struct admin *ad;
	const struct wrap_key *key;	/* NULL: documents stay closed */
	struct verify_kept *v;
	const struct kind *kind;
	int64_t after;			/* the last row that was looked at */
	size_t n;			/* how many the last step found */
};

struct kind {
	const char *thing;
	enum err (*step)(struct walk *);	/* looks at some rows, and counts them */
	enum err (*written)(struct db *, struct arena *, int64_t after, int limit,
	    struct chain_writtens *);
};

static void
finding(const struct walk *w, struct str ref, struct str which, const char *words)
{
	struct out o;

	w->v->wrong++;
	out_init(&o, w->ad->a, WORDS);
	out_lit(&o, "Case ");
	out_str(&o, ref);
	out_lit(&o, ": ");
	out_str(&o, str_of(w->kind->thing));
	out_char(&o, ' ');
	out_str(&o, which);
	out_char(&o, ' ');
	out_str(&o, str_of(words));
	out_lit(&o, ".\n");
	say(&o);
}

/* --- letters and comments --- */

/* Numbered in their case, and each with the fingerprint of what it says. */
static void
look_written(const struct walk *w, const struct chain_written *k)
{
	struct hash32 hash = crypt_fingerprint(k->says);
	struct str no = int_words(w->ad->a, k->no);

	if (!str_eq(hash32_str(&hash), k->hash))
		finding(w, k->ref, no, "is not as it was written");
	if (!k->named)
		finding(w, k->ref, no, "is not the one the record names");
	for (int missing = k->previous + 1; missing < k->no; missing++)
		finding(w, k->ref, int_words(w->ad->a, missing), "is missing");
}

static enum err
step_written(struct walk *w)
{
	struct chain_writtens some;

	TRY(w->kind->written(w->ad->db, w->ad->a, w->after, AT_A_TIME, &some));
	for (size_t i = 0; i < some.n; i++) {
		look_written(w, &some.v[i]);
		w->after = some.v[i].id;
	}
	w->n = some.n;
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
look_document(const struct walk *w, const struct chain_document *d)
{
	struct str which = pid_print(w->ad->a, d->pid);

	if (!d->named)
		finding(w, d->ref, which, "is not the one the record names");
	if (!is_set(d->sealed_key))
		return OK;	/* destroyed, as its row says */
	if (!d->whole)
		finding(w, d->ref, which, "has lost a part");
	if (w->key == NULL)
		return OK;
	enum err e = open_whole(w->ad, w->key, d);
	if (e == E_INTERNAL)
		finding(w, d->ref, which, "does not open");
	w->v->opened += e == OK;
	return e == E_INTERNAL ? OK : e;
}

static enum err
step_documents(struct walk *w)
{
	struct chain_documents some;

	TRY(chain_documents(w->ad->db, w->ad->a, w->after, AT_A_TIME, &some));
	for (size_t i = 0; i < some.n; i++) {
		TRY(look_document(w, &some.v[i]));
		w->after = some.v[i].id;
	}
	w->n = some.n;
	return OK;
}

/* --- what is named and is not there --- */

static enum err
step_named(struct walk *w)
{
	struct chain_names all;

	TRY(chain_names_lost(w->ad->db, w->ad->a, AT_A_TIME, &all));
	for (size_t i = 0; i < all.n; i++)
		finding(w, all.v[i].ref, int_words(w->ad->a, all.v[i].no),
		    "names a letter, document or comment that is not there");
	w->n = 0;
	return OK;
}

/* --- the walk --- */

static const struct kind kinds[KEPT_KINDS] = {
	[KEPT_LETTER] = { "letter", step_written, chain_letters },
	[KEPT_COMMENT] = { "comment", step_written, chain_comments },
	[KEPT_DOCUMENT] = { "document", step_documents, NULL },
	[KEPT_NAME] = { "row", step_named, NULL },
};

enum err
verify_kept(struct admin *ad, const struct wrap_key *key, struct verify_kept *v)
{
	for (enum kept_kind i = 0; i < KEPT_KINDS; i++) {
		struct walk w = { .ad = ad, .key = key, .v = v, .kind = &kinds[i] };
		do {
			struct arena_mark mark = arena_mark(ad->a);
			TRY(w.kind->step(&w));
			v->seen[i] += (int64_t)w.n;
			arena_reset(ad->a, mark);
		} while (w.n == AT_A_TIME);
	}
	return OK;
}
