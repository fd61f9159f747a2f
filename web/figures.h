/*
 * Figures by group, as their page shows them: ready words, for some are hidden.
 */
#ifndef WEB_FIGURES_H
#define WEB_FIGURES_H

#include "core/base/types.h"

struct figures_line {
	struct str name;
	struct str cases, scored, points, yearly, accepted, in_part, kept, late;
};

struct figures_lines {
	struct figures_line *v;
	size_t n;
};

#endif
