// An Accord of a test's own whose clock is moved: only forwards, for a code of
// an authenticator works once.

import { ofStack, sql } from "./accord.mjs";
import { hidden } from "./http.mjs";
import { until } from "./people.mjs";
import { signIn } from "./sign_in.mjs";
import { startStack } from "./stack.mjs";

// { go(day, hour), who(email), sql(text), value(text), today(), stop() }
export async function movedStack(settings = {}) {
	const stack = await startStack(settings), at = ofStack(stack), clients = new Map();

	if (settings.NOW !== undefined)
		at.moved = (Date.parse(settings.NOW) - Date.now()) / 1000;

	// Whoever was signed in before the clock was moved, or has signed out, does it anew.
	async function who(email) {
		const known = await clients.get(email);
		if (known === undefined || (await known.get("/account")).status !== 200)
			clients.set(email, signIn(email, at));
		return clients.get(email);
	}

	return {
		at, stack,
		// Serves on from ten in the morning (UTC) of a day, "2026-12-01".
		async go(day, hour = 10) {
			const ms = Date.parse(`${day}T${String(hour).padStart(2, "0")}:00:00Z`);
			at.moved = (ms - Date.now()) / 1000;
			await stack.restart({ NOW: new Date(ms).toISOString().replace(/\.\d+Z/, "Z") });
		},
		who,
		// Until the calendar has looked at this day: what it has not done it will not do.
		async looked() {
			const since = new Date(Date.now() + 1000 * at.moved).toISOString().replace("Z", "");
			await until(() => sql(at, `SELECT 1 FROM job_done
				WHERE task = 'late' AND done > '${since}'`).length > 0, 150);
		},
		sql: (text) => sql(at, text),
		value: (text) => sql(at, text)[0]?.[0] ?? null,
		today: () => new Date(Date.now() + 1000 * (at.moved ?? 0)).toISOString().slice(0, 10),
		stop: () => stack.stop(),
	};
}

export const main = ({ text, status, headers }) => !text.includes("<main") ? `${status} ${headers.location}` : text.slice(text.indexOf("<main"), text.indexOf("</main>"))
	.replace(/<input type="hidden"[^>]*>/g, "");

// A POST without its page: the token of another form of this person.
export async function bare(who, path, fields = {}) {
	const secrets = hidden((await who.get("/account")).text, "/sign-out");

	return who.post(path, { ...secrets, ...fields });
}

// The value of the radio button that stands beside these words.
export function radioOf(html, name, words) {
	const before = html.slice(0, html.indexOf(words, html.indexOf(`name="${name}"`)));
	const inputs = [...before.matchAll(new RegExp(`<input\\b[^>]*name="${name}"[^>]*value="([^"]+)"|` +
		`<input\\b[^>]*value="([^"]+)"[^>]*name="${name}"`, "g"))];
	const last = inputs.at(-1);

	return last?.[1] ?? last?.[2];
}
