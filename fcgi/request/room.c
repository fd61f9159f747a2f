#include "fcgi/request/room.h"

#include <errno.h>
#include <sys/statvfs.h>

#define MB ((uint64_t)1024 * 1024)

int64_t
room_mb(const struct config *c)
{
	struct statvfs disk;

	if (statvfs(c->disk_folder, &disk) != 0)
		return -1;
	return (int64_t)((uint64_t)disk.f_bavail * disk.f_frsize / MB);
}

bool
room_left(const struct config *c)
{
	if (c->disk_folder == NULL)
		return true;
	int64_t mb = room_mb(c);
	if (mb < 0)
		log_error("disk", log_text("folder", c->disk_folder),
		    log_sys(errno));
	else if (mb < c->disk_floor_mb)
		log_error("disk_full", log_int("free_mb", mb),
		    log_int("floor_mb", c->disk_floor_mb));
	return mb < 0 || mb >= c->disk_floor_mb;
}
