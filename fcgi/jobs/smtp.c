#include "fcgi/jobs/smtp.h"

#include <curl/curl.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "fcgi/config.h"

#define CONNECT_S 10L
#define WHOLE_S 60L

struct smtp {
	CURL *curl;		/* keeps its connection from mail to mail */
	const char *url;
	char error[CURL_ERROR_SIZE];	/* libcurl's words for the last failure */
};

struct upload {
	struct str left;
};

/* Is the server this machine? Then nobody listens in between. */
static bool
is_here(const char *url)
{
	static const char *const here[] = {
		"smtp://localhost", "smtp://127.0.0.1", "smtp://[::1]",
	};

	for (size_t i = 0; i < COUNT(here); i++) {
		size_t n = strlen(here[i]);
		if (strncmp(url, here[i], n) == 0 &&
		    (url[n] == '\0' || url[n] == ':' || url[n] == '/'))
			return true;
	}
	return false;
}

static size_t
next_bytes(char *to, size_t size, size_t n, void *from)
{
	struct upload *u = from;
	size_t room = size * n, take = u->left.n < room ? u->left.n : room;

	if (take > 0)
		memcpy(to, u->left.p, take);
	u->left = str_skip(u->left, take);
	return take;
}

static enum err
sign_in(struct arena *a, const struct config *c, CURL *curl)
{
	struct str password;

	if (c->mail_smtp_user == NULL)
		return OK;
	TRY(config_secret(a, c->mail_smtp_password_file, &password));
	bool set = curl_easy_setopt(curl, CURLOPT_USERNAME, c->mail_smtp_user) == CURLE_OK
	    && curl_easy_setopt(curl, CURLOPT_PASSWORD, str_cstr(a, password)) == CURLE_OK;
	return set ? OK : E_INTERNAL;
}

enum err
smtp_open(struct arena *a, const struct config *c, struct smtp **made)
{
	struct smtp *s = ARENA_NEW(a, struct smtp);
	long tls = is_here(c->mail_smtp_url) ? CURLUSESSL_NONE : CURLUSESSL_ALL;

	s->url = c->mail_smtp_url;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
	    (s->curl = curl_easy_init()) == NULL)
		return E_INTERNAL;
	CURL *curl = s->curl;
	bool set = curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK
	    && curl_easy_setopt(curl, CURLOPT_URL, s->url) == CURLE_OK
	    && curl_easy_setopt(curl, CURLOPT_USE_SSL, tls) == CURLE_OK
	    && curl_easy_setopt(curl, CURLOPT_PROXY, "") == CURLE_OK
	    && curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, s->error) == CURLE_OK
	    && curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK
	    && curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_S) == CURLE_OK
	    && curl_easy_setopt(curl, CURLOPT_TIMEOUT, WHOLE_S) == CURLE_OK
	    && curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L) == CURLE_OK
	    && curl_easy_setopt(curl, CURLOPT_READFUNCTION, next_bytes) == CURLE_OK;
	*made = s;
	return set ? sign_in(a, c, curl) : E_INTERNAL;
}

void
smtp_close(struct smtp *s)
{
	if (s == NULL)
		return;
	curl_easy_cleanup(s->curl);
	curl_global_cleanup();
}

static const char *
bracketed(struct arena *a, struct str address)
{
	struct out o;

	out_init(&o, a, 400);
	out_char(&o, '<');
	out_str(&o, address);
	out_char(&o, '>');
	return str_cstr(a, out_str_of(&o));
}

/* What it says of us, and not of a message: it greets nobody, does not know us or
 * our sender, is busy. Then no message is at fault. */
static bool
is_state(const char *error, CURLcode code, long reply)
{
	static const long state[] = { 421, 454, 530, 534, 535, 538 };
	static const char *const step[] = { "MAIL failed", "Got unexpected smtp-server" };

	for (size_t i = 0; i < COUNT(state); i++)
		if (reply == state[i])
			return true;
	for (size_t i = 0; i < COUNT(step); i++)
		if (strncmp(error, step[i], strlen(step[i])) == 0)
			return true;
	return reply < 400 || reply > 599 || code == CURLE_LOGIN_DENIED ||
	    code == CURLE_REMOTE_ACCESS_DENIED;
}

/* No answer at all is the server's state; 4xx and 5xx mostly its verdict. */
static enum smtp_result
result_of(struct smtp *s, CURLcode code)
{
	long reply = 0;

	if (code == CURLE_OK)
		return SMTP_TAKEN;
	curl_easy_getinfo(s->curl, CURLINFO_RESPONSE_CODE, &reply);
	log_warn("smtp", log_text("error", curl_easy_strerror(code)),
	    log_int("reply", reply));
	if (is_state(s->error, code, reply))
		return SMTP_DOWN;
	return reply < 500 ? SMTP_PUT_OFF : SMTP_REFUSED;
}

enum smtp_result
smtp_send(struct smtp *s, struct arena *a, struct str from, struct str to,
    struct str message)
{
	struct upload upload = { message };
	struct curl_slist *whom = curl_slist_append(NULL, bracketed(a, to));
	CURLcode code = CURLE_OUT_OF_MEMORY;

	if (whom != NULL
	    && curl_easy_setopt(s->curl, CURLOPT_MAIL_FROM, bracketed(a, from)) == CURLE_OK
	    && curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, whom) == CURLE_OK
	    && curl_easy_setopt(s->curl, CURLOPT_READDATA, &upload) == CURLE_OK
	    && curl_easy_setopt(s->curl, CURLOPT_INFILESIZE_LARGE,
	    (curl_off_t)message.n) == CURLE_OK)
		code = curl_easy_perform(s->curl);
	enum smtp_result result = result_of(s, code);
	curl_slist_free_all(whom);
	return result;
}
