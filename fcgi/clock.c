#include "fcgi/clock.h"

#include "fcgi/config.h"

static struct timespec
clock_read(clockid_t id)
{
	struct timespec t;

	if (clock_gettime(id, &t) != 0)
		abort();
	return t;
}

struct stamp
clock_utc(void)
{
	struct timespec t = clock_read(CLOCK_REALTIME);

	return (struct stamp){ (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000 };
}

struct stamp
clock_now(const struct config *c)
{
	return (struct stamp){ clock_utc().us + c->now_offset_us };
}

int64_t
clock_ms(void)
{
	struct timespec t = clock_read(CLOCK_MONOTONIC);

	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
