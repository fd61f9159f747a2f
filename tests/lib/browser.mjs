// Chromium, as people meet Accord in it; and what every page has to pass there.

import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { FAMILY_PASSWORD, STAFF_PASSWORD, accord } from "./people.mjs";
import { root } from "./stack.mjs";

const need = createRequire(join(root, "web/package.json"));
const { chromium } = need("playwright-core");
const { HtmlValidate } = need("html-validate");
const axe = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");

const html = new HtmlValidate({
	root: true,
	extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
	rules: {
		"require-sri": ["error", { target: "crossorigin" }],
		"heading-level": ["error", { minInitialRank: "h2" }],
	},
});

export function startBrowser() {
	return chromium.launch({
		executablePath: "/usr/bin/chromium",
		args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync"],
	});
}

// A window in which this person has signed in. script: false does without.
export async function signedIn(browser, email, { script = true, width = 1280 } = {}) {
	const context = await browser.newContext({
		baseURL: process.env.ACCORD_URL, javaScriptEnabled: script,
		viewport: { width, height: 800 },
	});
	const page = await context.newPage();
	await page.goto("/sign-in");
	await page.fill("#email", email);
	await page.fill("#password",
		email.endsWith("@accord.example") ? STAFF_PASSWORD : FAMILY_PASSWORD);
	await page.click("main button[type=submit]");
	for (let n = 0; new URL(page.url()).pathname === "/sign-in/code"; n++) {
		assert.ok(n < 8, `${email}: no code was taken`);
		if (n > 0)
			await sleep(5000);
		await page.fill("#code", (await accord(["code", email])).out.trim());
		await page.click("main button[type=submit]");
	}
	assert.strictEqual(new URL(page.url()).pathname, "/", `${email} is signed in`);
	return page;
}

// Valid HTML, nothing for axe to say, and no sideways scrolling at 320 px. The
// HTML is what the server sent, not what a script made of it.
export async function examine(page) {
	const path = new URL(page.url()).pathname;
	const sent = await (await page.context().request.get(page.url())).text();
	const report = await html.validateString(sent);
	const said = report.results.flatMap((r) => r.messages)
		.map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`);
	assert.deepStrictEqual(said, [], `html of ${path}`);
	await page.setViewportSize({ width: 320, height: 800 });
	const wide = await page.evaluate(() => document.documentElement.scrollWidth);
	assert.ok(wide <= 320, `${path} is ${wide} px wide at 320`);
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.evaluate(`${axe};0`);
	const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	}));
	assert.deepStrictEqual(violations.map((v) =>
		`${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 100)).join(" | ")}`), [],
	`axe on ${path}`);
	if (process.env.SHOTS) {
		const name = path.replace(/^\/cases\/[^/]+/, "case").replaceAll("/", "-") || "home";
		for (const width of [1280, 320]) {
			await page.setViewportSize({ width, height: 800 });
			await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}.png`, fullPage: true });
		}
		await page.setViewportSize({ width: 1280, height: 800 });
	}
}
