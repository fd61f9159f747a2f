#include "core/base/types.h"
#include "fcgi/command/commands.h"

struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *usage;
};

static const struct command commands[] = {
	{ "serve", cmd_serve, "POOL --config FILE [--now 2026-03-03T10:00:00Z] [--record FILE]" },
	{ "migrate", cmd_migrate, "--config FILE" },
	{ "policy", cmd_policy, "lint DIR | load DIR --config FILE" },
	{ "demo", cmd_demo, "load DIR --config FILE" },
	{ "case", cmd_case, "add TABLE.csv | family REF EMAIL | paper REF NAME TELEPHONE |\n"
	    "\t\tsex REF [female or male] | young-person REF EMAIL, with --config FILE" },
	{ "code", cmd_code, "EMAIL --config FILE" },
	{ "verify", cmd_verify, "[--documents] --config FILE" },
	{ "verify-letter", cmd_verify_letter, "LETTER.pdf --config FILE" },
	{ "user", cmd_user, "add EMAIL NAME ROLE [TEAM] | close EMAIL | "
	    "password EMAIL | codes EMAIL |\n\t\trole EMAIL ROLE [TEAM] | title EMAIL TITLE, with --config FILE" },
	{ "routes", cmd_routes, "[--forms]" },
	{ "access", cmd_access, "[--matrix]" },
};

static int
usage(void)
{
	fputs("usage:\n", stderr);
	for (size_t i = 0; i < COUNT(commands); i++)
		fprintf(stderr, "\taccord %s %s\n", commands[i].name,
		    commands[i].usage);
	return 2;
}

int
main(int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < COUNT(commands); i++) {
		if (strcmp(argv[1], commands[i].name) != 0)
			continue;
		int status = commands[i].run(argc - 1, argv + 1);
		return status == 2 ? usage() : status;
	}
	return usage();
}
