// Nobody acts on their own work: what somebody has done in a case keeps them from
// what follows it. The case is Archie Birch's (10556), which waits for its review.

import assert from "node:assert";
import test, { before } from "node:test";

import { hidden } from "../lib/http.mjs";
import { sql } from "../lib/people.mjs";
import { as } from "../lib/sign_in.mjs";

const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));
const one = (query) => sql(query)[0][0];
const pathOf = (child) => `/cases/${Buffer.from(one(`SELECT HEX(pid) FROM casefile
	WHERE child_name = '${child}'`), "hex").toString("base64url")}`;
const SCORE = "SELECT c.assessment FROM casefile c WHERE c.child_name = 'Archie Birch'";
let lead, free, manager, archie;

before(async () => {
	free = one(`SELECT p.email FROM casefile c JOIN assessment s ON s.id = c.assessment
		JOIN person p ON p.team = c.team AND p.role = 4 AND p.active AND p.id <> s.approver
		WHERE c.child_name = 'Archie Birch'`);
	lead = await as(free);
	manager = await as("margaret.lowe@accord.example");
	archie = pathOf("Archie Birch");
});

const takers = async () => main(await manager.get(`${archie}/steps/8`));

test("who confirmed a total does not review the score", async () => {
	const name = one(`SELECT name FROM person WHERE email = '${free}'`);
	sql(`DELETE FROM score WHERE assessment = (${SCORE}) AND stage = 2 AND decided_by =
		(SELECT id FROM person WHERE email = '${free}')`);	// of an earlier run
	assert.equal((await lead.get(`${archie}/review`)).status, 200);
	assert.match(await takers(), new RegExp(name));
	sql(`INSERT INTO score (assessment, no, stage, total, yearly, at, told, decided_by)
		SELECT s.assessment, MAX(s.no) + 1, 2, MAX(s.total), MAX(s.yearly), MAX(s.at),
		       MAX(s.told), (SELECT id FROM person WHERE email = '${free}')
		  FROM score s WHERE s.assessment = (${SCORE}) GROUP BY s.assessment`);
	assert.equal((await lead.get(`${archie}/review`)).status, 404);
	assert.equal((await lead.get(`${archie}/review/1`)).status, 404);
	assert.doesNotMatch(await takers(), new RegExp(name), "nor is it given to them");
	assert.equal((await lead.get(archie)).status, 200);
});

// Jude Flint's plan waits for the family's signature: Yusuf Demir signed it for the
// council.
test("who signed for the council does not enter the signature of the family", async () => {
	const jude = pathOf("Jude Flint"), entry = `${jude}/entry`, sign = `${jude}/plan/sign`;
	const yusuf = await as("yusuf.demir@accord.example");
	const daniel = await as("daniel.petrov@accord.example");
	const [, relative] = /name="relative" type="radio" value="([\w-]{22})"/.exec((await yusuf.get(entry)).text);
	const [d, m, y] = one("SELECT DATE_FORMAT(UTC_DATE(), '%e %c %Y')").split(" ");
	const told = { kind: "sign", relative, way: "telephone", words: "Jasmine signs.",
		"received-day": d, "received-month": m, "received-year": y };
	const begun = await yusuf.submit(entry, entry, told);
	assert.equal(begun.status, 422);
	assert.match(main(begun), /You have signed this plan for the council/);
	const open = (who) => sql(`INSERT INTO entry (casefile, no, staff, relative, kind, way, received, words, begun)
		SELECT c.id, 900 + p.id, p.id, f.person, 6, 1, UTC_DATE(), 'x', UTC_TIMESTAMP(6)
		  FROM casefile c, person p, family_member f
		 WHERE c.child_name = 'Jude Flint' AND p.email = '${who}@accord.example' AND f.casefile = c.id`);
	try {
		open("yusuf.demir");
		open("daniel.petrov");
		const form = async (who) => hidden((await who.get("/account")).text, "/sign-out");
		assert.equal((await yusuf.get(sign)).status, 404);
		assert.equal((await yusuf.post(sign, await form(yusuf))).status, 404);
		assert.equal((await daniel.get(sign)).status, 200, "a colleague does");
	} finally {
		sql("DELETE FROM entry WHERE no > 900");
	}
});

test("who holds back their own views says why, and does not release them", async () => {
	const held = () => one(`SELECT COUNT(*) FROM view v JOIN person p ON p.id = v.person JOIN casefile c ON c.id = v.casefile
		WHERE c.child_name = 'Archie Birch' AND p.email = '${free}' AND v.withheld`);
	const page = await lead.get(archie), hold = `${archie}/views/hold`;
	assert.equal((await lead.post(hold, { ...hidden(page.text, hold), reason: "" })).status, 422);
	assert.equal(held(), "0");
	assert.equal((await lead.submit(archie, hold, { reason: "Something we must look into first." })).status, 303);
	assert.notEqual(held(), "0");
	const person = Buffer.from(one(`SELECT HEX(pid) FROM person WHERE email = '${free}'`), "hex").toString("base64url");
	const release = `${archie}/views/release`, views = `${archie}/views`;
	assert.doesNotMatch(main(await lead.get(views)), new RegExp(person));
	const own = hidden((await lead.get("/account")).text, "/sign-out");
	assert.equal((await lead.post(release, { ...own, person })).status, 404);
	assert.notEqual(held(), "0");
	assert.equal((await manager.submit(views, release, { person })).status, 303);
	assert.equal(held(), "0");
});

test("the title of a page, which a browser keeps, does not name the child to staff", async () => {
	const { text } = await lead.get(archie);
	const title = /<title>(.*)<\/title>/.exec(text)[1];
	assert.match(title, /AB 10556-\w/);
	assert.doesNotMatch(title, /Archie|Birch/);
	assert.match(main({ text }), /<h1[^>]*>Archie Birch/);
});
