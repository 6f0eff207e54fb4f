// The two libraries as other programs meet them: imported by the name of the package, from outside the source.
import { decodeFrame, decryptSm4, encodeMessage, encryptSm4, findAnnexFactor, splitFrames } from 'shanshui/hj212'
import { EDITIONS, evaluate, explain, isRefusal, reevaluate, SUBJECTS } from 'shanshui/standards'
import { expect, test } from 'vitest'

const DRAFT = {
  qn: '20260301080000123',
  st: '22',
  cn: '2061',
  pw: '123456',
  mn: 'SHANSHUI0000000000000001',
  flag: 5,
  cp: {
    dataTime: '20260301070000',
    factors: [{ code: 'a34004', at: 0, until: 0, fields: { Avg: '35', Flag: 'N' } }],
  },
}
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

test('shanshui/hj212 encodes a message and decodes the frame to the same', () => {
  const { ok, findings, message } = decodeFrame(encodeMessage(DRAFT))
  expect({ ok, findings }).toEqual({ ok: true, findings: [] })
  expect(message).toMatchObject({ mn: DRAFT.mn, cn: '2061', cp: { dataTime: '20260301070000' } })
  expect(message?.cp.factors[0]).toMatchObject({ code: 'a34004', fields: { Avg: '35' } })
  expect(findAnnexFactor('a34004')?.zh).toContain('PM2.5')
})

test('shanshui/hj212 says what is wrong instead of throwing', () => {
  const frame = encodeMessage(DRAFT)
  frame[20] = 0x39
  const { ok, findings } = decodeFrame(frame)
  expect(ok).toBe(false)
  expect(findings[0]).toMatchObject({ severity: 'error', zh: expect.any(String), en: expect.any(String) })
})

test('shanshui/hj212 cuts frames out of a stream and keeps the half one', () => {
  const frame = encodeMessage(DRAFT)
  const { pieces, rest } = splitFrames(new Uint8Array([...frame, ...frame.subarray(0, 10)]))
  expect(pieces.map(({ kind }) => kind)).toEqual(['frame'])
  expect(text(rest)).toBe(text(frame.subarray(0, 10)))
})

test('shanshui/hj212 hides and opens a data area with SM4', () => {
  const key = Uint8Array.from({ length: 16 }, (_, n) => n)
  const plain = new TextEncoder().encode('a34004-Avg=35;;;')
  expect(decryptSm4(encryptSm4(plain, key), key)).toEqual(plain)
  const frame = encodeMessage(DRAFT, { sm4Key: key })
  expect(decodeFrame(frame).ok).toBe(false)
  expect(decodeFrame(frame, { sm4Keys: [key] })).toMatchObject({ ok: true, message: { cn: '2061' } })
})

test('shanshui/standards judges by the edition in force, explains, and judges again to the same', () => {
  expect(SUBJECTS).toContain('water')
  expect(EDITIONS.length).toBeGreaterThan(50)
  const verdict = evaluate('water', { ph: 7.2, do: 6.1, codmn: 4.4, nh3n: 0.62, tp: 0.15 }, { edition: 'GB3838-2002' })
  if (isRefusal(verdict)) throw new Error(verdict.because)
  expect(verdict).toMatchObject({ judged: true, edition: 'GB3838-2002', class: 'Ⅲ' })
  expect(explain(verdict).children.length).toBeGreaterThan(0)
  expect(reevaluate(verdict)).toEqual(verdict)
})

test('shanshui/standards refuses as a value where no edition can be chosen', () => {
  expect(isRefusal(evaluate('water', { ph: 7 }, { edition: 'GB0000-1900' }))).toBe(true)
})
