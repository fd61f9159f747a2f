#include "fcgi/qr.h"

#include <qrencode.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

#define EDGE 4			/* light squares all around, as the standard asks */
#define OUTLINE_MOST ((size_t)65536)

/* Dark squares that stand side by side, as one bar. */
static void
bar(struct out *o, int x, int y, int n)
{
	out_char(o, 'M');
	out_int(o, x);
	out_char(o, ' ');
	out_int(o, y);
	out_char(o, 'h');
	out_int(o, n);
	out_lit(o, "v1h-");
	out_int(o, n);
	out_char(o, 'z');
}

static struct str
outline_of(struct arena *a, const QRcode *code)
{
	int width = code->width;
	struct out o;

	out_init(&o, a, OUTLINE_MOST);
	for (int y = 0; y < width; y++) {
		const unsigned char *row = code->data + y * width;
		for (int x = 0, n; x < width; x += n + 1) {
			for (n = 0; x + n < width && (row[x + n] & 1) != 0; n++)
				;
			if (n > 0)
				bar(&o, x, y, n);
		}
	}
	return out_ok(&o) ? out_str_of(&o) : STR_NONE;
}

struct qr
qr_of(struct arena *a, struct str text)
{
	QRcode *code = QRcode_encodeData((int)text.n, (const unsigned char *)text.p, 0,
	    QR_ECLEVEL_M);
	struct out o;

	if (code == NULL)
		return (struct qr){ STR_NONE, STR_NONE };
	out_init(&o, a, 60);
	for (int i = 0; i < 4; i++) {
		out_int(&o, i < 2 ? -EDGE : code->width + 2 * EDGE);
		if (i < 3)
			out_char(&o, ' ');
	}
	struct qr qr = { out_str_of(&o), outline_of(a, code) };
	QRcode_free(code);
	return qr;
}
