// Sends a file in pieces by tus 1.0 and goes on after a break where it stopped.

const base = "/api/resumable/";
const piece = 1 << 20; // bytes
const tries = 6;
const headers = { "Tus-Resumable": "1.0.0" };

// begun are the bytes of files that were begun, so that a retry scales none again.
const begun = new WeakMap();

// A tab remembers where it sent a file to: the same file, chosen again after the
// page was left, goes on where it stopped.
const placeOf = (application, file) => `${application} ${file.name} ${file.size} ${file.lastModified}`;

const encode = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// send resolves when the service has acknowledged the whole file. progress is
// told the share that has arrived, and whether the line is broken.
export async function send(application, file, signal, progress) {
  if (!begun.has(file)) begun.set(file, await smaller(file));
  const data = begun.get(file), key = placeOf(application, file);
  for (let failed = 0, share = 0; ; ) {
    signal.throwIfAborted();
    try {
      let place = sessionStorage.getItem(key);
      if (!place) {
        place = await begin(application, file.name, data, signal);
        sessionStorage.setItem(key, place);
      }
      for (let offset = await offsetOf(place, data.size, signal); ; offset = await push(place, data, offset, signal)) {
        share = offset / data.size;
        progress(share, false);
        if (offset >= data.size) break;
        failed = 0;
      }
      sessionStorage.removeItem(key);
      begun.delete(file);
      return;
    } catch (error) {
      if (error.gone || error.final) sessionStorage.removeItem(key);
      if (signal.aborted || error.final || ++failed >= tries) throw error;
      progress(share, true);
      await pause(500 * 2 ** failed);
    }
  }
}

async function ask(path, options) {
  const answer = await fetch(path, options);
  if (answer.ok) return answer;
  const error = new Error("");
  error.gone = answer.status === 404 || answer.status === 410;
  error.final = !error.gone && answer.status >= 400 && answer.status < 500 && ![409, 423, 429].includes(answer.status);
  const told = await answer.text();
  try {
    const problem = JSON.parse(told);
    error.message = problem.detail ?? "";
    error.code = problem.type?.split(":").at(-1);
  } catch { /* no problem details: the page has words */ }
  throw error;
}

async function begin(application, name, data, signal) {
  const answer = await ask(base, { method: "POST", signal, headers: { ...headers, "Upload-Length": data.size, "Upload-Metadata": `application ${encode(application)},filename ${encode(name)}` } });
  return new URL(answer.headers.get("Location"), location.href).pathname;
}

// offsetOf asks how much has arrived. A file that is acknowledged has a place. What
// was begun with another size is gone: it was scaled differently.
async function offsetOf(place, size, signal) {
  const answer = await ask(place, { method: "HEAD", signal, headers });
  if (Number(answer.headers.get("Upload-Length") ?? size) !== size) throw Object.assign(new Error(""), { gone: true });
  return answer.headers.has("Content-Location") ? size : Number(answer.headers.get("Upload-Offset"));
}

async function push(place, data, offset, signal) {
  const answer = await ask(place, { method: "PATCH", signal, headers: { ...headers, "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" }, body: data.slice(offset, offset + piece) });
  return Number(answer.headers.get("Upload-Offset"));
}

const bigFile = 8 << 20; // bytes
const longSide = 4200; // pixels: an A4 page at 350 dpi

// smaller scales a large photo, and turns a phone's HEIC or AVIF into a JPEG; what
// the browser cannot draw is sent as it is.
async function smaller(file) {
  const foreign = /^image\/(heic|heif|avif)$/.test(file.type);
  if (!foreign && (file.size < bigFile || !/^image\/(jpeg|png|webp)$/.test(file.type))) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, longSide / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const scaled = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
    return foreign || scaled.size < file.size ? scaled : file;
  } catch {
    return file;
  }
}
