// `accord policy`: a version never changes, and no day has two.

import assert from "node:assert";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { root } from "../lib/stack.mjs";
import { accord, sql } from "../lib/people.mjs";

let folder, far;

// load("label", "day"): the reference tables under another name and day
function load(label, day, change = (text) => text) {
	const dir = join(folder, `${label}-${day}`);
	cpSync(join(root, "sql/policy/reference"), dir, { recursive: true });
	const file = join(dir, "policy.csv");
	const [head] = readFileSync(file, "utf8").split("\n");
	writeFileSync(file, change(`${head}\n${label},Tables of a test,yes,${day}\n`));
	return accord(["policy", "load", dir]);
}

before(() => {
	folder = mkdtempSync(join(tmpdir(), "accord-policy-"));
	const holidays = readFileSync(join(root, "sql/policy/reference/bank_holidays.csv"), "utf8");
	const last = holidays.match(/\d{4}/g).map(Number).reduce((a, b) => Math.max(a, b));
	far = `${last - 1}-12-30`;	// no case of the tests is scored as late as that
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("a version is loaded once, and loading it again changes nothing", async () => {
	for (let i = 0; i < 2; i++) {
		const got = await load("test-far", far);
		assert.strictEqual(got.status, 0, got.out + got.err);
	}
	assert.strictEqual(sql("SELECT id FROM policy WHERE label = 'test-far'").length, 1);
});

test("other tables under the same label are refused", async () => {
	const got = await load("test-far", far, (text) => text.replace("a test", "another"));
	assert.strictEqual(got.status, 1);
	assert.match(got.out, /A version never changes/);
});

test("a second version from the same day is refused, in plain words", async () => {
	const got = await load("test-other", far);
	assert.strictEqual(got.status, 1);
	assert.match(got.out, /holds from the same day already/);
	assert.deepStrictEqual(sql("SELECT id FROM policy WHERE label = 'test-other'"), []);
});
