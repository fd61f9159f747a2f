// Decisions of the demonstration that wait for one of two people to send their
// letter; a review, where one lead of the team is left, for one of two windows of
// the same. No other test uses these children; each decision can be made once.

import assert from "node:assert";

import { publicId, sql } from "./accord.mjs";
import { hidden } from "./http.mjs";
import { as } from "./sign_in.mjs";
import { dateFields, soon } from "./days.mjs";

const words = { reason: "Seen on two visits.", relied: "The visits." };

export const decisions = [
	{ name: "a review", child: "Owain Vaughan", people: ["alice.wren", "alice.wren"],
		letter: "review/letter", send: "review/send",
		each: ["review", /\/review\/(\d+)"/g, { verdict: "keep", points: "", ...words }] },
	{ name: "the answer to a plan", child: "Mateo Moreno", people: ["owen.hughes", "ruth.okafor"],
		letter: "plan/confirm/letter", send: "plan/confirm" },
	{ name: "points of disagreement", child: "Kofi Agyeman", people: ["margaret.lowe", "samuel.finch"],
		letter: "decide/letter", send: "decide/send",
		each: ["decide", /\/decide\/points\/(\d+)"/g, { answer: "not_assessed", part: "", which: "",
			price: "", ...dateFields("from", ""), ...words }],
		last: ["decide/check", { ...dateFields("runs_from", soon(10)), why_from: "The school term begins.",
			covers_not: "", next_step: "The worker rings.", ...dateFields("panel", soon(20)) }] },
];

async function took(answer) {
	const { status, text } = await answer;
	assert.equal(status, 303, text.slice(text.indexOf("<main"), text.indexOf("</main>")));
}

async function written(client, base, d) {
	const [page, links, fields] = d.each ?? [];
	const numbers = new Set(page && [...(await client.get(`${base}/${page}`)).text.matchAll(links)]
		.map(([, n]) => n));

	for (const n of numbers) {
		const path = `${base}/${page === "decide" ? "decide/points" : page}/${n}`;
		await took(client.submit(path, path, fields));
	}
	if (d.last)
		await took(client.submit(`${base}/${d.last[0]}`, `${base}/${d.last[0]}`, d.last[1]));
}

// As far as the button: { id, path, people: [{ client, form }] }, each form ready to go.
export async function toSend(d, at) {
	const [[id, pid]] = sql(at, `SELECT id, HEX(pid) FROM casefile WHERE child_name = '${d.child}'`);
	const base = `/cases/${publicId(pid)}`, path = `${base}/${d.send}`, people = [];

	for (const name of d.people) {
		const client = await as(`${name}@accord.example`, at);
		await written(client, base, d);
		const form = hidden((await client.get(`${base}/${d.letter}`)).text, path);
		assert.ok(form.csrf, `${name} sees the letter of ${d.child} and its button`);
		people.push({ client, form, name });
	}
	return { id, path, people };
}
