/*
 * The names and public keys of what accord-jobs signs: letters and the anchor
 * log. Both secret keys come from keys.dir/letters.key; the public ones stand
 * in keys.dir/seals.pub, a line each, `NAME BASE64URL`. A key that was changed
 * keeps its line, so that old letters can be checked for ever.
 */
#ifndef FCGI_SEALS_H
#define FCGI_SEALS_H

#include "core/letter_seal.h"
#include "fcgi/config.h"

struct seals {			/* to sign with */
	struct key letters, anchors;
	struct str letter_id, anchor_id;
};

/*
 * From the seed of letters.key. Adds to seals.pub what is missing there; where
 * that cannot be written it is logged, and signing goes on.
 */
void	seals_open(struct arena *, const struct config *, const struct key *seed,
	    struct seals *);

struct seals_known {		/* to check with */
	struct seal_key *v;
	size_t n;
};

/* What seals.pub holds. E_INTERNAL, logged: it cannot be read. */
MUST_CHECK enum err seals_known(struct arena *, const struct config *,
	    struct seals_known *);

const struct public_key *seals_find(const struct seals_known *, struct str id);

#endif
