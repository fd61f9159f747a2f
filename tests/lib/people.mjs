// Signing in as somebody of the demonstration, as a browser would.

import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { Client } from "./http.mjs";
import { root } from "./stack.mjs";

const STAFF = "harbour lantern nine oak", FAMILY = "quiet river morning train";

function code(email) {
	const accord = join(process.env.ACCORD_BUILD ?? join(root, "build"), "bin/accord");
	return execFileSync(accord, ["code", email, "--config", process.env.ACCORD_CONFIG],
		{ encoding: "utf8" }).trim().split("\n").pop();
}

// A code of an authenticator works once: who has just used theirs waits for the
// next. A wrong one counts as a failure, so none is tried twice.
async function enter(client, email) {
	for (let tried, tries = 0; tries < 100; tries++) {
		const now = code(email);
		if (now !== tried) {
			const answer = await client.submit("/sign-in/code", "/sign-in/code", { code: now });
			if (answer.status === 303)
				return;
		}
		tried = now;
		await new Promise((resolve) => setTimeout(resolve, 700));
	}
	throw new Error(`${email} cannot sign in`);
}

export async function signIn(email, base = process.env.ACCORD_URL) {
	const client = new Client(base);
	const password = email.endsWith("@accord.example") ? STAFF : FAMILY;
	const answer = await client.submit("/sign-in", "/sign-in", { email, password });
	if (answer.headers.location === "/sign-in/code")
		await enter(client, email);
	else if (answer.status !== 303)
		throw new Error(`${email} cannot sign in: ${answer.status}`);
	client.email = email;
	return client;
}

// The case of a child, from the list the person has at home.
export async function caseOf(client, child) {
	const { text } = await client.get("/");
	const row = text.split(/<tr\b|<section\b/).find((part) => part.includes(child));
	const found = /href="(\/cases\/[A-Za-z0-9_-]{22})/.exec(row ?? "");
	if (!found)
		throw new Error(`${client.email} has no case of ${child}`);
	return found[1];
}
