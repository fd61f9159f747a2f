// Does the time of a refusal tell whether an address has an account? A password that
// is wrong, for an address that is known, one that is not, and one that is locked.

import { performance } from "node:perf_hooks";

import { Client, hidden } from "../lib/http.mjs";

const ROUNDS = 7, TRIES = 5;	// of each, a round: fewer than lock anything
const LOCKS = 10;		// as many failures lock an account for a while
const WHO = { known: "priya.nair@accord.example", unknown: "nobody@accord.example",
	locked: "tom.ellery@accord.example" };

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

async function visitor(url) {
	const client = new Client(url);
	const fields = hidden((await client.get("/sign-in")).text, "/sign-in");

	// Milliseconds until it is refused.
	return async (email) => {
		const began = performance.now();
		const { status } = await client.post("/sign-in", { ...fields, email, password: "wrong lantern nine oak" });
		const ms = performance.now() - began;
		if (![422, 429].includes(status))
			throw new Error(`${email}: answered with ${status}`);
		return ms;
	};
}

// The three take turns, and the least of their times counts: what else the machine
// does only adds to it.
async function round(tries, forget) {
	const took = { known: [], unknown: [], locked: [] };

	forget();
	for (let i = 0; i < LOCKS; i++)
		await tries(WHO.locked);
	for (let i = 0; i < TRIES; i++)
		for (const who in took)
			took[who].push(await tries(WHO[who]));
	forget();
	return took;
}

// { unknown, locked: { ratio, min, max } over the known one; ms: of the known one }
export async function signInTimes(url, db) {
	const tries = await visitor(url), rounds = [];

	for (let i = 0; i < ROUNDS; i++)
		rounds.push(await round(tries, () => db.sql("DELETE FROM failed_sign_in")));
	const over = (who) => {
		const ratios = rounds.map((r) => Math.min(...r[who]) / Math.min(...r.known));
		return { ratio: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) };
	};
	return { unknown: over("unknown"), locked: over("locked"),
		ms: median(rounds.flatMap((r) => r.known)) };
}
