// Days as texts, "2026-12-01", and which of them are working days in England.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "./stack.mjs";

const DAY = 86400_000;
const holidays = new Set(readFileSync(join(root, "sql/policy/reference/bank_holidays.csv"), "utf8")
	.split("\n").map((line) => line.split(",")[0]));

const today = () => new Date().toISOString().slice(0, 10);
export const later = (day, days) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
const weekday = (day) => new Date(day).getUTCDay();	// 0 Sunday
const works = (day) => weekday(day) % 6 !== 0 && !holidays.has(day);

// The n-th working day after.
export function working(day, n = 1) {
	for (; n > 0; n--)
		do
			day = later(day, 1);
		while (!works(day));
	return day;
}

// The first such day of the week at least so many days from now that is one.
export function next(wanted, ahead) {
	let day = later(today(), ahead);

	while (weekday(day) !== wanted || !works(day))
		day = later(day, 1);
	return day;
}

// The first working day at least so many days from now.
export const soon = (ahead) => working(later(today(), ahead - 1));

// As the three fields of a form.
export function dateFields(name, day) {
	const [y, m, d] = day === "" ? ["", "", ""] : day.split("-").map((n) => String(Number(n)));

	return { [`${name}-day`]: d, [`${name}-month`]: m, [`${name}-year`]: y };
}
