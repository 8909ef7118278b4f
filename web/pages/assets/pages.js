// What pages do beyond what HTML does: files are sent in pieces, and what is read
// meanwhile appears by itself.
import { send } from "./send.js";

const parts = ["state", "checklist", "findings", "files-read", "submission"];

// refresh puts the parts of the page as it is now in the place of those shown.
async function refresh() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of parts) {
    const shown = document.getElementById(id), fresh = now.getElementById(id);
    if (shown && fresh) shown.replaceWith(fresh);
  }
  follow();
}

let following = null;

// follow waits for the first file that is not read yet.
function follow() {
  const waiting = document.querySelector("[data-upload]:not([data-state=done])");
  if (!waiting || following) return;
  const application = location.pathname.split("/")[2];
  following = new EventSource(`/api/applications/${application}/uploads/${waiting.dataset.upload}/progress`);
  following.addEventListener("reading", (e) => {
    if (JSON.parse(e.data).state !== "done") return;
    following.close();
    following = null;
    refresh();
  });
}

const form = document.getElementById("upload");
if (form) {
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    start(form.elements.files.files);
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
let queue = Promise.resolve();
function start(files) {
  for (const file of files) {
    const row = rowOf(file);
    const go = () => { queue = queue.then(() => one(file, row)); };
    row.retry.addEventListener("click", () => { row.retry.hidden = true; row.cancelled = new AbortController(); go(); });
    row.cancel.addEventListener("click", () => row.cancelled.abort());
    go();
  }
}

async function one(file, row) {
  row.cancel.hidden = false;
  try {
    await send(form.dataset.application, file, row.cancelled.signal, (share) => { row.bar.value = share; });
    row.item.remove();
    await refresh();
  } catch (error) {
    row.words.textContent = error.message || form.dataset.failed;
    row.cancel.hidden = true;
    row.retry.hidden = false;
  }
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
  document.getElementById("sending").append(item);
  return { item, bar, words, cancel, retry, cancelled: new AbortController() };
}

follow();
