// Shows what is read of files as soon as it is.

const parts = ["state", "checklist", "findings", "files-read", "submission", "timeline"];
const again = 3000; // milliseconds after which a page that did not come is asked for again
const unread = "[data-upload]:not([data-state=done])";

let following = null;

// follow shows the page as it is now, and again whenever a file was read, until all
// are. news is told of each file that was read; what is shown may be fresh already.
export async function follow(news, fresh = false) {
  if (!fresh && !await refresh()) {
    setTimeout(() => follow(news), again);
    return;
  }
  const waiting = document.querySelector(unread);
  if (!waiting || following) return;
  const application = location.pathname.split("/")[2], upload = waiting.dataset.upload;
  following = new EventSource(`/api/applications/${application}/uploads/${upload}/progress`);
  following.addEventListener("reading", async (e) => {
    if (JSON.parse(e.data).state !== "done") return;
    following.close();
    following = null;
    await follow(news);
    const card = document.querySelector(`[data-upload="${upload}"]`);
    if (card && news) news.textContent = card.innerText;
  });
}

// refresh puts the parts of the page as it is now in the place of those shown, and
// leaves the keyboard where it was; false if the page did not come.
async function refresh() {
  let now;
  try {
    const answer = await fetch(location.pathname);
    if (!answer.ok) return false;
    now = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return false;
  }
  for (const id of parts) {
    const shown = document.getElementById(id), fresh = now.getElementById(id);
    if (!shown || !fresh) continue;
    const name = shown.contains(document.activeElement) ? nameOf(document.activeElement) : null;
    shown.replaceWith(fresh);
    if (name) [...fresh.querySelectorAll("a, button, input")].find((e) => nameOf(e) === name)?.focus({ preventScroll: true });
  }
  return true;
}

const nameOf = (e) => e.id || e.getAttribute("href") || e.getAttribute("aria-label") || e.textContent;
