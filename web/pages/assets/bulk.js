// Shows how far an act on many has come, until it has ended.

const again = 1000; // milliseconds
const over = ["done", "cancelled"];

async function refresh() {
  const shown = document.getElementById("bulk");
  if (over.includes(shown.dataset.state)) return;
  setTimeout(refresh, again);
  let fresh;
  try {
    const answer = await fetch(location.pathname);
    if (!answer.ok) return;
    fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("bulk");
  } catch {
    return;
  }
  if (fresh.dataset.state === shown.dataset.state) {
    document.getElementById("bulk-progress").replaceWith(fresh.querySelector("#bulk-progress"));
    return;
  }
  const inside = shown.contains(document.activeElement);
  shown.replaceWith(fresh);
  if (inside) fresh.focus();
}

setTimeout(refresh, again);
