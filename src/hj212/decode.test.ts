// Any bytes give findings and never an exception; what was formatted is what is parsed.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerCode, encodeAnswer } from './answer.ts'
import { decodeFrame, type Message } from './decode.ts'
import { encodeMessage, encryptFrame, formatSegment } from './encode.ts'
import { encodeSegment } from './frame.ts'
import { fromJson, toJson } from './message-json.ts'

const text = (frame: Uint8Array): string => Buffer.from(frame).toString('latin1')
const codes = (frame: Uint8Array): string[] => decodeFrame(frame).findings.map(({ code }) => code)
const SEGMENT =
  'QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20160801085857;w01001-Rtd=7.1,w01001-Flag=N;w01018-Rtd=2.2&&'

const messageOf = (segment: string): Message => {
  const { message } = decodeFrame(encodeSegment(segment))
  if (!message) throw new Error('no message')
  return message
}

describe('decodeFrame()', () => {
  test('reads header, time and factors', () => {
    const message = messageOf(SEGMENT)
    expect(message).toMatchObject({
      qn: '20160801085857223',
      st: '32',
      cn: '2011',
      flag: 5,
      version: 1,
      wantsAnswer: true,
      isPart: false,
    })
    expect(message.cp.dataTime).toBe('20160801085857')
    expect(message.cp.factors.map(({ code, fields }) => [code, fields])).toEqual([
      ['w01001', { Rtd: '7.1', Flag: 'N' }],
      ['w01018', { Rtd: '2.2' }],
    ])
  })

  test('says where in the frame a factor stands', () => {
    const frame = text(encodeSegment(SEGMENT))
    const { factors } = messageOf(SEGMENT).cp
    expect(factors.map(({ at, until }) => frame.slice(at, until))).toEqual([
      'w01001-Rtd=7.1,w01001-Flag=N',
      'w01018-Rtd=2.2',
    ])
  })

  test('takes either separator, blanks, any order of fields, and text between two // as it is', () => {
    const message = messageOf(
      'MN=1;CN=3020,ST=32;PNO=2;PNUM=3;Flag=7;CP=&& DataTime = 20100301145000 , i11001-Info=//a;b=1,c&&d//;x=1;&&',
    )
    expect(message).toMatchObject({ mn: '1', st: '32', pnum: 3, pno: 2, isPart: true })
    expect(message.cp.fields).toEqual({ DataTime: '20100301145000', x: '1' })
    expect(message.cp.factors[0]?.fields.Info).toBe('//a;b=1,c&&d//')
  })

  test('holds item names that every object has', () => {
    const { cp } = messageOf('CN=2011;MN=1;CP=&&__proto__=1;constructor-Rtd=2;toString=3&&')
    expect(Object.entries(cp.fields)).toEqual([
      ['__proto__', '1'],
      ['toString', '3'],
    ])
    expect(cp.factors[0]?.code).toBe('constructor')
  })

  test.each([
    ['crc.lower-case', text(encodeSegment(SEGMENT)).replace(/[0-9A-F]{4}\r\n$/, (crc) => crc.toLowerCase()), true],
    ['len.long', text(encodeSegment(SEGMENT)).replace(/^##\d{4}/, '##0200'), false],
    ['len.short', text(encodeSegment(SEGMENT)).replace(/^##\d{4}/, '##0100'), false],
    ['len.3digits', text(encodeSegment(SEGMENT)).replace(/^##0/, '##'), false],
    ['crc.stale', text(encodeSegment(SEGMENT)).replace('7.1', '7.2'), false],
    ['frame.no-head', 'QN=1', false],
    ['frame.incomplete', '##', false],
    ['crc.missing', '##0010CP=&&&&', false],
  ])('diagnoses %s', (code, packet, ok) => {
    const frame = Buffer.from(packet, 'latin1')
    expect(codes(frame)).toContain(code)
    expect(decodeFrame(frame).ok).toBe(ok)
  })

  test('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof decodeFrame(bytes).ok === 'boolean'))
  })

  test('never throws and never calls a changed byte right, for a frame changed in one place or cut short', () => {
    const frame = encodeSegment(SEGMENT)
    const last = frame.length - 7
    fc.assert(
      fc.property(fc.integer({ min: 6, max: last }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const spoilt = frame.slice()
        spoilt[at] = (spoilt[at] ?? 0) ^ change
        return !decodeFrame(spoilt).ok && !decodeFrame(frame.subarray(0, at)).ok
      }),
    )
  })
})

const word = fc.stringMatching(/^[A-Za-z0-9]{1,8}$/)
const value = fc.stringMatching(/^[A-Za-z0-9.+:_]{1,10}$/)
const record = (names: readonly string[]) =>
  fc
    .subarray([...names], { minLength: 1 })
    .chain((kinds) =>
      fc
        .tuple(...kinds.map(() => value))
        .map((values) => Object.fromEntries(kinds.map((kind, n) => [kind, values[n] ?? '']))),
    )
const draft = fc.record({
  qn: fc.option(fc.stringMatching(/^\d{17}$/)),
  st: word,
  cn: fc.stringMatching(/^\d{4}$/),
  pw: fc.option(value),
  mn: value,
  flag: fc.integer({ min: 0, max: 255 }),
  pnum: fc.option(fc.nat(9999)),
  pno: fc.option(fc.nat(9999)),
  fields: record(['DataTime', 'QnRtn', 'PolId']),
  factors: fc.uniqueArray(
    fc.record({ code: word, fields: record(['Rtd', 'Min', 'Avg', 'Max', 'Cou', 'Flag', 'ZsAvg']) }),
    { maxLength: 5, selector: ({ code }) => code },
  ),
})

test('decodeFrame() gives back what encodeMessage() wrote', () => {
  fc.assert(
    fc.property(draft, ({ fields, factors, ...header }) => {
      const cp = { fields, factors: factors.map((factor) => ({ ...factor, at: 0, until: 0 })) }
      const { ok, message } = decodeFrame(encodeMessage({ ...header, cp }))
      expect(ok).toBe(true)
      expect(message).toMatchObject(header)
      expect(message?.cp.fields).toEqual(fields)
      expect(message?.cp.factors.map(({ code, fields: kinds }) => ({ code, fields: kinds }))).toEqual(factors)
      if (message) expect(formatSegment(message)).toBe(formatSegment({ ...header, cp }))
      const json = message && fromJson(JSON.parse(JSON.stringify(toJson(message))))
      if (json && typeof json !== 'string') expect(decodeFrame(encodeMessage(json)).message).toMatchObject(header)
    }),
  )
})

const anyKey = fc.uint8Array({ minLength: 16, maxLength: 16 })

test('decodeFrame() gives back what was encrypted, under that key alone, and the frame in plain text', () => {
  fc.assert(
    fc.property(draft, anyKey, anyKey, ({ fields, factors, ...header }, key, other) => {
      const cp = { fields, factors: factors.map((factor) => ({ ...factor, at: 0, until: 0 })) }
      const plain = encodeMessage({ ...header, cp })
      const hidden = encodeMessage({ ...header, cp }, { sm4Key: key })
      expect(hidden).toHaveLength(plain.length)
      const decoded = decodeFrame(hidden, { sm4Keys: [other, key] })
      expect(decoded.ok).toBe(true)
      expect(decoded.message).toEqual(decodeFrame(plain).message)
      if (!Buffer.from(hidden).equals(plain)) expect(decoded.opened).toEqual({ key, frame: plain })
      expect(encryptFrame(plain, key)).toEqual(hidden)
    }),
  )
})

describe('decodeFrame() asks for keys by MN', () => {
  const key = new Uint8Array(16).fill(0x30)
  const asked: string[] = []
  const sm4Keys = (mn: string): Uint8Array[] => {
    asked.push(mn)
    return [key]
  }

  test('only where the plain CRC does not hold', () => {
    expect(decodeFrame(encodeSegment(SEGMENT), { sm4Keys }).ok).toBe(true)
    expect(asked).toEqual([])
    const { ok, message } = decodeFrame(encryptFrame(encodeSegment(SEGMENT), key), { sm4Keys })
    expect({ ok, rtd: message?.cp.factors[0]?.fields.Rtd }).toEqual({
      ok: true,
      rtd: messageOf(SEGMENT).cp.factors[0]?.fields.Rtd,
    })
    expect(asked).toEqual(['010000A8900016F000169DC0'])
  })

  test('and where it holds by chance for what is no text', () => {
    const text = (n: number): string => SEGMENT.replace(/Rtd=[\d.]+/, `Rtd=${n}.5`)
    const lucky = Array.from({ length: 20_000 }, (_, n) => n).find((n) => {
      const { ok } = decodeFrame(encryptFrame(encodeSegment(text(n)), key))
      return ok
    })
    if (lucky === undefined) throw new Error('no such frame')
    const frame = encryptFrame(encodeSegment(text(lucky)), key)
    expect(codes(frame)).toContain('seg.encrypted')
    expect(decodeFrame(frame, { sm4Keys: [key] }).message?.cp.factors[0]?.fields.Rtd).toBe(`${lucky}.5`)
  })
})

test('fromJson() refuses texts that would break out of their item', () => {
  for (const cp of [{ a: '1;b=2' }, { a: { Rtd: '1&&' } }, { a: { Rtd: null } }, { i: '//a//b//' }, []]) {
    expect(typeof fromJson({ cn: '2011', cp })).toBe('string')
  }
})

describe('encodeAnswer()', () => {
  test('repeats QN, password and MN of a 2017 upload, letter for letter', () => {
    const answer = text(encodeAnswer(messageOf(SEGMENT), '9014', '2017'))
    expect(answer).toMatch(
      /^##0087QN=20160801085857223;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&[0-9A-F]{4}\r\n$/,
    )
  })

  test('puts the QN of a 2005 upload into the data area, and nothing where it has none', () => {
    const old = messageOf('ST=32;CN=2011;PW=123456;MN=A;Flag=1;CP=&&DataTime=20160801085857&&')
    expect(text(encodeAnswer(old, '9014', '2005'))).toContain('ST=91;CN=9014;PW=123456;MN=A;Flag=0;CP=&&&&')
    expect(text(encodeAnswer({ ...old, qn: '1' }, '9014', '2005'))).toContain('CP=&&QN=1&&')
  })

  test('answers data with 9014, notices with 9013 and answers with nothing', () => {
    expect(['2011', '3020', '7777', '1013', '9015', '9011', '9014', null].map((cn) => answerCode(cn))).toEqual([
      '9014',
      '9014',
      '9014',
      '9013',
      '9013',
      null,
      null,
      null,
    ])
  })
})

test('decodeFrame() takes blanks around names away, before and behind the dash of a class', () => {
  const { message } = decodeFrame(
    encodeSegment('QN=1; CN =2011;MN=M;CP=&& w01018-Rtd=1;w01019- Avg =2; w01018 - Max=3&&'),
  )
  expect(message?.cn).toBe('2011')
  expect(message?.cp.factors.map(({ code, fields }) => [code, fields])).toEqual([
    ['w01018', { Rtd: '1' }],
    ['w01019', { Avg: '2' }],
    ['w01018 ', { Max: '3' }],
  ])
})
