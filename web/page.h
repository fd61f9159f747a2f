/*
 * What a template is printed with. The dispatcher makes one struct page for a
 * reply; every function the template compiler makes of a page, part or frame
 * takes it first, and templates reach it as `pg` (pg.a for the functions that
 * need an arena).
 */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "core/base/out.h"

struct policy;

struct page {
	struct out *out;	/* the reply */
	struct arena *a;	/* of the request */
	const struct policy *policy;	/* in force: what roles are called; or NULL */
	struct str csrf;	/* token, masked anew for this page */
	struct str form_seed;	/* what the ids of this page's forms begin with */
	int forms;		/* how many have been printed */
};

/*
 * Prints the two hidden inputs every form that changes something carries: csrf,
 * and form, an id no other form has, "SEED-1", "SEED-2" and so on. The compiler
 * calls it after each <form method="post">; nobody else does.
 */
void	page_form_secrets(struct page *);

#endif
