/*
 * accord-inspect: what kind of file is this, is it safe to keep, and what is
 * kept of it. Run once per uploaded file, with an empty environment: the file
 * on standard input, the verdict (core/document.h) on standard output, and
 * after it, for a picture, the picture made anew.
 *
 * It holds no key and no connection. Before it reads the first byte it has
 * loaded what its libraries need and given up the right to open, connect, start
 * or change anything (sandbox.h); so what is wrong with a library can spoil a
 * verdict and nothing else.
 *
 * Each check is a function of bytes; memory is bounded by the sandbox and the
 * arena. What a check does not understand it refuses.
 */
#ifndef FCGI_INSPECT_INSPECT_H
#define FCGI_INSPECT_INSPECT_H

#include "core/base/str.h"
#include "core/document.h"

struct arena;

struct finding {
	enum refusal refusal;	/* REFUSED_NOT: good */
	int pages;		/* of a PDF */
	struct str clean;	/* of a picture: what is kept */
};

/* PDF: encrypted, scripts, files within; whether its text can be counted on. */
enum refusal pdf_check(struct arena *, struct str file, int *pages);

/* DOCX and ODT. */
enum refusal office_check(struct arena *, struct str file, enum document_kind);

/* Pictures, decoded and encoded again. */
enum refusal jpeg_clean(struct arena *, struct str file, struct str *clean);
enum refusal png_clean(struct arena *, struct str file, struct str *clean);

/* All of it: decides the kind and hands the file to its check. */
struct file_verdict inspect(struct arena *, struct str file, struct str *clean);

#endif
