/*
 * How each kind of field is read: from what was typed to its value.
 */
#ifndef CORE_FORM_KIND_H
#define CORE_FORM_KIND_H

#include "core/form.h"

/* Reads a field that is not empty into its place. None, or what is wrong with it. */
struct str form_kind_read(struct arena *, const struct field *, struct str *raw,
	    void *value);

/* The value an empty field has. */
void	form_kind_none(const struct field *, void *value);

/* Is what stands around the words of no meaning? */
bool	form_kind_trims(enum field_kind);

#endif
