/*
 * The keyed hash under which a session's cookie is stored: `hash KEYFILE`
 * reads cookies, a line each, and prints their hashes in hexadecimal.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/str.h"
#include "core/crypt.h"

int
main(int argc, char **argv)
{
	FILE *f = argc == 2 ? fopen(argv[1], "r") : NULL;
	struct key key;
	char bytes[64], line[256];

	crypt_start();
	if (f == NULL || !crypt_key_read((struct str){ bytes,
	    fread(bytes, 1, sizeof bytes, f) }, &key)) {
		fputs("usage: hash KEYFILE < cookies\n", stderr);
		return 2;
	}
	fclose(f);
	while (fgets(line, sizeof line, stdin) != NULL) {
		struct hash32 h = crypt_hash(&key, (struct str){ line, strcspn(line, "\n") });
		for (size_t i = 0; i < sizeof h.b; i++)
			printf("%02x", h.b[i]);
		putchar('\n');
	}
	return 0;
}
