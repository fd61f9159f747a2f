#include "fcgi/command/admin.h"

#include <sys/stat.h>

#include "core/base/arena.h"
#include "core/base/str.h"
#include "fcgi/busy.h"
#include "fcgi/log.h"
#include "fcgi/service.h"
#include "gen/q_setup.h"

#define ADMIN_ARENA ((size_t)256 * 1024 * 1024)
#define MIGRATION_S 3600	/* a table may have to be rewritten */
#define FILE_MAX ((size_t)16 * 1024 * 1024)

int
admin_open(struct admin *ad, int argc, char **argv, bool needs_config)
{
	const char *config = NULL;

	*ad = (struct admin){ .a = arena_new(ADMIN_ARENA) };
	crypt_start();
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--config") == 0 && i + 1 < argc)
			config = argv[++i];
		else if (ad->words < ADMIN_WORDS)
			ad->word[ad->words++] = argv[i];
		else
			return 2;
	}
	if (config == NULL)
		return needs_config ? 2 : 0;
	return config_read(ad->a, config, &ad->config) ? 0 : 1;
}

enum err
admin_connect_new(struct admin *ad)
{
	struct db_use use = { .statement_s = MIGRATION_S };

	return service_db(ad->a, &ad->config, &ad->config.db_owner, use, &ad->db);
}

enum err
admin_check(struct admin *ad)
{
	struct installation in;

	TRY(installation_is(ad->db, ad->a, &in));
	if (in.demonstration == ad->config.demonstration ||
	    (in.people == 0 && !in.demonstration))
		return OK;
	say_line(in.demonstration ?
	    S("This database holds fictional people (it is marked as a demonstration), "
	    "and this configuration is not for a demonstration.") :
	    S("This database holds real people, and this configuration is for a "
	    "demonstration."));
	return E_FORBIDDEN;
}

enum err
admin_connect(struct admin *ad)
{
	TRY(admin_connect_new(ad));
	return admin_check(ad);
}

enum err
admin_run(struct admin *ad, enum err (*command)(struct admin *))
{
	int runs = 0;
	enum err e;

	TRY(admin_connect(ad));
	do {
		(void)!db_end(ad->db, false);
		e = command(ad);
		if (e == OK)
			e = db_end(ad->db, true);
	} while (busy_again(e, &runs));
	return e;
}

int
admin_close(struct admin *ad, enum err e)
{
	if (ad->db != NULL) {
		enum err ended = db_end(ad->db, e == OK);
		if (e == OK)
			e = ended;
		db_close(ad->db);
	}
	if (e != OK)
		log_error("failed", log_str("error", err_words(e)->name));
	arena_free(ad->a);
	return e == OK ? 0 : 1;
}

void
say(const struct out *o)
{
	struct str s = out_str_of(o);

	fwrite(s.p, 1, s.n, stdout);
}

void
say_line(struct str s)
{
	printf("%.*s\n", STR_ARG(s));
}

enum err
file_read(struct arena *a, const char *path, struct str *text)
{
	FILE *f = fopen(path, "rb");
	struct stat st;

	if (f == NULL || fstat(fileno(f), &st) != 0 || (size_t)st.st_size > FILE_MAX) {
		log_error("file", log_text("path", path));
		if (f != NULL)
			fclose(f);
		return E_INTERNAL;
	}
	size_t n = (size_t)st.st_size;
	char *p = arena_alloc(a, n + 1);
	bool ok = fread(p, 1, n, f) == n;
	fclose(f);
	*text = (struct str){ p, n };
	return ok ? OK : E_INTERNAL;
}

