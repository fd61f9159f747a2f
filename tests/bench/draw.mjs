// Which person looks at which case. Drawn, but the same each time: the numbers
// of people and cases are those of tests/bench/cases.sql.

import { createHash } from "node:crypto";

const PAIRS = 1000, MANAGERS = 20;
const CASES_OF_WORKER = 25, CASES_OF_TEAM = 200;

// A number below n, from a word.
function draw(word, n) {
	return createHash("md5").update(word).digest().readUInt32BE(0) % n;
}

function pid(n) {
	return createHash("md5").update(`case${n}`).digest("base64url");
}

// The documents of a case.
export function documentsOf(n) {
	return `/cases/${pid(n)}/documents`;
}

export function cookieOf(person) {
	return createHash("sha256").update(`cookie${person}`).digest("base64url");
}

const team = (n) => Math.floor(n / CASES_OF_TEAM);
const viewers = [
	(n) => 1_000_000 + n,						// the family
	(n) => 2_000_000 + Math.floor(n / CASES_OF_WORKER),
	(n) => 3_000_000 + team(n),					// the practice lead
	(n, word) => 4_000_000 + 1 + draw(word, MANAGERS),		// an operations manager
];

// 1,000 of all who may see a case, families most often.
export function drawPairs(cases) {
	const list = [];
	for (let i = 0; i < PAIRS; i++) {
		const n = 1 + draw(`n${i}`, cases);
		const who = [0, 0, 0, 1, 1, 2, 3][draw(`who${i}`, 7)];
		list.push({ person: viewers[who](n, `m${i}`), case: pid(n) });
	}
	return list;
}

// As many different ones, so that each looks for the first time.
export function drawFirst(cases) {
	const list = [];
	for (let i = 0; i < PAIRS; i++)
		list.push({ person: 4_000_001 + i % MANAGERS,
			case: pid(1 + Math.floor(i / MANAGERS) % cases) });
	return list;
}

// The worker of each case answers its first questions, question by question:
// two answers to one case never wait for each other.
export function drawAnswers(cases) {
	const list = [];
	for (let i = 0; i < PAIRS; i++) {
		const n = 1 + i % cases;
		list.push({ person: viewers[1](n), case: pid(n), question: 1 + Math.floor(i / cases), form: i });
	}
	return list;
}

// Those who list the disagreements they have a part in.
export function drawStaff(cases) {
	const list = [];
	for (let i = 0; i < PAIRS; i++)
		list.push({ person: viewers[1 + i % 3](1 + draw(`n${i}`, cases), `m${i}`) });
	return list;
}
