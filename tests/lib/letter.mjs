// What a letter on a decision has to say, compared with what is recorded: the
// list of the procedure, fact by fact, for the case at hand.

import assert from "node:assert";
import { readFileSync } from "node:fs";

import { sql } from "./people.mjs";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
	"September", "October", "November", "December"];
const table = (name) => readFileSync(new URL(`../../sql/policy/reference/${name}.csv`, import.meta.url), "utf8");
const telephones = (name) => [...table(name).matchAll(/\b01632 \d{6}\b/g)].map(([n]) => n);

export const money = (pence) => {
	const n = Number(pence);
	return `£${Math.floor(n / 100).toLocaleString("en-GB")}${n % 100 ? `.${String(n % 100).padStart(2, "0")}` : ""}`;
};
// A day or moment of the database (UTC), as a letter says it.
export const day = (text) => {
	const at = text.includes(":") ? new Date(`${text.replace(" ", "T").slice(0, 19)}Z`) : new Date(`${text}T12:00:00Z`);
	const [y, m, d] = at.toLocaleDateString("sv-SE", { timeZone: "Europe/London" }).split("-").map(Number);
	return `${d} ${MONTHS[m - 1]} ${y}`;
};
export const today = () => day(new Date().toISOString().replace("T", " "));
export const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
	.replaceAll(">", "&gt;").replaceAll('"', "&quot;");

// The words of a letter as they are stored, with their line ends.
export const stored = (text) => text.replaceAll("\\n", "\n").replaceAll("\\t", "\t");

// The last letter of a kind in a case: { id, pid, no, html }.
export function lastLetter(casefile, kind) {
	const [[id, pid, no, html, title]] = sql(`SELECT id, HEX(pid), no, html, title FROM letter
		WHERE casefile = ${casefile} AND kind = ${kind} ORDER BY no DESC LIMIT 1`);
	assert.ok(stored(html).includes(`<h1>${title}</h1>`), `the list and the letter call it the same: ${title}`);
	return { id, no, html: stored(html), pid: Buffer.from(pid, "hex").toString("base64url") };
}

// Looks at a letter, which stores nothing; sends it; and holds the one against the
// other. who: signed in; from, to: the page and what its button sends.
export async function sendLetter(who, from, to, { casefile, kind }) {
	const count = () => Number(sql(`SELECT COUNT(*) FROM letter WHERE casefile = ${casefile}`)[0][0]);
	const before = count(), { text } = await who.get(from);
	assert.match(text, /<\/article>[^]*Who will see this[^]*<button/, "first the letter, then who sees it, then the button");
	assert.equal(count(), before, "a look stores nothing");
	const got = await who.submit(from, to, {});
	assert.equal(got.status, 303, got.text);
	const letter = lastLetter(casefile, kind);
	assert.equal(count(), before + 1);
	assert.equal(/<article class="accord-letter"[^>]*>([^]*?)<\/article>/.exec(text)[1].trim(), letter.html.trim(),
		"the letter is what was looked at");
	return letter;
}

function says(html, words, what) {
	assert.ok(html.includes(escaped(stored(words))), `the letter does not say ${what}: ${words}`);
}

// by: "Ruth Okafor, practice lead"; contact: whom to ask.
export function everyFact(casefile, html, { by, contact }) {
	const [[ref, assessment]] = sql(`SELECT ref, assessment FROM casefile WHERE id = ${casefile}`);
	says(html, `Reference ${ref}`, "its reference");
	for (const words of ["1 Example Square", "Telephone 01632 960 900, Monday to Friday"])
		says(html, words, "where the council is");
	says(html, by, "who decided");
	assert.match(html, new RegExp(`<p>(Decided on|You told us on|Written down for the panel on) ${today()}\\.`), "on what day");
	signed(html, by);
	says(html, contact, "whom to ask");
	for (const [family] of sql(`SELECT p.name FROM family_member f JOIN person p ON p.id = f.person
			WHERE f.casefile = ${casefile}`))
		says(html, family, "to whom it goes");
	chains(assessment, html);
	stages(casefile, assessment, html);
	rightsAndHelp(html);
	lateness(casefile, html);
}

// Every letter ends with the name, role and telephone of somebody of the council.
function signed(html, by) {
	const [, name, role, phone] = /Yours sincerely,<\/p>\s*<p><strong>([^<,]+), ([^<]+)<\/strong><\/p>\s*<p>[^<]*, telephone ([^<]+)</.exec(html);
	const [[known]] = sql(`SELECT phone FROM person WHERE name = '${name.replaceAll("'", "''")}'`);
	assert.equal(phone, known);
	if (by.includes(", "))
		assert.equal(`${name}, ${role}`, by, "whoever decided signs");
	assert.match(html, /<p>Dear [^<]+,<\/p>/);
}

// What a level means, as the questionnaire of the score says it.
const levels = [...table("levels").matchAll(/^(\w+),(\d+),\d+,[^,]+,(\d+),(?:"(.*)"|(.*))$/gm)]
	.map(([, tool, question, points, quoted, plain]) => ({ tool, question, points: Number(points), words: quoted?.replaceAll('""', '"') ?? plain }));
const TOOLS = ["", "under_7", "key_stage_2", "key_stage_3_4"];
const meaning = (tool, question, points) => levels.findLast((l) =>
	l.tool === TOOLS[tool] && l.question === question && l.points <= Number(points)).words;

// Each level that was given or asked for in a contested question is explained.
function meanings(assessment, html) {
	const named = sql(`SELECT a.tool, i.question, i.original, i.proposed, k.proposed FROM item i
		JOIN assessment a ON a.id = i.assessment LEFT JOIN item_contest k ON k.item = i.id WHERE i.assessment = ${assessment}`);
	const answers = sql(`SELECT a.tool, i.question, w.points FROM item_answer w JOIN item i ON i.id = w.item
		JOIN assessment a ON a.id = i.assessment WHERE i.assessment = ${assessment}`);
	for (const [tool, question, ...points] of [...named, ...answers])
		for (const one of points.filter((p) => p !== "NULL"))
			says(html, meaning(tool, question, one), `what ${one} points mean in question ${question}`);
}

function chains(assessment, html) {
	meanings(assessment, html);
	const contested = sql(`SELECT i.question, i.original, i.proposed, i.why, i.evidence, p.name, i.challenged
		FROM item i JOIN person p ON p.id = i.challenged_by WHERE i.assessment = ${assessment}`);
	for (const [question, original, proposed, why, evidence, name, at] of contested) {
		says(html, `${original} points`, `the first score of ${question}`);
		says(html, `asks for ${proposed} points`, `the proposal for ${question}`);
		says(html, `${name}, on ${day(at)}`, `who challenged ${question}`);
		for (const words of [why, evidence])
			says(html, words, `the challenge of ${question}`);
	}
	for (const [question, points, reason, relied, name, at] of sql(`SELECT i.question, w.points,
			w.reason, w.relied, p.name, w.decided FROM item i
			JOIN item_answer w ON w.item = i.id JOIN person p ON p.id = w.decided_by
			WHERE i.assessment = ${assessment}`)) {
		says(html, `${points} points`, `the answer to ${question}`);
		says(html, `${name}, `, `who answered ${question}`);
		says(html, `on ${day(at)}`, `when ${question} was answered`);
		for (const words of [reason, relied])
			says(html, words, `the reason for ${question}`);
	}
	for (const [question, words, evidence, name] of sql(`SELECT i.question, k.words, k.evidence, p.name
			FROM item i JOIN item_contest k ON k.item = i.id JOIN person p ON p.id = k.contested_by
			WHERE i.assessment = ${assessment}`)) {
		says(html, name, `who contested ${question}`);
		for (const text of [words, evidence])
			says(html, text, `why ${question} was contested`);
	}
	const begins = html.lastIndexOf("Annex: the answers that were not challenged");
	const annex = begins < 0 ? html : html.slice(begins);	// a letter of the score has them in its table
	for (const [question, points, reason, evidence] of sql(`SELECT a.question, a.points, a.reason, a.evidence
			FROM answer a LEFT JOIN item i ON i.assessment = a.assessment AND i.question = a.question
			WHERE a.assessment = ${assessment} AND i.id IS NULL`)) {
		assert.match(annex, new RegExp(`<td>${question}\\. `), `question ${question} in the annex`);
		assert.match(annex, new RegExp(`<td>${points}( of \\d+)? points`), `the score of ${question}`);
		says(annex, `${reason} Evidence: ${evidence}`, `the reason for ${question}`);
	}
}

// What a letter says of the sum: [["is now", "£4,000"], …]
const toldSums = (html) => [...html.matchAll(/The sum (is now|stays) <strong>([^ ]+) a year/g)].map(([, how, sum]) => [how, sum]);

const pence = (words) => Math.round(Number(words.replace(/[£,]/g, "")) * 100);
const dayOf = (words) => {
	const [d, month, y] = words.split(" ");
	return Date.UTC(Number(y), MONTHS.indexOf(month), Number(d)) / 864e5;
};

// Whoever has the letter alone can work out what the sum makes this year.
export function thisYear(html) {
	const [, told, said] = /The sum (?:is now|stays) <strong>([^ ]+) a year<\/strong>\.([^]*?)<\/p>/.exec(html);
	const sum = pence(told);
	const [, year, made] = /Up to 31 March (\d{4}) that makes (£[\d,.]+\d) this year\./.exec(said);
	const first = Date.UTC(year - 1, 3, 1) / 864e5, next = Date.UTC(year, 3, 1) / 864e5;
	const share = (yearly, from) => Math.round(yearly * Math.max(next - Math.max(dayOf(from), first), 0) / (next - first));
	const parts = [...said.matchAll(/(£[\d,.]+\d) of it is for the (£[\d,.]+\d) that runs from (\d+ \w+ \d{4})/g)]
		.map(([, is, of, from]) => ({ is: pence(is), of: pence(of), from }));
	const runs = [...said.matchAll(/(?:(£[\d,.]+\d) of it(?:, agreed on [^,]+,)? runs|It runs) from (\d+ \w+ \d{4})/g)]
		.map(([, of, from]) => ({ of: of ? pence(of) : sum, from }));
	const days = [...new Set(runs.map(({ from }) => from))];
	assert.equal(runs.reduce((all, { of }) => all + of, 0), sum, "what runs from each day is the sum");
	assert.deepEqual(parts.map(({ from }) => from), days.length > 1 ? days : [], "each part, if there are several");
	for (const { is, of, from } of parts) {
		assert.equal(of, runs.reduce((all, run) => all + (run.from === from ? run.of : 0), 0), `what runs from ${from}`);
		assert.equal(is, share(of, from), `what runs from ${from} makes`);
	}
	assert.equal(pence(made), days.length > 1 ? parts.reduce((all, { is }) => all + is, 0) : share(sum, days[0]), "what the sum makes");
}

function stages(casefile, assessment, html) {
	const part = html.slice(html.indexOf("The sum at every stage"));
	let sum = 0;
	for (const [total, yearly, name, at] of sql(`SELECT s.total, s.yearly, p.name, s.at FROM score s
			JOIN person p ON p.id = s.decided_by WHERE s.assessment = ${assessment} ORDER BY s.no`)) {
		says(part, `${total} points, `, "a total");
		says(part, `${name}, `, "who decided the score");
		says(part, `on ${day(at)}`, "when the score was decided");
		sum = Number(yearly);
	}
	for (const [added, name] of sql(`
			SELECT m.amount, p.name FROM meeting m JOIN person p ON p.id = m.answered_by
			 WHERE m.casefile = ${casefile} AND m.assessment = ${assessment} AND m.answered IS NOT NULL
			UNION ALL SELECT o.added, p.name FROM outcome o JOIN person p ON p.id = o.decided_by
			 WHERE o.casefile = ${casefile} AND o.assessment = ${assessment} AND NOT o.recommended
			UNION ALL SELECT o.panel_added, p.name FROM outcome o JOIN person p ON p.id = o.panel_noted_by
			 WHERE o.casefile = ${casefile} AND o.assessment = ${assessment}
			UNION ALL SELECT GREATEST(k.agreed - k.allocation, 0), p.name FROM plan v
			 JOIN plan_answer k ON k.plan = v.id JOIN person p ON p.id = k.confirmer
			 WHERE v.casefile = ${casefile} AND v.assessment = ${assessment}`)) {
		says(part, name, "who changed the sum");
		sum += Number(added);
	}

	const [told] = toldSums(part), before = toldSums(stored(sql(`SELECT html FROM letter WHERE casefile = ${casefile}
		AND html LIKE '%The sum at every stage%' ORDER BY no DESC LIMIT 1, 1`)[0]?.[0] ?? "")).at(-1);
	assert.deepEqual(told, [before?.[1] === money(sum) ? "stays" : "is now", money(sum)], "the sum, and whether it is another");
	const [[first]] = sql(`SELECT MIN(l.available) FROM letter l JOIN assessment s ON s.id = ${assessment}
		WHERE l.casefile = ${casefile} AND l.kind = 1 AND l.made >= s.opened`);
	const later = [...part.matchAll(/(£[\d,.]+) of it, agreed on [^,]*, runs from/g)]
		.reduce((all, [, words]) => all + pence(words), 0);
	says(part, `${later > 0 ? `${money(sum - later)} of it runs` : "It runs"} from ${day(first)}, the day of the first score letter.`,
		"from when which part of the sum runs");
	thisYear(part);
	says(html, "What the sum does not cover", "what it does not cover");
	says(html, "Gambling", "what no budget covers");
}

function rightsAndHelp(html) {
	says(html, "What happens next", "the next step");
	assert.match(html, /For the score: Key stages?[^<]*version reference-2025-1/);
	assert.match(html, /For the plan, rates, limits and times:[^<]*version reference-2025-1/);
	for (const number of [...telephones("helpers"), ...telephones("rights")])
		says(html, number, "whom to ring");
	for (const words of ["ask for mediation", "complain to the council", "Ombudsman",
		"statutory children’s complaints procedure", "large print", "easy read"])
		says(html, words, "a right");
}

function lateness(casefile, html) {
	const since = `(SELECT s.opened FROM casefile c JOIN assessment s ON s.id = c.assessment WHERE c.id = ${casefile})`;
	for (const [due] of sql(`SELECT due FROM lateness WHERE casefile = ${casefile} AND due >= DATE(${since})`))
		says(html, `due by ${day(due)}`, "a step that was late");
	for (const [to, reason] of sql(`SELECT p.name, h.reason FROM handover h JOIN person p ON p.id = h.to_person
			WHERE h.casefile = ${casefile} AND h.at >= ${since}`)) {
		says(html, to, "who took a step over");
		const row = table("late_reasons").split("\n").find((line) => line.startsWith(`${reason},`));
		if (row)
			says(html, row.replace(/^\d+(,(yes|no)){3},/, "").replaceAll('"', ""), "why");
	}
}
