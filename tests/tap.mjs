// Adds up what the tests said. `node tests/tap.mjs DIR` reads every NAME.tap of
// DIR, and beside it NAME.status (how the program ended) and NAME.log.
// Prints what failed; the last line is `N passed, N failed`.
//
// A file that ran no test, lost its plan, kept to another number than planned or
// ended badly without saying which test failed counts as one failure.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const POINT = /^(\s*)(not )?ok\b(?:\s+\d+)?(?:\s+-)?\s*(.*)$/;
const PLAN = /^1\.\.(\d+)/;

// The lines of a test's explanation: from `---` to `...`.
function explanation(lines, at) {
	if (lines[at]?.trim() !== "---")
		return [];
	const end = lines.findIndex((line, i) => i > at && line.trim() === "...");
	return lines.slice(at + 1, end < 0 ? lines.length : end);
}

function skipped(words) {
	return /#\s*(skip|todo)\b/i.test(words);
}

// TAP text and exit status -> { passed, skipped, failures: [words] }
export function count(text, status = 0) {
	const lines = text.split("\n");
	const sum = { passed: 0, skipped: 0, failures: [] };
	let planned = -1, points = 0, skip = 0;

	lines.forEach((line, i) => {
		if (i < skip)
			return;
		planned = Number(PLAN.exec(line)?.[1] ?? planned);
		const [, indent, not, words] = POINT.exec(line) ?? [];
		if (words === undefined)
			return;
		const why = explanation(lines, i + 1);
		skip = why.length > 0 ? i + 2 + why.length : 0;
		points += indent === "" ? 1 : 0;
		if (why.some((w) => w.trim() === "type: 'suite'"))
			return;
		if (skipped(words))
			sum.skipped++;
		else if (not)
			sum.failures.push([words, ...why].join("\n    "));
		else
			sum.passed++;
	});
	if (planned < 0)
		sum.failures.push("it broke off: there is no plan line");
	else if (planned !== points)
		sum.failures.push(`${planned} tests were planned and ${points} ran`);
	if (sum.passed + sum.failures.length === 0)
		sum.failures.push("it holds no test");
	if (status !== 0 && sum.failures.length === 0)
		sum.failures.push(`it ended with status ${status}`);
	return sum;
}

function read(path, otherwise) {
	return existsSync(path) ? readFileSync(path, "utf8") : otherwise;
}

function report(name, sum, log) {
	for (const words of sum.failures)
		console.log(`\nFAILED ${name}: ${words}`);
	if (sum.failures.length > 0 && log.trim() !== "")
		console.log(log.trim().split("\n").slice(-20).join("\n"));
	if (sum.skipped > 0)
		console.log(`${name}: ${sum.skipped} skipped`);
}

function main(dir) {
	const names = new Set(readdirSync(dir).map((f) => f.replace(/\.(tap|status|log)$/, "")));
	let passed = 0, failed = 0;

	for (const name of [...names].sort()) {
		const sum = count(read(join(dir, `${name}.tap`), ""),
			Number(read(join(dir, `${name}.status`), "0")));
		report(name, sum, read(join(dir, `${name}.log`), ""));
		passed += sum.passed;
		failed += sum.failures.length;
	}
	console.log(`${passed} passed, ${failed} failed`);
	process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
	main(process.argv[2]);
