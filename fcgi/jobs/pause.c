#include "fcgi/jobs/jobs.h"

int64_t
jobs_pause(int tries)
{
	int doublings = tries < 1 ? 0 : tries > 7 ? 6 : tries - 1;
	int64_t pause = (int64_t)5 << doublings;

	return pause < 300 ? pause : 300;
}
