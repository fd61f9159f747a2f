/*
 * Pixels between two formats, and which way up they belong.
 */
#ifndef FCGI_INSPECT_PICTURE_H
#define FCGI_INSPECT_PICTURE_H

#include "core/base/types.h"

struct arena;

#define PIXELS ((uint64_t)50 * 1000 * 1000)
#define SIDE 65000			/* pixels; a JPEG takes 65,500 */

struct picture {			/* rows from the top, eight bits a channel */
	int width, height;		/* as it is kept */
	int channels;
	unsigned char *pixel;
};

bool	picture_fits(uint64_t width, uint64_t height);

/* Room for a picture of this size once it is turned. */
void	picture_begin(struct arena *, struct picture *, int width, int height,
    int channels, int orientation);

/* Puts a row, as it came, where it belongs. width, height: as it came. */
void	picture_put(struct picture *, int orientation, int width, int height, int y,
    const unsigned char *row);

const unsigned char *picture_row(const struct picture *, int y);

/*
 * The orientation (1 to 8, TIFF 6.0) an Exif block tells; 1, upright, where it
 * tells none or cannot be read. It begins with its byte order, "II" or "MM".
 */
int	exif_orientation(struct str exif);

#endif
