// Documents over HTTP: what goes in comes out, to those who may see it, and to
// nobody once somebody has tampered with it.
//
// The cases of Hamish Muir (South team, Liam Corrigan) and, for limits, of Ruby
// Barlow (North team) are this test's own.

import assert from "node:assert";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { before, test } from "node:test";

import { documentsOf, multipart, send as post, upload } from "../lib/documents.mjs";
import { ask } from "../lib/fastcgi.mjs";
import * as files from "../lib/files.mjs";
import { Client, hidden } from "../lib/http.mjs";
import { setting, signIn, sql as rows } from "../lib/people.mjs";

const MB = 1024 * 1024;
const sql = (text) => rows(text).flat().join("\n");
const count = (casefile) => Number(sql(
	`SELECT COUNT(*) FROM document d JOIN casefile c ON c.id = d.casefile WHERE c.child_name = '${casefile}'`));
const sha = (bytes) => createHash("sha256").update(bytes).digest("hex").replace(/.{8}(?=.)/g, "$& ");

// Each document of the page: [link, the section].
function listed(text) {
	return text.split('<article class="accord-document"').slice(1).map((part) => ({
		link: /href="(\/cases\/[^"]*)"/.exec(part)[1], text: part.split("</article>")[0],
	}));
}

async function find(client, path, purpose) {
	const { text } = await client.get(path);
	return listed(text).find((d) => d.text.includes(purpose));
}

let lorna, liam, keith, hamish, ruby;

// A test that has run before leaves its documents: they go first.
function clear(child) {
	const own = `SELECT d.id FROM document d JOIN casefile c ON c.id = d.casefile WHERE c.child_name = '${child}'`;
	sql(`DELETE FROM document_chunk WHERE document IN (${own});
		UPDATE document SET replaces = NULL WHERE id IN (SELECT id FROM (${own}) x);
		DELETE FROM document WHERE id IN (SELECT id FROM (${own}) x)`);
}

before(async () => {
	clear("Hamish Muir");
	clear("Ruby Barlow");
	[lorna, keith, liam] = await Promise.all([signIn("lorna.muir@family.example"),
		signIn("keith.barlow@family.example"), signIn("liam.corrigan@accord.example")]);
	hamish = await documentsOf(lorna, "Hamish");
	ruby = await documentsOf(keith, "Ruby");
});

test("a PDF comes out as it went in, with a receipt", async () => {
	const bytes = files.pdf({ words: "From the school", pages: 3 });
	const answer = await upload(lorna, hamish, { name: "Zeugnis für Hämish.pdf", bytes },
		{ purpose: "Report of March", about: "plan" });
	assert.deepStrictEqual([answer.status, answer.headers.location], [303, hamish]);

	const document = await find(lorna, hamish, "Report of March");
	for (const words of ["Zeugnis für Hämish.pdf", "PDF, 3 pages, 1 KB", "from Lorna Muir",
		"The support plan", "Your family, who helps you, and the council staff",
		"No decision yet", sha(bytes)])
		assert.ok(document.text.includes(words), words);

	const got = await lorna.get(document.link);
	assert.strictEqual(got.status, 200);
	assert.ok(got.bytes.equals(bytes));
	assert.strictEqual(got.headers["content-type"], "application/pdf");
	assert.strictEqual(got.headers["content-disposition"],
		"attachment; filename=\"Zeugnis f__r H__mish.pdf\"; " +
		"filename*=UTF-8''Zeugnis%20f%C3%BCr%20H%C3%A4mish.pdf");
	assert.strictEqual(got.headers["x-content-type-options"], "nosniff");
	assert.match(got.headers["cache-control"], /no-store/);
	assert.match(got.headers["content-security-policy"], /sandbox/);
});

test("a document of many chunks", async () => {
	const noise = randomBytes(3 * MB + 17);
	const bytes = files.docx({ more: [["word/media/a.bin", noise, true]] });
	assert.strictEqual((await upload(lorna, hamish, { name: "many.docx", bytes },
		{ purpose: "Many chunks" })).status, 303);
	const got = await lorna.get((await find(lorna, hamish, "Many chunks")).link);
	assert.ok(got.bytes.equals(bytes));
	assert.strictEqual(Number(got.headers["content-length"]), bytes.length);
	const stored = sql("SELECT COUNT(*) FROM document_chunk k JOIN document d ON d.id = k.document " +
		"WHERE d.purpose = 'Many chunks'");
	assert.strictEqual(stored, String(Math.ceil(bytes.length / (256 * 1024))));
});

test("19 MB", async () => {
	const bytes = files.docx({ more: [["word/media/a.bin", randomBytes(19 * MB), true]] });
	assert.strictEqual((await upload(lorna, hamish, { name: "large.docx", bytes },
		{ purpose: "A large one" })).status, 303);
	const got = await lorna.get((await find(lorna, hamish, "A large one")).link);
	assert.ok(got.bytes.equals(bytes));
});

test("what is stored is not what was sent", () => {
	const all = sql("SELECT HEX(sealed) FROM document_chunk k JOIN document d ON d.id = k.document " +
		"WHERE d.purpose = 'Report of March'");
	assert.ok(!all.includes(Buffer.from("%PDF").toString("hex").toUpperCase()));
});

test("a photo loses where it was taken", async () => {
	const bytes = files.photoWith({ orientation: 6 });
	await upload(lorna, hamish, { name: "IMG_1.JPG", bytes }, { purpose: "Photo of the stairs" });
	const document = await find(lorna, hamish, "Photo of the stairs");
	const got = await lorna.get(document.link);
	assert.ok(!got.text.includes("51.7520N"));
	assert.deepStrictEqual([files.readJpeg(got.bytes).width, files.readJpeg(got.bytes).height], [8, 16]);
	assert.ok(document.text.includes(sha(bytes)) && document.text.includes(sha(got.bytes)));
	assert.match(document.text, /we made the picture anew/);
});

test("the worker sees it, another family does not, nor does who is signed out", async () => {
	const { link } = await find(lorna, hamish, "Report of March");
	assert.strictEqual((await liam.get(link)).status, 200);
	for (const path of [link, hamish])
		assert.strictEqual((await keith.get(path)).status, 404);
	// its own id under another case
	assert.strictEqual((await keith.get(`${ruby}/${link.split("/").pop()}`)).status, 404);
	assert.strictEqual((await new Client(process.env.ACCORD_URL).get(link)).headers.location, "/sign-in");
});

test("each download is written down", async () => {
	const { link } = await find(lorna, hamish, "Report of March");
	const id = Buffer.from(link.split("/").pop(), "base64url").toString("hex");
	const views = () => Number(sql(`SELECT COUNT(*) FROM view WHERE thing = X'${id}'`));
	const n = views();
	await lorna.get(link);
	await lorna.get(link);
	assert.strictEqual(views(), n + 2);
});

test("a document for staff, and a draft", async () => {
	const bytes = files.pdf();
	assert.strictEqual((await upload(liam, hamish, { name: "a.pdf", bytes },
		{ purpose: "Note for staff", audience: "staff" })).status, 303);
	const staff = await find(liam, hamish, "Note for staff");
	assert.ok(staff.text.includes("Council staff of this case only"));
	assert.strictEqual(await find(lorna, hamish, "Note for staff"), undefined);
	assert.strictEqual((await lorna.get(staff.link)).status, 404);
	assert.ok(!(await lorna.get(hamish.replace("/documents", "/record"))).text.includes("Note for staff"));

	await upload(lorna, hamish, { name: "b.pdf", bytes }, { purpose: "A draft of mine", audience: "draft" });
	const draft = await find(lorna, hamish, "A draft of mine");
	assert.ok(draft.text.includes("Only you, until you send it"));
	assert.strictEqual((await liam.get(draft.link)).status, 404);
	assert.strictEqual(await find(liam, hamish, "A draft of mine"), undefined);
	const record = hamish.replace("/documents", "/record");
	assert.ok(!(await liam.get(record)).text.includes("A draft of mine"));

	const { text } = await lorna.get(hamish), send = `${draft.link}/send`;
	assert.strictEqual((await liam.post(send, hidden((await liam.get(hamish)).text, hamish))).status, 404);
	assert.strictEqual((await lorna.post(send, hidden(text, send))).status, 303);
	assert.strictEqual((await liam.get(draft.link)).status, 200);
});

test("a new version for everybody does not name a hidden one", async () => {
	const bytes = files.pdf(), hidden = "Concerns about the father.pdf";
	await upload(liam, hamish, { name: hidden, bytes }, { purpose: "Hidden", audience: "staff" });
	const { link } = await find(liam, hamish, "Hidden");
	assert.strictEqual((await upload(liam, hamish, { name: "new.pdf", bytes },
		{ purpose: "Open version", audience: "all", replaces: link.split("/").pop() })).status, 303);
	assert.match((await find(liam, hamish, "Open version")).text, new RegExp(hidden));
	assert.doesNotMatch((await lorna.get(hamish)).text, new RegExp(hidden));
});

test("a family cannot hide a document from itself", async () => {
	assert.strictEqual((await upload(lorna, hamish, { name: "a.pdf", bytes: files.pdf() },
		{ audience: "staff" })).status, 400);
});

test("a supporter drafts, the family sends", async () => {
	sql(`INSERT INTO supporter (casefile, person, named_by, may_draft, since)
		SELECT c.id, p.id, f.id, TRUE, UTC_TIMESTAMP(6) FROM casefile c, person p, person f
		 WHERE c.child_name = 'Hamish Muir' AND p.email = 'ann.calder@help.example'
		   AND f.email = 'lorna.muir@family.example'
		ON DUPLICATE KEY UPDATE until = NULL`);
	const ann = await signIn("ann.calder@help.example");
	assert.strictEqual((await upload(ann, hamish, { name: "a.pdf", bytes: files.pdf() },
		{ purpose: "From my helper", audience: "draft" })).status, 303);
	assert.strictEqual((await upload(ann, hamish, { name: "a.pdf", bytes: files.pdf() })).status, 400);
	const { link, text } = await find(lorna, hamish, "From my helper");
	assert.ok(text.includes("You and your supporter, until you send it"));
	assert.strictEqual((await liam.get(link)).status, 404);
	assert.ok(!(await find(ann, hamish, "From my helper")).text.includes("/send"));
	const send = `${link}/send`;
	assert.strictEqual((await lorna.post(send,
		hidden((await lorna.get(hamish)).text, send))).status, 303);
	assert.strictEqual((await liam.get(link)).status, 200);
	sql(`UPDATE supporter SET until = UTC_TIMESTAMP(6)
		WHERE person = (SELECT id FROM person WHERE email = 'ann.calder@help.example')
		  AND casefile = (SELECT id FROM casefile WHERE child_name = 'Hamish Muir')`);
	assert.strictEqual((await ann.get(link)).status, 404);
});

test("a new version stands beside the old one", async () => {
	const old = await find(lorna, hamish, "Report of March");
	const { text } = await lorna.get(`${old.link}/newer`);
	assert.match(text, /Add a new version of Zeugnis/);
	const answer = await post(lorna, hamish, multipart({ ...hidden(text, hamish),
		purpose: "Report of April", about: "", audience: "all" },
	{ name: "april.pdf", bytes: files.pdf() }));
	assert.strictEqual(answer.status, 303);
	assert.match((await find(lorna, hamish, "Report of April")).text, /Zeugnis für Hämish\.pdf/);
	assert.ok(await find(lorna, hamish, "Report of March"));
});

const bad = [
	["no file", null, "Choose a file"],
	["an empty file", { name: "a.pdf", bytes: "" }, "This file is empty"],
	["a HEIC", { name: "a.heic", bytes: Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1") }, "Most Compatible"],
	["a script", { name: "a.pdf", bytes: files.pdf({ root: "/OpenAction << /S /JavaScript /JS (x) >>" }) }, "holds a script"],
	["macros", { name: "a.docx", bytes: files.docx({ more: [["word/vbaProject.bin", "x"]] }) }, "macros"],
	["another name", { name: "a.png", bytes: files.pdf() }, "does not fit what is in it"],
	["20 MB and more", { name: "a.pdf", bytes: Buffer.alloc(20 * MB + 1, "x") }, "larger than 20 MB"],
];

for (const [name, file, words] of bad)
	test(`refused beside the field: ${name}`, async () => {
		const n = count("Hamish Muir");
		const answer = await upload(lorna, hamish, file, { purpose: "What I typed stays" });
		assert.strictEqual(answer.status, 422);
		const field = answer.text.slice(answer.text.indexOf('<label class="govuk-label govuk-label--s" for="file"'));
		assert.ok(field.slice(0, 900).includes(words), field.slice(0, 900));
		assert.ok(answer.text.includes('value="What I typed stays"'));
		assert.match(answer.text, /href="#file"/);
		assert.strictEqual(count("Hamish Muir"), n);
	});

test("no words for it", async () => {
	const answer = await upload(lorna, hamish, { name: "a.pdf", bytes: files.pdf() }, { purpose: " " });
	assert.strictEqual(answer.status, 422);
	assert.match(answer.text, /Say what this document is/);
});

test("sent twice, it is there once", async () => {
	const { text } = await lorna.get(hamish);
	const form = multipart({ ...hidden(text, hamish), purpose: "Sent twice", about: "4", audience: "all" },
		{ name: "a.pdf", bytes: files.pdf() });
	const n = count("Hamish Muir");
	const [one, two] = await Promise.all([post(lorna, hamish, form), post(lorna, hamish, form)]);
	assert.deepStrictEqual([one.status, two.status], [303, 303]);
	assert.strictEqual((await post(lorna, hamish, form)).status, 303);
	assert.strictEqual(count("Hamish Muir"), n + 1);
	const other = multipart({ ...hidden(text, hamish), purpose: "Sent twice", about: "4", audience: "all" },
		{ name: "a.pdf", bytes: files.pdf({ words: "other words" }) });
	assert.strictEqual((await post(lorna, hamish, other)).status, 409);
});

test("cut off before nginx has all of it, nothing is stored", async () => {
	const n = count("Hamish Muir");
	const { text } = await lorna.get(hamish);
	const { type, body } = multipart({ ...hidden(text, hamish), purpose: "Cut", about: "", audience: "all" },
		{ name: "a.docx", bytes: files.docx({ more: [["word/a.bin", randomBytes(MB), true]] }) });
	await new Promise((resolve) => {
		const to = net.connect(Number(lorna.base.port), "127.0.0.1", () => {
			to.write(`POST ${hamish} HTTP/1.1\r\nHost: localhost\r\nOrigin: ${lorna.base.origin}\r\n` +
				`Cookie: __Host-accord=${lorna.cookie("__Host-accord")}\r\nContent-Type: ${type}\r\n` +
				`Content-Length: ${body.length}\r\n\r\n`);
			to.write(body.subarray(0, body.length / 2), () => to.destroy());
		});
		to.on("close", resolve);
	});
	// a request that is whole comes after it, in the same pool
	assert.strictEqual((await lorna.get(hamish)).status, 200);
	assert.strictEqual(count("Hamish Muir"), n);
});

// What nginx would pass on of an upload: it waits for the whole, and may be killed.
const passedOn = (client, path, type, body) => ({ REQUEST_METHOD: "POST", REQUEST_URI: path,
	SERVER_PROTOCOL: "HTTP/1.1", HTTPS: "", REMOTE_ADDR: "127.0.0.1",
	REQUEST_ID: randomBytes(16).toString("hex"), CONTENT_TYPE: type,
	CONTENT_LENGTH: String(body.length), HTTP_HOST: "localhost",
	HTTP_COOKIE: `__Host-accord=${client.cookie("__Host-accord")}`,
	HTTP_ORIGIN: client.base.origin, HTTP_SEC_FETCH_SITE: "same-origin",
	HTTP_USER_AGENT: "", ACCORD_END: "1" });

test("cut off on its way to the worker, nothing is stored", async () => {
	const n = count("Hamish Muir"), socket = setting("files.socket");
	const { text } = await lorna.get(hamish);
	const { type, body } = multipart({ ...hidden(text, hamish), purpose: "Cut", about: "", audience: "all" },
		{ name: "a.docx", bytes: files.docx({ more: [["word/a.bin", randomBytes(MB), true]] }) });
	const params = passedOn(lorna, hamish, type, body);
	for (const part of [0, body.length / 2, body.length - 1])
		assert.doesNotMatch(await ask(socket, params, body.subarray(0, part), { cut: true }), /^Status: [23]/m);
	assert.doesNotMatch(await ask(socket, params, body.subarray(0, body.length - 1)), /^Status: [23]/m,
		"shorter than it said");
	assert.strictEqual(count("Hamish Muir"), n);
	assert.match(await ask(socket, params, body), /^Status: 303/m, "the whole of it is taken");
	assert.strictEqual(count("Hamish Muir"), n + 1);
});

test("60 documents are the most, and 300 MB", async () => {
	const row = (n, bytes) => sql(`INSERT INTO document (pid, casefile, name, kind, purpose, audience, added,
		added_by, role, sent, received, kept, bytes, pages, key_no, sealed_key, header)
		SELECT UNHEX(MD5(CONCAT(RAND(), x.seq))), c.id, 'x.pdf', 1, 'Filler', 1, UTC_TIMESTAMP(6), p.id, 1,
		UTC_TIMESTAMP(6), REPEAT('a', 32), REPEAT('a', 32), ${bytes}, 1, 1, NULL, REPEAT('a', 24)
		FROM casefile c, person p, seq_1_to_${n} x
		WHERE c.child_name = 'Ruby Barlow' AND p.email = 'keith.barlow@family.example'`);
	const file = { name: "a.pdf", bytes: files.pdf() };
	row(59, 1000);
	assert.strictEqual((await upload(keith, ruby, file)).status, 303);
	const full = await upload(keith, ruby, file);
	assert.strictEqual(full.status, 422);
	assert.match(full.text, /60 documents, the most it can hold/);
	clear("Ruby Barlow");
	row(15, 20 * MB);
	const heavy = await upload(keith, ruby, file);
	assert.strictEqual(heavy.status, 422);
	assert.match(heavy.text, /larger than 300 MB/);
	clear("Ruby Barlow");
});

// --- tampering ---

function alarms() {
	const folder = join(process.env.ACCORD_VAR, "log");
	return readdirSync(folder).filter((f) => f.startsWith("accord-files")).map((f) =>
		readFileSync(join(folder, f), "utf8")).join("").split("\n")
		.filter((line) => line.includes("event=tampered") && line.includes("level=error")).length;
}

const id = (purpose) => `(SELECT MAX(id) FROM document WHERE purpose = '${purpose}')`;
const swap = (a, b, no) => `UPDATE document_chunk x JOIN document_chunk y
	ON x.document = ${id(a)} AND x.no = ${no} AND y.document = ${id(b)} AND y.no = ${no}
	SET x.sealed = y.sealed`;

for (const [what, change] of [
	["a flipped byte", `UPDATE document_chunk SET sealed = CONCAT(SUBSTR(sealed, 1, 100),
		CHAR(ASCII(SUBSTR(sealed, 101, 1)) ^ 1), SUBSTR(sealed, 102)) WHERE document = ${id("Victim")} AND no = 0`],
	["the last chunk gone", `DELETE FROM document_chunk WHERE document = ${id("Victim")} AND no = 4`],
	["a chunk of another", swap("Victim", "Many chunks", 1)],
	["two chunks the other way round", `UPDATE document_chunk SET no = CASE no WHEN 1 THEN 102 ELSE no END
		WHERE document = ${id("Victim")}; UPDATE document_chunk SET no = 1 WHERE document = ${id("Victim")} AND no = 2;
		UPDATE document_chunk SET no = 2 WHERE document = ${id("Victim")} AND no = 102`],
	["the key of another", `UPDATE document x JOIN document y ON x.id = ${id("Victim")} AND y.id = ${id("Many chunks")}
		SET x.sealed_key = y.sealed_key, x.header = y.header`],
	["a shorter length", `UPDATE document SET bytes = bytes - 1 WHERE id = ${id("Victim")}`],
	["another fingerprint", `UPDATE document SET kept = REPEAT('a', 32) WHERE id = ${id("Victim")}`],
	["moved to another case", `UPDATE document SET casefile = (SELECT id FROM casefile WHERE
		child_name = 'Ruby Barlow') WHERE id = ${id("Victim")}`],
])
	test(`refused, with an alarm: ${what}`, async () => {
		const bytes = files.docx({ more: [["word/a.bin", randomBytes(MB + 100), true]] });
		const sent = await upload(lorna, hamish, { name: "a.docx", bytes }, { purpose: "Victim" });
		assert.strictEqual(sent.status, 303, /error-summary[^]{0,600}/.exec(sent.text)?.[0]);
		const { link } = await find(lorna, hamish, "Victim");
		assert.ok((await lorna.get(link)).bytes.equals(bytes));
		const n = alarms();
		sql(change);
		const got = what.startsWith("moved") ?
			await keith.get(`${ruby}/${link.split("/").pop()}`) : await lorna.get(link);
		assert.strictEqual(got.status, 500);
		assert.ok(!got.text.includes("PK"));
		assert.strictEqual(alarms(), n + 1);
		sql(`DELETE FROM document_chunk WHERE document = ${id("Victim")}`);
		sql(`DELETE FROM document WHERE id = (SELECT * FROM (SELECT ${id("Victim")}) x)`);
	});

test("a key taken away destroys the document", async () => {
	await upload(lorna, hamish, { name: "a.pdf", bytes: files.pdf() }, { purpose: "To be destroyed" });
	sql(`UPDATE document SET sealed_key = NULL WHERE purpose = 'To be destroyed'`);
	assert.strictEqual((await lorna.get((await find(lorna, hamish, "To be destroyed")).link)).status, 404);
});

test("only the files pool can read what is in a document", () => {
	const users = (privilege, column) => sql(`SELECT DISTINCT GRANTEE FROM information_schema.${column} WHERE
		TABLE_SCHEMA = 'accord' AND TABLE_NAME = '${privilege}'`).split("\n").sort();
	assert.deepStrictEqual(users("document_chunk", "TABLE_PRIVILEGES"),
		["'files_read'@'localhost'", "'files_write'@'localhost'"]);
	const keys = sql(`SELECT COUNT(*) FROM information_schema.COLUMN_PRIVILEGES WHERE TABLE_SCHEMA = 'accord'
		AND TABLE_NAME = 'document' AND COLUMN_NAME IN ('sealed_key', 'header')`);
	assert.strictEqual(keys, "0");
	assert.ok(existsSync(join(process.env.ACCORD_VAR, "keys/documents.key")));
});
