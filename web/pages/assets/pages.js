// What pages do beyond what HTML does: files are sent in pieces, and what is read
// meanwhile appears by itself.
import { follow } from "./follow.js";
import { look } from "./look.js";
import { send } from "./send.js";

const form = document.getElementById("upload");

if (form) {
  const chooser = document.getElementById("files"), camera = document.getElementById("camera");
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    start([...chooser.files, ...camera.files]);
    form.reset();
  });
  camera.addEventListener("change", () => {
    start(camera.files);
    form.reset();
  });
  form.addEventListener("dragover", (e) => { e.preventDefault(); form.classList.add("drop"); });
  form.addEventListener("dragleave", () => form.classList.remove("drop"));
  form.addEventListener("drop", (e) => {
    e.preventDefault();
    form.classList.remove("drop");
    start(e.dataTransfer.files);
  });
}

// start sends files one after the other, so that the first is read soon.
let queue = Promise.resolve(), chosen = 0, arrived = 0;
function start(files) {
  for (const file of files) {
    const row = rowOf(file);
    const go = () => { queue = queue.then(() => one(file, row)); };
    row.retry.addEventListener("click", () => {
      row.retry.hidden = true;
      row.cancel.hidden = false;
      row.cancelled = new AbortController();
      row.cancel.focus();
      go();
    });
    row.cancel.addEventListener("click", () => row.cancelled.abort());
    warn(file, row);
    chosen++;
    go();
  }
  total();
}

function total() {
  document.getElementById("total").textContent = chosen === 0 ? "" : `${form.dataset.total} ${arrived} / ${chosen}`;
}

// warn says what is likely wrong with a file while it is sent.
async function warn(file, row) {
  for (const code of await look(file, Number(form.dataset.most))) {
    const line = document.createElement("div");
    line.className = "hint warn";
    line.textContent = form.dataset[code];
    row.item.append(line);
    row.warned = true;
  }
}

async function one(file, row) {
  row.words.textContent = "";
  try {
    await send(form.dataset.application, file, row.cancelled.signal, (share, waiting) => {
      row.bar.value = share;
      row.words.textContent = waiting ? form.dataset.waiting : `${Math.floor(100 * share)}%`;
    });
  } catch (error) {
    row.words.textContent = row.cancelled.signal.aborted ? form.dataset.cancelled : JSON.parse(form.dataset.problems)?.[error.code] || error.message || form.dataset.failed;
    if (row.item.contains(document.activeElement)) row.retry.hidden = false, row.retry.focus();
    row.cancel.hidden = true;
    row.retry.hidden = false;
    return;
  }
  arrived++;
  total();
  done(row);
  await follow(document.getElementById("news"));
}

// done takes the row away, unless it has a warning that was perhaps not read yet.
function done(row) {
  if (row.item.contains(document.activeElement)) document.getElementById("files").focus();
  if (!row.warned) {
    row.item.remove();
    return;
  }
  row.bar.remove();
  row.cancel.remove();
  row.words.textContent = form.dataset.done;
}

function rowOf(file) {
  const item = document.createElement("li");
  const make = (name, text, hidden) => {
    const e = document.createElement(name);
    e.textContent = text;
    e.hidden = hidden;
    item.append(e, " ");
    return e;
  };
  make("span", file.name, false);
  const bar = make("progress", "", false), words = make("span", "", false);
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  const cancel = make("button", form.dataset.cancel, false), retry = make("button", form.dataset.retry, true);
  cancel.type = retry.type = "button";
  cancel.className = retry.className = "plain";
  cancel.setAttribute("aria-label", `${form.dataset.cancel} ${file.name}`);
  retry.setAttribute("aria-label", `${form.dataset.retry} ${file.name}`);
  document.getElementById("sending").append(item);
  return { item, bar, words, cancel, retry, cancelled: new AbortController(), warned: false };
}

if (document.getElementById("files-read")) follow(document.getElementById("news"), true);

// A mistake leads to its field, and the keyboard goes along.
for (const link of document.querySelectorAll("#summary a[href^='#']")) {
  link.addEventListener("click", (e) => {
    e.preventDefault();
    document.getElementById(link.hash.slice(1)).focus();
  });
}
