// The reviewer's desk: fields by keyboard, words saved in the background, the
// place of each field beside it.
import { mark, show, start } from "./review-sheet.js";
import * as save from "./review-save.js";

const desk = document.getElementById("desk");
const rows = [...document.querySelectorAll("form.value")];
const concerns = [...document.querySelectorAll(".concern")];
const saving = document.getElementById("saving");
const help = document.getElementById("help");
const verdict = document.getElementById("decide");
const open = desk.dataset.open === "true";
const names = Object.fromEntries([...help.querySelectorAll("[data-state]")].map((e) => [e.dataset.state, e.textContent.trim()]));

const input = (row) => row.elements.value;
const typed = (row) => input(row).value !== input(row).dataset.stored && row.dataset.sent !== input(row).value;
const asks = (row) => row.dataset.state === "doubt" || row.dataset.state === "failed" || row.dataset.unsaved !== undefined;
const placeOf = (e) => ({ page: e.dataset.page, points: e.dataset.points });
const placesOf = (concern) => [...concern.querySelectorAll(".place")].map(placeOf);

// stops are what asks for a person, in the order of the page: grave findings that
// were not looked at, and fields.
const stops = () => [
  ...rows.filter(asks).map(input),
  ...concerns.filter((c) => c.dataset.severity === "error" && c.dataset.seen === undefined).map((c) => c.querySelector(".evidence:not([hidden])")).filter(Boolean),
];
const place = (e) => (e.form ? rows.indexOf(e.form) : rows.length + concerns.indexOf(e.closest(".concern")));

// stopAfter is the next stop behind an element or, with a step of -1, the one
// before it.
function stopAfter(e, step) {
  const beyond = stops().filter((s) => s !== e && (place(s) - place(e)) * step > 0);
  return beyond.at(step > 0 ? 0 : -1);
}

// onwards goes to the next stop, from the last one to those passed over, and then
// to the decision.
function onwards(e) {
  const to = stopAfter(e, 1) ?? stops().find((s) => s !== e) ?? verdict?.querySelector("button");
  to?.focus();
}

function count() {
  const left = document.getElementById("left");
  left.textContent = `${left.dataset.label} ${rows.filter(asks).length}`;
}

function say(word, kind) {
  saving.textContent = word;
  saving.className = kind;
}

function alarm(words) {
  const e = document.getElementById("alert");
  e.textContent = words;
  e.hidden = false;
}

function become(row, state, words) {
  row.classList.remove(row.dataset.state);
  row.classList.add(state);
  row.dataset.state = state;
  row.querySelector(".state").textContent = names[state];
  row.querySelector(".told").textContent = words ? ` · ${words}` : "";
  mark(row);
  count();
}

// keep confirms or corrects a field by what stands in its input.
async function keep(row) {
  const field = input(row), value = field.value.trim(), shown = row.elements.shown.value;
  const before = row.dataset.state;
  const verb = value === shown ? "confirm" : "correct";
  const decision = {
    verb, value,
    field: { upload: row.elements.upload.value, fingerprint: row.elements.fingerprint.value, document: Number(row.elements.document.value), name: row.elements.field.value },
  };
  row.dataset.sent = value;
  delete row.dataset.unsaved;
  become(row, verb === "confirm" ? "confirmed" : "changed", "");
  say(saving.dataset.saving, "");
  try {
    await save.decide(decision);
    field.dataset.stored = value;
    if (save.waiting === 0) say(saving.dataset.saved, "good");
  } catch (refused) {
    delete row.dataset.sent;
    row.dataset.unsaved = "";
    become(row, before, saving.dataset.failed);
    say(saving.dataset.failed, "bad");
    await explain(refused, row);
  }
}

// explain tells why something was not stored, and what is different now.
async function explain(refused, row) {
  if (refused.kind === "held") return alarm(saving.dataset.held);
  if (refused.kind !== "stale") return alarm(saving.dataset.failed);
  let now;
  try {
    now = await save.fresh();
  } catch {
    return alarm(saving.dataset.failed);
  }
  alarm(now.getElementById("desk").dataset.open === "true" ? saving.dataset.changed : saving.dataset.held);
  for (const mine of rows) {
    const theirs = now.getElementById(mine.id);
    if (!theirs) continue;
    mine.elements.fingerprint.value = theirs.elements.fingerprint.value;
    mine.elements.shown.value = theirs.elements.shown.value;
    const stored = theirs.elements.value.dataset.stored;
    const differs = stored !== input(mine).dataset.stored;
    for (const part of [".candidate", ".machine"]) mine.querySelector(part).replaceWith(theirs.querySelector(part).cloneNode(true));
    if (mine === row || typed(mine)) {
      if (differs) mine.querySelector(".told").textContent = ` · ${saving.dataset.now} ${stored}`;
    } else {
      input(mine).value = stored;
      become(mine, theirs.dataset.state, differs ? `${saving.dataset.now} ${stored}` : "");
    }
    input(mine).dataset.stored = stored;
  }
}

// conclude passes, fails or sends back when everything typed is stored.
async function conclude(verb) {
  const left = rows.find((row) => typed(row) || row.dataset.unsaved !== undefined);
  if (left) {
    alarm(saving.dataset.typed);
    return input(left).focus();
  }
  const reason = verdict.elements.text.value.trim();
  if (verb !== "pass" && !reason) {
    document.getElementById("why").open = true;
    return verdict.elements.text.focus();
  }
  await save.settled();
  if (rows.some((row) => row.dataset.unsaved !== undefined)) return;
  say(saving.dataset.saving, "");
  try {
    const { state } = await save.decide(verb === "pass" ? { verb } : { verb, reason });
    decided = true;
    await save.next(state === "waiting" ? "?kept=yes" : ""); // the word waits for that of another person
  } catch (refused) {
    say(saving.dataset.failed, "bad");
    await explain(refused, null);
  }
}
let decided = false;

// gather puts the line of a box into the message, or takes it out again.
function gather(box) {
  const text = verdict.elements.text;
  const lines = text.value.split("\n").map((l) => l.replace(/^\d+\. /, "")).filter((l) => l.trim() && l !== box.value);
  if (box.checked) lines.push(box.value);
  text.value = lines.length > 1 ? lines.map((l, i) => `${i + 1}. ${l}`).join("\n") : lines.join("");
  document.getElementById("why").open = lines.length > 0;
}

// composing tells whether keys belong to an input method.
const composing = (e) => e.isComposing || e.keyCode === 229;

function keyInRow(e, row) {
  if (e.key === "Enter" && e.ctrlKey) {
    e.preventDefault();
    row.querySelector("[name=problem]")?.click();
  } else if (e.key === "Enter" && e.repeat) {
    e.preventDefault();
  } else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
    e.preventDefault();
    const to = rows[rows.indexOf(row) + (e.key === "ArrowDown" ? 1 : -1)];
    if (to) input(to).focus();
  } else if (e.key === "Escape") {
    if (typed(row)) input(row).value = input(row).dataset.stored;
    else document.getElementById("slots").focus();
  }
}

// tab goes from stop to stop. Behind the last one and before the first one it
// does what it does everywhere, so that nobody is caught.
function tab(e) {
  const to = stopAfter(e.target, e.shiftKey ? -1 : 1) ?? (e.shiftKey ? null : verdict?.querySelector("button"));
  if (!to) return;
  e.preventDefault();
  to.focus();
}

document.addEventListener("keydown", (e) => {
  if (composing(e) || help.open) return;
  const row = e.target.closest?.("form.value"), own = row && e.target === input(row);
  if (e.key === "Tab" && !e.ctrlKey && !e.altKey && (own || e.target.closest?.(".evidence"))) return tab(e);
  if (own) keyInRow(e, row);
  const elsewhere = !own && e.target.matches?.("input:not([type=checkbox]), textarea, select");
  if ((e.key === "?" || e.key === "？") && !elsewhere) {
    e.preventDefault();
    help.showModal();
  }
});

for (const row of rows) {
  input(row).addEventListener("focus", () => {
    input(row).select();
    show([placeOf(row)]);
  });
  row.addEventListener("submit", (e) => {
    e.preventDefault();
    if (!open) return;
    keep(row);
    onwards(input(row));
  });
  row.querySelector(".keep")?.setAttribute("tabindex", "-1");
}
for (const concern of concerns) {
  const evidence = concern.querySelector(".evidence");
  evidence.hidden = evidence.dataset.none !== undefined;
  evidence.addEventListener("click", () => {
    concern.dataset.seen = "";
    concern.classList.add("seen");
    show(placesOf(concern));
  });
}
for (const box of document.querySelectorAll("[form=decide][type=checkbox], #decide [type=checkbox]")) box.addEventListener("change", () => gather(box));
verdict?.addEventListener("submit", (e) => {
  e.preventDefault();
  conclude(e.submitter?.value ?? "pass");
});
verdict?.addEventListener("keydown", (e) => {
  if (e.key === "Enter" && e.repeat) e.preventDefault();
});
document.getElementById("next").addEventListener("submit", (e) => { e.preventDefault(); save.next(); });
const helpOpen = document.getElementById("help-open");
helpOpen.hidden = false;
helpOpen.addEventListener("click", () => help.showModal());
addEventListener("beforeunload", (e) => {
  if (!decided && (save.waiting > 0 || rows.some((row) => typed(row) || row.dataset.unsaved !== undefined))) e.preventDefault();
});

// The claim lasts while somebody works at the page, not while it lies open.
const renewEvery = 4 * 60 * 1000; // ms
let active = false;
for (const sign of ["keydown", "pointermove", "wheel"]) addEventListener(sign, () => { active = true; }, { passive: true });
setInterval(async () => {
  if (!active || desk.dataset.mine !== "true") return;
  active = false;
  try {
    await save.renew();
  } catch (refused) {
    if (refused.kind === "held") alarm(saving.dataset.held);
  }
}, renewEvery);

start();
// A page that is opened in the background hears of no focus.
const begin = open ? stops()[0] ?? verdict.querySelector("button") : null;
begin?.focus();
const beside = rows.find((row) => row === begin?.form) ?? rows.find((row) => row.dataset.page);
if (beside) show([placeOf(beside)]);
