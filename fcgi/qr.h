/*
 * A text as a QR code, for a phone to read from the screen: the outline of its
 * dark squares, which a page puts into an inline picture.
 */
#ifndef FCGI_QR_H
#define FCGI_QR_H

#include "core/base/types.h"

struct arena;

struct qr {
	struct str box;		/* viewBox, with the light edge it needs */
	struct str outline;	/* d of a path; none: it could not be drawn */
};

struct qr qr_of(struct arena *, struct str text);

#endif
