// What `make install` puts in place, and docker/server.sh makes of it: a whole
// server in namespaces of its own, each pool a system user of its own.

import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { root } from "../lib/stack.mjs";

const share = "usr/local/share/accord";
let dest;

before(() => {
	dest = mkdtempSync(join(tmpdir(), "accord-install-"));
	execFileSync("make", ["-s", "install", `DESTDIR=${dest}`], { cwd: root, stdio: "pipe" });
});

after(() => rmSync(dest, { recursive: true, force: true }));

test("everything a server needs is installed, and nothing fictional", () => {
	for (const file of ["usr/local/bin/accord", "usr/local/bin/accord-jobs",
		"usr/local/bin/accord-inspect", `${share}/static/accord.css.gz`, `${share}/grants.sql`,
		`${share}/static/errors/503.html`, `${share}/schema/001-people.sql`,
		`${share}/policy/reference/questions.csv`, `${share}/nginx/production.conf`,
		`${share}/server.sh`, "usr/local/lib/systemd/system/accord@.service"])
		assert.ok(existsSync(join(dest, file)), file);
	assert.ok(!existsSync(join(dest, share, "demo")));
	for (const file of readdirSync(join(dest, share), { recursive: true }))
		assert.strictEqual(statSync(join(dest, share, file)).mode & 0o22, 0, file);
});

test("systemd takes the units", () => {
	const units = readdirSync(join(root, "docker/systemd"))
		.map((file) => join(root, "docker/systemd", file.replace("@.", "@pages.")));
	const from = mkdtempSync(join(tmpdir(), "accord-units-"));
	try {
		const links = units.map((unit) => join(from, unit.split("/").pop()));
		units.forEach((unit, i) => execFileSync("cp", [unit.replace("@pages.", "@."), links[i]]));
		const said = execFileSync("sh", ["-c", 'systemd-analyze verify "$@" 2>&1 || true',
			"verify", ...links], { encoding: "utf8" });
		// the programs are not in /usr/local here
		assert.deepStrictEqual(said.split("\n").filter((line) =>
			line.includes(from) && !line.includes("is not executable")), []);
	} finally {
		rmSync(from, { recursive: true, force: true });
	}
});

test("a server is prepared, serves, and keeps its users apart",
	{ skip: process.getuid() !== 0, timeout: 180_000 }, () => {
		const said = execFileSync("unshare", ["--mount", "--net", "--pid", "--fork",
			"--kill-child", "--mount-proc", join(root, "tests/docker/within.sh"), dest],
		{ encoding: "utf8" });
		const got = said.split("\n");
		for (const line of ["health 200", "sign-in 200", "static 200",
			"plain 301 https://accord.test/health", "stranger 000", "ballast 64 MB", "server is ready"])
			assert.ok(got.includes(line), `${line}\n${said}`);
		const yes = got.filter((line) => line.endsWith(" yes")).sort();
		assert.deepStrictEqual(yes, [
			"files keys/documents.key yes", "files keys/session.key yes",
			"jobs keys/letters.key yes", "jobs keys/session.key yes",
			"pages keys/session.key yes", "pages secrets/pages_read yes",
			"sign-in keys/session.key yes", "sign-in keys/totp.key yes",
			"sign-in secrets/signin_read yes",
		]);
		assert.strictEqual(got.filter((line) => line.endsWith(" no")).length, 23);
	});
