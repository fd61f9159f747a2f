/*
 * The kinds of link that lead to no page: a place on the same page, a telephone,
 * the keeper of what is typed. All others come from the route table.
 */
#ifndef WEB_URL_H
#define WEB_URL_H

#include "core/base/types.h"

struct arena;

/* "#reason": to the element of that id (letters, digits, - and _ only). */
struct url url_anchor(struct arena *, struct str id);

/* "tel:01632960001": to a number as people write it, "(01632) 960 001". */
struct url url_telephone(struct arena *, struct str number);

/*
 * Where the script keeps what is typed into a form that goes to `action`; for
 * its data-autosave. Paths need no encoding in a query.
 */
struct str url_autosave(struct arena *, struct url action);

#endif
