// The measuring part of compare.sh: runs every contender as a process of its
// own, start-up included, and compares what it read with the truth.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
const [packages, dir, limit = '32'] = process.argv.slice(2)
const tessdata = process.env.TESSDATA_PREFIX ? { TESSDATA_PREFIX: process.env.TESSDATA_PREFIX } : {}

// truth: what is on each picture, by file. All readers take JPEG and PNG, not all
// take PDFs, so that those are left out.
const entries = JSON.parse(readFileSync(path.join(dir, 'truth.json'), 'utf8'))
const truth = new Map()
for (const entry of entries) {
  if (!/\.(jpe?g|png)$/i.test(entry.file)) continue
  if (!truth.has(entry.file)) truth.set(entry.file, [])
  truth.get(entry.file).push(...Object.entries(entry.truth))
}
// An even choice over the whole folder, which is usually sorted by kind.
const all = [...truth.keys()]
const count = Math.min(Number(limit), all.length)
const files = Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)])

// spent is the processor time in seconds of all commands so far.
let spent = 0

// run feeds lines to a command and returns what it writes.
function run(command, args, { input = [], env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const timed = ['-c', 'TIMEFORMAT="%U %S"; time "$@" 2>/dev/null', 'bash', command, ...args]
    const child = spawn('bash', timed, { env: { ...process.env, ...env } })
    let out = ''
    let times = ''
    child.stdout.setEncoding('utf8').on('data', (s) => (out += s))
    child.stderr.setEncoding('utf8').on('data', (s) => (times += s))
    child.on('error', reject)
    child.on('close', (code) => {
      spent += times.trim().split(' ').reduce((sum, s) => sum + Number(s), 0)
      code === 0 ? resolve(out) : reject(new Error(`${command} ended with ${code}`))
    })
    child.stdin.on('error', () => {}).end(input.map((l) => l + '\n').join(''))
  })
}

const full = (file) => path.resolve(dir, file)
const binary = path.join(here, '..', 'bin', 'hecha')

// Each contender returns a map of file to everything that it read there.
async function hecha(files) {
  const out = await run(binary, ['scan', '--json', ...files.map(full)])
  return new Map(out.trim().split('\n').map((line) => {
    const page = JSON.parse(line)
    return [path.basename(page.file), strings(page.documents).join('\n')]
  }))
}

// share is the last line of hecha evaluate over the same files: how much of the
// work is done outside of ONNX Runtime.
async function share(files) {
  const folder = mkdtempSync(path.join(tmpdir(), 'hecha-bench-'))
  try {
    for (const file of files) symlinkSync(full(file), path.join(folder, file))
    writeFileSync(path.join(folder, 'truth.json'), JSON.stringify(entries.filter((e) => files.includes(e.file))))
    return (await run(binary, ['evaluate', folder])).trim().split('\n').at(-1)
  } finally {
    rmSync(folder, { recursive: true })
  }
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
  const before = spent
  try {
    const texts = await read(files)
    const seconds = (performance.now() - start) / 1000
    const work = (spent - before) / files.length
    const { right, total } = match(files, texts)
    return [name, files.length, seconds.toFixed(1), (files.length / seconds).toFixed(2), work.toFixed(2), total ? `${((100 * right) / total).toFixed(1)} % of ${total}` : '-']
  } catch (err) {
    return [name, 0, '-', '-', '-', `not measured: ${err.message}`]
  }
}

const load = loadavg()[0]
const rows = [['reader', 'pages', 'seconds', 'pages/s', 'CPU s/page', 'fields found']]
rows.push(existsSync(binary) ? await measure('hecha scan', files, hecha) : ['hecha scan', 0, '-', '-', '-', 'not measured: run make build'])
rows.push(await measure('@gutenye/ocr-node', files, gutenye))
rows.push(await measure('tesseract, 1 thread, 2 at once', files, tesseract(2, { OMP_THREAD_LIMIT: '1' })))
// Tesseract's own choice of threads is several times slower: a quarter will do.
rows.push(await measure('tesseract, default', files.slice(0, Math.ceil(files.length / 4)), tesseract(1, {})))

const widths = rows[0].map((_, i) => Math.max(...rows.map((r) => String(r[i]).length)))
for (const row of rows) console.log(row.map((v, i) => (i === 0 || i === 5 ? String(v).padEnd(widths[i]) : String(v).padStart(widths[i]))).join('  '))
if (existsSync(binary)) console.log(`\nhecha: ${await share(files)}`)
console.log(`\n${cpus().length} CPUs, load ${load.toFixed(1)} at the start; start-up included.`)
console.log('A field is found when its value stands in what was read, spaces aside.')
