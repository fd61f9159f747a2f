/*
 * The least an upload could do: takes the body as nginx hands it over, encrypts
 * the file in it with a key of its own, and inserts it in rows of 256 KiB on the
 * same kind of connection as the files pool has.
 *
 *	upload FASTCGI_SOCKET DB_SOCKET DB_NAME USER PASSWORD DOCUMENT
 *
 * DOCUMENT is the key of a row its chunks may hang on.
 */
#include <fcgiapp.h>
#include <mysql.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BODY ((size_t)22 * 1024 * 1024)
#define CHUNK ((size_t)256 * 1024)

static char body[BODY];
static unsigned char sealed[CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES];
static long long document;
static int no;
static unsigned long sealed_n;

static void
must(int ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "upload: %s\n", what);
		exit(1);
	}
}

static MYSQL *
connection(char **db)
{
	MYSQL *my = mysql_init(NULL);

	must(my != NULL && mysql_real_connect(my, NULL, db[2], db[3], db[1], 0, db[0],
	    CLIENT_FOUND_ROWS) && !mysql_set_character_set(my, "utf8mb4") &&
	    !mysql_query(my, "SET autocommit = 0"), "connection");
	return my;
}

static MYSQL_STMT *
statement(MYSQL *my)
{
	static const char sql[] =
	    "INSERT INTO document_chunk (document, no, sealed) VALUES (?, ?, ?)";
	static MYSQL_BIND in[3] = {
		{ .buffer = &document, .buffer_type = MYSQL_TYPE_LONGLONG },
		{ .buffer = &no, .buffer_type = MYSQL_TYPE_LONG },
		{ .buffer = sealed, .buffer_type = MYSQL_TYPE_BLOB, .length = &sealed_n },
	};
	MYSQL_STMT *s = mysql_stmt_init(my);

	must(mysql_stmt_prepare(s, sql, sizeof sql - 1) == 0 &&
	    mysql_stmt_bind_param(s, in) == 0, mysql_stmt_error(s));
	return s;
}

static void
keep(MYSQL_STMT *s, const char *p, size_t n)
{
	unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
	unsigned char header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
	crypto_secretstream_xchacha20poly1305_state state;
	unsigned long long got;

	crypto_secretstream_xchacha20poly1305_keygen(key);
	crypto_secretstream_xchacha20poly1305_init_push(&state, header, key);
	for (size_t at = 0; at < n; at += CHUNK, no++) {
		size_t piece = n - at < CHUNK ? n - at : CHUNK;
		crypto_secretstream_xchacha20poly1305_push(&state, sealed, &got,
		    (const unsigned char *)p + at, piece, NULL, 0, 0);
		sealed_n = (unsigned long)got;
		must(mysql_stmt_execute(s) == 0, mysql_stmt_error(s));
	}
}

/* What stands between the head of the part with a file name and the last line. */
static size_t
file_in(size_t n, const char **p)
{
	char *at = memmem(body, n, "filename=", 9), *end = body + n - 4;

	must(at != NULL && n > 8, "no file");
	at = memmem(at, n - (size_t)(at - body), "\r\n\r\n", 4);
	must(at != NULL, "no file");
	while (memcmp(end, "\r\n--", 4) != 0 && end > at)
		end--;
	*p = at + 4;
	return (size_t)(end - *p);
}

int
main(int argc, char **argv)
{
	FCGX_Request rq;
	const char *file;

	must(argc == 7 && sodium_init() >= 0, "see the head of upload.c");
	document = atoll(argv[6]);
	int listener = FCGX_OpenSocket(argv[1], 128);
	must(listener >= 0, "no socket");
	MYSQL *my = connection(argv + 2);
	MYSQL_STMT *s = statement(my);
	FCGX_Init();
	FCGX_InitRequest(&rq, listener, 0);
	for (; FCGX_Accept_r(&rq) == 0; FCGX_Finish_r(&rq)) {
		int n = FCGX_GetStr(body, (int)BODY, rq.in);
		if (n > 0) {
			size_t bytes = file_in((size_t)n, &file);
			keep(s, file, bytes);
			must(!mysql_commit(my), mysql_error(my));
		}
		FCGX_PutS("Status: 303\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", rq.out);
	}
	return 1;
}
