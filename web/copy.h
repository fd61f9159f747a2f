/*
 * The case as plain text, for the council's own system.
 */
#ifndef WEB_COPY_H
#define WEB_COPY_H

#include "core/base/types.h"
#include "core/form.h"

struct copy_section {
	struct str title;
	struct str text;	/* lines */
};

struct copy_sections {
	struct copy_section *v;
	size_t n;
};

struct case_copy {
	struct str ref, child, council_number, team, worker;
	struct date born;
	struct str by;			/* who made the copy */
	struct stamp at;
	struct copy_sections sections;
	struct url back, text, number;	/* number: none, may not be changed */
};

#endif
