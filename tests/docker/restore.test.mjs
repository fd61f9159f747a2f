// A backup as docker/README.md says, taken while Accord runs, restored into an
// Accord that knows nothing: the same rows, the same documents, a whole record.

import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { accord, ofStack } from "../lib/accord.mjs";
import { documentsOf, upload } from "../lib/documents.mjs";
import * as files from "../lib/files.mjs";
import { Client } from "../lib/http.mjs";
import { until } from "../lib/people.mjs";
import { signIn } from "../lib/sign_in.mjs";
import { freePort, startStack } from "../lib/stack.mjs";

const REACH_FAMILY = 27;	// a step that the clock of accord-jobs opens, bit by bit

let folder, from, to;

before(async () => {
	folder = mkdtempSync(join(tmpdir(), "accord-restore-"));
	from = await startStack();
}, { timeout: 120_000 });

after(async () => {
	await from?.stop();
	await to?.stop();
	rmSync(folder, { recursive: true, force: true });
});

const socketOf = (stack) => /^db.socket = (.*)/m.exec(readFileSync(stack.config, "utf8"))[1];

function mysql(program, stack, list, input) {
	return execFileSync(program, ["--no-defaults", `--socket=${socketOf(stack)}`, ...list],
		{ input, maxBuffer: 1 << 30 });
}

// Everything but what signing in, looking and accord-jobs go on with. The rows
// themselves: CHECKSUM TABLE counts a generated column anew in each database.
function sums(stack) {
	const apart = ["session", "view", "mail", "letter_pdf", "todo", "job_done"];
	const rows = mysql("mariadb-dump", stack, ["--compact", "--order-by-primary", "--no-create-info",
		"--skip-extended-insert", "--skip-triggers", ...apart.map((t) => `--ignore-table=accord.${t}`), "accord"]);
	const hashes = new Map();
	for (const line of rows.toString("latin1").split("\n")) {
		const table = /^INSERT INTO `(\w+)`/.exec(line)?.[1] ?? "";
		hashes.set(table, createHash("sha256").update(hashes.get(table) ?? "").update(line).digest("hex"));
	}
	return [...hashes].join("\n") + mysql("mariadb", stack, ["-N", "-B", "accord"], `
		SELECT * FROM todo WHERE step <> ${REACH_FAMILY} AND NOT see_to ORDER BY id`).toString();
}

// What the clock of accord-jobs has to do in a new demonstration is done.
async function settled(stack) {
	await until(() => Number(mysql("mariadb", stack, ["-N", "-B", "accord"],
		"SELECT COUNT(*) FROM job_done WHERE task IN ('late', 'print')")) === 2, 120);
	for (let last = "", now = sums(stack); now !== last; now = sums(stack)) {
		last = now;
		await sleep(3000);
	}
}

async function download(client, path) {
	const { text } = await client.get(path);
	const link = new RegExp(`href="(${path}/[A-Za-z0-9_-]{22}[^"]*)"`).exec(text)[1];
	const got = await client.get(link);
	assert.strictEqual(got.status, 200, link);
	return got.bytes;
}

test("a backup restores to the same rows, documents and record", { timeout: 400_000 }, async () => {
	const parent = await signIn("lorna.muir@family.example", ofStack(from));
	const path = await documentsOf(parent, "Hamish");
	const answer = await upload(parent, path,
		{ name: "report.pdf", bytes: files.pdf({ words: "From the school", pages: 2 }) });
	assert.strictEqual(answer.status, 303, answer.text);
	const bytes = await download(parent, path);

	await settled(from);
	const dump = mysql("mariadb-dump", from, ["--single-transaction", "--quick", "--triggers",
		"--routines", "accord"]);
	for (const part of ["keys", "anchors.log"])
		cpSync(join(from.variables.VAR, part), join(folder, part), { recursive: true });
	const before = sums(from);

	const place = join(folder, "var");
	mkdirSync(place);
	cpSync(join(folder, "keys"), join(place, "keys"), { recursive: true });
	// the folder of an Accord that has only its keys
	execFileSync("touch", [join(place, ".accord")]);
	to = await startStack({ VAR: place, PORT: String(await freePort()),
		TLS_PORT: String(await freePort()) });
	await settled(to);	// nobody holds a table that is about to be replaced
	mysql("mariadb", to, ["accord"], dump);
	cpSync(join(folder, "anchors.log"), join(place, "anchors.log"));
	accord(ofStack(to), "migrate", "--config", to.config);

	assert.strictEqual(sums(to), before);
	assert.match(accord(ofStack(to), "verify", "--config", to.config), /^Everything is whole\.$/m);
	const again = await signIn("lorna.muir@family.example", ofStack(to));
	assert.deepStrictEqual(await download(again, path), bytes);
	// the secret of an authenticator opens with the restored key
	const worker = await signIn("liam.corrigan@accord.example", ofStack(to));
	assert.strictEqual((await worker.get("/")).status, 200);
});

test("with all that it serves it stops within three seconds, and starts again within five", async () => {
	const began = Date.now();
	let stopped;
	from.process.once("close", () => stopped = Date.now());
	await from.restart();
	const ready = Date.now();
	assert.strictEqual((await new Client(from.url).get("/health")).status, 200);
	assert.ok(stopped - began < 3000, `stopped after ${stopped - began} ms`);
	assert.ok(ready - stopped < 5000, `ready after ${ready - stopped} ms`);
});
