// What a script can make easier. Every page works without it.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function say(element, words) {
	// Setting the same words twice would have them read out twice.
	if (element && element.textContent !== words)
		element.textContent = words;
}

// Posts without leaving the page: "kept", "later" (no connection, too busy) or
// "no" (refused, or signed out meanwhile).
async function post(url, body, keepalive = false) {
	try {
		const reply = await fetch(url, { method: "POST", body, keepalive });
		if (reply.status === 429 || reply.status >= 500)
			return "later";
		if (!reply.ok || new URL(reply.url).pathname.startsWith("/sign-in"))
			return "no";
		alive();
		tabs.postMessage("alive");
		return "kept";
	} catch {
		return "later";
	}
}

// --- The session: a warning before it ends, and a way to stay ----------------

const WARNING = 5 * 60 * 1000;
const tabs = new BroadcastChannel("accord");
let lasts = Infinity, ends = Infinity;	// ms; the second by this clock

function alive() {
	ends = Date.now() + lasts;
}

function session(dialog) {
	const form = dialog.querySelector("form");
	const when = dialog.querySelector("[data-session-when]");
	let typed = false;	// where nothing is saved as it is typed

	function tick() {
		const left = ends - Date.now();
		const minutes = Math.ceil(left / 60000);
		const near = left > 0 && left <= WARNING;

		// What has been typed and not kept stays: sending it keeps it.
		if (left <= 0 && !typed && !unsaved())
			location.replace(location.pathname);
		if (near !== dialog.open)
			near ? dialog.showModal() : dialog.close();
		say(when, minutes > 1 ? `in ${minutes} minutes` : "within a minute");
	}

	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		event.stopPropagation();	// this one may be sent again
		const body = new URLSearchParams(new FormData(form));
		if (await post(form.action, body) === "kept")
			dialog.close();
		else
			say(when, "soon. That did not work: please try again");
	});
	document.addEventListener("input",
		({ target }) => typed ||= !target.form?.dataset.autosave);
	lasts = dialog.dataset.sessionLeft * 1000;
	alive();
	tabs.addEventListener("message", alive);
	setInterval(tick, 5000);
	document.addEventListener("visibilitychange", tick);
}

// --- Keeping what is typed ----------------------------------------------------
//
// <form data-autosave="URL">: each field marked data-keep is posted to the URL
// when it changes, as csrf, field and value. [data-saved] says how it stands.

// What is put back as it was stored is sent as empty, which ends its draft; but
// where the page shows a draft, what was stored is not known.

const savers = [];
const unsaved = () => savers.some((saver) => saver.pending.size > 0);

function asStored(field) {
	if (document.querySelector("[data-typed]"))
		return false;
	if (field.type === "radio")
		return field.defaultChecked;
	if (field.matches("select"))
		return [...field.selectedOptions].some((option) => option.defaultSelected);
	return field.value === field.defaultValue;
}

class Saver {
	constructor(form) {
		this.form = form;
		this.status = form.querySelector("[data-saved]");
		this.pending = new Map();	// name -> value
		this.pause = 1000;
		form.addEventListener("input", ({ target }) => this.note(target));
		window.addEventListener("online", () => this.flush());
		document.addEventListener("visibilitychange",
			() => document.hidden && this.flush(true));
	}

	note(field) {
		if (!field.matches("[data-keep]"))
			return;
		const box = field.type === "checkbox";
		const none = box ? !field.checked : asStored(field);

		this.pending.set(field.name, none ? "" : field.value);
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.flush(), 1000);
	}

	async flush(leaving = false) {
		if (this.busy && !leaving)
			return;
		this.busy = true;
		let answer = "kept";
		for (const [field, value] of [...this.pending]) {
			answer = await this.send(field, value, leaving);
			if (answer !== "kept")
				break;
		}
		this.busy = false;
		this.tell(answer);
	}

	async send(field, value, leaving) {
		const csrf = this.form.elements.csrf?.value ?? "";
		const body = new URLSearchParams({ csrf, field, value });
		const answer = await post(this.form.dataset.autosave, body, leaving);
		if (answer === "kept" && this.pending.get(field) === value)
			this.pending.delete(field);
		return answer;
	}

	tell(answer) {
		const time = new Date().toLocaleTimeString("en-GB", { hour: "numeric",
			minute: "2-digit", timeZone: "Europe/London" });
		const later = answer === "later";
		this.pause = later ? Math.min(this.pause * 2, 30000) : 1000;
		clearTimeout(this.timer);
		if (this.pending.size && (later || answer === "kept"))
			this.timer = setTimeout(() => this.flush(), this.pause);
		this.status?.classList.toggle("accord-saved--trouble", answer !== "kept");
		if (answer !== "kept")
			say(this.status, later ? "Not saved yet. We keep trying."
				: "Not saved as you type. Use the button below: "
					+ "nothing you wrote will be lost.");
		else if (!this.pending.size)
			say(this.status, `Saved at ${time}`);
	}
}

// --- Sending a form once ------------------------------------------------------

function once(event) {
	const form = event.target;
	if (form.dataset.sent)
		event.preventDefault();
	form.dataset.sent = "yes";
	setTimeout(() => delete form.dataset.sent, 10000);
	savers.filter((saver) => saver.form === form)
		.forEach((saver) => saver.pending.clear());
}

// --- Small conveniences -------------------------------------------------------

function count(area) {
	const note = document.createElement("p");

	function tell() {
		const left = area.dataset.max - [...area.value].length;
		note.hidden = left > area.dataset.max / 4;
		note.classList.toggle("accord-count--over", left < 0);
		say(note, left < 0 ? `${-left} letters too many` : `${left} letters left`);
	}

	note.className = "accord-count";
	area.after(note);
	area.addEventListener("input", tell);
	tell();
}

function showable(button) {
	const input = document.getElementById(button.getAttribute("aria-controls"));

	function show(yes) {
		input.type = yes ? "text" : "password";
		button.firstChild.data = yes ? "Hide" : "Show";
	}

	button.hidden = false;
	button.addEventListener("click", () => show(input.type === "password"));
	input.form.addEventListener("submit", () => show(false));
}

// "Exit this page": by its link, or by pressing Shift three times.
function exit(link) {
	let presses = [];

	function leave(event) {
		event.preventDefault();
		document.body.hidden = true;
		savers.forEach((saver) => saver.pending.clear());
		location.replace(link.href);
	}

	link.addEventListener("click", leave);
	document.addEventListener("keydown", (event) => {
		presses = event.key !== "Shift" || event.repeat ? []
			: [...presses, event.timeStamp].slice(-3);
		if (presses.length === 3 && presses[2] - presses[0] < 2000)
			leave(event);
	});
}

// What the answers proposed would make of the score, by the table of steps.
function effect(box) {
	function tell() {
		const score = all("[data-now]").reduce((sum, group) => {
			const chosen = group.querySelector("input:checked") ?? group;
			const more = (chosen.dataset.points ?? 0) - group.dataset.now;
			return sum + Math.max(more, 0);
		}, Number(box.dataset.effect));
		const step = all("[data-from]").findLast((s) => s.dataset.from <= score);

		box.hidden = !step;
		say(box.querySelector("[data-effect-points]"), String(score));
		say(box.querySelector("[data-effect-year]"), step?.dataset.year);
	}

	document.addEventListener("change", tell);
	tell();
}

// A link of the error summary leads into the field, not beside it.
function follow(event) {
	const at = document.querySelector(event.target.hash);
	event.preventDefault();
	at?.closest(".govuk-form-group")?.scrollIntoView();
	(at?.matches("div") ? at.querySelector("input") : at)
		?.focus({ preventScroll: true });
}

all("form[data-autosave]").forEach((form) => savers.push(new Saver(form)));
all("dialog[data-session-left]").forEach(session);
all("textarea[data-max]").forEach(count);
all("[data-show]").forEach(showable);
all("[data-exit]").forEach(exit);
all("[data-effect]").forEach(effect);
all("[data-focus]").forEach((summary) => summary.focus());
all("[data-focus] a").forEach((a) => a.addEventListener("click", follow));
document.addEventListener("submit", once);
window.addEventListener("pageshow",
	() => all("form[data-sent]").forEach((form) => delete form.dataset.sent));
window.addEventListener("beforeunload",
	(event) => unsaved() && event.preventDefault());
