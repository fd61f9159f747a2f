// Two people who decide the same at the same moment: it is decided once, with one
// letter and one row of the record, and the other is told what happened. So is
// whoever had the step by name, and with it loses sight of the case.

import assert from "node:assert";
import test from "node:test";

import { publicId, running, sql } from "../lib/accord.mjs";
import { decisions, toSend } from "../lib/decisions.mjs";
import { bare } from "../lib/moved.mjs";
import { as } from "../lib/sign_in.mjs";

const at = running();

// The letters of a case, and by whom they were made.
const letters = (id) => sql(at, `SELECT p.email FROM letter l JOIN person p ON p.id = l.made_by
	WHERE l.casefile = ${id} ORDER BY l.no`).flat();
const rows = (id) => Number(sql(at, `SELECT COUNT(*) FROM record WHERE casefile = ${id}`)[0][0]);

for (const d of decisions)
	test(`${d.name}: one decides, the other is told`, async () => {
		const { id, path, people } = await toSend(d, at);
		const before = letters(id), recorded = rows(id);
		const base = /^\/cases\/[^/]+/.exec(path)[0];
		const part = d.each && (await people[0].client.get(`${base}/${d.each[0]}`)).text
			.match(d.each[1])[0].slice(0, -1);
		const answers = await Promise.all(people.map(({ client, form }) => client.post(path, form)));
		assert.deepStrictEqual(answers.map((a) => a.status).sort(), [303, 409]);
		const first = answers.findIndex((a) => a.status === 303);
		assert.match(answers.find((a) => a.status === 409).text, /Somebody got there first/);
		assert.deepStrictEqual(letters(id).slice(before.length), [`${people[first].name}@accord.example`]);
		assert.strictEqual(rows(id), recorded + 1);
		// and told again, not undone
		for (const [i, { client, form }] of people.entries())
			assert.strictEqual((await client.post(path, form)).status, i === first ? 303 : 409);
		assert.strictEqual(letters(id).length, before.length + 1);
		// a page of one part of it, from a link that was still on the screen
		for (const { client, name } of d.each ? people : [])
			assert.match((await client.get(base + part)).text, name === people[first].name ?
				/You have done this already|No points wait/ :
				/Somebody got there first|No points wait/);
	});

const named = { name: "a review given by name", child: "Musa Kamara", people: ["owen.hughes"],
	letter: "review/letter", send: "review/send", each: decisions[0].each };

test("a step by name: to whoever decided it, to whoever had it, to a stranger", async () => {
	const { id, path, people: [owen] } = await toSend(named, at);
	const [[pid]] = sql(at, `SELECT HEX(pid) FROM casefile WHERE id = ${id}`);
	const base = `/cases/${publicId(pid)}`;
	const alice = await as("alice.wren@accord.example", at);
	const ask = async (who) => [(await who.get(`${base}/review`)).status,
		(await bare(who, path, { reason: "x" })).status];
	assert.deepStrictEqual(await ask(alice), [404, 404], "a stranger");
	// Owen is away for a while, and Alice stands in; then it is his again
	const hold = (who) => sql(at, `UPDATE todo SET person = (SELECT id FROM person WHERE email = '${who}@accord.example')
		WHERE casefile = ${id} AND step = 8`);
	hold("alice.wren");
	assert.strictEqual((await alice.get(`${base}/review`)).status, 200, "hers by name");
	hold("owen.hughes");
	assert.deepStrictEqual(await ask(alice), [404, 404], "and nothing has been done since");
	assert.strictEqual((await owen.client.post(path, owen.form)).status, 303);
	const late = await bare(alice, path, { letter: "x" });
	assert.strictEqual(late.status, 409);
	assert.match(late.text, /Somebody got there first[^]*Owen Hughes did this on [^]*has not been used/);
	assert.doesNotMatch(late.text, /<form|href="\/cases/);
	assert.match((await alice.get(`${base}/review`)).text, /Owen Hughes did this/);
	assert.strictEqual((await alice.get(base)).status, 404, "the case is not theirs to see");
	assert.strictEqual((await owen.client.post(path, owen.form)).status, 303, "the same answer again");
	const again = await owen.client.get(`${base}/review/letter`);
	assert.match(again.text, /You have done this already[^]*You did this on /);
	assert.deepStrictEqual(await ask(await as("ruth.okafor@accord.example", at)), [404, 404], "a stranger");
});
