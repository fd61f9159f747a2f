// Has a request changed anything? All tables of the database, in a few words.

import { sql } from "./accord.mjs";

const REACH_FAMILY = 27;	// a step that the clock of accord-jobs opens, bit by bit
export const LOOKED = ["session", "view"];	// a GET may write that somebody looked
const jobs = ["mail", "letter_pdf", "job_done"];	// what accord-jobs writes: its rows are counted

// Lines to compare with those of another moment. except: tables left out
export function checksums(at, except = LOOKED) {
	const names = sql(at, "SHOW TABLES").map(([name]) => name)
		.filter((name) => ![...except, ...jobs, "todo", "credential"].includes(name));
	const counts = jobs.map((name) => `SELECT '${name}', COUNT(*) FROM ${name}`);
	const steps = `SELECT * FROM todo WHERE step <> ${REACH_FAMILY} AND NOT see_to ORDER BY id`;
	// the step of the last code moves on with each sign-in
	const secrets = "SELECT person, MD5(password_hash), MD5(totp_secret) FROM credential";

	return sql(at, [`CHECKSUM TABLE ${names.join(", ")}`, ...counts, steps, secrets].join("; "))
		.map((row) => row.join(" "));
}
