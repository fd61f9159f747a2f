// Mail says what changed and by when, and asks to sign in: no child and no person
// stands in it but whom to ring, who is added as it goes out. Looked at is every mail the demonstration makes, and every one of
// the tests that ran before this one (tests/run runs it last). Neither they nor the
// record hold a role by its key: each was given its title.

import assert from "node:assert";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { readable } from "../lib/mail.mjs";
import { accord, sql, until } from "../lib/people.mjs";
import { root } from "../lib/stack.mjs";

const CASES = 50;	// so many of the demonstration, at least, have a mail
const DEMO = join(process.env.ACCORD_VAR, "accord-mail.conf");

// As one database knows them: each person, each child, and the name at home.
const names = (config) => new Set(sql(`SELECT name FROM person UNION SELECT child_name FROM casefile
	UNION SELECT called FROM casefile`, config).flat());
const mails = (from, config) => sql(`SELECT subject, REPLACE(body, '\\n', ' ') FROM ${from}`, config)
	.map((row) => row.join(" "));

function named(all, mail) {
	const words = mail.normalize("NFC");
	return [...all].filter((name) => new RegExp(
		`(?<!\\p{L})${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!\\p{L})`, "ui").test(words));
}

function noName(all, list, least) {
	assert.ok(all.size > 100, "names to look for");
	assert.ok(list.length >= least, `${list.length} mails`);
	assert.deepEqual(list.map((mail) => [named(all, mail), mail]).filter(([found]) => found.length > 0), []);
}

before(async () => {
	writeFileSync(DEMO, readFileSync(process.env.ACCORD_CONFIG, "utf8")
		.replace(/^db\.name = .*$/m, "db.name = accord_test_mail"));
	sql("DROP DATABASE IF EXISTS accord_test_mail; CREATE DATABASE accord_test_mail CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci");
	for (const args of [["migrate"], ["policy", "load", join(root, "sql/policy/reference")],
		["demo", "load", join(root, "sql/demo")]]) {
		const got = await accord(args, { config: DEMO });
		assert.equal(got.status, 0, got.out + got.err);
	}
	await newest();
});

// Notices wait for sending hours. So the newest about each case of the demonstration
// goes out now, whatever day it is and whichever tests ran before.
async function newest() {
	const [[at]] = sql("SELECT UTC_TIMESTAMP(6)");

	sql(`INSERT INTO mail (pid, address, casefile, subject, body, written, due)
		SELECT RANDOM_BYTES(16), m.address, c.id, m.subject, m.body, '${at}', '${at}'
		  FROM (SELECT MAX(id) AS id FROM accord_test_mail.mail GROUP BY casefile) x
		  JOIN accord_test_mail.mail m ON m.id = x.id
		  JOIN accord_test_mail.casefile d ON d.id = m.casefile JOIN casefile c ON c.ref = d.ref`);
	await until(() => sql(`SELECT 1 FROM mail WHERE written = '${at}' AND sent IS NULL`).length === 0, 60);
}

after(() => {
	sql("DROP DATABASE accord_test_mail");
	rmSync(DEMO);
});

test("a name is found where it stands", () => {
	const all = new Set(["Kit", "Zoë Hart", "O'Neil"]);
	assert.deepEqual(named(all, "about Kit."), ["Kit"]);
	assert.deepEqual(named(all, "kit, zoë hart and O'Neil"), ["Kit", "Zoë Hart", "O'Neil"]);
	assert.deepEqual(named(all, "the kitchen, Zoë"), []);
});

test("no mail of the demonstration names a child or a person", () => {
	noName(names(DEMO), mails("mail", DEMO), 100);
});

test("no mail the tests have made names a child or a person", () => {
	noName(names(), mails("accord_mail.kept"), CASES);
});

test("what went out names no child and no family, and whoever it sends to the telephone gets a number", () => {
	const dir = join(process.env.ACCORD_VAR, "mail"), whom = new Set(sql(`SELECT child_name FROM casefile
		UNION SELECT called FROM casefile UNION SELECT name FROM person WHERE role IN (1, 2)`).flat());
	for (const [staff] of sql("SELECT name FROM person WHERE role > 2"))
		for (const same of named(whom, staff))
			whom.delete(same);	// a child who is called as a worker is
	const sent = readdirSync(dir).map((file) => readable(readFileSync(join(dir, file), "utf8")));

	noName(whom, sent, CASES);
	for (const mail of [...sent, ...mails("accord_mail.kept")])
		assert.doesNotMatch(mail, /[Rr]ing (the council|your|[A-Z])(?![^.]* on 01632 960 \d{3})/, mail);
	const about = sent.filter((text) => text.includes("This is about"));
	assert.ok(about.length >= CASES, `${about.length} about a case`);
	for (const mail of about)
		assert.match(mail, /\nOr ring [^\n]+ on 01632 960 \d{3}[^\n]*\.\nThe telephone counts the same\.\n$/);
});

test("each role they and the record name has its title", () => {
	const key = "'[{]([aA] )?(family|supporter|worker|practice_lead|operations_manager|head_of_service)s?[}]'";

	assert.deepEqual(sql(`SELECT note FROM record WHERE note REGEXP ${key} UNION ALL
		SELECT told FROM session WHERE told REGEXP ${key} UNION ALL
		SELECT html FROM letter WHERE html REGEXP ${key} UNION ALL
		SELECT body FROM accord_mail.kept WHERE body REGEXP ${key}`), []);
});
