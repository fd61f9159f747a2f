// The whole site as its people see it: which cases there are, how each person
// stands to them, and every address that a link or a form leads to.

import { accounts, matrix, publicId, routeOf, routes, running, sql } from "./accord.mjs";
import { allForms } from "./forms.mjs";
import { as, shared } from "./sign_in.mjs";
import { together } from "./together.mjs";

const SEES = "10038", DRAFTS = "10075";	// of sql/demo/children.csv
const SAMPLES = 2;			// addresses of one route, case and viewer

// Which relations and deeds the gate knows of. What is not here is left open.
export const KNOWN_ACTED = new Set(["SCORED", "APPROVED"]);

// What somebody has written in a case and not sent, or what was added to it: pages
// that only then can be seen.
const WRITTEN = [
	"item_draft d JOIN assessment e ON e.id = d.assessment WHERE e.casefile = c.id",
	"meeting_draft d JOIN meeting m ON m.id = d.meeting WHERE m.casefile = c.id",
	"point d WHERE d.casefile = c.id AND d.round IS NULL",
	"point_decision d JOIN point o ON o.id = d.point WHERE o.casefile = c.id AND d.sent IS NULL",
	"outcome_draft d JOIN outcome o ON o.id = d.outcome WHERE o.casefile = c.id",
	"panel_draft d JOIN outcome o ON o.id = d.outcome WHERE o.casefile = c.id",
	"document d WHERE d.casefile = c.id AND d.sent IS NULL",
	"complaint d WHERE d.casefile = c.id",
	"staff_comment d WHERE d.casefile = c.id",
	"invitation d WHERE d.casefile = c.id",
];

// The demonstration's supporter sees one case and may write drafts in another; so
// does a parent, who has a child's case of their own.
const HELPERS = ["ann.calder@help.example", "carlos.moreno@family.example"];

function supporter(at) {
	for (const email of HELPERS)
		for (const [number, drafts] of [[SEES, 0], [DRAFTS, 1]])
			sql(at, `INSERT INTO supporter (casefile, person, named_by, may_draft, since)
				SELECT c.id, p.id, f.person, ${drafts}, UTC_TIMESTAMP(6)
				FROM casefile c, person p, family_member f
				WHERE c.ref LIKE '${number}-_' AND f.casefile = c.id AND p.email = '${email}'
				ON DUPLICATE KEY UPDATE until = NULL, may_draft = ${drafts}`);
}

function people(at) {
	const rows = sql(at, `SELECT p.email, p.id, COALESCE(p.team, 0) FROM person p
		WHERE p.demo AND p.active`);
	const known = new Map(rows.map(([email, id, team]) => [email, { id, team }]));

	return accounts().filter((a) => known.has(a.email))
		.map((a) => ({ ...a, ...known.get(a.email) }));
}

function cases(at) {
	const list = sql(at, `SELECT c.id, HEX(c.pid), c.ref, c.team, COALESCE(c.worker, 0),
		COALESCE(s.worker, 0), COALESCE(s.approver, 0), COALESCE(s.state, 0),
		(SELECT GROUP_CONCAT(person) FROM family_member f
			WHERE f.casefile = c.id),
		(SELECT GROUP_CONCAT(person) FROM supporter f WHERE f.casefile = c.id
			AND (f.until IS NULL OR f.until > UTC_TIMESTAMP(6))),
		(SELECT GROUP_CONCAT(person) FROM supporter f WHERE f.casefile = c.id
			AND f.may_draft AND (f.until IS NULL OR f.until > UTC_TIMESTAMP(6))),
		(SELECT GROUP_CONCAT(DISTINCT step ORDER BY step) FROM todo t
			WHERE t.casefile = c.id),
		(SELECT GROUP_CONCAT(DISTINCT person) FROM todo t WHERE t.casefile = c.id),
		(SELECT state FROM planning g WHERE g.casefile = c.id),
		(SELECT GROUP_CONCAT(DISTINCT state ORDER BY state) FROM plan n
			WHERE n.casefile = c.id),
		(SELECT GROUP_CONCAT(DISTINCT state ORDER BY state) FROM item i
			WHERE i.assessment = c.assessment),
		CONCAT(${WRITTEN.map((rows) => `EXISTS (SELECT 1 FROM ${rows})`).join(", ")})
		FROM casefile c LEFT JOIN assessment s ON s.id = c.assessment ORDER BY c.id`);
	const ids = (text) => (text ?? "").split(",").filter(Boolean);

	return list.map(([id, pid, ref, team, worker, scored, approved, state, family, helpers,
		drafters, steps, holders, planning, plans, items, written]) => ({ id, pid: publicId(pid),
		ref, team, worker, scored, approved, family: ids(family), helpers: ids(helpers),
		drafters: ids(drafters), holders: ids(holders),
		state: [state, steps, planning, plans, items, written].join("/") }));
}

export function relations(person, file) {
	const set = new Set(["ANY"]);

	if (file === undefined)
		return set;
	const facts = [
		["OWN", file.family.includes(person.id)],
		["HELPER_SEE", file.helpers.includes(person.id)],
		["HELPER_DRAFT", file.drafters.includes(person.id)],
		["ASSIGNED", file.worker === person.id],
		["NAMED", file.holders.includes(person.id)],
		["TEAM", file.team === person.team],
		["AREA", ["operations_manager", "head_of_service"].includes(person.role)],
	];
	facts.filter(([, is]) => is).forEach(([name]) => set.add(name));
	return set;
}

function acted(person, file) {
	const set = new Set();

	if (file?.scored === person.id)
		set.add("SCORED");
	if (file?.approved === person.id)
		set.add("APPROVED");
	return set;
}

// Family or supporter: said by how one stands to the case, not by the account.
function roleIn(person, file) {
	if (!["family", "supporter"].includes(person?.role))
		return person?.role ?? "nobody";
	const has = relations(person, file);
	return has.has("OWN") ? "family" : has.has("HELPER_SEE") ? "supporter" : person.role;
}

// true, false, or undefined: it takes a deed that only the program knows of
export function may(rules, action, person, file) {
	const rule = rules.find((r) => r.action === action && r.role === roleIn(person, file));
	const has = person ? relations(person, file) : new Set(["ANY"]);
	const done = person ? acted(person, file) : new Set();

	if (rule === undefined || ![...rule.relations].some((r) => has.has(r)))
		return false;
	if ([...rule.never].some((a) => done.has(a)))
		return false;
	// by name: for that step alone, and which step is whose work the program knows
	if (![...rule.relations].some((r) => r !== "NAMED" && has.has(r)))
		return undefined;
	const unknown = [...rule.never, ...rule.only].some((a) => !KNOWN_ACTED.has(a));
	if ([...rule.only].every((a) => done.has(a)) || has.has("NAMED"))
		return unknown ? undefined : true;
	return unknown ? undefined : false;
}

// The people around a case, by how they stand to it.
export function around(site, file) {
	const pick = (name, test) => [name, site.people.find(test)];
	const role = (name) => (p) => p.role === name;
	const both = (...tests) => (p) => tests.every((t) => t(p));
	const ours = (p) => p.team === file.team, theirs = (p) => p.team !== file.team;

	return [
		pick("own family", (p) => file.family.includes(p.id)),
		pick("other family", both(role("family"), (p) => !file.family.includes(p.id),
			(p) => !file.helpers.includes(p.id))),
		pick("supporter", role("supporter")),
		pick("parent who helps", both(role("family"), (p) => file.helpers.includes(p.id))),
		pick("assigned worker", (p) => p.id === file.worker),
		pick("other worker of the team", both(role("worker"), ours,
			(p) => p.id !== file.worker)),
		pick("worker of another team", both(role("worker"), theirs)),
		pick("practice lead of the team", both(role("practice_lead"), ours)),
		pick("practice lead of another team", both(role("practice_lead"), theirs)),
		pick("staff with a step by name", both((p) => file.holders.includes(p.id),
			(p) => p.id !== file.worker && p.role !== "family")),
		pick("operations manager", role("operations_manager")),
		pick("head of service", role("head_of_service")),
		pick("auditor", role("auditor")),
		pick("administrator", role("administrator")),
	].filter(([, person]) => person !== undefined);
}

// Of the cases that look alike to a rule, one stands for all; and those of the
// supporter.
function chosen(site) {
	const seen = new Set();

	return site.cases.filter((c) => {
		const wanted = !seen.has(c.state) || c.helpers.length > 0;
		seen.add(c.state);
		return wanted;
	});
}

const decode = (text) => text.replaceAll("&amp;", "&");

// A form that only asks is filled in with the reference of a case.
function asked(form, ref) {
	const typed = form.fields.filter((f) => f.name)
		.map((f) => [f.name, ["text", "search"].includes(f.type) ? ref : f.value]);

	return `${form.action}?${new URLSearchParams(typed)}`;
}

function leadsTo(html, ref) {
	const links = [...html.matchAll(/<a\b[^>]*\bhref="(\/[^"#]*)/g)], forms = allForms(html);

	return {
		links: links.map((m) => decode(m[1])).filter((to) => !to.startsWith("/static/"))
			.concat(forms.filter((f) => f.method === "get").map((f) => asked(f, ref))),
		posts: forms.filter((f) => f.method === "post").map((f) => f.action),
	};
}

// Follows every link of one person from these pages on.
async function walk(table, email, from, { found, cases }, at) {
	const client = await as(email, at);
	const queue = [...from], seen = new Map(from.map((path) => [path, null]));
	const count = new Map();
	const note = (method, path, on, status, bytes) =>
		found.push({ method, path, route: routeOf(table, method, path.split("?")[0])?.name,
			email, on, status, bytes });

	while (queue.length > 0) {
		const path = queue.shift(), page = await client.get(path);
		note("GET", path, seen.get(path), page.status, page.bytes.length);
		at.looked?.(email, path, page);
		if (page.status !== 200 || !/html/.test(page.headers["content-type"]))
			continue;
		const { links, posts } = leadsTo(page.text, cases[0].ref);
		for (const to of new Set(posts))
			note("POST", to, path, null);
		for (const to of links) {
			const name = routeOf(table, "GET", to.split("?")[0])?.name ?? "none";
			const key = `${name} ${/^\/cases\/([^/?]+)/.exec(to)?.[1]}`;
			if (seen.has(to) || (count.get(key) ?? 0) >= SAMPLES || at.passes?.(email, to))
				continue;
			seen.set(to, path);
			count.set(key, (count.get(key) ?? 0) + 1);
			queue.push(to);
		}
	}
}

// Pages of a case that no link leads to, for they come after a form was sent: who
// might see one asks for it, case after case, until there is one.
async function unlinked(table, site, at) {
	const seen = new Set(site.found.filter((f) => f.status === 200).map((f) => f.route));
	const rules = matrix(at), missing = table.filter((r) => r.method === "GET" &&
		!seen.has(r.name) && /^[/]cases[/]#[^#%]*$/.test(r.path));

	await together(missing, async (route) => {
		for (const file of site.cases.filter((c) => site.chosen.includes(c.pid)))
			for (const [, person] of around(site, file)) {
				const path = route.path.replace("#", file.pid);
				if (may(rules, route.action, person, file) === false ||
					(await (await as(person.email, at)).get(path)).status !== 200)
					continue;
				return walk(table, person.email, [path], site, at);
			}
	});
}

async function explore(at) {
	supporter(at);
	const site = { people: people(at), cases: cases(at), found: [] };
	const table = routes(at), fixed = table.filter((r) => r.method === "GET" &&
		!/[#%]/.test(r.path) && r.guest !== "half-way").map((r) => r.path);

	site.chosen = chosen(site).map((c) => c.pid);
	const starts = new Map(site.people.filter((p) => p.role !== "family")
		.map((p) => [p.email, []]));
	for (const file of site.cases.filter((c) => site.chosen.includes(c.pid)))
		for (const [, person] of around(site, file))
			if (relations(person, file).size > 1)
				starts.set(person.email, [...(starts.get(person.email) ?? []),
					`/cases/${file.pid}`]);
	const found = new Map([...starts.keys()].map((email) => [email, []]));
	await together([...starts], ([email, pages]) => walk(table, email,
		[...fixed, ...pages], { found: found.get(email), cases: site.cases }, at));
	site.found = [...found.values()].flat();
	await unlinked(table, site, at);
	return site;
}

// { people, cases, chosen, found: [{ method, path, route, email, on, status, bytes }] }
// at.looked(email, path, page) is called with each page on the walk; one for which
// at.passes(email, path) is true is not asked for.
// on: the page that leads there. A POST was seen and not sent: it has no status.
export function theSite(at = running()) {
	return shared("site.json", () => explore(at), at);
}
