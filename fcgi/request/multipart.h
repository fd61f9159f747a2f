/*
 * multipart/form-data (RFC 7578, as browsers write it), strictly: no preamble,
 * no epilogue, Content-Disposition and Content-Type the only headers, one file
 * at most.
 */
#ifndef FCGI_REQUEST_MULTIPART_H
#define FCGI_REQUEST_MULTIPART_H

#include "fcgi/request/pairs.h"

#define MULTIPART_HEADER_MAX ((size_t)2048)	/* of one part, in bytes */
#define FILE_NAME_MAX ((size_t)200)		/* bytes */

struct http_file {
	struct str field;	/* name of the input */
	struct str name;	/* as the person's machine calls it, for showing
				 * only: no folders, plain text, not empty */
	struct str type;	/* as the browser guessed, or none; never trusted */
	struct str bytes;	/* a slice of the body */
};

/*
 * content_type is the request's own header. *file is none (field is none)
 * where no file was chosen. E_BAD_REQUEST: anything else than the above.
 */
MUST_CHECK enum err multipart_parse(struct arena *, struct str content_type,
	    struct str body, struct pairs *, struct http_file *file);

/* What a file may be called: see struct http_file. */
struct str file_name_clean(struct arena *, struct str);

#endif
