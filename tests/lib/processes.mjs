// Who runs on this machine, by command line.

import { readFileSync, readdirSync } from "node:fs";

function processes() {
	return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid)).flatMap((pid) => {
		try {
			const [, parent] = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
			return [{ pid, parent, words: readFileSync(`/proc/${pid}/cmdline`, "utf8")
				.replaceAll("\0", " ") }];
		} catch {
			return [];	// it has just ended
		}
	});
}

// Process ids of those whose command line matches; workers: whose parent's does
// too; masters: whose parent's does not.
export function found(pattern) {
	return processes().filter((p) => pattern.test(p.words)).map((p) => Number(p.pid));
}

export function masters(pattern) {
	const of = workers(pattern);

	return found(pattern).filter((pid) => !of.includes(pid));
}

export function workers(pattern) {
	const all = processes(), masters = new Set(all.filter((p) => pattern.test(p.words))
		.map((p) => p.pid));

	return all.filter((p) => masters.has(p.parent)).map((p) => Number(p.pid));
}
