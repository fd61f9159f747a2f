// A new questionnaire for a child, filled in, shared, seen and approved by
// people who are signed in: a score to challenge. Every question has 9 points.

import assert from "node:assert";
import { hidden } from "./http.mjs";

async function took(answer) {
	const got = await answer;
	assert.equal(got.status, 303, got.text.slice(got.text.indexOf("<main"), got.text.indexOf("</main>")));
	return got;
}

const at9 = (n) => n === 4 || n === 12 ? { points: "9" } : { level: "2" };

// Up to its approval. at: the path of the case. One of an earlier run that broke
// off goes on.
export async function toApprove({ worker, family, lead, at }) {
	const list = `${at}/questionnaire`, check = `${list}/check`;
	const begin = hidden((await worker.get(list)).text, list);
	if (begin.form)
		await took(worker.post(list, begin));
	else if (/Return it to the worker/.test((await lead.get(check)).text))
		await lead.submit(check, `${check}/return`, { reason: "To begin again." });
	for (let n = 1; n <= 12; n++)
		await took(worker.submit(`${list}/${n}`, `${list}/${n}`, { ...at9(n),
			reason: "Seen at home on two visits.", evidence: "Home visit, school report" }));
	await took(worker.submit(`${list}/people`, `${list}/people`,
		{ name: "Adam Colley", who: "father", "day-day": "3", "day-month": "3", "day-year": "2026" }));
	await took(worker.submit(`${list}/child`, `${list}/child`, { said: "I like trains." }));
	await took(worker.submit(check, `${check}/share`, {}));
	await took(family.submit(check, `${check}/view`, {}));
}

export async function newScore(people) {
	const check = `${people.at}/questionnaire/check`;

	await toApprove(people);
	await took(people.lead.submit(`${check}/letter`, `${check}/approve`, {}));
}

// As if the sending hours had come: what was decided in the case can be read.
// sql: runs statements in the database of the Accord it is about.
export function tell(sql, at) {
	const pid = Buffer.from(at.split("/")[2], "base64url").toString("hex");
	const c = `(SELECT id FROM casefile WHERE pid = UNHEX('${pid}'))`;

	sql(`SET @now = UTC_TIMESTAMP(6);
		UPDATE letter SET available = @now WHERE casefile = ${c} AND available > @now;
		UPDATE assessment SET told = @now WHERE casefile = ${c} AND told > @now;
		UPDATE score n JOIN assessment s ON s.id = n.assessment SET n.told = @now
			WHERE s.casefile = ${c} AND n.told > @now;
		UPDATE todo SET since = @now WHERE casefile = ${c} AND since > @now`);
}
