// Sends a file in pieces by tus 1.0 and goes on after a break where it stopped.

const base = "/api/resumable/";
const piece = 1 << 20; // bytes
const tries = 6;
const headers = { "Tus-Resumable": "1.0.0" };

// begun are the places of files that were begun, so that a retry goes on.
const begun = new WeakMap();

const encode = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// send resolves when the service has acknowledged the whole file.
export async function send(application, file, signal, progress) {
  let upload = begun.get(file);
  if (!upload) {
    upload = { data: await smaller(file) };
    begun.set(file, upload);
  }
  for (let failed = 0; ; ) {
    signal.throwIfAborted();
    try {
      upload.place ??= await begin(application, file.name, upload.data, signal);
      let offset = await offsetOf(upload.place, upload.data.size, signal);
      while (offset < upload.data.size) {
        offset = await push(upload.place, upload.data, offset, signal);
        failed = 0;
        progress(offset / upload.data.size);
      }
      begun.delete(file);
      return;
    } catch (error) {
      if (signal.aborted || error.final || ++failed >= tries) throw error;
      if (error.gone) upload.place = undefined;
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
  try { error.message = JSON.parse(told).detail ?? ""; } catch { /* no problem details: the page has words */ }
  throw error;
}

async function begin(application, name, data, signal) {
  const answer = await ask(base, { method: "POST", signal, headers: { ...headers, "Upload-Length": data.size, "Upload-Metadata": `application ${encode(application)},filename ${encode(name)}` } });
  return new URL(answer.headers.get("Location"), location.href).pathname;
}

// offsetOf asks how much has arrived. A file that is acknowledged has a place.
async function offsetOf(place, size, signal) {
  const answer = await ask(place, { method: "HEAD", signal, headers });
  return answer.headers.has("Content-Location") ? size : Number(answer.headers.get("Upload-Offset"));
}

async function push(place, data, offset, signal) {
  const answer = await ask(place, { method: "PATCH", signal, headers: { ...headers, "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" }, body: data.slice(offset, offset + piece) });
  return Number(answer.headers.get("Upload-Offset"));
}

const bigFile = 8 << 20; // bytes
const longSide = 4200; // pixels: an A4 page at 350 dpi

// smaller scales a large photo; what the browser cannot draw is sent as it is.
async function smaller(file) {
  if (file.size < bigFile || !/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, longSide / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const scaled = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
    return scaled.size < file.size ? scaled : file;
  } catch {
    return file;
  }
}
