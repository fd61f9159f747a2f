/*
 * Documents as they are stored: encrypted in chunks under a key of their own,
 * which is sealed by the service's key together with what the document is
 * (its case, its size, its fingerprint). So a chunk or a key that was changed,
 * left out, or put in from another document or case does not open.
 */
#ifndef SQL_STORE_DOCUMENT_H
#define SQL_STORE_DOCUMENT_H

#include "core/access.h"
#include "core/crypt.h"
#include "core/document.h"
#include "gen/q_casefile.h"
#include "gen/q_document.h"
#include "sql/db.h"

struct document_new {
	struct str name, purpose;
	enum document_kind kind;
	enum document_audience audience;
	int question, plan;	/* INT_NONE: of neither */
	int pages;
	bool draft;		/* not to be sent yet */
	struct str received;	/* the file as it came */
	struct str kept;	/* as it is kept: the same, or a picture made anew */
	int64_t replaces;	/* ID_NONE: nothing */
};

/* How much a case has already; the case must be locked. *why: no room, in words. */
MUST_CHECK enum err store_document_room(struct db *, struct arena *,
	    const struct casefile *, size_t bytes, struct str *why);

MUST_CHECK enum err store_document(struct db *, struct arena *,
	    const struct wrap_key *, const struct actor *, struct stamp now,
	    const struct casefile *, const struct document_new *, struct pid *pid);

/*
 * Reading: chunk after chunk, STR_NONE after the last. A piece lives in the
 * arena. E_INTERNAL: it is not what was stored. What came before an error must
 * not have been believed.
 */
struct document_reader {
	const struct document *document;
	struct crypt_stream *stream;
	int no;			/* of the next chunk */
	int64_t left;		/* bytes */
};

MUST_CHECK enum err store_document_open(struct arena *, const struct wrap_key *,
	    const struct casefile *, const struct document *,
	    struct document_reader *);
MUST_CHECK enum err store_document_next(struct db *, struct arena *,
	    struct document_reader *, struct str *piece);

#endif
