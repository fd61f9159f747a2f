// `make run` underneath: what it makes, what it refuses, and how it ends.

import assert from "node:assert";
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync,
	readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { Client } from "../lib/http.mjs";
import { freePort, root } from "../lib/stack.mjs";

const NOBODY = 65534;
let folder, none;

before(() => {
	folder = mkdtempSync(join(tmpdir(), "accord-stack-"));
	chmodSync(folder, 0o755);
	none = join(folder, "none");
	mkdirSync(join(none, "bin"), { recursive: true });
});

after(() => rmSync(folder, { recursive: true, force: true }));

// Starts docker/stack.sh with no programs and waits until it is ready or over.
async function start(name, { as, ports } = {}) {
	const dir = join(folder, name);
	const [port, tlsPort] = ports ?? [await freePort(), await freePort()];
	const id = as === undefined ? {} : { uid: as, gid: as };
	const child = spawn(join(root, "docker/stack.sh"), { ...id, cwd: folder, env: {
		...process.env, VAR: dir, PORT: port, TLS_PORT: tlsPort, BUILD: none,
	} });
	const run = { dir, child, port, began: Date.now(), said: "" };
	child.stdout.on("data", (text) => run.said += text);
	child.stderr.on("data", (text) => run.said += text);
	run.over = new Promise((resolve) => child.on("close", (status) => {
		run.status = status;
		resolve(status);
	}));
	while (run.status === undefined && !run.said.includes("Ctrl-C stops it"))
		await sleep(20);
	run.took = Date.now() - run.began;
	return run;
}

async function stop(run, signal = "SIGTERM") {
	const began = Date.now();
	run.child.kill(signal);
	await run.over;
	return Date.now() - began;
}

// Processes whose command line names this folder.
function processes(dir) {
	return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid)).filter((pid) => {
		try {
			return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(dir);
		} catch {
			return false;
		}
	});
}

function sql(run, text) {
	const socket = /db.socket = (.*)/.exec(readFileSync(join(run.dir, "accord.conf"), "utf8"))[1];
	return execFileSync("mariadb", ["--no-defaults", `--socket=${socket}`, "-N", "-B", "-e", text],
		{ encoding: "utf8" }).trim();
}

test("it keeps its data over a stop, and stops and starts quickly", async () => {
	let run = await start("keeps");
	sql(run, "CREATE TABLE accord.t (a INT); INSERT INTO accord.t VALUES (7)");
	const key = readFileSync(join(run.dir, "keys/session.key"));
	assert.ok(await stop(run, "SIGINT") < 3000);
	assert.strictEqual(run.status, 0);
	assert.deepStrictEqual(processes(run.dir), []);
	run = await start("keeps");
	assert.ok(run.took < 5000, `${run.took} ms`);
	assert.strictEqual(sql(run, "SELECT a FROM accord.t"), "7");
	assert.deepStrictEqual(readFileSync(join(run.dir, "keys/session.key")), key);
	await stop(run);
});

test("keys and passwords are for their owner, and no other account is open", async () => {
	const run = await start("secret");
	for (const place of ["keys", "secrets"])
		for (const file of readdirSync(join(run.dir, place)))
			assert.strictEqual(statSync(join(run.dir, place, file)).mode & 0o77, 0, file);
	assert.strictEqual(sql(run, "SELECT COUNT(*) FROM mysql.global_priv " +
		"WHERE User = '' OR Host NOT IN ('localhost', '')"), "0");
	assert.strictEqual(sql(run, "SELECT COUNT(*) FROM information_schema.INNODB_TABLESPACES_ENCRYPTION " +
		"WHERE NAME LIKE 'mysql/%' AND ENCRYPTION_SCHEME = 0"), "0");
	await stop(run);
});

test("killed outright, it leaves nothing running", async () => {
	const run = await start("killed");
	await stop(run, "SIGKILL");
	for (let i = 0; i < 100 && processes(run.dir).length > 0; i++)
		await sleep(50);
	assert.deepStrictEqual(processes(run.dir), []);
	const again = await start("killed");
	assert.strictEqual(again.status, undefined, again.said);
	await stop(again);
});

test("two run side by side; the same folder or port is refused", async () => {
	const one = await start("one"), two = await start("two");
	for (const run of [one, two])
		assert.strictEqual((await new Client(`http://localhost:${run.port}`).get("/")).status, 503);
	const same = await start("one");
	assert.match(same.said, /another Accord runs in/);
	const taken = await start("three", { ports: [one.port, await freePort()] });
	assert.match(taken.said, new RegExp(`port ${one.port} is in use`));
	assert.deepStrictEqual([same.status, taken.status], [1, 1]);
	await Promise.all([stop(one), stop(two)]);
});

test("a folder too long for a socket still works and leaves no folder behind", async () => {
	const before = readdirSync("/tmp");
	const run = await start(`deep/${"long".repeat(25)}`);
	assert.strictEqual(run.status, undefined, run.said);
	const place = /db.socket = (.*)\/db.sock/.exec(
		readFileSync(join(run.dir, "accord.conf"), "utf8"))[1];
	assert.ok(!place.startsWith(run.dir) && !before.includes(place));
	await stop(run);
	assert.ok(!existsSync(place));
});

test("when a part of it ends, all of it ends, and says which", async () => {
	const run = await start("ends");
	process.kill(Number(readFileSync(join(run.dir, "run/nginx.pid"), "utf8")), "SIGTERM");
	assert.strictEqual(await run.over, 1);
	assert.match(run.said, /nginx has ended/);
	assert.deepStrictEqual(processes(run.dir), []);
});

test("a folder that holds something else is neither used nor thrown away", async () => {
	const dir = join(folder, "other");
	mkdirSync(dir);
	writeFileSync(join(dir, "letter.txt"), "dear");
	const run = await start("other");
	assert.strictEqual(run.status, 1);
	assert.match(run.said, /holds something else/);
	assert.throws(() => execFileSync(join(root, "docker/reset.sh"),
		{ env: { ...process.env, VAR: dir }, stdio: "pipe" }));
	assert.ok(existsSync(join(dir, "letter.txt")));
});

test("reset waits for nobody: it refuses while it runs, and then clears", async () => {
	const run = await start("reset");
	const reset = () => execFileSync(join(root, "docker/reset.sh"),
		{ env: { ...process.env, VAR: run.dir }, stdio: "pipe" });
	assert.throws(reset);
	await stop(run);
	reset();
	assert.ok(!existsSync(run.dir));
});

test("an ordinary user can run it", { skip: process.getuid() !== 0 }, async () => {
	mkdirSync(join(folder, "user"));
	chownSync(join(folder, "user"), NOBODY, NOBODY);
	const run = await start("user/var", { as: NOBODY });
	assert.strictEqual(run.status, undefined, run.said);
	const got = await new Client(`http://localhost:${run.port}`).get("/static/accord.css");
	assert.strictEqual(got.status, 200);
	await stop(run);
});
