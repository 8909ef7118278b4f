// Sends words and decisions to the API, one after the other, each meant for the
// version that the one before it made.

const desk = document.getElementById("desk");
const base = `/api/applications/${desk?.dataset.application}`;
let version = desk?.dataset.version;
let last = Promise.resolve();
export let waiting = 0; // words that are on their way

// Refused is an answer other than the one hoped for; kind is stale, held, or
// nothing for what may work when it is tried again.
export class Refused extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

// ask sends a request; the answer to it, or Refused.
export async function ask(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method, signal: AbortSignal.timeout(20000), body: body && JSON.stringify(body),
      headers: { ...(body && { "Content-Type": "application/json" }), ...(method !== "GET" && version && { "If-Match": `"${version}"` }) },
    });
  } catch {
    throw new Refused("");
  }
  if (answer.ok) return answer;
  const { type = "" } = await answer.json().catch(() => ({}));
  throw new Refused({ 412: "stale", 409: type.endsWith(":none") ? "none" : "held" }[answer.status] ?? "");
}

// decide sends a decision after all that were sent before. It resolves to the
// application as it is then.
export function decide(decision) {
  waiting++;
  const sent = last.then(async () => {
    try {
      const answer = await ask("POST", base + "/decisions", decision);
      const application = await answer.json();
      version = application.version;
      return application;
    } finally {
      waiting--;
    }
  });
  last = sent.catch(() => {});
  return sent;
}

// settled waits for everything that was sent.
export const settled = () => last;

// renew has the claim last longer.
export const renew = () => ask("POST", base + "/claim");

// next claims the application that is to be decided next, and opens it with a query.
export async function next(query = "") {
  try {
    const answer = await ask("POST", "/api/claims");
    location.assign(`/review/${(await answer.json()).id}${query}`);
  } catch {
    location.assign(`/review${query}`);
  }
}

// fresh is the desk as it is now; from then on that is the version that is meant.
export async function fresh() {
  const answer = await fetch(location.pathname);
  if (!answer.ok) throw new Refused("");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  version = page.getElementById("desk").dataset.version;
  return page;
}
