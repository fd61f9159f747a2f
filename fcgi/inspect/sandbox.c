#include "fcgi/inspect/sandbox.h"

#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define MEMORY ((rlim_t)256 * 1024 * 1024)
#define CPU_SECONDS ((rlim_t)10)

/*
 * The sanitizers need terabytes of address space and calls of their own: where
 * one is linked in, there is no sandbox to be tested.
 */
extern void __asan_init(void) __attribute__((weak));

static bool
limit(int what, rlim_t most)
{
	const struct rlimit l = { most, most };

	return setrlimit((__rlimit_resource_t)what, &l) == 0;
}

bool
sandbox_limits(void)
{
	return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && limit(RLIMIT_CORE, 0) &&
	    limit(RLIMIT_CPU, CPU_SECONDS) &&
	    (__asan_init != NULL || limit(RLIMIT_AS, MEMORY));
}

static const int allowed[] = {
	SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(exit), SCMP_SYS(exit_group),
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(futex), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(clock_gettime), SCMP_SYS(getrandom),
	/* abort() */
	SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(tgkill),
};

/* Memory of nothing, that cannot be run. */
static bool
allow_memory(scmp_filter_ctx f)
{
	return seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
	    SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS)) == 0 &&
	    seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
}

bool
sandbox_close(void)
{
	if (!limit(RLIMIT_NOFILE, 0) || !limit(RLIMIT_NPROC, 0))
		return false;
	if (__asan_init != NULL)
		return true;
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_KILL_PROCESS);
	bool ok = f != NULL && allow_memory(f);
	for (size_t i = 0; ok && i < COUNT(allowed); i++)
		ok = seccomp_rule_add(f, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
	/* what stdio and locale code ask of a file that is open: not allowed */
	ok = ok && seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(newfstatat),
	    0) == 0;
	ok = ok && seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(fstat),
	    0) == 0;
	ok = ok && seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(openat),
	    0) == 0;
	return ok && seccomp_load(f) == 0;
}
