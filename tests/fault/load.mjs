// People who send forms without a pause, and who send a form again, with the same
// id, until it is acknowledged: as a browser's "Try again" does.

import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import { publicId, sql } from "../lib/accord.mjs";
import { formTo } from "../lib/forms.mjs";
import { hidden } from "../lib/http.mjs";
import { signIn } from "../lib/sign_in.mjs";

const PAUSE = 50;	// before a form is sent again, ms
const MOST = 600;	// times

export class Load {
	acknowledged = [];
	refused = 0;		// answers 503
	kept = 0;		// of these: with the same form, to be sent again
	broken = 0;		// no answer: the connection was cut
	wrong = [];		// any other answer
	longest = 0;		// ms until an answer came
	#going = true;
	#people = [];

	// So many at a time, as the workers of the questionnaires being filled in. What
	// they send is who took part in one: each time a row, named after its form.
	static async of(number, at) {
		const load = new Load(), signedIn = new Map();
		const open = sql(at, `SELECT HEX(c.pid), p.email FROM assessment s
			JOIN casefile c ON c.id = s.casefile JOIN person p ON p.id = c.worker
			WHERE s.state = 1 ORDER BY c.id`);

		for (let i = 0; i < number; i++) {
			const [pid, email] = open[i % open.length];
			if (!signedIn.has(email))
				signedIn.set(email, await signIn(email, at));
			const client = signedIn.get(email);
			const path = `/cases/${publicId(pid)}/questionnaire/people`;
			const { csrf } = hidden((await client.get(path)).text, path);
			load.#people.push({ client, csrf, path });
		}
		return load;
	}

	begin() {
		this.running = Promise.all(this.#people.map((person) => this.#work(person)));
	}

	async end() {
		this.#going = false;
		await this.running;
	}

	async #work(person) {
		while (this.#going) {
			const form = `${randomBytes(12).toString("base64url")}-1`;	// as our pages name them
			for (let tries = 0; !await this.#sent(person, form); tries++) {
				if (tries > MOST)
					return void this.wrong.push(`${form} was never taken`);
				await sleep(PAUSE);
			}
		}
	}

	async #sent({ client, csrf, path }, form) {
		const began = Date.now();

		try {
			const answer = await client.post(path, { csrf, form, name: form, who: "mother",
				"day-day": "1", "day-month": "9", "day-year": "2026" });
			this.longest = Math.max(this.longest, Date.now() - began);
			if (answer.status === 303 && answer.headers.location === path)
				return this.acknowledged.push(form) > 0;
			if (answer.status === 503 && /<h1[^]*busy/.test(answer.text)) {
				this.refused++;
				const again = formTo(answer.text, path)?.fields.map((f) => f.value);
				this.kept += Number(again?.filter((value) => value === form).length === 2);
			} else
				this.wrong.push(`${answer.status} ${answer.headers.location}`);
		} catch {
			this.broken++;
		}
		return false;
	}
}
