#include "core/account.h"

#include "core/base/str.h"
#include "core/base/utf8.h"

struct str
account_event_words(enum account_event event)
{
	static const struct str words[] = {
		[ACCOUNT_NOTHING] = S_INIT("Something was recorded"),
#define ACCOUNT_WORDS(name, value, text) [name] = S_INIT(text),
		ACCOUNT_EVENT_LIST(ACCOUNT_WORDS)
#undef ACCOUNT_WORDS
	};

	return (size_t)event < COUNT(words) ? words[event] : words[0];
}

bool
account_address_ok(struct str address)
{
	struct str host = address;
	struct str name = str_cut(&host, '@');

	if (name.n == 0 || !is_set(host) || host.n == 0 || str_has(host, '@'))
		return false;
	for (size_t i = 0; i < address.n; i++)
		if (address.p[i] <= ' ' || address.p[i] > '~' ||
		    str_has(S("<>()[],;:\\\""), address.p[i]))
			return false;
	return true;
}

struct str
account_name_fault(struct str name)
{
	if (!utf8_visible(name))
		return S("Enter your name");
	if (str_has(name, ',') || str_has(name, '\t') || !utf8_plain(name, false) ||
	    !utf8_one_way(name))
		return S("Enter your name alone: letters, spaces, hyphens and apostrophes");
	return STR_NONE;
}

struct str
account_phone_fault(struct str phone)
{
	int digits = 0;

	for (size_t i = 0; i < phone.n; i++) {
		if (phone.p[i] >= '0' && phone.p[i] <= '9')
			digits++;
		else if (!str_has(S(" +()-"), phone.p[i]))
			return S("Enter a telephone number with digits and spaces only, like "
			    "01632 960 001");
	}
	return phone.n == 0 || digits >= 6 ? STR_NONE :
	    S("Enter the whole telephone number, or leave it empty");
}
