// The pictures of pages, one or two beside each other, each an SVG in the page's
// own pixels. What lies in the view box is what one sees.

const svg = (name, attributes) => {
  const e = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) e.setAttribute(key, attributes[key]);
  return e;
};

const pages = new Map(); // by key, so that a page is fetched once
const slots = document.getElementById("slots");
const chooser = document.getElementById("pages");

// sizeOf is the size of a page in its own pixels; where the page does not say, the
// service is asked.
async function sizeOf(key, path) {
  const { width, height } = [...chooser.options].find((o) => o.value === key)?.dataset ?? {};
  if (Number(width) > 0) return [Number(width), Number(height)];
  const { headers } = await fetch(path, { method: "HEAD" });
  return [Number(headers.get("Page-Width")) || 1000, Number(headers.get("Page-Height")) || 1414];
}

async function make(key) {
  const [upload, number] = key.split("/");
  const path = `/api/applications/${document.getElementById("desk").dataset.application}/uploads/${upload}/pages/${number}`;
  const [width, height] = await sizeOf(key, path);
  const picture = svg("svg", { role: "img", "aria-label": [...chooser.options].find((o) => o.value === key)?.textContent ?? key, preserveAspectRatio: "xMidYMid meet" });
  picture.append(svg("image", { href: path, width, height }));
  for (const row of document.querySelectorAll(`form[data-page="${key}"]`)) {
    const outline = svg("polygon", { points: row.dataset.points, class: row.dataset.state });
    outline.dataset.row = row.id;
    outline.addEventListener("click", () => row.elements.value.focus());
    picture.append(outline);
  }
  const page = { key, picture, width, height };
  see(page, 0, 0, width, height);
  move(page);
  return page;
}

const pageOf = (key) => pages.get(key) ?? pages.set(key, make(key)).get(key);

function see(page, x, y, w, h) {
  page.box = [x, y, w, h];
  page.picture.setAttribute("viewBox", page.box.map(Math.round).join(" "));
}

// zoom sees a page by a factor larger around the middle of what is seen.
function zoom(page, factor) {
  const [x, y, w, h] = page.box;
  const to = Math.min(Math.max(w / factor, page.width / 20), page.width * 1.2), k = to / w;
  see(page, x + (w - w * k) / 2, y + (h - h * k) / 2, w * k, h * k);
}

function move(page) {
  let from = null;
  page.picture.addEventListener("wheel", (e) => { e.preventDefault(); zoom(page, e.deltaY < 0 ? 1.2 : 1 / 1.2); }, { passive: false });
  page.picture.addEventListener("pointerdown", (e) => { from = [e.clientX, e.clientY, ...page.box]; });
  page.picture.addEventListener("pointermove", (e) => {
    if (!from || !e.buttons) return;
    const scale = from[4] / page.picture.clientWidth;
    see(page, from[2] - (e.clientX - from[0]) * scale, from[3] - (e.clientY - from[1]) * scale, from[4], from[5]);
  });
}

// bounds are the extremes of points as they stand in an attribute.
function bounds(points) {
  const xy = points.split(" ").map((p) => p.split(",").map(Number));
  const xs = xy.map((p) => p[0]), ys = xy.map((p) => p[1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

// approach sees the place with what stands around it: not so close that one no
// longer knows where one is.
function approach(page, points) {
  const [x0, y0, x1, y1] = bounds(points);
  if (!(x1 > x0)) return see(page, 0, 0, page.width, page.height);
  const shape = page.picture.clientHeight / page.picture.clientWidth || 1;
  const w = Math.min(page.width, Math.max((x1 - x0) * 1.5, ((y1 - y0) * 2) / shape, page.width * 0.4)), h = w * shape;
  see(page, Math.min(Math.max(0, (x0 + x1 - w) / 2), page.width - w), Math.max((y0 + y1 - h) / 2, Math.min(0, (page.height - h) / 2)), w, h);
}

let shown = [];
let asked = 0;

// show shows places, each {page, points}: the first one, and beside it the next
// one that stands on another page.
export async function show(places) {
  const first = places.find((p) => p.page);
  if (!first) return;
  const other = places.find((p) => p.page && p.page !== first.page);
  const wanted = other ? [first, other] : [first];
  const mine = ++asked;
  const made = await Promise.all(wanted.map((p) => pageOf(p.page)));
  if (mine !== asked) return; // something else is wanted by now
  shown = made;
  slots.replaceChildren(...made.map((p) => p.picture));
  chooser.value = first.page;
  made.forEach((page, i) => {
    for (const old of page.picture.querySelectorAll(".now")) old.remove();
    page.picture.append(...places.filter((p) => p.page === page.key).map((p) => svg("polygon", { points: p.points, class: "now" })));
    approach(page, wanted[i].points);
  });
}

// mark shows the state of a row's outline.
export function mark(row) {
  for (const outline of slots.querySelectorAll(`[data-row="${row.id}"]`)) outline.setAttribute("class", row.dataset.state);
}

const all = (factor) => shown.forEach((page) => (factor ? zoom(page, factor) : see(page, 0, 0, page.width, page.height)));

// start makes the pane and its keys work.
export function start() {
  document.getElementById("tools").hidden = false;
  slots.tabIndex = 0;
  slots.setAttribute("role", "group");
  slots.setAttribute("aria-label", slots.parentElement.getAttribute("aria-label"));
  chooser.addEventListener("change", () => show([{ page: chooser.value, points: "0,0" }]));
  document.getElementById("closer").addEventListener("click", () => all(1.5));
  document.getElementById("farther").addEventListener("click", () => all(1 / 1.5));
  document.getElementById("whole").addEventListener("click", () => all(0));
  slots.addEventListener("keydown", (e) => {
    const factor = { "+": 1.5, "=": 1.5, "-": 1 / 1.5, 0: 0 }[e.key];
    if (factor !== undefined && !e.ctrlKey && !e.metaKey) all(factor);
  });
}
