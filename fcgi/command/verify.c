/*
 * `accord verify`: is the record whole? Every chain of every case and account,
 * against itself and against the anchor log, a piece at a time; every letter and
 * document against the record (verify_kept.c). With --documents each document is
 * opened as well, where the key of documents can be read.
 * `accord verify-letter`: is this PDF ours, and as we sent it?
 */
#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/str.h"
#include "fcgi/anchor.h"
#include "fcgi/clock.h"
#include "fcgi/command/admin.h"
#include "fcgi/command/commands.h"
#include "fcgi/command/verify.h"
#include "fcgi/service.h"
#include "gen/q_chain.h"

#define AT_A_TIME 500
#define MISSED_S (3 * HOUR_S)	/* an anchor is due each hour */

struct verifier {
	struct admin *ad;
	struct key audit;
	struct anchors anchors;
	int64_t chains[CHAINS], rows[CHAINS];
	int64_t wrong;
};

static const char *const chain_words[CHAINS] = {
	[CHAIN_CASE] = "Case",
	[CHAIN_ACCOUNT] = "Account",
};

static void
finding(struct verifier *v, enum chain kind, struct str label, int64_t no,
    struct str words)
{
	v->wrong++;
	printf("%s %.*s: row %lld %.*s.\n", chain_words[kind], STR_ARG(label),
	    (long long)no, STR_ARG(words));
}

/* One chain; ends is what its case says, or none. */
static enum err
verify_chain(struct verifier *v, enum chain kind, int64_t id, struct str label,
    const struct chain_case *ends)
{
	struct audit_tail seen = audit_tail_new(id);
	struct anchor_tail *anchor = anchors_find(&v->anchors, kind, id);
	struct chain_checked c;

	if (anchor != NULL) {
		anchor->met = true;
		seen = anchor->tail;
	}
	TRY(chain_check(v->ad->db, v->ad->a, &v->audit, kind, id, &seen, &c));
	v->chains[kind]++;
	v->rows[kind] += c.tail.no;
	if (c.verdict.fault != AUDIT_GOOD)
		finding(v, kind, label, c.verdict.no, audit_fault_words(c.verdict.fault));
	else if (ends != NULL && (ends->record_no != c.tail.no ||
	    !str_eq(ends->record_mac, hash32_str(&c.tail.mac))))
		finding(v, kind, label, ends->record_no,
		    S("should be its last, and is not"));
	return OK;
}

static enum err
verify_cases(struct verifier *v)
{
	struct chain_cases cases;
	int64_t after = 0;

	do {
		struct arena_mark mark = arena_mark(v->ad->a);
		TRY(chain_cases(v->ad->db, v->ad->a, after, AT_A_TIME, &cases));
		for (size_t i = 0; i < cases.n; i++) {
			const struct chain_case *c = &cases.v[i];
			TRY(verify_chain(v, CHAIN_CASE, c->id, c->ref, c));
			after = c->id;
		}
		arena_reset(v->ad->a, mark);
	} while (cases.n == AT_A_TIME);
	return OK;
}

static enum err
verify_accounts(struct verifier *v)
{
	struct chain_accounts accounts;
	int64_t after = 0;

	do {
		struct arena_mark mark = arena_mark(v->ad->a);
		TRY(chain_accounts(v->ad->db, v->ad->a, after, AT_A_TIME, &accounts));
		for (size_t i = 0; i < accounts.n; i++) {
			int64_t id = accounts.v[i].person;
			TRY(verify_chain(v, CHAIN_ACCOUNT, id,
			    int_words(v->ad->a, id), NULL));
			after = id;
		}
		arena_reset(v->ad->a, mark);
	} while (accounts.n == AT_A_TIME);
	return OK;
}

/* Chains the anchor log has seen, of which nothing is left. */
static void
verify_gone(struct verifier *v)
{
	for (size_t i = 0; i < v->anchors.n; i++) {
		const struct anchor_tail *t = &v->anchors.v[i];
		struct str label = t->kind == CHAIN_CASE ? str_of(t->label) :
		    int_words(v->ad->a, t->tail.chain);
		if (!t->met)
			finding(v, t->kind, label, t->tail.no,
			    audit_fault_words(AUDIT_CUT));
	}
}

static void
anchor_wrong(struct verifier *v, const char *words)
{
	v->wrong++;
	printf("The anchor log: %s.\n", words);
}

static void
verify_anchors(struct verifier *v)
{
	struct anchors *l = &v->anchors;

	if (l->wrong != 0) {
		v->wrong++;
		printf("The anchor log: line %lld is not as it was written.\n",
		    (long long)l->wrong);
	} else if (is_set(l->at) && !l->open) {
		struct hash32 root = anchors_root(l, &v->audit);
		if (!hash32_eq(&root, &l->root))
			anchor_wrong(v, "its last line does not fit the lines before it");
	}
}

static void
tell_age(struct verifier *v, struct stamp now)
{
	struct out o;
	int64_t rows = v->rows[CHAIN_CASE] + v->rows[CHAIN_ACCOUNT];

	if (!is_set(v->anchors.at)) {
		puts("There is no anchor: rows cut off at the end of a chain could "
		    "not be missed.");
		if (rows > 0 && v->ad->config.record_anchor != NULL)
			anchor_wrong(v, "it is not there, though there are rows; "
			    "accord-jobs writes it each hour");
		return;
	}
	int64_t age = (now.us - v->anchors.at.us) / 1000000;
	out_init(&o, v->ad->a, 300);
	out_lit(&o, "The last anchor is ");
	out_int(&o, age >= HOUR_S ? age / HOUR_S : age / 60);
	out_str(&o, age >= HOUR_S ? S(" hours") : S(" minutes"));
	out_lit(&o, " old, of ");
	out_stamp(&o, v->anchors.at);
	out_lit(&o, ". Rows after it could be cut off unseen.\n");
	say(&o);
	if (age > MISSED_S)
		anchor_wrong(v, "an anchor is due each hour and some are missing; "
		    "is accord-jobs running?");
}

/* Letters, comments and documents; all of these if they are to be opened, too. */
static enum err
verify_things(struct verifier *v, bool documents)
{
	struct admin *ad = v->ad;
	struct verify_kept kept = { 0 };
	struct wrap_key key = { .no = 1 };

	if (documents)
		TRY(key_read(ad->a, &ad->config, "documents.key", &key.key));
	TRY(verify_kept(ad, documents ? &key : NULL, &kept));
	v->wrong += kept.wrong;
	printf("Checked %lld letters, %lld comments and %lld documents; ",
	    (long long)kept.seen[KEPT_LETTER], (long long)kept.seen[KEPT_COMMENT],
	    (long long)kept.seen[KEPT_DOCUMENT]);
	if (documents)
		printf("opened %lld of them.\n", (long long)kept.opened);
	else
		puts("to open each of them, ask with --documents.");
	return OK;
}

static enum err
verify(struct admin *ad, struct verifier *v, bool documents)
{
	struct seals_known known;

	TRY(key_read(ad->a, &ad->config, "audit.key", &v->audit));
	TRY(seals_known(ad->a, &ad->config, &known));
	anchors_start(&v->anchors, ad->a);
	if (ad->config.record_anchor != NULL)
		TRY(anchors_read(&v->anchors, ad->config.record_anchor, &known));
	/* the rows are read after the log, so none of it is newer than they */
	TRY(db_end(ad->db, false));
	verify_anchors(v);
	TRY(verify_cases(v));
	TRY(verify_accounts(v));
	verify_gone(v);
	printf("Checked %lld rows of %lld cases and %lld rows of %lld accounts.\n",
	    (long long)v->rows[CHAIN_CASE], (long long)v->chains[CHAIN_CASE],
	    (long long)v->rows[CHAIN_ACCOUNT], (long long)v->chains[CHAIN_ACCOUNT]);
	TRY(verify_things(v, documents));
	tell_age(v, clock_now(&ad->config));
	if (v->wrong == 0)
		puts("Everything is whole.");
	else
		printf("Wrong: %lld. Keep the database as it is, and tell who "
		    "answers for the record.\n", (long long)v->wrong);
	return OK;
}

int
cmd_verify(int argc, char **argv)
{
	struct admin ad;
	struct verifier v = { .ad = &ad };
	int status = admin_open(&ad, argc, argv, true);

	bool documents = ad.words == 1 && strcmp(ad.word[0], "--documents") == 0;
	if (status != 0 || ad.words != documents)
		return status != 0 ? status : 2;
	enum err e = admin_connect(&ad);
	if (e == OK)
		e = verify(&ad, &v, documents);
	status = admin_close(&ad, e);
	return v.wrong > 0 ? 1 : status;
}

int
cmd_verify_letter(int argc, char **argv)
{
	struct admin ad;
	struct seals_known known;
	struct str file, id;
	enum seal seal = SEAL_NONE;
	int status = admin_open(&ad, argc, argv, true);

	if (status != 0 || ad.words != 1)
		return status != 0 ? status : 2;
	enum err e = seals_known(ad.a, &ad.config, &known);
	if (e == OK)
		e = file_read(ad.a, ad.word[0], &file);
	if (e == OK) {
		seal = letter_check(ad.a, file, known.v, known.n, &id);
		say_line(seal_words(seal));
	}
	status = admin_close(&ad, e);
	return seal == SEAL_GENUINE ? status : 1;
}
