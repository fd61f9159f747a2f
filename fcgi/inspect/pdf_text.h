/*
 * What can be told of a PDF from its bytes, without reading it as one: so it
 * holds for a damaged file as well, and for parts no table leads to.
 */
#ifndef FCGI_INSPECT_PDF_TEXT_H
#define FCGI_INSPECT_PDF_TEXT_H

#include "core/base/str.h"
#include "core/document.h"

/* Names that only code and files within have, however they are spelt. */
enum refusal pdf_names(struct str file);

/* Does it end as a PDF does, and is nothing hung on? */
enum refusal pdf_end(struct str file);

/* The highest number in any "12 0 obj"; 0 where there is none. */
int64_t	pdf_last_object(struct str file);

#endif
