/*
 * What `accord verify` looks at beside the chains: that every stored letter,
 * comment and document is what the record says of it, and that none is missing.
 */
#ifndef FCGI_COMMAND_VERIFY_H
#define FCGI_COMMAND_VERIFY_H

#include "core/crypt.h"
#include "fcgi/command/admin.h"

enum kept_kind {
	KEPT_LETTER, KEPT_COMMENT, KEPT_DOCUMENT,
	KEPT_NAME,		/* a row that names one of them which is not there */
	KEPT_KINDS
};

struct verify_kept {
	int64_t seen[KEPT_KINDS];
	int64_t opened;		/* documents, from the first byte to the last */
	int64_t wrong;		/* findings, each printed on a line */
};

/* key: NULL, if documents are not to be opened. */
MUST_CHECK enum err verify_kept(struct admin *, const struct wrap_key *key,
	    struct verify_kept *);

#endif
