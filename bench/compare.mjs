// The measuring part of compare.sh: runs every contender as a process of its
// own, start-up included, and compares what it read with the truth.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
const [packages, dir, limit = '40'] = process.argv.slice(2)
const tessdata = process.env.TESSDATA_PREFIX ? { TESSDATA_PREFIX: process.env.TESSDATA_PREFIX } : {}

// truth: what is on each picture, by file.
const truth = new Map()
for (const entry of JSON.parse(readFileSync(path.join(dir, 'truth.json'), 'utf8'))) {
  if (!/\.(jpe?g|png)$/i.test(entry.file)) continue
  if (!truth.has(entry.file)) truth.set(entry.file, [])
  truth.get(entry.file).push(...Object.entries(entry.truth))
}
// An even choice over the whole folder, which is usually sorted by kind.
const all = [...truth.keys()]
const count = Math.min(Number(limit), all.length)
const files = Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)])

// run feeds lines to a command and returns what it writes.
function run(command, args, { input = [], env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'ignore'] })
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (s) => (out += s))
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`${command} ended with ${code}`))))
    child.stdin.on('error', () => {}).end(input.map((l) => l + '\n').join(''))
  })
}

const full = (file) => path.join(dir, file)

// Each contender returns a map of file to everything that it read there.
async function hecha(files) {
  const out = await run(path.join(here, '..', 'bin', 'hecha'), ['scan', '--json', ...files.map(full)])
  return new Map(out.trim().split('\n').map((line) => {
    const page = JSON.parse(line)
    return [path.basename(page.file), strings(page.documents).join('\n')]
  }))
}

// strings are all strings of a JSON value.
function strings(value) {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(strings)
}

async function gutenye(files) {
  const out = await run(process.execPath, [path.join(here, 'gutenye.mjs'), packages], { input: files.map(full) })
  return new Map(out.trim().split('\n').map((line) => {
    const page = JSON.parse(line)
    return [path.basename(page.file), page.text]
  }))
}

const tesseract = (parallel, env) => async (files) => {
  const texts = new Map()
  const queue = [...files]
  const worker = async () => {
    for (let file; (file = queue.shift()); ) {
      texts.set(path.basename(file), await run('tesseract', [full(file), 'stdout', '-l', 'chi_sim'], { env: { ...tessdata, ...env } }))
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  return texts
}

// forms are the ways in which a value may be printed: dates are compared in
// every notation that documents use.
function forms(value) {
  const date = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(value)
  if (!date) return [value]
  const [, y, m, d] = date
  const parts = d ? [m, d] : [m]
  const marks = d ? ['年', '月', '日'] : ['年', '月']
  const join = (year, rest) => [year, ...rest].map((p, i) => p + marks[i]).join('')
  const chinese = (n) => (n < 10 ? '' : n < 20 ? '十' : '〇一二三'[Math.floor(n / 10)] + '十') + (n % 10 ? '〇一二三四五六七八九'[n % 10] : '')
  return [
    ...['-', '.', '/', ''].map((s) => [y, ...parts].join(s)),
    join(y, parts),
    join(y, parts.map((p) => String(Number(p)))),
    join([...y].map((c) => '〇一二三四五六七八九'[c]).join(''), parts.map((p) => chinese(Number(p)))),
  ]
}

const plain = (s) => s.normalize('NFKC').replace(/\s/g, '').replace(/[○◯]/g, '〇')

function match(files, texts) {
  let right = 0
  let total = 0
  for (const file of files) {
    const text = plain(texts.get(path.basename(file)) ?? '')
    for (const [, value] of truth.get(file)) {
      if (typeof value !== 'string' || value === '') continue
      total++
      if (forms(value).some((f) => text.includes(plain(f)))) right++
    }
  }
  return { right, total }
}

async function measure(name, files, read) {
  process.stderr.write(`${name}: ${files.length} pages…\n`)
  const start = performance.now()
  try {
    const texts = await read(files)
    const seconds = (performance.now() - start) / 1000
    const { right, total } = match(files, texts)
    return [name, files.length, seconds.toFixed(1), (files.length / seconds).toFixed(2), `${((100 * right) / total).toFixed(1)} % of ${total}`]
  } catch (err) {
    return [name, 0, '-', '-', `not measured: ${err.message}`]
  }
}

const rows = [['reader', 'pages', 'seconds', 'pages/s', 'fields found']]
if (existsSync(path.join(here, '..', 'bin', 'hecha'))) rows.push(await measure('hecha scan', files, hecha))
else rows.push(['hecha scan', 0, '-', '-', 'not measured: run make build'])
rows.push(await measure('@gutenye/ocr-node', files, gutenye))
rows.push(await measure('tesseract, 1 thread, 2 at once', files, tesseract(2, { OMP_THREAD_LIMIT: '1' })))
// Tesseract's own choice of threads is several times slower: a quarter will do.
rows.push(await measure('tesseract, default', files.slice(0, Math.ceil(files.length / 4)), tesseract(1, {})))

const widths = rows[0].map((_, i) => Math.max(...rows.map((r) => String(r[i]).length)))
for (const row of rows) console.log(row.map((v, i) => (i === 0 || i === 4 ? String(v).padEnd(widths[i]) : String(v).padStart(widths[i]))).join('  '))
console.log(`\n${cpus().length} CPUs; start-up included. A field is found when its value stands in what was read, spaces aside.`)
