// Two people who decide the same at the same moment: it is decided once, with one
// letter and one row of the record, and the other is told what happened.

import assert from "node:assert";
import test from "node:test";

import { running, sql } from "../lib/accord.mjs";
import { decisions, toSend } from "../lib/decisions.mjs";

const at = running();

// The letters of a case, and by whom they were made.
const letters = (id) => sql(at, `SELECT p.email FROM letter l JOIN person p ON p.id = l.made_by
	WHERE l.casefile = ${id} ORDER BY l.no`).flat();
const rows = (id) => Number(sql(at, `SELECT COUNT(*) FROM record WHERE casefile = ${id}`)[0][0]);

for (const d of decisions)
	test(`${d.name}: one decides, the other is told`, async () => {
		const { id, path, people } = await toSend(d, at);
		const before = letters(id), recorded = rows(id);
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
	});
