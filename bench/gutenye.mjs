// Reads the files named on standard input, one in a line, with
// @gutenye/ocr-node from the package folder given as argument, and writes one
// JSON object with file and text for each.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { createInterface } from 'node:readline'

const packages = createRequire(pathToFileURL(process.argv[2] + '/'))
const { default: Ocr } = await import(pathToFileURL(packages.resolve('@gutenye/ocr-node')).href)
const ocr = await Ocr.create()
for await (const file of createInterface({ input: process.stdin })) {
  const lines = await ocr.detect(file).catch(() => [])
  console.log(JSON.stringify({ file, text: lines.map((l) => l.text).join('\n') }))
}
