// The running Accord from the side of its owner: its tables of routes, forms and
// rights as the program prints them, and its database.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";

import { root } from "./stack.mjs";

// The one a test run serves; a test with a stack of its own makes another.
export function running() {
	return {
		url: process.env.ACCORD_URL,
		config: process.env.ACCORD_CONFIG,
		folder: process.env.ACCORD_VAR,
		build: process.env.ACCORD_BUILD ?? join(root, "build"),
	};
}

export function ofStack(stack) {
	return {
		url: stack.url,
		config: stack.config,
		folder: stack.variables.VAR,
		build: stack.variables.BUILD,
	};
}

export function accord(at, ...words) {
	return execFileSync(join(at.build, "bin/accord"), words, {
		encoding: "utf8", stdio: ["ignore", "pipe", "pipe"],
	});
}

function table(text, columns) {
	return text.trim().split("\n").map((line) => {
		const cells = line.split("\t");
		return Object.fromEntries(columns.map((c, i) => [c, cells[i]]));
	});
}

export function routes(at) {
	const list = table(accord(at, "routes"), ["method", "path", "name", "action",
		"subject", "pool", "guest", "form"]);

	for (const r of list)
		r.pattern = new RegExp("^" + r.path
			.replaceAll("#", "[A-Za-z0-9_-]{22}").replaceAll("%", "[1-9][0-9]*") + "$");
	return list;
}

export function routeOf(list, method, path) {
	return list.find((r) => r.method === method && r.pattern.test(path));
}

// { sign_in: [{ name, kind, must, max, words }], … }
export function forms(at) {
	const all = {};

	for (const f of table(accord(at, "routes", "--forms"),
		["form", "name", "kind", "must", "max", "words"]))
		(all[f.form] ??= []).push({ ...f, must: f.must === "must", max: Number(f.max),
			words: f.words === "-" ? [] : f.words.split("|") });
	return all;
}

const set = (text) => new Set(text === "-" ? [] : text.split("|"));

// Rows of { action, role, relations, never, only }
export function matrix(at) {
	return table(accord(at, "access", "--matrix"),
		["action", "role", "relations", "never", "only"]).map((r) => ({ ...r,
		relations: set(r.relations), never: set(r.never), only: set(r.only) }));
}

// Rows of texts; NULL comes as null.
export function sql(at, query) {
	const socket = /^db\.socket = (.*)$/m.exec(readFileSync(at.config, "utf8"))[1];
	const out = execFileSync("mariadb", ["--no-defaults", `--socket=${socket}`,
		`--user=${userInfo().username}`, "--batch", "--skip-column-names",
		"accord", "-e", query], { encoding: "utf8", maxBuffer: 1 << 28,
		stdio: ["ignore", "pipe", "pipe"] });

	return out.split("\n").slice(0, -1).map((line) =>
		line.split("\t").map((cell) => cell === "NULL" ? null : cell));
}

export function publicId(hex) {
	return Buffer.from(hex, "hex").toString("base64url");
}

// [{ name, email, password, role, team, secret }], as the demonstration has them
export function accounts() {
	return table(readFileSync(join(root, "sql/demo/accounts.csv"), "utf8")
		.replaceAll(",", "\t"),
	["name", "email", "password", "role", "team", "phone", "secret", "own_title"]).slice(1);
}
