/*
 * The gate every request passes before its handler: who asks, about which
 * case, may they, and is the form one of ours. All of it is read from the
 * route's row; a handler has no part in it.
 */
#ifndef FCGI_REQUEST_GATE_H
#define FCGI_REQUEST_GATE_H

#include "fcgi/req.h"

/* The name of the only cookie. */
#define COOKIE "__Host-accord"

/* Takes the cookie that came; false: none of ours. Asks the database nothing. */
bool	gate_cookie(struct req *);

/* Cookie -> session -> who asks. Nobody is not an error. */
MUST_CHECK enum err gate_session(struct req *);

/* Seconds the session has left. */
int64_t	session_seconds(const struct req *);

/* How the viewer, in this role, stands to the case: a set of enum relation. */
unsigned gate_relations(const struct casefile *, enum role, enum action);

/*
 * What the viewer has done in the case, for an action: of the questionnaire on
 * its way to a score, or of the score that counts. A set of enum acted.
 */
unsigned acted_of(const struct casefile *, enum action);

/* Do the request's headers say that another site sent it? Then false. */
bool	gate_origin(const struct req *);

/* E_FORBIDDEN: a form that another site sent, or one of another session. */
MUST_CHECK enum err gate_own_form(struct req *);

/*
 * Loads the case and asks may(). What is foreign looks like what is not there:
 * E_NOT_FOUND. Where nobody is signed in: a redirect to the sign-in page, told
 * by *done; or E_FORBIDDEN, if something was typed and we cannot tell by whom.
 */
MUST_CHECK enum err gate_admit(struct req *, const struct route_found *, bool *done);

/*
 * E_FULL: the disk is, and this is work that would add to it. What belongs to
 * one's account (signing in and out, sessions, drafts) goes on.
 */
MUST_CHECK enum err gate_room(const struct req *);

/* Reads the fields of the route's form. E_BAD_REQUEST: not a form of ours. */
MUST_CHECK enum err gate_form(struct req *);

#endif
