/*
 * What a DOCX or ODT may hold: rules about the names of its parts and about
 * what stands in some of them.
 */
#ifndef FCGI_INSPECT_OFFICE_RULES_H
#define FCGI_INSPECT_OFFICE_RULES_H

#include "core/base/str.h"
#include "core/document.h"

struct arena;

struct office {			/* what has been seen so far; begins zeroed */
	bool odt;		/* its first part says so */
	bool types, body;	/* of a DOCX */
	bool content;		/* of an ODT */
};

/* Of each entry: is its name one a document has? */
enum refusal office_name(struct office *, struct str name, bool first);

/* Is the part read as a whole, and handed to office_part()? */
bool	office_reads(struct str name);
enum refusal office_part(struct arena *, struct str name, struct str part);

/* Does any other part begin as a packed file, program or document would? */
bool	office_is_file(struct str head);

/* After the last: is it whole, and of the kind it seemed to be? */
enum refusal office_end(const struct office *, enum document_kind);

#endif
