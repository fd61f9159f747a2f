// Documents before who decides: sent as a family sends them, and where it stands
// afterwards what a decision made of each.

import assert from "node:assert";

import { upload } from "./documents.mjs";
import * as files from "./files.mjs";
import { sql } from "./people.mjs";

// at: the path of the case; id: its row. As if it had come two days ago, unless it
// comes today.
export async function lay({ family, at, id }, name, purpose, { about = "", today = false } = {}) {
	const { status } = await upload(family, `${at}/documents`, { name, bytes: files.pdf({ words: purpose }) }, { purpose, about });
	assert.equal(status, 303, name);
	if (!today)
		sql(`UPDATE document SET added = added - INTERVAL 2 DAY, sent = sent - INTERVAL 2 DAY
			WHERE casefile = ${id} AND name = '${name}'`);
}

// The fields of who decides, as a browser sends them: of each document on the page what
// is said of it. words: its name -> "relied", or why it did not decide it.
export async function weigh(client, page, words = {}) {
	const { text } = await client.get(page), left = new Set(Object.keys(words)), fields = {};

	for (const [, name, pid] of text.matchAll(/<\/a> \(([^)]+)\), [^<]*received[^<]*<\/legend>[^]*?name="said_([\w-]{22})"/g)) {
		const said = words[name];
		if (left.delete(name))
			fields[`said_${pid}`] = said === "relied" ? said : "not_decisive";
		fields[`why_${pid}`] = said === undefined || said === "relied" ? "" : said;
	}
	assert.deepEqual([...left], [], `${page} does not ask about it`);
	return fields;
}

// From now on who decides has it no more, or has it again.
export const hide = ({ id }, name, hidden = true) => sql(`UPDATE document SET audience = ${hidden ? 2 : 1}
	WHERE casefile = ${id} AND name LIKE '${name}'`);

// What the family reads of it under "Considered in".
export async function receipt({ family, at }, purpose) {
	const { text } = await family.get(`${at}/documents`);
	const part = text.split('<article class="accord-document"').find((p) => p.includes(purpose)).split("</article>")[0];
	return /Considered in<\/dt>\s*<dd[^>]*>([^]*?)<\/dd>/.exec(part)[1].replace(/<br>/g, " ").trim();
}

// What the copy for the case system says of the documents; staff: who may have it.
export async function inCopy(staff, at) {
	const { text } = await staff.get(`${at}/copy/text`);
	return /== What the decisions made of the documents ==\n([^]*?)(?=\n==|$)/.exec(text)?.[1] ?? "";
}
