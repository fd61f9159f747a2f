#include "fcgi/inspect/pdf_text.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str in = { (const char *)data, n };

	if (pdf_last_object(in) < 0)
		abort();
	(void)pdf_names(in);
	(void)pdf_end(in);
	return 0;
}
