/*
 * What the pages of time show: late steps, handing over, absences; and the
 * complaints beside a case.
 */
#ifndef WEB_LATE_H
#define WEB_LATE_H

#include "core/base/types.h"
#include "web/parts/view.h"

struct late_line_view {
	struct url to;
	struct str what, ref, child, holder, due;
};

struct late_line_views {
	struct late_line_view *v;
	size_t n;
};

struct late_tier {		/* what is late further down, and who sees to it */
	struct str whose, sees;	/* "practice leads", "operations manager" */
	int n;
};

struct late_tiers {
	struct late_tier *v;
	size_t n;
};

struct handover_view {
	struct url back, send;
	struct str ref, what, holder, due;
	bool late;
	struct date latest;	/* of a new date; none: the step has no aim */
	struct url give;	/* of the whole case; none: not theirs to give */
};

struct case_give_view {
	struct url back, send;
	struct str child, ref, worker;
	struct str to_come;	/* what is to happen on a day, if it is not replaced */
	bool reconsiders;	/* the worker of the case is at it */
};

struct absence_view {
	struct str days, stands_in;
	struct url end;
};

struct absence_views {
	struct absence_view *v;
	size_t n;
};

struct named_box {		/* one of the staff a complaint may name */
	int field;
	struct str value, label;
};

struct named_boxes {
	struct named_box *v;
	size_t n;
};

struct complaint_view {
	struct date day;
	struct str reference, subject, answers, named, noted;
};

struct complaint_views {
	struct complaint_view *v;
	size_t n;
};

#endif
