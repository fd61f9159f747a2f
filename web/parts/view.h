/*
 * What the parts show that no query and no rule gives by itself: small rows of
 * ready words. Whoever fills one owns what its slices point into; it has to
 * live as long as the page. A struct str that is none is not
 * shown.
 */
#ifndef WEB_PARTS_VIEW_H
#define WEB_PARTS_VIEW_H

#include "core/base/types.h"

struct line {
	struct str words;
};

struct lines {
	struct line *v;
	size_t n;
};

struct help_line {		/* somebody to ring (P15: at every step) */
	struct str name;
	struct str telephone;	/* as it is read out: "01632 960 001" */
	struct str hours;
};

struct help_lines {
	struct help_line *v;
	size_t n;
};

struct frame {			/* around every page */
	struct str title;	/* of the window, most particular part first */
	struct str about;	/* whose case: a name, and its reference; or none */
	struct str council;
	struct str person;	/* who is signed in; none: nobody */
	struct str told;	/* what was done just now; none: nothing */
	struct str notice;	/* what the reader must know; none: nothing */
	struct url notice_to;	/* where it leads, with its words */
	struct str notice_go;
	bool demonstration;	/* fictional people and cases */
	bool reference;		/* reference policy data are shown */
	bool problem;		/* the form has come back with errors */
	bool exit;		/* offer "exit this page" */
	bool typed;		/* shows what was typed and is not stored */
	int session_left;	/* seconds until signed out; 0: no session */
	struct stamp session_ends;
	struct help_lines help;	/* the four voluntary organisations */
	struct help_lines rights;	/* complaints, the Ombudsman */
};

struct next_choice {		/* after an answer in writing; none: not now */
	struct url settle, meeting, points;
};

struct status_view {		/* who has this now */
	struct str step;	/* "Your challenge is being looked at again" */
	struct str holder;	/* "Priya Nair, social worker" */
	struct str when, by;	/* "By when": "Tuesday 3 March 2026, 6 working days left" */
	struct str next;	/* what happens then */
	struct str late;	/* on whose side; none: it is in time */
	struct str sees;	/* who sees to what is late, how and by when */
	struct str sees_name, sees_telephone;	/* or none */
	struct str contact;	/* whom to ask, by name */
	struct str telephone;	/* none: there is nobody to ring */
	bool yours;		/* the reader is whom others ring */
	struct str hours;	/* in which the council can be rung; none: it is a person */
	struct url to;		/* where more stands; or none */
	struct str to_words;
};

struct sum_view {		/* what a child has now */
	struct money year;	/* none: nothing is known yet */
	struct points total;	/* none: it was not scored */
	struct str band;
	bool agreed;		/* and both have signed a plan of it */
	struct url to;		/* how it was worked out */
};

struct band_view {		/* one band, in the order of the points */
	struct str name;
	int from, to;		/* points, both included, for <meter> */
	bool here;		/* the score is in this one */
};

struct band_views {
	struct band_view *v;
	size_t n;
};

struct step_view {		/* one step of money */
	struct points from, to;
	struct money year;
	bool here;
};

struct step_views {
	struct step_view *v;
	size_t n;
};

struct option {			/* one of a few answers */
	struct str value;	/* as the form sends it */
	struct str label;
	struct str hint;	/* or empty */
};

struct options {
	struct option *v;
	size_t n;
};

struct level_view {		/* one possible answer to a question */
	struct str value;	/* as the form sends it */
	struct str label;	/* "Significant" */
	struct str hint;	/* what that means */
	struct points points;
};

struct level_views {
	struct level_view *v;
	size_t n;
};

#endif
