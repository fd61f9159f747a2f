// Letters: who may read one and when, what the page shows, what is written down
// when it is opened, the PDF with its seal, and the public page that knows it.
// Uses the case of Ned Colley, and signs in Beth Mistry.

import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { Client } from "../lib/http.mjs";
import { accord, signIn, sql, until } from "../lib/people.mjs";

const FAMILY = "adam.colley@family.example", OTHER = "beth.mistry@family.example";
const WORKER = "grace.adeyemi@accord.example";
const HTML = "<h1>The score</h1><p>Dear all, it comes to <strong>118 points</strong> &amp; " +
	"no more.</p><table><tr><th>Question</th><th>Points</th></tr>" +
	"<tr><td>5. Keeping safe</td><td>18 points</td></tr></table>";
let folder, caseId, casePid, REF, family;

const pidOf = (hex) => Buffer.from(hex, "hex").toString("base64url");
const bytes = (text) => `'${text.replaceAll("'", "''")}'`;

// A letter, as store_letter leaves it; `when` is SQL for the time it may be read.
function letter(when, html = HTML) {
	const [[id, pid, no]] = sql(`
		SET @no = (SELECT COALESCE(MAX(no), 0) + 1 FROM letter WHERE casefile = ${caseId});
		INSERT INTO letter (pid, casefile, no, kind, title, html, hash, made, made_by, available)
		SELECT RANDOM_BYTES(16), ${caseId}, @no, 1, 'Your score', ${bytes(html)},
			UNHEX(SHA2(${bytes(html)}, 256)), UTC_TIMESTAMP(6), 1, ${when};
		SET @id = LAST_INSERT_ID();
		INSERT INTO letter_pdf (letter, large) VALUES (@id, 0), (@id, 1);
		SELECT id, HEX(pid), no FROM letter WHERE id = @id;`);
	return { id, no, pid, path: `/cases/${casePid}/letters/${pidOf(pid)}` };
}

const views = (pid) => Number(sql(
	`SELECT COUNT(*) FROM view WHERE casefile = ${caseId} AND thing = UNHEX('${pid}')`)[0][0]);
const opened = (id) => sql(`SELECT opened FROM letter WHERE id = ${id}`)[0][0];
const printed = (id) => until(() => sql(
	`SELECT COUNT(*) FROM letter_pdf WHERE letter = ${id} AND made IS NOT NULL`)[0][0] === "2");

before(async () => {
	folder = mkdtempSync(join(tmpdir(), "accord-letters-"));
	[[caseId, casePid, REF]] = sql(
		"SELECT id, HEX(pid), ref FROM casefile WHERE child_name = 'Ned Colley'");
	casePid = pidOf(casePid);
	family = await signIn(FAMILY);
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("a letter is shown as it was stored, and its first opening is noted", async () => {
	const l = letter("UTC_TIMESTAMP(6) - INTERVAL 1 HOUR");
	const list = await family.get(`/cases/${casePid}/letters`);
	assert.match(list.text, new RegExp(`Letter ${l.no}: Your score[^]*?New`));

	assert.strictEqual((await family.request("HEAD", l.path)).status, 200);
	assert.deepStrictEqual([opened(l.id), views(l.pid)], ["NULL", 0], "nobody has seen it");
	let page = await family.get(l.path);
	assert.strictEqual(page.status, 200);
	assert.ok(page.text.includes(`<article class="accord-letter">\n${HTML}`));
	assert.match(page.text, new RegExp(`${REF}, letter ${l.no}`));
	const first = opened(l.id);
	assert.notStrictEqual(first, "NULL");
	assert.strictEqual(views(l.pid), 1);

	page = await family.get(l.path);
	assert.strictEqual(opened(l.id), first);
	assert.strictEqual(views(l.pid), 2);
	assert.match((await family.get(`/cases/${casePid}/letters`)).text, /Opened on/);
});

test("the family reads a letter from its time on, staff before", async () => {
	const l = letter("UTC_TIMESTAMP(6) + INTERVAL 1 DAY");
	for (const path of [l.path, `${l.path}/pdf`, `${l.path}/large`])
		assert.strictEqual((await family.get(path)).status, 404);
	const list = await family.get(`/cases/${casePid}/letters`);
	assert.ok(!list.text.includes(`Letter ${l.no}:`));

	const worker = await signIn(WORKER);
	const page = await worker.get(l.path);
	assert.strictEqual(page.status, 200);
	assert.match(page.text, /The family cannot read this letter yet/);
	assert.strictEqual(opened(l.id), "NULL", "staff do not open it for the family");
	assert.match((await worker.get(`/cases/${casePid}/letters`)).text, /Not sent yet/);
});

test("another family finds nothing, nor does a letter exist in another case", async () => {
	const l = letter("UTC_TIMESTAMP(6)");
	const other = await signIn(OTHER);
	for (const path of [`/cases/${casePid}/letters`, l.path, `${l.path}/pdf`])
		assert.strictEqual((await other.get(path)).status, 404);
	const home = await other.get("/");
	const own = /href="(\/cases\/[^"/]+)"/.exec(home.text)[1];
	const stranger = l.path.replace(`/cases/${casePid}`, own);
	assert.strictEqual((await other.get(stranger)).status, 404);
	assert.strictEqual((await new Client(process.env.ACCORD_URL).get(l.path)).status, 303);
});

test("a letter changed in the database is not shown", async () => {
	const l = letter("UTC_TIMESTAMP(6)");
	sql(`UPDATE letter SET html = REPLACE(html, '118', '119') WHERE id = ${l.id}`);
	assert.strictEqual((await family.get(l.path)).status, 500);
	sql(`UPDATE letter SET html = REPLACE(html, '119', '118') WHERE id = ${l.id}`);
	assert.strictEqual((await family.get(l.path)).status, 200);
	await printed(l.id);
});

test("the PDF: its name, its words, its seal; a changed byte breaks that", async () => {
	const l = letter("UTC_TIMESTAMP(6)");
	await printed(l.id);
	for (const [size, name] of [["pdf", ""], ["large", " large print"]]) {
		const reply = await family.get(`${l.path}/${size}`);
		assert.strictEqual(reply.headers["content-type"], "application/pdf");
		assert.strictEqual(reply.headers["content-disposition"],
			`attachment; filename="Accord ${REF} letter ${l.no}${name}.pdf"`);
		assert.match(reply.headers["content-security-policy"], /sandbox/);
		assert.strictEqual(reply.headers["cache-control"], "no-store");
		assert.strictEqual(reply.headers["x-content-type-options"], "nosniff");
		const file = join(folder, `${size}.pdf`);
		writeFileSync(file, reply.bytes);
		execFileSync("qpdf", ["--check", file]);
		const words = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
		assert.match(words, /it comes to 118 points & no\s+more/);
		assert.match(words, new RegExp(`Letter: ${l.no}\\n`));
		assert.ok(!words.includes(REF), "the letter says its reference, no head of the page");

		const good = await accord(["verify-letter", file]);
		assert.strictEqual(good.status, 0, good.err);
		assert.match(good.out, /was sent by the council and has not been changed/);
		reply.bytes[500] ^= 1;
		writeFileSync(file, reply.bytes);
		const bad = await accord(["verify-letter", file]);
		assert.strictEqual(bad.status, 1);
		assert.match(bad.out, /has been changed/);
	}
	assert.strictEqual(views(l.pid), 2, "each download is a view");
});

test("a PDF that is not there yet says so, and opens nothing", async () => {
	const l = letter("UTC_TIMESTAMP(6)");
	await printed(l.id);
	sql(`UPDATE letter_pdf SET made = UTC_TIMESTAMP(6), pdf = NULL WHERE letter = ${l.id}`);
	const page = await family.get(`${l.path}/pdf`);
	assert.strictEqual(page.status, 200);
	assert.match(page.text, /being prepared/);
	assert.strictEqual(opened(l.id), "NULL");
	sql(`DELETE FROM letter_pdf WHERE letter = ${l.id}`);
	assert.match((await family.get(`${l.path}/large`)).text, /being prepared/);
});

test("anybody may ask whether a letter is ours, and learns no name", async () => {
	const l = letter("UTC_TIMESTAMP(6)", `${HTML}<p>${Math.random()}</p>`);
	const page = await family.get(l.path);
	const print = /accord-fingerprint">([^<]+)</.exec(page.text)[1];
	const guest = new Client(process.env.ACCORD_URL);
	const ask = (reference, fingerprint) => guest.get(
		`/verify?${new URLSearchParams({ reference, fingerprint })}`);

	assert.match((await guest.get("/verify")).text, /Check a letter/);
	for (const typed of [print, print.toUpperCase().replaceAll(" ", "")]) {
		const yes = await ask(`${REF}, letter ${l.no}`, typed);
		assert.match(yes.text, new RegExp(`Yes\\. A letter with this fingerprint was sent in case ${REF} on`));
		assert.ok(!yes.text.includes("Ned"));
	}
	assert.match((await ask("10001-W", print)).text, /No such letter/);
	assert.match((await ask(REF, print.replace(/^./, (c) => c === "0" ? "1" : "0"))).text,
		/No such letter/);
	const wrong = await ask("nonsense", "12");
	assert.strictEqual(wrong.status, 422);
	assert.match(wrong.text, /five digits and a letter[^]*64 of the digits/);

	const late = letter("UTC_TIMESTAMP(6) + INTERVAL 1 DAY", `<p>${Math.random()}</p>`);
	const [[hash]] = sql(`SELECT HEX(hash) FROM letter WHERE id = ${late.id}`);
	assert.match((await ask(REF, hash)).text, /No such letter/, "not sent yet");
});
