// Simulated devices answer commands in the form of their edition.
import { expect, test } from 'vitest'
import { type CommandDraft, encodeCommand } from '#hj212/command-form.ts'
import { decodeFrame, type Message } from '#hj212/decode.ts'
import { beijingInstant } from '#kit/time.ts'
import type { DemoSite } from './district.ts'
import { SimulatedLogger } from './replies.ts'

const NOW = beijingInstant(2026, 11, 25, 10)
const SITE: DemoSite = {
  code: 'x',
  kind: 'outfall',
  name: '',
  nameEn: '',
  lon: 0,
  lat: 0,
  mn: 'A1',
  systemCode: '32',
  evaluationPoint: false,
  profile: {},
}

function ask(
  logger: SimulatedLogger,
  cn: string,
  params: CommandDraft['params'],
  edition: '2005' | '2017' = '2017',
): Message[] {
  const draft = {
    cn,
    params,
    edition,
    qn: '20261125100000000',
    mn: 'A1',
    systemCode: '32',
    password: '123456',
    nowText: '20261125100000',
  }
  const { message } = decodeFrame(encodeCommand(draft))
  if (!message) throw new Error('no command')
  return logger.replyTo(message).map((frame) => {
    const { ok, message: reply } = decodeFrame(frame)
    if (!ok || !reply) throw new Error('not a frame')
    return reply
  })
}
const codes = (replies: Message[]): (string | null)[] => replies.map(({ cn }) => cn)

test('a clock that is set is told right', () => {
  const logger = new SimulatedLogger(SITE, () => NOW)
  expect(ask(logger, '1011', {})[1]?.cp.fields.SystemTime).toBe('20261125095800')
  expect(codes(ask(logger, '1012', {}))).toEqual(['9011', '9012'])
  expect(ask(logger, '1011', {})[1]?.cp.fields.SystemTime).toBe('20261125100000')
})

test('history comes period by period, and 100 says that there is none', () => {
  const logger = new SimulatedLogger(SITE, () => NOW)
  const replies = ask(logger, '2061', { BeginTime: '20261124000000', EndTime: '20261124230000' })
  expect(codes(replies)).toEqual(['9011', ...Array<string>(24).fill('2061'), '9012'])
  expect(replies[1]).toMatchObject({ wantsAnswer: false, cp: { dataTime: '20261124000000' } })
  expect(new Set(replies.slice(1, -1).map(({ qn }) => qn)).size).toBe(24)
  const future = ask(logger, '2061', { BeginTime: '20261126000000', EndTime: '20261126230000' })
  expect(future.at(-1)?.cp.fields.ExeRtn).toBe('100')
})

test('a device of 2005 answers with the QN in the data area; notices get 9013; a password is refused', () => {
  const old = new SimulatedLogger({ ...SITE, edition: '2005' }, () => NOW)
  expect(ask(old, '1012', {}, '2005')[0]).toMatchObject({
    qn: null,
    flag: 0,
    cp: { fields: { QN: '20261125100000000' } },
  })
  const logger = new SimulatedLogger(SITE, () => NOW)
  expect(codes(ask(logger, '2012', {}))).toEqual(['9013'])
  expect(ask(logger, '1072', { NewPW: 'abcdef' })[0]?.cp.fields.QnRtn).toBe('2')
})
