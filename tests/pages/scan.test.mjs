// Uploads are scanned where a scanner is configured. This one is the test's
// own: it speaks clamd's protocol and knows one signature, that of EICAR.

import assert from "node:assert";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { documentsOf, upload } from "../lib/documents.mjs";
import * as files from "../lib/files.mjs";
import { signIn } from "../lib/people.mjs";
import { startStack } from "../lib/stack.mjs";

// in two, so that no scanner takes this file for it
const EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
const folder = mkdtempSync(join(tmpdir(), "accord-scan-"));
const scanned = [];
let mood = "well", server, stack, person, path;

// zINSTREAM\0, pieces of four bytes length and so many bytes, a length of 0
function file(bytes) {
	const begin = "zINSTREAM\0", pieces = [];

	if (bytes.toString("latin1", 0, begin.length) !== begin)
		return null;
	for (let at = begin.length; at + 4 <= bytes.length;) {
		const n = bytes.readUInt32BE(at);
		if (n === 0)
			return Buffer.concat(pieces);
		pieces.push(bytes.subarray(at + 4, at + 4 + n));
		at += 4 + n;
	}
	return null;
}

before(async () => {
	const socket = join(folder, "clamd.sock");
	server = net.createServer({ allowHalfOpen: true }, (client) => {
		let bytes = Buffer.alloc(0);
		client.on("error", () => {});
		client.on("data", (chunk) => {
			bytes = Buffer.concat([bytes, chunk]);
			const whole = file(bytes);
			if (whole === null)
				return;
			scanned.push(whole);
			if (mood === "dead")
				return void client.destroy();
			client.end(mood === "large" ? "INSTREAM size limit exceeded. ERROR\0" :
				whole.includes(EICAR) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
		});
	});
	await new Promise((resolve) => server.listen(socket, resolve));
	stack = await startStack({ CLAMD: socket });
	person = await signIn("lorna.muir@family.example", { url: stack.url, config: stack.config });
	path = await documentsOf(person, "Hamish");
});

after(async () => {
	await stack?.stop();
	server?.close();
	rmSync(folder, { recursive: true, force: true });
});

const add = (bytes) => upload(person, path, { name: "a.docx", bytes });

test("a clean file passes, and the scanner saw all of it", async () => {
	const bytes = files.docx({ more: [["word/a.bin", randomBytes(300000), true]] });
	assert.strictEqual((await add(bytes)).status, 303);
	assert.ok(scanned.at(-1).equals(bytes));
});

test("one with the signature is refused", async () => {
	const answer = await add(files.docx({ more: [["word/a.txt", EICAR, true]] }));
	assert.strictEqual(answer.status, 422);
	assert.match(answer.text, /The virus scanner found something harmful/);
});

for (const how of ["dead", "large"])
	test(`a scanner that gives no answer (${how}) lets nothing through`, async () => {
		mood = how;
		const answer = await add(files.docx());
		mood = "well";
		assert.strictEqual(answer.status, 422);
		assert.match(answer.text, /could not check this file for viruses just now/);
	});
