/*
 * What `accord verify` looks at beside the chains: that every stored letter,
 * comment and document is what the record says of it, and that none is missing.
 */
#ifndef FCGI_COMMAND_VERIFY_H
#define FCGI_COMMAND_VERIFY_H

#include "core/crypt.h"
#include "fcgi/command/admin.h"

struct verify_kept {
	int64_t letters, comments, documents;
	int64_t opened;		/* documents, from the first byte to the last */
	int64_t wrong;		/* findings, each printed on a line */
};

MUST_CHECK enum err verify_letters(struct admin *, struct verify_kept *);
MUST_CHECK enum err verify_comments(struct admin *, struct verify_kept *);

/* key: NULL, if documents are not to be opened. */
MUST_CHECK enum err verify_documents(struct admin *, const struct wrap_key *key,
	    struct verify_kept *);

/* Rows of the record that name a letter, document or comment which is not there. */
MUST_CHECK enum err verify_named(struct admin *, struct verify_kept *);

#endif
