// Who looked at a case, as the family reads it; and a view that is held back for
// a child's safety until a manager releases it. The child is Filip Novak (11185).

import assert from "node:assert";
import test, { before } from "node:test";

import { upload } from "../lib/documents.mjs";
import * as files from "../lib/files.mjs";
import { caseOf, hidden, signIn, sql as rows } from "../lib/people.mjs";

let family, worker, lead, elsewhere, auditor, at;

const sql = (text) => rows(text)[0]?.[0];
const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));
const bare = async (who, to, fields = {}) =>
	who.post(to, { ...hidden((await who.get("/account")).text, "/sign-out"), ...fields });
const seen = async (who) => main(await who.get(`${at}/views`));

before(async () => {
	const people = [];
	for (const email of ["stefan.novak@family.example", "tom.ellery@accord.example",
		"owen.hughes@accord.example", "alice.wren@accord.example", "ivy.marsden@accord.example"])
		people.push(await signIn(email));
	[family, worker, lead, elsewhere, auditor] = people;
	at = await caseOf(family, "Filip");
	sql(`UPDATE view v JOIN casefile c ON c.id = v.casefile SET v.withheld = 0 WHERE c.child_name = 'Filip Novak'`);
});

test("the family reads who looked, in which role and when", async () => {
	await worker.get(at);
	const [row] = (await seen(family)).split("<tr").filter((part) => part.includes("Tom Ellery"));
	assert.match(row, /social worker[^]*looked at the case[^]*\d{4} at \d+:\d\d/);
	assert.equal((await worker.get(`${at}/views`)).status, 404, "it is no list for colleagues");
});

test("what was opened is named to those who may know of it", async () => {
	const list = `${at}/documents`, [shown, secret] = ["Report of the nurse", "A note for colleagues"];
	for (const [who, purpose, audience] of [[family, shown, "all"], [worker, secret, "staff"]])
		assert.equal((await upload(who, list, { name: "a.pdf", bytes: files.pdf() },
			{ purpose, audience })).status, 303);
	const page = main(await worker.get(list));
	for (const purpose of [shown, secret]) {
		const [, open] = new RegExp(`href="([^"]*)">${purpose}</a>`).exec(page);
		assert.equal((await worker.get(open)).status, 200);
	}
	assert.match(await seen(family), /opened the document ‘Report of the nurse’/);
	assert.match(await seen(family), />opened a letter or document</);
	for (const who of [family, auditor])
		assert.doesNotMatch(await seen(who), /A note for colleagues/);
	assert.match(await seen(lead), /opened the document ‘A note for colleagues’/);
});

test("an auditor is said to have read the record, which is what there is for one", async () => {
	assert.equal((await auditor.get(at)).status, 404);
	assert.equal((await auditor.get(`${at}/record`)).status, 200);
	assert.match(await seen(family), /auditor[^]*read the record of what was done, not the case itself/);
});

test("a view that is held back waits for a manager of the case, by name", async () => {
	assert.equal((await worker.submit(at, `${at}/views/hold`,
		{ reason: "The father reads this account." })).status, 303);
	assert.doesNotMatch(await seen(family), /Tom Ellery/);
	assert.match(await seen(auditor), /Tom Ellery[^]*\(held back\)/);
	assert.match(await seen(lead), /Tom Ellery[^]*\(held back\)[^]*Views of Tom Ellery are held back from the family/);
	const [, person] = /name="person" value="([\w-]{22})"/.exec(await seen(lead));
	for (const who of [family, worker, elsewhere, auditor])
		assert.equal((await bare(who, `${at}/views/release`, { person })).status, 404, who.email);
	assert.doesNotMatch(await seen(family), /Tom Ellery/);
	assert.equal((await lead.submit(`${at}/views`, `${at}/views/release`, { person })).status, 303);
	assert.match(await seen(family), /Tom Ellery/);
	assert.match(main(await auditor.get(`${at}/record`)), /Owen Hughes, practice lead[^]*Tom Ellery/);
	assert.equal((await bare(lead, `${at}/views/release`, { person })).status, 409, "nothing more is held");
});
