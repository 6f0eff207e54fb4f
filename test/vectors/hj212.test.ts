// HJ 212: the frames and checksums the standards print, and those collected from the field where they are at hand.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { crc16, formatCrc, modbusCrc16 } from '#hj212/crc.ts'
import { decodeFrame } from '#hj212/decode.ts'
import { currentCode, findAnnexFactor } from '#hj212/factors.ts'

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'))

describe('HJ 212—2017 annex A', () => {
  const FRAME =
    '##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C80\r\n'

  test('the printed frame proves itself', () => {
    const { ok, findings, message } = decodeFrame(bytes(FRAME))
    expect([ok, findings]).toEqual([true, []])
    expect(message).toMatchObject({ cn: '1062', flag: 5, cp: { fields: { RtdInterval: '30' } } })
  })

  test('its checksum is not CRC-16/MODBUS', () => {
    const segment = bytes(FRAME.slice(6, -6))
    expect([formatCrc(crc16(segment)), formatCrc(modbusCrc16(segment))]).toEqual(['1C80', '0759'])
  })
})

test('HJ 212—2025 annex A.1: the printed frame proves itself', () => {
  const frame = '##0087QN=20240601085857223;ST=32;CN=1011;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&&&2200\r\n'
  expect(decodeFrame(bytes(frame))).toMatchObject({ ok: true, message: { version: 2, wantsAnswer: true } })
})

const folder = join(process.env.SHANSHUI_SHARED ?? '../shared', 'protocols')
const isHere = existsSync(folder)
if (!isHere) console.log(`skipped: packets and factor tables are not at ${folder}`)
const rowsOf = <T>(name: string): T[] =>
  readFileSync(join(folder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

type Packet = { row: number; packet: string; valid: boolean; kind: string; crc_note: string }
type Vector = { data?: string; data_hex?: string; hj212: string; modbus: string }
type FactorRow = { code: string; old: string | null; zh: string; unit: string | null }

/** Rows whose text has one character a byte. */
const LATIN1 = new Set([5, 6, 59, 60])
const SM4_KEY = new Uint8Array(16).fill(0x30)

describe.skipIf(!isHere)('the collection', () => {
  test('every packet gets its verdict, and a wrong one its reason', () => {
    const packets = rowsOf<Packet>('packets.jsonl')
    const verdicts = packets.map(({ row, packet }) => {
      const decoded = decodeFrame(Buffer.from(packet, LATIN1.has(row) ? 'latin1' : 'utf8'), { sm4Keys: [SM4_KEY] })
      return {
        row,
        ok: decoded.ok,
        reasons: decoded.findings.filter(({ severity }) => severity === 'error').length > 0,
      }
    })
    expect(packets.length).toBeGreaterThanOrEqual(42)
    expect(verdicts).toEqual(packets.map(({ row, valid }) => ({ row, ok: valid, reasons: !valid })))
  })

  test('a checksum of another rule is named', () => {
    const modbus = rowsOf<Packet>('packets.jsonl').filter(({ crc_note }) => /matches CRC-16\/MODBUS/.test(crc_note))
    for (const { packet } of modbus) {
      expect(decodeFrame(bytes(packet)).findings.map(({ code }) => code)).toContain('crc.modbus')
    }
    expect(modbus.length).toBeGreaterThan(0)
  })

  test('every checksum agrees', () => {
    for (const { data, data_hex: hex, hj212, modbus } of rowsOf<Vector>('crc-vectors.jsonl')) {
      const all = Uint8Array.from({ length: 256 }, (_, n) => n)
      const input =
        data !== undefined ? bytes(data) : hex === '00..ff' ? all : new Uint8Array(Buffer.from(hex ?? '', 'hex'))
      expect([formatCrc(crc16(input)), formatCrc(modbusCrc16(input))]).toEqual([hj212, modbus])
    }
  })

  test('every code of annex B is known, by its old code too', () => {
    for (const { code, old, zh } of rowsOf<FactorRow>('factors.jsonl')) {
      expect(findAnnexFactor(code)).toBeDefined()
      if (old) expect(findAnnexFactor(currentCode(old))?.zh).toBe(zh)
    }
  })
})
