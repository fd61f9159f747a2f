// Forms as a browser sees them: what stands in each, and how to fill it in.

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#34": '"' };

function plain(text) {
	return text.replace(/&(#?\w+);/g, (all, name) => ENTITIES[name] ?? all);
}

function attributes(tag) {
	const all = {};

	for (const [, name, , value] of tag.matchAll(/([a-z-]+)(="([^"]*)")?/g))
		all[name] = plain(value ?? "");
	return all;
}

// { action, method, fields: [{ name, type, value }] } for each form of a page.
export function allForms(html) {
	const list = [];

	for (const [, head, body] of html.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)) {
		const of = attributes(head), fields = [];
		for (const [, kind, tag, text] of body.matchAll(
			/<(input|textarea|select|button)\b([^>]*)>(?:([^<]*)<\/textarea>)?/g)) {
			const a = attributes(tag);
			if (a.name !== undefined)
				fields.push({ name: a.name, type: a.type ?? kind, checked: "checked" in a,
					value: kind === "textarea" ? plain(text ?? "").replace(/^\n/, "")
						: a.value ?? "" });
		}
		list.push({ action: of.action, method: of.method ?? "get", fields });
	}
	return list;
}

// Those that change something.
export function formsOf(html) {
	return allForms(html).filter((f) => f.method === "post");
}

export function formTo(html, action) {
	return formsOf(html).find((f) => f.action === action);
}

const sample = {
	line: () => "Words for a test",
	text: () => "Words for a test,\r\nin two lines & more",
	secret: () => "harbour lantern nine oak",
	email: () => "somebody@family.example",
	number: (field) => String(Math.min(field.max, 1)),
	money: () => "12.50",
	choice: (field) => field.words[0],
	tick: () => "yes",
	pid: () => "",
};

const today = () => {
	const day = new Date();

	return { "-day": day.getUTCDate(), "-month": day.getUTCMonth() + 1,
		"-year": day.getUTCFullYear() };
};

// What a person might send: what stands in the form, and for the rest an example.
// declared: the route's fields, as accord.forms() tells them; extra: field -> value
export function filledIn(form, declared, extra = {}) {
	const sent = new Map();

	for (const f of form.fields) {
		const offered = !["checkbox", "radio"].includes(f.type) || f.checked;
		if (offered && !(sent.get(f.name) && f.value === ""))
			sent.set(f.name, f.value);
	}
	// what there is one of for each thing the page lists: said_# is said_ID, and again
	const each = declared.filter((f) => f.name.endsWith("#")).flatMap((f) => [...new Set(form.fields.map(({ name }) => name)
		.filter((name) => name.startsWith(f.name.slice(0, -1))))].map((name) => ({ ...f, name })));
	const all = [...declared.filter((f) => !f.name.endsWith("#")), ...each];
	for (const field of all.filter((f) => f.kind !== "date")) {
		const choices = form.fields.filter((f) => f.name === field.name && f.value !== "");
		if (!sent.get(field.name))
			sent.set(field.name, choices[0]?.value ?? sample[field.kind](field));
	}
	for (const field of all.filter((f) => f.kind === "date"))
		for (const [part, value] of Object.entries(today()))
			sent.set(field.name + part, String(value));
	for (const [name, value] of Object.entries(extra))
		sent.set(name, value);
	return Object.fromEntries(sent);
}
