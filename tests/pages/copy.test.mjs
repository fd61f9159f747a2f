// The case as plain text for the council's own system, and its number there. The
// child is Dylan Pickering (10334): challenged, settled, planned, agreed.

import assert from "node:assert";
import test, { before } from "node:test";

import { caseOf, hidden, signIn, sql as rows } from "../lib/people.mjs";

let family, worker, colleague, lead, elsewhere, manager, auditor, at, id;

const sql = (text) => rows(text)[0]?.[0];
const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));
const bare = async (who, to, fields) =>
	who.post(to, { ...hidden((await who.get("/account")).text, "/sign-out"), ...fields });

before(async () => {
	const people = [];
	for (const email of ["joanne.pickering@family.example", "hannah.brandt@accord.example",
		"liam.corrigan@accord.example", "alice.wren@accord.example", "owen.hughes@accord.example",
		"margaret.lowe@accord.example", "ivy.marsden@accord.example"])
		people.push(await signIn(email));
	[family, worker, colleague, lead, elsewhere, manager, auditor] = people;
	at = await caseOf(family, "Dylan");
	id = sql("SELECT id FROM casefile WHERE child_name = 'Dylan Pickering'");
});

test("worker, practice lead and operations manager have it, and nobody else", async () => {
	for (const who of [worker, lead, manager])
		for (const path of ["copy", "copy/text"])
			assert.equal((await who.get(`${at}/${path}`)).status, 200, `${who.email} ${path}`);
	for (const who of [family, colleague, elsewhere, auditor])
		for (const path of ["copy", "copy/text"])
			assert.equal((await who.get(`${at}/${path}`)).status, 404, `${who.email} ${path}`);
	assert.match(main(await lead.get(at)), /Copy for the case system/);
	assert.doesNotMatch(main(await family.get(at)), /Copy for the case system/);
});

test("the file holds every answer, every letter and every outcome", async () => {
	const { text, headers } = await lead.get(`${at}/copy/text`);
	assert.equal(headers["content-type"], "text/plain; charset=utf-8");
	assert.match(headers["content-disposition"], /^attachment; filename="Accord 10334-\w\.txt"$/);
	assert.doesNotMatch(text, /<\w+|&amp;|&lt;/);
	const says = (words) => assert.ok(text.includes(words.replaceAll("\r\n", "\n")), words);
	for (const [words] of rows(`SELECT a.reason FROM answer a JOIN assessment s ON s.id = a.assessment WHERE s.casefile = ${id} AND a.shared IS NOT NULL
		UNION SELECT i.why FROM item i JOIN assessment s ON s.id = i.assessment WHERE s.casefile = ${id}
		UNION SELECT k.reason FROM item i JOIN item_answer k ON k.item = i.id JOIN assessment s ON s.id = i.assessment WHERE s.casefile = ${id}
		UNION SELECT l.what FROM plan p JOIN plan_line l ON l.plan = p.id WHERE p.casefile = ${id} AND p.no > 0
		UNION SELECT k.reason FROM plan p JOIN plan_answer k ON k.plan = p.id WHERE p.casefile = ${id} AND k.confirmed IS NOT NULL`))
		says(words);
	const letters = rows(`SELECT title, html FROM letter WHERE casefile = ${id}`);
	assert.ok(letters.length >= 3);
	for (const [title, html] of letters) {
		says(title);
		says(/<h1>([^<]*)</.exec(html)[1]);
	}
	assert.match(text, /== The answers to the challenge ==\n+Question \d+, [A-Z]/);
	assert.match(text, /A year: £[\d,]+/);
});

test("what is still being written is not in it", async () => {
	const mark = `draft x${Date.now()}`;
	sql(`INSERT INTO point (pid, casefile, writer, words, asked, written)
		SELECT RANDOM_BYTES(16), ${id}, person, '${mark}', 100, UTC_TIMESTAMP(6) FROM family_member WHERE casefile = ${id}`);
	sql(`UPDATE answer a JOIN assessment s ON s.id = a.assessment SET a.view_words = '${mark}' WHERE s.casefile = ${id}`);
	assert.ok(!(await lead.get(`${at}/copy/text`)).text.includes(mark));
	sql(`DELETE FROM point WHERE words = '${mark}'; UPDATE answer SET view_words = said_words WHERE view_words = '${mark}'`);
});

test("the family sees that it was opened", async () => {
	const looks = () => Number(sql(`SELECT COUNT(*) FROM view v JOIN person p ON p.id = v.person
		WHERE v.casefile = ${id} AND v.what = 2 AND p.name = 'Margaret Lowe'`));
	const n = looks();
	await manager.get(`${at}/copy/text`);
	assert.equal(looks(), n + 1);
	assert.match(main(await family.get(`${at}/views`)), /Margaret Lowe/);
});

test("the council's number is the worker's to enter, and stands in the record", async () => {
	const number = `M${process.pid}-9/a`;
	for (const bad of ["M1<b>", "M_1", "x".repeat(41)])
		assert.equal((await worker.submit(`${at}/copy`, `${at}/council-number`, { number: bad })).status, 422, bad);
	assert.equal((await bare(manager, `${at}/council-number`, { number })).status, 404);
	assert.equal((await bare(family, `${at}/council-number`, { number })).status, 404);
	const kept = await worker.submit(`${at}/copy`, `${at}/council-number`, { number });
	assert.equal(kept.status, 303, main(kept));
	assert.match(main(await lead.get(at)), new RegExp(number));
	assert.match((await lead.get(`${at}/copy/text`)).text, new RegExp(`own system: ${number}`));
	assert.doesNotMatch((await family.get(at)).text, new RegExp(number));
	assert.match(main(await lead.get(`${at}/record`)), new RegExp(`to ${number}`));
	assert.doesNotMatch((await family.get(`${at}/record`)).text, new RegExp(number));
});
