/*
 * The seal of a letter: its last line, after the end of the PDF, where readers
 * pay no heed to it:
 *
 *     %Accord-Signature: KEY-ID BASE64URL
 *
 * It signs (Ed25519) every byte before it. What it proves is that this council
 * sent this file; the line tells with which of its keys.
 */
#ifndef CORE_LETTER_SEAL_H
#define CORE_LETTER_SEAL_H

#include "core/base/types.h"
#include "core/crypt.h"

struct arena;

struct seal_key {		/* a public key and its name */
	struct str id;		/* 1 to 32 of a-z 0-9 and hyphen */
	struct public_key pub;
};

enum seal {
	SEAL_GENUINE,
	SEAL_NONE,		/* not a letter of ours, or its end is gone */
	SEAL_UNKNOWN_KEY,	/* sealed, with a key we do not know */
	SEAL_BROKEN,		/* changed after it was sealed */
};

/* The letter with its seal. `pdf` ends with a newline, id is well formed. */
struct str letter_seal(struct arena *, const struct key *seed, struct str id,
    struct str pdf);

/* *id is set unless SEAL_NONE; it is a slice of the file. */
enum seal letter_check(struct arena *, struct str file,
    const struct seal_key *keys, size_t n, struct str *id);

struct str seal_words(enum seal);	/* for the reader, a whole sentence */

#endif
