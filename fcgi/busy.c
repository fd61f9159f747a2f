#include "fcgi/busy.h"

#include <unistd.h>

#include "core/crypt.h"

#define RUNS 3
#define JITTER_US 40000

bool
busy_again(enum err e, int *runs)
{
	unsigned char r;

	if (e != E_BUSY || ++*runs == RUNS)
		return false;
	crypt_random(&r, sizeof r);
	usleep((useconds_t)(*runs * JITTER_US + r * 100));
	return true;
}
