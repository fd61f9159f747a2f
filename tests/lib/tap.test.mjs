// The sum of the tests: every way a test file can be silent about a failure.
import assert from "node:assert";
import test from "node:test";

import { count } from "../tap.mjs";

const cases = [
	["all well", "ok 1 - a\nok 2 - b\n1..2\n", 0, 2, 0],
	["one failed", "ok 1 - a\nnot ok 2 - b\n1..2\n", 1, 1, 1],
	["no plan", "ok 1 - a\n", 0, 1, 1],
	["nothing", "", 0, 0, 1],
	["a plan of none", "1..0\n", 0, 0, 1],
	["fewer than planned", "1..3\nok 1 - a\nok 2 - b\n", 0, 2, 1],
	["more than planned", "1..1\nok 1 - a\nok 2 - b\n", 0, 2, 1],
	["crashed at the end", "ok 1 - a\n1..1\n", 139, 1, 1],
	["crashed before it began", "", 139, 0, 1],
	["a skipped test is not a pass", "ok 1 - a # SKIP no\n1..1\n", 0, 0, 1],
	["subtests", "    ok 1 - x\n    not ok 2 - y\n    1..2\nnot ok 1 - a\n1..1\n", 1, 1, 2],
	["a suite is not a test",
		"    ok 1 - x\n    1..1\nok 1 - s\n  ---\n  type: 'suite'\n  ...\n1..1\n", 0, 1, 0],
	["words that look like a result",
		"ok 1 - a\n  ---\n  not ok 2 - said\n  ...\n1..1\n", 0, 1, 0],
];

for (const [name, tap, status, passed, failed] of cases)
	test(name, () => {
		const sum = count(tap, status);
		assert.deepStrictEqual([sum.passed, sum.failures.length], [passed, failed]);
	});
