/*
 * One request, as handlers see it.
 *
 * A handler runs after the gate: who asks is known, the case is loaded, the
 * action is allowed, the form is read. It returns OK having filled the reply
 * (page_end, redirect), or an error, and then nothing it did remains. Memory,
 * transaction, token and record are the dispatcher's; a handler touches none.
 */
#ifndef FCGI_REQ_H
#define FCGI_REQ_H

#include "core/access.h"
#include "core/audit.h"
#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "core/entry.h"
#include "core/form.h"
#include "fcgi/forms.h"
#include "fcgi/request/http.h"
#include "fcgi/request/reply.h"
#include "fcgi/request/route.h"
#include "gen/q_casefile.h"
#include "gen/q_session.h"
#include "sql/db.h"
#include "sql/doing.h"
#include "web/page.h"
#include "web/parts/view.h"

struct kept_view;
struct app;

struct note {			/* what the record says of this request */
	struct str words;	/* none: the action alone says it */
	struct pid thing;	/* the letter, document … it is about */
	enum audience audience;
	int64_t opens;		/* the letter a GET opens for the first time */
	int64_t reads;		/* the challenged question whose answer it does */
};

struct req {
	struct app *app;
	const struct http *http;
	struct reply *reply;
	struct arena *a;
	struct db *db;			/* may write only in a POST */
	struct stamp now;
	struct date today;		/* in London */

	const struct route *route;
	struct pid id;			/* the id of the path, after the case */
	int number;			/* the number in the path */

	struct str cookie;		/* none: a browser without one */
	struct hash32 owner;		/* keyed hash of the cookie */
	struct hash32 sender;		/* the same, of the cookie that came */
	struct session session;		/* id 0: nobody is signed in */
	int64_t was;			/* whose session is over, or ID_NONE */
	bool kept;			/* and something of theirs was typed here */
	struct actor who;
	struct casefile *subject;	/* the case, or NULL */
	unsigned relations;		/* of who to it: enum relation */
	unsigned acted;			/* what who has done in it: enum acted */
	struct entry_now *entry;	/* staff enter it for who, or NULL */

	const void *form;		/* the route's struct form_NAME */
	struct form_view view;		/* what the page shows of it */
	bool form_errors;		/* the form is to be shown again */
	struct drafts drafts;		/* typed here before and not sent */
	struct note note;
	struct str told;		/* said on the next page; none: told.def */
	bool undone;			/* a 303, and nothing was done */
	bool says;			/* this page says what was done before it */
	bool keep;			/* commit though the form is shown again:
					 * a failed sign-in is counted */

	struct out out;
	struct page page;
	struct frame *frame;
};

/*
 * What staff enter for a family that telephoned, wrote or came in person. Then
 * rq->who is the member of the family, with their rights, and this says who
 * types it and when it was received, which is the day its clock counts from.
 */
struct entry_now {
	int64_t id;
	int64_t staff;
	enum role role;		/* of the staff */
	enum entry_kind kind;
	struct str told;	/* "told by telephone on 3 March 2026" */
	struct date received;
};

/* The day what is sent counts from: today, or when staff received it. */
struct date received_on(const struct req *);

/* The policy in force. */
MUST_CHECK enum err today_policy(struct req *, const struct policy **);

/* The same where its words are only added; NULL: there is none yet. */
const struct policy *policy_now(struct req *);

/* Words of the program, with what the policy in force calls each role (core/titled.h). */
struct str with_titles(struct req *, struct str words);

/* Who acts in its case; the policy, or NULL where no clock counts. */
struct doing doing_of(const struct req *, const struct policy *);

/* Begins and ends a page in the frame. Between them, call its template. */
struct page *page_begin(struct req *, struct str title);
MUST_CHECK enum err page_end(struct req *);

/* Gives the browser a new cookie, and the request with it. */
struct str cookie_new(struct req *);

/* 303; the answer to every POST that did something. */
MUST_CHECK enum err redirect(struct req *, struct url);

/*
 * 303 of a POST that did nothing, to a page that says what is missing: nothing is
 * recorded, and nobody is told that it was done.
 */
MUST_CHECK enum err redirect_undone(struct req *, struct url);

/*
 * What the page is to show of a form: what was typed, if this form has come
 * back with errors; or a blank one, with what was typed before and not sent.
 * to: where the form goes, for pages that have several of one kind.
 */
struct form_view *view_of(struct req *, const struct form *);
struct form_view *view_for(struct req *, const struct form *, struct url to);

/* Marks a field wrong by a rule, after which the form is shown again. */
void	wrong(struct req *, int field, struct str words);

/* What the record will say; the words are copied. */
void	note(struct req *, enum audience, struct pid thing, struct str words);

/*
 * On a GET: which letter or document is looked at, so that each look is a view
 * of its own; and whether it is the family's first at this letter.
 */
void	note_view(struct req *, struct pid thing, int64_t opens);

/* On a GET: the family reads the answer to a challenged question for the first time. */
void	note_read(struct req *, int64_t item);

/*
 * A page that takes nothing from the database: it does not say who is signed in
 * and has no policy. Replaces whatever was begun.
 */
struct page *plain_begin(struct req *, struct str title);
void	plain_end(struct req *, int status);

/* The page begun so may hold a form of whoever asks. */
void	plain_form(struct req *);

/* How the id of a request, which stands in the log, begins. */
struct str said_reference(const struct req *);

/* The plain page of an error; and with what was typed, that it may be copied. */
void	error_page(struct req *, enum err);
void	error_page_with(struct req *, enum err, const struct kept_view *);

#endif
