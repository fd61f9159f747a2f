/*
 * What the files pool does beside the database: has an uploaded file looked at
 * by accord-inspect, and hands a stored one out.
 */
#ifndef FCGI_DOCUMENT_H
#define FCGI_DOCUMENT_H

#include "core/document.h"
#include "fcgi/req.h"
#include "gen/q_document.h"

/*
 * Has the file scanned, where a scanner is configured, and inspected. verdict
 * says what it is or why it is refused; *kept is what to keep: the file, or a
 * picture made anew. E_INTERNAL: the program could not be started.
 */
MUST_CHECK enum err document_inspect(struct req *, struct str file,
	    struct file_verdict *, struct str *kept);

/*
 * Fills the reply with a stored document. All of it is opened and checked once
 * before the first byte goes out, and again as it goes: so a document that was
 * tampered with is a 500 with a line `event=tampered level=error` in the log,
 * and not half a file. (20 MB are opened in a tenth of a second.)
 */
MUST_CHECK enum err document_reply(struct req *, const struct document *);

/* "attachment; filename=…" (RFC 6266): plain letters for old programs, all of
 * it for the others. */
struct str document_disposition(struct arena *, struct str name);

#endif
