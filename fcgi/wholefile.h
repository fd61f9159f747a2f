/*
 * Files that are there whole or not at all.
 */
#ifndef FCGI_WHOLEFILE_H
#define FCGI_WHOLEFILE_H

#include "core/base/err.h"
#include "core/base/str.h"

struct arena;

/* The path of a file in a folder. */
const char *file_in(struct arena *, const char *dir, const char *name);

/*
 * Puts a file into a folder: written beside its place, synced, moved there. One
 * of the same name is replaced. E_INTERNAL, logged.
 */
MUST_CHECK enum err file_put(struct arena *, const char *dir, const char *name,
	    struct str text);

#endif
