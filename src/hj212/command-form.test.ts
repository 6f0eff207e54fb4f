// Commands to devices: bounds of their parameters, the frames of annex C, and every form in every edition.
import { expect, test } from 'vitest'
import { type CommandDraft, encodeCommand, fieldsOf, findCommandFault, listCommandForms } from './command-form.ts'
import { findCommand } from './commands.ts'
import { decodeFrame } from './decode.ts'

const DRAFT: CommandDraft = {
  cn: '1062',
  params: { RtdInterval: '30' },
  qn: '20160801085857223',
  mn: '010000A8900016F000169DC0',
  systemCode: '32',
  password: '100000',
  edition: '2017',
  nowText: '20160801085857',
  newKey: { key: new Uint8Array(16).fill(0xa1), madeText: '20160801085857223' },
}
const textOf = (draft: Partial<CommandDraft>): string =>
  Buffer.from(encodeCommand({ ...DRAFT, ...draft })).toString('latin1')

test('encodeCommand() gives the frame that annex A prints, byte for byte', () => {
  expect(textOf({})).toBe(
    '##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C80\r\n',
  )
})

test('encodeCommand() fills in the time at which it leaves, and names what a class is of', () => {
  expect(textOf({ cn: '1012', params: {} })).toContain('CP=&&SystemTime=20160801085857&&')
  expect(textOf({ cn: '3021', params: { PolId: 'w01018', InfoId: 'i13004', Info: '175' } })).toContain(
    'CP=&&PolId=w01018;InfoId=i13004;i13004-Info=175&&',
  )
})

test('encodeCommand() hands a new key out with the time at which it was made, and makes none itself', () => {
  expect(textOf({ cn: '1014', params: {}, edition: '2025' })).toContain(
    'CP=&&SKCreateTime=20160801085857223;NewSK=A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1&&',
  )
  const { newKey: _, ...keyless } = DRAFT
  expect(() => encodeCommand({ ...keyless, cn: '1014', params: {}, edition: '2025' })).toThrow(/no new key/)
})

test('encodeCommand() speaks each edition', () => {
  expect(textOf({ edition: '2005' })).toContain(';Flag=1;')
  expect(textOf({ edition: '2025' })).toContain(';Flag=9;')
  expect(textOf({ cn: '1072', params: { NewPW: 'abc123' }, edition: '2005' })).toContain('CP=&&PW=abc123&&')
})

test('every form stands in the table of commands, in editions that have it, and goes to the device', () => {
  for (const form of listCommandForms()) {
    const command = findCommand(form.cn)
    if (form.cn === '1001') continue
    expect(command?.to, form.cn).not.toBe('host')
    for (const edition of form.editions) expect(command?.editions, form.cn).toContain(edition)
  }
})

const SAMPLE = {
  clock: '20261124000000',
  'time-of-day': '083000',
  integer: '',
  decimal: '1.5',
  code: 'w01018',
  text: '7',
  secret: 'abcdef',
  choice: '',
}

test('every form in every edition becomes a frame that decodes to itself', () => {
  for (const form of listCommandForms()) {
    for (const edition of form.editions) {
      const params = Object.fromEntries(
        fieldsOf(form, edition).map(({ name, type, least, options }) => [
          name,
          options?.[0]?.value ?? (type === 'integer' ? String(least) : SAMPLE[type]),
        ]),
      )
      expect(findCommandFault(form.cn, params, edition)).toBeUndefined()
      const { ok, findings, message } = decodeFrame(encodeCommand({ ...DRAFT, cn: form.cn, params, edition }))
      expect({ ok, findings, cn: message?.cn, wantsAnswer: message?.wantsAnswer }).toEqual({
        ok: true,
        findings: [],
        cn: form.cn,
        wantsAnswer: true,
      })
    }
  }
})

test.each([
  ['1062', { RtdInterval: '29' }, 'RtdInterval'],
  ['1062', { RtdInterval: '3601' }, 'RtdInterval'],
  ['1062', {}, 'RtdInterval'],
  ['1064', { MinInterval: '7' }, 'MinInterval'],
  ['2061', { BeginTime: '20261124000000', EndTime: '20261123000000' }, 'EndTime'],
  ['2061', { BeginTime: '20261324000000', EndTime: '20261123000000' }, 'BeginTime'],
  ['3021', { InfoId: 'i13004', Info: '1;CN=9011' }, 'Info'],
  ['3021', { InfoId: 'i13004', Info: '1&&' }, 'Info'],
  ['1072', { NewPW: '12345' }, 'NewPW'],
  ['1011', { Sneaky: '1' }, 'Sneaky'],
  ['9011', {}, null],
] as const)('findCommandFault(%s, %o) names %s', (cn, params, field) => {
  expect(findCommandFault(cn, params, '2017')?.field).toBe(field)
})

test('a command of another edition is refused', () => {
  expect(findCommandFault('3022', {}, '2017')?.en).toContain('2017')
})
