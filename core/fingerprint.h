/*
 * The fingerprint of a letter, SHA-256 of its stored text, as people read and
 * type it: 64 letters in groups of four.
 */
#ifndef CORE_FINGERPRINT_H
#define CORE_FINGERPRINT_H

#include "core/base/types.h"

struct arena;

struct str fingerprint_print(struct arena *, struct str bytes);

/* As somebody types it: capitals or not, with spaces or without. */
bool	fingerprint_parse(struct arena *, struct str typed, struct str *bytes);

/* "10001-W, letter 3": how a letter is called everywhere. */
struct str letter_called(struct arena *, struct str reference, int no);

#endif
