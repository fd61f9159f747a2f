/*
 * What anybody may read, signed in or not.
 */
#include "core/policy.h"
#include "fcgi/req.h"
#include "gen/t_help.h"
#include "gen/t_help_accessibility.h"
#include "gen/t_help_complain.h"
#include "gen/t_help_privacy.h"

enum err
help_show(struct req *rq)
{
	page_help(page_begin(rq, S("Help and your rights")));
	return page_end(rq);
}

enum err
help_complain_show(struct req *rq)
{
	const struct policy *p;

	TRY(today_policy(rq, &p));
	page_help_complain(page_begin(rq, S("Complain")), &p->complaint_stages);
	return page_end(rq);
}

enum err
help_accessibility_show(struct req *rq)
{
	page_help_accessibility(page_begin(rq, S("Accessibility")));
	return page_end(rq);
}

enum err
help_privacy_show(struct req *rq)
{
	page_help_privacy(page_begin(rq, S("Who sees what you write")));
	return page_end(rq);
}
