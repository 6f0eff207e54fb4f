// `shanshui hj212 decode|encode FILE`: JSON Lines with frames in, JSON Lines with messages out, and the reverse.
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { decodeFrame } from '#hj212/decode.ts'
import { encodeMessage } from '#hj212/encode.ts'
import { fromJson, toJson } from '#hj212/message-json.ts'
import { parseSm4Key } from '#hj212/sm4.ts'
import type { CommandIo } from './command-io.ts'

const HELP = {
  zh: `shanshui hj212 decode FILE [--out FILE]
shanshui hj212 encode FILE [--out FILE]

FILE 为 JSON Lines，“-” 为标准输入。
decode  每行 { "packet": 一帧文本, "encoding"?: "utf8"（默认）或 "latin1", "sm4Key"?: 32 位十六进制 }
        输出 { "row", "ok", "findings": [{ "code", "severity", "at", "text" }], "message": {…} 或 null }
        ok 仅在长度与 CRC 都成立（加密时为解密后）时为 true；at 为帧内字节位置，从 0 起。
encode  每行一个 message（或 { "message": {…}, "sm4Key"? }），字段同 decode 的输出
        输出 { "row", "packet", "encoding" }；无法编码的行为 { "row", "packet": null, "why" }
退出码：0 全部读出，1 有无法读取的行，2 用法有误或文件不能打开。
`,
  en: `shanshui hj212 decode FILE [--out FILE]
shanshui hj212 encode FILE [--out FILE]

FILE is JSON Lines, "-" is standard input.
decode  each line { "packet": text of one frame, "encoding"?: "utf8" (default) or "latin1", "sm4Key"?: 32 hex digits }
        gives { "row", "ok", "findings": [{ "code", "severity", "at", "text" }], "message": {…} or null }
        ok is true only where length and CRC hold (after decryption, where encrypted); at is a byte of the frame, from 0.
encode  each line a message (or { "message": {…}, "sm4Key"? }) as decode prints it
        gives { "row", "packet", "encoding" }; for a line that cannot be encoded { "row", "packet": null, "why" }
Exit code: 0 every line was read, 1 some were not, 2 wrong usage or a file that cannot be opened.
`,
}

type Usage = { verb: 'decode' | 'encode'; file: string; out: string | undefined }

/** One line in, one line out; `rejected` where the line could not be read. */
type Answer = { line: Record<string, unknown>; rejected: boolean }

/** Runs the command; see its help for the exit codes. */
export async function runHj212(args: string[], io: CommandIo): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout.write(io.zh ? HELP.zh : HELP.en)
    return 0
  }
  const usage = readUsage(args)
  if (!usage) {
    io.stderr.write(io.zh ? HELP.zh : HELP.en)
    return 2
  }
  try {
    return await convertFile(usage, io)
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    if (code === undefined || !/^(ENOENT|EACCES|EISDIR|ENOTDIR|EPERM)$/.test(code)) throw error
    const name = path ?? usage.file
    io.stderr.write(io.zh ? `不能打开 ${name}（${code}）\n` : `Cannot open ${name} (${code})\n`)
    return 2
  }
}

function readUsage(args: string[]): Usage | undefined {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { out: { type: 'string' } } })
    const [verb, file, ...more] = positionals
    if ((verb !== 'decode' && verb !== 'encode') || file === undefined || more.length > 0) return undefined
    return { verb, file, out: values.out }
  } catch {
    // An unknown option: the help says which there are.
    return undefined
  }
}

async function convertFile({ verb, file, out }: Usage, io: CommandIo): Promise<number> {
  const source: Readable = file === '-' ? io.stdin : createReadStream(file)
  const target: Writable = out === undefined ? io.stdout : createWriteStream(out)
  if (out !== undefined) await once(target, 'open')
  const convert = verb === 'decode' ? decodeLine : encodeLine
  let row = 0
  let rejected = 0
  for await (const text of linesOf(source)) {
    row += 1
    if (text.trim() === '') continue
    const answer = convert(text, io.zh)
    if (answer.rejected) rejected += 1
    if (!target.write(`${JSON.stringify({ row, ...answer.line })}\n`)) await once(target, 'drain')
  }
  if (out !== undefined) {
    target.end()
    await finished(target)
  }
  io.stderr.write(io.zh ? `${row} 行，${rejected} 行无法读取\n` : `${row} lines, ${rejected} could not be read\n`)
  return rejected > 0 ? 1 : 0
}

/** MUST split at LF only: a JSON text may hold the other line ends of Unicode as they are. */
async function* linesOf(source: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  for await (const chunk of source) {
    const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  const last = rest + decoder.decode()
  if (last !== '') yield last
}

function parseLine(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined
  } catch {
    return undefined
  }
}

const readKey = (hex: unknown): Uint8Array | undefined => (typeof hex === 'string' ? parseSm4Key(hex) : undefined)

function decodeLine(text: string, zh: boolean): Answer {
  const json = parseLine(text)
  const packet = typeof json?.packet === 'string' ? json.packet : undefined
  const encoding = json?.encoding ?? 'utf8'
  const key = readKey(json?.sm4Key)
  const fault = inputFault(packet, encoding, json?.sm4Key !== undefined && json.sm4Key !== null && !key)
  if (fault || packet === undefined) {
    const at = { code: 'input.unreadable', severity: 'error', at: 0, text: fault }
    return { line: { ok: false, findings: [at], message: null }, rejected: true }
  }
  const frame = Buffer.from(packet, encoding === 'latin1' ? 'latin1' : 'utf8')
  const { ok, findings, message } = decodeFrame(frame, key ? { sm4Keys: [key] } : {})
  const told = findings.map(({ code, severity, at, zh: inZh, en }) => ({
    code,
    severity,
    at: at ?? null,
    text: zh ? inZh : en,
  }))
  return { line: { ok, findings: told, message: message && toJson(message) }, rejected: false }
}

function inputFault(packet: string | undefined, encoding: unknown, isKeyWrong: boolean): string | undefined {
  if (packet === undefined) return 'a line must be a JSON object with a text "packet"'
  if (encoding !== 'utf8' && encoding !== 'latin1') return '"encoding" must be utf8 or latin1'
  if (encoding === 'latin1' && /[^\0-\u00ff]/u.test(packet)) return '"packet" holds characters that latin1 has not'
  return isKeyWrong ? '"sm4Key" must be 32 hexadecimal digits' : undefined
}

function encodeLine(text: string): Answer {
  const reject = (why: string): Answer => ({ line: { packet: null, why }, rejected: true })
  const json = parseLine(text)
  if (!json) return reject('a line must be a JSON object')
  const draft = fromJson(json.message ?? json)
  if (typeof draft === 'string') return reject(draft)
  const key = readKey(json.sm4Key)
  if (json.sm4Key !== undefined && !key) return reject('"sm4Key" must be 32 hexadecimal digits')
  try {
    const frame = Buffer.from(encodeMessage(draft, key ? { sm4Key: key } : {}))
    const encoding = key ? 'latin1' : 'utf8'
    return { line: { packet: frame.toString(encoding), encoding }, rejected: false }
  } catch (error) {
    if (error instanceof RangeError) return reject(error.message)
    throw error
  }
}
