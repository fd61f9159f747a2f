/*
 * The page of a case's documents.
 */
#ifndef WEB_DOCUMENTS_H
#define WEB_DOCUMENTS_H

#include "core/form.h"
#include "web/parts/view.h"

struct document_view {		/* one document and its receipt */
	struct str id;		/* of its place on the page */
	struct url open, send, newer;	/* send, newer: none where not theirs to do */
	struct str name, purpose;
	struct str about;	/* the question or plan it belongs to; or none */
	struct str size;	/* "PDF, 3 pages, 1.2 MB" */
	struct stamp added;
	struct str who;		/* who added it */
	struct str seen_by;	/* who will see it */
	struct str replaces;	/* name of the one before it; none: it is new */
	struct str received, kept;	/* fingerprints */
	bool made_anew;		/* a picture: kept is not what was received */
	bool draft;
	struct lines considered;	/* by which decisions, and what each said of it */
};

struct document_views {
	struct document_view *v;
	size_t n;
};

struct documents_view {
	struct url back, add;
	struct str back_words;
	struct str next;	/* the page to go back to; none: the case */
	struct str title;
	struct document_views list;
	bool may_add;
	const struct form_view *form;
	const struct options *abouts, *audiences;
	struct str replaces;	/* name of what a new version is added to; or none */
	struct str replaces_id;
};

#endif
