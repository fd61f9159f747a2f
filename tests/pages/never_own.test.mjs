// Nobody acts on their own work: what somebody has done in a case keeps them from
// what follows it. The case is Archie Birch's (10556), which waits for its review.

import assert from "node:assert";
import test, { before } from "node:test";

import { signIn, sql } from "../lib/people.mjs";

const main = ({ text }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));
const one = (query) => sql(query)[0][0];
const pathOf = (child) => `/cases/${Buffer.from(one(`SELECT HEX(pid) FROM casefile
	WHERE child_name = '${child}'`), "hex").toString("base64url")}`;
const SCORE = "SELECT c.assessment FROM casefile c WHERE c.child_name = 'Archie Birch'";
let lead, manager, archie;

before(async () => {
	const free = one(`SELECT p.email FROM casefile c JOIN assessment s ON s.id = c.assessment
		JOIN person p ON p.team = c.team AND p.role = 4 AND p.active AND p.id <> s.approver
		WHERE c.child_name = 'Archie Birch'`);
	lead = await signIn(free);
	manager = await signIn("margaret.lowe@accord.example");
	archie = pathOf("Archie Birch");
});

const takers = async () => main(await manager.get(`${archie}/steps/8`));

test("who confirmed a total does not review the score", async () => {
	const name = one(`SELECT name FROM person WHERE email = '${lead.email}'`);
	assert.equal((await lead.get(`${archie}/review`)).status, 200);
	assert.match(await takers(), new RegExp(name));
	sql(`INSERT INTO score (assessment, no, stage, total, yearly, at, told, decided_by)
		SELECT s.assessment, MAX(s.no) + 1, 2, MAX(s.total), MAX(s.yearly), MAX(s.at),
		       MAX(s.told), (SELECT id FROM person WHERE email = '${lead.email}')
		  FROM score s WHERE s.assessment = (${SCORE}) GROUP BY s.assessment`);
	assert.equal((await lead.get(`${archie}/review`)).status, 404);
	assert.equal((await lead.get(`${archie}/review/1`)).status, 404);
	assert.doesNotMatch(await takers(), new RegExp(name), "nor is it given to them");
	assert.equal((await lead.get(archie)).status, 200);
});
