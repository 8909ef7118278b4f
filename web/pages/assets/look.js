// Looks at a file before it is sent: what is likely wrong with it is said at once,
// and forbids nothing.

const longSide = 1000; // pixels to which a picture is scaled before it is judged
const tiles = 8; // a picture is judged by so many tiles across and down
const sharpTile = 0.9; // the share of tiles that may be blurrier than the one that counts: paper is mostly empty
const blurBelow = 60; // variance of the Laplacian of gray values from 0 to 255
const darkBelow = 70; // mean gray value

// judge measures pixels (RGBA, as in ImageData) and tells whether they are blurred
// or dark.
export function judge({ data, width, height }) {
  const gray = new Float32Array(width * height);
  let sum = 0;
  for (let i = 0; i < gray.length; i++) {
    gray[i] = 0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2];
    sum += gray[i];
  }
  const brightness = sum / gray.length, sharpness = sharpnessOf(gray, width, height);
  const warnings = [];
  if (brightness < darkBelow) warnings.push("dark");
  if (sharpness < blurBelow * Math.min(1, (brightness / 128) ** 2)) warnings.push("blur"); // what is dark has less contrast
  return { brightness, sharpness, warnings };
}

// sharpnessOf is the variance of the Laplacian in one of the sharpest tiles.
function sharpnessOf(gray, width, height) {
  const found = [];
  for (let row = 0; row < tiles; row++) {
    for (let column = 0; column < tiles; column++) {
      found.push(varianceOf(gray, width, Math.floor(column * width / tiles), Math.floor(row * height / tiles), Math.floor((column + 1) * width / tiles), Math.floor((row + 1) * height / tiles)));
    }
  }
  return found.sort((a, b) => a - b)[Math.floor(found.length * sharpTile)];
}

function varianceOf(gray, width, left, top, right, bottom) {
  let n = 0, sum = 0, squares = 0;
  for (let y = top + 1; y < bottom - 1; y++) {
    for (let x = left + 1; x < right - 1; x++) {
      const i = y * width + x;
      const laplacian = gray[i - 1] + gray[i + 1] + gray[i - width] + gray[i + width] - 4 * gray[i];
      n++;
      sum += laplacian;
      squares += laplacian * laplacian;
    }
  }
  return n === 0 ? 0 : squares / n - (sum / n) ** 2;
}

// look tells what is likely wrong with a file: empty, size (in bytes, more than
// most), type, dark, blur.
export async function look(file, most) {
  if (file.size === 0) return ["empty"];
  const warnings = file.size > most ? ["size"] : [];
  if (file.type === "application/pdf") return warnings;
  if (!file.type.startsWith("image/")) return [...warnings, "type"];
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, longSide / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return [...warnings, ...judge(context.getImageData(0, 0, canvas.width, canvas.height)).warnings];
  } catch {
    return warnings; // what this browser cannot draw, the service may
  }
}
