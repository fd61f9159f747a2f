// Reads what `accord serve pages --record FILE` wrote (fcgi/request/recorder.h).

import { readFileSync } from "node:fs";

// Yields [kind, bytes] for every record of the file.
function* items(path) {
	const file = readFileSync(path);

	for (let at = 0; at < file.length;) {
		const line = file.indexOf(10, at);
		const [kind, length] = file.toString("latin1", at, line).split(" ");
		const from = line + 1, to = from + Number(length);
		yield [kind, file.subarray(from, to)];
		at = to + 1;
	}
}

// Map of "path cookie" -> { statements, bytes, status, length }
export function readRecord(path) {
	const all = new Map();
	let now;

	for (const [kind, bytes] of items(path)) {
		if (kind === "q") {
			const [, uri, cookie, body] = bytes.toString("utf8").split("\n");
			now = { statements: 0, bytes: 0 };
			all.set([uri, cookie, body].join(" "), now);
		} else if (kind === "r" || kind === "w") {
			now.statements++;
		} else if (kind === "p") {
			now.bytes += bytes.length;
			const head = bytes.toString("latin1", 0, 2000);
			now.status ??= Number(/^Status: (\d+)/.exec(head)[1]);
			now.length ??= Number(/^Content-Length: (\d+)/m.exec(head)[1]);
		}
	}
	return all;
}
