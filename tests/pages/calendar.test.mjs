// Time as a family meets it, on days that are fixed: over Christmas, over Easter
// and a change of the clock, over a leap day. When a letter goes out, when a step
// is due. A stack of its own, that begins in December 2026 whatever day it is.

import assert from "node:assert";
import test, { after, before } from "node:test";

import { main, movedStack } from "../lib/moved.mjs";
import { caseOf } from "../lib/people.mjs";
import { newScore, tell } from "../lib/score.mjs";

const ned = { child: "Ned", worker: "grace.adeyemi@accord.example",
	family: "adam.colley@family.example", lead: "owen.hughes@accord.example" };
let it;

before(async () => {
	it = await movedStack({ NOW: "2026-12-14T10:00:00Z" });
	ned.at = await caseOf(await it.who(ned.family), ned.child);
	ned.id = it.value("SELECT id FROM casefile WHERE child_name LIKE 'Ned %'");
});

after(() => it?.stop());

async function took(answer) {
	const got = await answer;
	assert.equal(got.status, 303, `${got.status} ${main(got)}`);
}

const people = async () => ({ worker: await it.who(ned.worker), family: await it.who(ned.family),
	lead: await it.who(ned.lead), at: ned.at });

// Challenged with the worker, who has ten working days from the next one on.
async function challenge(family) {
	const page = `${ned.at}/challenge/1`;

	await took(family.submit(page, page, { points: "27", why: "It takes both of us.", evidence: "" }));
	await took(family.submit(`${ned.at}/challenge/check`, `${ned.at}/challenge/send`, {}));
}

for (const [what, day, hour, goes, words, due] of [
	["Christmas Day and a Boxing Day that is moved", "2026-12-24", 17, "2026-12-29 08:00:00",
		"29 December 2026", "2027-01-12"],
	["Easter, and the clock an hour on", "2027-03-25", 16, "2027-03-30 07:00:00", "30 March 2027", "2027-04-12"],
	["29 February", "2028-02-28", 16, "2028-02-29 08:00:00", "29 February 2028", "2028-03-13"],
])
	test(`over ${what}`, async () => {
		await it.go(day, hour);
		const all = await people();
		await newScore(all);
		assert.equal(it.value(`SELECT DATE_FORMAT(available, '%Y-%m-%d %H:%i:%s') FROM letter
			WHERE casefile = ${ned.id} ORDER BY no DESC LIMIT 1`), goes, "when the letter goes out");
		assert.match(main(await all.lead.get(`${ned.at}/letters`)), new RegExp(words));
		tell(it.sql, ned.at);
		await challenge(all.family);
		assert.equal(it.value(`SELECT due FROM todo WHERE casefile = ${ned.id} AND step = 5`), due,
			"when the worker's answer is due");
	});
