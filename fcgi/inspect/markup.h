/*
 * The tags of an XML part, one after the other: enough to see what a document
 * links to and holds. No tree, no entities, no memory; what is not plain,
 * well-formed UTF-8 XML is bad, and a document type with it.
 */
#ifndef FCGI_INSPECT_MARKUP_H
#define FCGI_INSPECT_MARKUP_H

#include "core/base/types.h"

struct markup {
	struct str rest;
	bool bad;
};

struct tag {
	struct str name;	/* without its prefix */
	struct str attributes;	/* as they stand */
	struct str text;	/* between the tag before and this one */
	bool closing;		/* </name> */
};

void	markup_begin(struct markup *, struct str part);

/* false: there is no more, or it is bad. */
bool	markup_next(struct markup *, struct tag *);

/*
 * The value of an attribute by its name without prefix, as it stands; none
 * where there is none. Of several with that name the n-th, from 0.
 */
struct str tag_attribute(const struct tag *, struct str name, int n);

#endif
