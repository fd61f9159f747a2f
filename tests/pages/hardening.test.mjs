// What the programs are built with, and what of a running Accord can be seen by
// others on the same machine.

import assert from "node:assert";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { running } from "../lib/accord.mjs";
import { setting } from "../lib/people.mjs";
import { found, workers } from "../lib/processes.mjs";
import { root } from "../lib/stack.mjs";

const at = running();
const programs = ["accord", "accord-jobs", "accord-inspect"];
const banned = readFileSync(join(root, "core/base/banned.h"), "utf8");

test("a socket is for its pool and nginx alone", () => {
	for (const pool of ["pages", "files", "sign-in"]) {
		const it = statSync(setting(`${pool}.socket`));
		assert.ok(it.isSocket(), pool);
		assert.strictEqual((it.mode & 0o777).toString(8), "660", pool);
	}
});

// Is a function of these words taken by the compiler, as the build calls it?
const compiles = (words) => spawnSync("gcc", ["-std=c17", "-D_GNU_SOURCE", `-I${root}`,
	"-include", "core/base/banned.h", "-fsyntax-only", "-x", "c", "-"], { cwd: root, encoding: "utf8",
	input: `void f(void);\nvoid\nf(void)\n{\n\t${words}\n}\n` });

test("what is banned does not compile, in any file of ours", () => {
	const names = [...banned.matchAll(/^#pragma GCC poison (.*)$/gm)].flatMap(([, n]) => n.split(" "));

	for (const name of ["strcpy", "sprintf", "strtok", "atoi", "system", "popen", "rand", "FCGX_FPrintF"])
		assert.ok(names.includes(name), name);
	assert.strictEqual(compiles("char b[4]; memcpy(b, \"abc\", 4);").status, 0);
	assert.match(compiles("char b[4]; strcpy(b, \"abc\");").stderr, /attempt to use poisoned "strcpy"/);
	for (const name of names)
		assert.match(compiles(`(void)${name};`).stderr, new RegExp(`poisoned "${name}"`));
	// and no file is built without the ban
	const made = execFileSync("make", ["-n", "-B", "all", "CC=gcc", "MAKEFLAGS="],
		{ cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
	const calls = made.split("\n").filter((l) => /\bgcc\b.* -c .*(core|sql|fcgi|web)\/[\w/-]+\.c\b/.test(l));
	assert.ok(calls.length > 100, `${calls.length} calls`);
	assert.deepStrictEqual(calls.filter((l) => !l.includes("-include core/base/banned.h")), []);
});

test("the programs are hardened", () => {
	for (const program of programs) {
		const words = execFileSync("readelf", ["-W", "-h", "-l", "-d", "-s",
			join(at.build, "bin", program)], { encoding: "utf8", maxBuffer: 1 << 28 });
		for (const [what, sign] of Object.entries({
			"position independent": /^\s*Type:\s+DYN /m, relro: /\bGNU_RELRO\b/,
			now: /\bFLAGS(_1)?\b.*\b(BIND_)?NOW\b/, "stack protector": /__stack_chk_fail/,
			fortify: /__\w+_chk\b(?<!__stack_chk)/, "no executable stack": /GNU_STACK\s.* RW\s/,
		}))
			assert.match(words, sign, `${program}: ${what}`);
	}
});

// Passwords and keys, as they could stand in a text.
function secrets() {
	const list = [];

	for (const place of ["keys", "secrets"])
		for (const name of readdirSync(join(at.folder, place)).filter((n) => !/\.(pub|crt)$/.test(n))) {
			const bytes = readFileSync(join(at.folder, place, name));
			list.push([name, bytes.toString("latin1").trim()], [name, bytes.toString("hex")],
				[name, bytes.toString("base64").replace(/=+$/, "")]);
		}
	return list.filter(([, text]) => text.length >= 8);
}

test("no secret stands in a command line or an environment", () => {
	const ours = new RegExp(at.folder), all = [...found(ours), ...workers(ours)];
	const list = secrets(), seen = [];

	assert.ok(all.length >= 10, `${all.length} processes`);
	assert.ok(list.length >= 40, `${list.length} secrets`);
	for (const pid of all)
		for (const what of ["cmdline", "environ"]) {
			let text;
			try {
				text = readFileSync(`/proc/${pid}/${what}`, "latin1");
			} catch {
				continue;	// it has just ended
			}
			seen.push(what);
			for (const [name, secret] of list)
				assert.ok(!text.includes(secret), `${name} in ${what} of ${pid}`);
		}
	assert.ok(seen.length >= 20, `${seen.length} read`);
});
