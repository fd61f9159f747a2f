/*
 * What a field is called where it stands without its label: in the summary of
 * what is wrong, and among what was sent. Its name says it, or a row here does.
 */
#include "core/base/arena.h"
#include "core/form.h"

static const struct {
	struct str name, label;
} labels[] = {
	{ S_INIT("asked"), S_INIT("What it costs in a year") },
	{ S_INIT("answers"), S_INIT("Who answers it") },
	{ S_INIT("comes"), S_INIT("Who comes along") },
	{ S_INIT("council"), S_INIT("Arranged by the council") },
	{ S_INIT("covers_not"), S_INIT("What it does not cover") },
	{ S_INIT("day1"), S_INIT("The first day") },
	{ S_INIT("day2"), S_INIT("The second day") },
	{ S_INIT("day3"), S_INIT("The third day") },
	{ S_INIT("direct"), S_INIT("Direct payment") },
	{ S_INIT("due"), S_INIT("The new date") },
	{ S_INIT("first"), S_INIT("The first day") },
	{ S_INIT("from"), S_INIT("The day it is there from") },
	{ S_INIT("goes_to"), S_INIT("To whom it goes") },
	{ S_INIT("held"), S_INIT("The day it was held") },
	{ S_INIT("last"), S_INIT("The last day") },
	{ S_INIT("panel"), S_INIT("The day of the panel") },
	{ S_INIT("part"), S_INIT("The amount that is agreed") },
	{ S_INIT("percent"), S_INIT("Per cent for surprises") },
	{ S_INIT("purpose"), S_INIT("What it is") },
	{ S_INIT("received"), S_INIT("The day it came") },
	{ S_INIT("relied"), S_INIT("Evidence this rests on") },
	{ S_INIT("runs_from"), S_INIT("The day the sum runs from") },
	{ S_INIT("said"), S_INIT("What was said") },
	{ S_INIT("said_#"), S_INIT("What the document was") },
	{ S_INIT("starts"), S_INIT("The day it starts") },
	{ S_INIT("third"), S_INIT("Held by somebody else") },
	{ S_INIT("third_name"), S_INIT("Who holds it") },
	{ S_INIT("time1"), S_INIT("The time on the first day") },
	{ S_INIT("time2"), S_INIT("The time on the second day") },
	{ S_INIT("time3"), S_INIT("The time on the third day") },
	{ S_INIT("until"), S_INIT("The last day") },
	{ S_INIT("what"), S_INIT("What is needed") },
	{ S_INIT("which"), S_INIT("Which help it is") },
	{ S_INIT("who"), S_INIT("Who they are to the child") },
	{ S_INIT("why_#"), S_INIT("Why the document did not decide it") },
	{ S_INIT("why_from"), S_INIT("Why it runs from that day") },
	{ S_INIT("words"), S_INIT("What you wrote") },
};

struct str
form_label(struct arena *a, struct str name)
{
	for (size_t i = 0; i < COUNT(labels); i++)
		if (str_eq(labels[i].name, name))
			return labels[i].label;
	char *p = str_cstr(a, name);	/* two_carers: "Two carers" */
	for (size_t i = 0; i < name.n; i++)
		if (p[i] == '_' || p[i] == '-')
			p[i] = ' ';
	if (p[0] >= 'a' && p[0] <= 'z')
		p[0] = (char)(p[0] - ('a' - 'A'));
	return (struct str){ p, name.n };
}
