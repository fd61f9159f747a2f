/*
 * What cairo leaves out of a tagged PDF: the language, the title in the window,
 * the scope of table headings, and the mark on lines and page numbers that
 * they are no part of the text.
 */
#ifndef FCGI_JOBS_PDF_FINISH_H
#define FCGI_JOBS_PDF_FINISH_H

#include "core/base/err.h"
#include "core/base/types.h"

struct arena;

/* E_INTERNAL: `pdf` is not one that cairo wrote. The result ends in a newline. */
MUST_CHECK enum err pdf_finish(struct arena *, struct str pdf, struct str lang,
    struct str *finished, struct str *why);

#endif
