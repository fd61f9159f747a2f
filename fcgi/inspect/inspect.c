#include "fcgi/inspect/inspect.h"

#include "core/base/arena.h"
#include "fcgi/inspect/kind.h"

struct file_verdict
inspect(struct arena *a, struct str file, struct str *clean)
{
	struct file_verdict v = { .refusal = REFUSED_EMPTY };

	*clean = STR_NONE;
	if (file.n == 0)
		return v;
	v.refusal = REFUSED_LARGE;
	if (file.n > DOCUMENT_BYTES)
		return v;
	v.kind = kind_of(file, &v.refusal);
	switch (v.kind) {
	case DOCUMENT_PDF:
		v.refusal = pdf_check(a, file, &v.pages);
		break;
	case DOCUMENT_DOCX:
	case DOCUMENT_ODT:
		v.refusal = office_check(a, file, v.kind);
		break;
	case DOCUMENT_JPEG:
		v.refusal = jpeg_clean(a, file, clean);
		break;
	case DOCUMENT_PNG:
		v.refusal = png_clean(a, file, clean);
		break;
	case DOCUMENT_NONE:
		break;
	}
	v.clean = clean->n;
	if (v.refusal != REFUSED_NOT)
		return (struct file_verdict){ .refusal = v.refusal };
	return v;
}
