#include "fcgi/installation.h"

#include "gen/q_installation.h"

enum err
installation_check(const struct config *c, struct db *db, struct arena *a)
{
	struct installation_kind kind;

	TRY(installation_kind(db, a, &kind));
	if (kind.demonstration == c->demonstration)
		return OK;
	log_error("installation", log_text("configuration",
	    c->demonstration ? "demonstration" : "production"),
	    log_text("database", kind.demonstration ? "demonstration" : "production"),
	    log_text("error", "they are not of one kind, and never work together"));
	return E_FORBIDDEN;
}
