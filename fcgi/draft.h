/*
 * What somebody typed and has not sent: one mechanism for all forms, so that no
 * handler has to think of it. A draft is a value for one input of one form; the
 * form is known by the path it is sent to. It is its writer's alone, and has no
 * effect but to be offered again.
 *
 * It is kept
 *	as it is typed		POST /drafts?page=PATH with csrf, field and value;
 *				no form id, for nothing is done twice
 *	from a form that was not taken: it came back with errors, somebody else
 *				was first, or the session was over
 * An empty value is none: it ends the draft of its input.
 * It is offered by view_of() on the page it was typed on, and named on the home
 * page; one that says what is stored already is not spoken of. Where its page is not
 * open to the writer any more it is shown, to be copied and deleted (request/again.h).
 * It ends when its form is taken (a trigger on form_sent).
 */
#ifndef FCGI_DRAFT_H
#define FCGI_DRAFT_H

#include "fcgi/req.h"
#include "web/rows.h"

/*
 * The paths a page's forms may go to: its own, and those below it. Signing in
 * stands for the page it leads to.
 */
struct str draft_from(const struct req *);
struct str draft_until(struct req *);

bool	draft_is_autosave(const struct req *);

/*
 * The form that is sent to a path; NULL if nothing of it may be kept. Whom a
 * family lets in, and what changes an account, is never offered from a draft: it
 * is typed when it is sent.
 */
const struct form *draft_form(struct str path);

/* Does the form that was sent hold anything that is worth keeping? */
bool	draft_was_typed(const struct req *);

/* Where a form that is sent to this path stands: there, or on the page above. */
struct url draft_page(struct str path);

/* Loads what was typed on this page into rq->drafts; no statement if nothing was. */
MUST_CHECK enum err draft_find(struct req *);

/* Shows it in a view. to: none, or where exactly the form goes. */
void	draft_offer(const struct req *, struct url to, struct form_view *);

/*
 * Keeps the fields of this POST for a person and commits; ID_NONE: for nobody.
 * Whatever else the request had done must have been rolled back.
 */
MUST_CHECK enum err draft_keep_typed(struct req *, int64_t person);

/*
 * "Written by Helen Hill on 3 March 2026 at 2:05pm. Nothing is sent until …", for
 * whom somebody who helps wrote it. No name: it is not theirs to know.
 */
struct str draft_written_by(struct arena *, struct str name, struct stamp at);

/* The pages on which something typed waits to be sent, latest first. */
MUST_CHECK enum err draft_left(struct req *, struct left_rows *);

#endif
