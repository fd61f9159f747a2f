// What hangs on a case and stands in an address behind it, and whose it is.

import { publicId, sql } from "./accord.mjs";

const of = (table, own) => `${table} x JOIN ${own} o ON o.id = x.${own} JOIN casefile c ON c.id = o.casefile`;
const its = (table) => `${table} x JOIN casefile c ON c.id = x.casefile`;

// Each kind of thing that has an id of its own.
const THINGS = [its("letter"), its("document"), its("invitation"), its("point"), its("meeting"),
	its("outcome"), its("complaint"), its("assessment"), its("plan"), of("took_part", "assessment"),
	of("plan_outcome", "plan"), of("plan_line", "plan"), of("meeting_offer", "meeting")];
const HELPERS = "supporter s JOIN casefile c ON c.id = s.casefile JOIN person x ON x.id = s.person";

// [{ pid: of its case, id }], of each kind some for the cases given
export function things(at) {
	return [...THINGS, HELPERS].flatMap((from) =>
		sql(at, `SELECT HEX(c.pid), HEX(x.pid) FROM ${from} ORDER BY x.id`)
			.map(([pid, id]) => ({ kind: from, pid: publicId(pid), id: publicId(id) })));
}

// Numbers that stand for something of one case. What every case has, such as the
// questions of the questionnaire and the steps, is nobody's own.
const NUMBERS = [
	[/^plan_version/, "SELECT no FROM plan WHERE casefile"],
	[/^entry_/, "SELECT no FROM entry WHERE sent IS NOT NULL AND no > 0 AND casefile"],
	[/^decide_point/, "SELECT p.no FROM point p WHERE p.round IS NOT NULL AND p.casefile"],
];

// Numbers of a route that other cases have and this one has not.
export function foreignNumbers(at, route, file, others) {
	const query = NUMBERS.find(([name]) => name.test(route.name))?.[1];
	if (query === undefined)
		return [];
	const numbers = (c) => sql(at, `${query} = ${c.id}`).map(([no]) => no);
	const own = new Set(numbers(file));

	return [...new Set(others.flatMap(numbers))].filter((no) => !own.has(no));
}
