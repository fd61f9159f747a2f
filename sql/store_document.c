#include "sql/store_document.h"

#define ABOUT_MAX 200

enum err
store_document_room(struct db *db, struct arena *a, const struct casefile *c,
    size_t bytes, struct str *why)
{
	struct document_total has;

	*why = STR_NONE;
	TRY(document_total_of(db, a, c->id, &has));
	if (has.n >= DOCUMENTS)
		*why = S("This case has 60 documents, the most it can hold. Ring your "
		    "worker, who can arrange for more");
	else if (has.bytes + (int64_t)bytes > DOCUMENTS_BYTES)
		*why = S("The documents of this case would be larger than 300 MB "
		    "together. Save this one smaller, or ring your worker");
	return OK;
}

/* What a document's key is sealed with: moved elsewhere it does not open. */
static struct str
about(struct arena *a, const struct casefile *c, struct pid pid, struct str kept,
    int64_t bytes)
{
	struct out o;

	out_init(&o, a, ABOUT_MAX);
	out_lit(&o, "document ");
	out_pid(&o, pid);
	out_char(&o, ' ');
	out_pid(&o, c->pid);
	out_char(&o, ' ');
	out_hex(&o, kept.p, kept.n);
	out_char(&o, ' ');
	out_int(&o, bytes);
	return out_str_of(&o);
}

static enum err
add_chunks(struct db *db, struct arena *a, struct crypt_stream *st, int64_t document,
    struct str bytes)
{
	uint8_t *sealed = arena_alloc(a, CRYPT_CHUNK + CRYPT_CHUNK_EXTRA);
	int64_t id;

	for (int no = 0; no == 0 || bytes.n > 0; no++) {
		struct str chunk = str_head(bytes, CRYPT_CHUNK);
		bytes = str_skip(bytes, chunk.n);
		TRY(document_chunk_add(db, document, no,
		    crypt_write(st, chunk, bytes.n == 0, sealed), &id));
	}
	return OK;
}

enum err
store_document(struct db *db, struct arena *a, const struct wrap_key *k,
    const struct actor *who, struct stamp now, const struct casefile *c,
    const struct document_new *n, struct pid *pid)
{
	struct hash32 received = crypt_fingerprint(n->received);
	struct hash32 kept = n->kept.p == n->received.p ? received :
	    crypt_fingerprint(n->kept);
	struct key own;
	struct str header;
	int64_t id;

	*pid = pid_new();
	crypt_random(own.b, sizeof own.b);
	struct crypt_stream *st = crypt_write_start(a, &own, &header);
	struct str sealed = crypt_wrap(a, k,
	    about(a, c, *pid, hash32_str(&kept), (int64_t)n->kept.n),
	    (struct str){ (const char *)own.b, sizeof own.b });
	crypt_wipe(&own, sizeof own);
	TRY(document_add(db, *pid, c->id, n->name, n->kind, n->purpose, n->audience,
	    n->question, n->plan, now, who->id, who->role,
	    n->draft ? STAMP_NONE : now, hash32_str(&received), hash32_str(&kept),
	    (int)n->kept.n, n->pages, (int)k->no, sealed, header, n->replaces, &id));
	return add_chunks(db, a, st, id, n->kept);
}

enum err
store_document_open(struct arena *a, const struct wrap_key *k,
    const struct casefile *c, const struct document *d, struct document_reader *r)
{
	struct str secret;
	struct key own;

	if (!is_set(d->sealed_key))
		return E_NOT_FOUND;	/* destroyed */
	if (!crypt_unwrap(a, k, about(a, c, d->pid, d->kept, d->bytes),
	    d->sealed_key, &secret) || !crypt_key_read(secret, &own))
		return E_INTERNAL;
	*r = (struct document_reader){
		.document = d,
		.stream = crypt_read_start(a, &own, d->header),
		.left = d->bytes,
	};
	crypt_wipe(&own, sizeof own);
	return r->stream != NULL ? OK : E_INTERNAL;
}

enum err
store_document_next(struct db *db, struct arena *a, struct document_reader *r,
    struct str *piece)
{
	struct document_chunk chunk;

	*piece = STR_NONE;
	if (crypt_read_whole(r->stream))
		return r->left == 0 ? OK : E_INTERNAL;
	enum err e = document_chunk_of(db, a, r->document->id, r->no, &chunk);
	if (e == E_NOT_FOUND)
		return E_INTERNAL;	/* it ends before its last chunk */
	TRY(e);
	*piece = crypt_read(r->stream, chunk.sealed,
	    arena_alloc(a, chunk.sealed.n + 1));
	r->no++;
	r->left -= (int64_t)piece->n;
	return is_set(*piece) && r->left >= 0 ? OK : E_INTERNAL;
}
