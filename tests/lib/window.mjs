// Chromium, as a person of the demonstration; and what a page must be.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { root } from "./stack.mjs";

const need = createRequire(join(root, "web/package.json"));
const { chromium } = need("playwright-core");
const { FileSystemConfigLoader, HtmlValidate } = need("html-validate");
const axe = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const validator = new HtmlValidate(new FileSystemConfigLoader());

export function launch() {
	return chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--headless",
		"--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync"] });
}

// A window of its own with the session of a Client. at.tls: where the site is.
export async function windowOf(browser, at, client, { width = 1280, script = true } = {}) {
	const context = await browser.newContext({
		viewport: { width, height: 800 }, javaScriptEnabled: script, ignoreHTTPSErrors: true,
	});
	const cookie = client?.cookie("__Host-accord");

	if (cookie)
		await context.addCookies([{ name: "__Host-accord", value: cookie, url: at.tls,
			secure: true, httpOnly: true, sameSite: "Lax" }]);
	return context;
}

// What html-validate has against it.
export async function invalid(html) {
	const report = await validator.validateString(html, join(root, "web/page.html"));

	return report.results.flatMap((r) => r.messages)
		.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`);
}

// What axe has against the page as it stands.
export async function violations(page) {
	await page.evaluate(`${axe};0`);
	const { violations: all } = await page.evaluate((rules) =>
		globalThis.axe.run(document, { runOnly: rules }), RULES);

	return all.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.html.slice(0, 120))
		.slice(0, 3).join(" ")}`);
}

// What sticks out of the window.
export function overflow(page) {
	return page.evaluate(() => {
		const { scrollWidth } = document.documentElement;
		const wide = [...document.querySelectorAll("body *")].filter((e) =>
			e.getBoundingClientRect().right > innerWidth + 1 &&
			!e.closest(".govuk-visually-hidden"));
		return scrollWidth <= innerWidth ? [] :
			[`${scrollWidth} px wide`, ...wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 90))];
	});
}
