/*
 * The errors after which nothing that was typed may be lost: a POST we had no
 * time for (503), one that came too late (409), one from a session that is over
 * or is another by now (403). And the step that has passed from whoever had it
 * open: to them it is no page that never was. And whatever was typed on a page that
 * is not there for its writer.
 */
#ifndef FCGI_REQUEST_AGAIN_H
#define FCGI_REQUEST_AGAIN_H

#include "fcgi/req.h"
#include "web/again.h"

/*
 * The page of the error, as a form with all that was sent. After 503 it keeps
 * its form id, so that it is not counted twice if it had been taken after all;
 * after 409 it has a new one, for it is sent on purpose. After 403 there is no
 * form: what was sent is shown, with a way to sign in.
 *
 * false, and nothing done: it is another error, or not a form we may offer. A
 * form that another site sent is not given a token of ours; passwords and files
 * are not sent back. Asks the database nothing.
 */
MUST_CHECK bool again_page(struct req *, enum err);

/*
 * After E_NOT_FOUND, nothing of the request being left: had the reader this step, or
 * the case, until somebody else did something? Whoever looked at the case in this
 * session, and lacks no more than what has passed since, is told so, and shown what they
 * sent or had typed (409). By whom a step was done, and when, is said to whoever had
 * that step, and not to whoever had the case. Where no step has passed (a comment, an
 * upload) only what is sent is answered so. To all others, where the step still waits,
 * and where the path names a thing that is not of this case, it stays E_NOT_FOUND. A
 * number in it is only the place in a list, and is not looked up.
 */
MUST_CHECK enum err again_passed_on(struct req *);

/*
 * What this request sent, or what its sender had typed on this page: theirs, whatever
 * has become of the page.
 */
MUST_CHECK enum err again_kept_words(struct req *, struct kept_view *);

/*
 * After E_NOT_FOUND, and E_CONFLICT of a look: the page of the error, with what they
 * sent or had typed there, to be copied and deleted. It knows nothing of the case, and
 * so is the same whether there is one. The error, if nothing was typed.
 */
MUST_CHECK enum err again_kept(struct req *, enum err);

#endif
