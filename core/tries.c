#include "core/tries.h"

#include "core/base/civil.h"

bool
tries_too_many(int account, int address)
{
	return account >= TRIES_ACCOUNT || address >= TRIES_ADDRESS;
}

int64_t
tries_code_wait_s(int wrong)
{
	int64_t wait = TRIES_WINDOW_S;

	if (wrong < TRIES_CODES)
		return 0;
	for (int n = wrong - TRIES_CODES; n >= TRIES_CODES && wait < TRIES_CODES_S;
	    n -= TRIES_CODES)
		wait *= 2;
	return wait < TRIES_CODES_S ? wait : TRIES_CODES_S;
}

bool
tries_code_locked(int wrong, struct stamp last, struct stamp now)
{
	return is_set(last) && now.us < stamp_add(last, tries_code_wait_s(wrong)).us;
}
