// A command and its replies: the courses annex C prints, the two time-outs, and devices that do not keep to them.
import { describe, expect, test } from 'vitest'
import { findCommandForm } from './command-form.ts'
import { decodeFrame } from './decode.ts'
import { type Exchange, hearReply, openExchange, passTime, type Step } from './exchange.ts'
import { encodeSegment } from './frame.ts'
import type { Message } from './message.ts'

const QN = '20160801085857223'

function open(cn: string, params: Record<string, string> = {}): Exchange {
  const form = findCommandForm(cn)
  if (!form) throw new Error(`no form ${cn}`)
  return openExchange({ qn: QN, form, params, overTimeMs: 10_000, resends: 3 }, 0)
}

function reply(cn: string, cp: string, qn: string | null = QN): Message {
  const segment = `${qn === null ? '' : `QN=${qn};`}ST=91;CN=${cn};PW=1;MN=A;Flag=4;CP=&&${cp}&&`
  const { message } = decodeFrame(encodeSegment(segment))
  if (!message) throw new Error('no message')
  return message
}
const hear = (exchange: Exchange, message: Message, earlier: string[] = []): Step | undefined =>
  hearReply(exchange, message, { nowMs: 1_000, earlier: new Set(earlier) })
const SPAN = { BeginTime: '20260801000000', EndTime: '20260801230000' }

describe('hearReply()', () => {
  test('9011 accepts and 9012 finishes', () => {
    const accepted = hear(open('1012'), reply('9011', 'QnRtn=1'))
    expect(accepted).toMatchObject({ exchange: { state: 'accepted', dueMs: 61_000 }, qnRtn: 1 })
    expect(accepted?.end).toBeUndefined()
    expect(hear(accepted?.exchange ?? open('1012'), reply('9012', 'ExeRtn=1'))?.end).toEqual({
      state: 'executed',
      exeRtn: 1,
    })
  })

  test('any other QnRtn refuses, any other ExeRtn fails', () => {
    expect(hear(open('1012'), reply('9011', 'QnRtn=3'))?.end).toEqual({ state: 'refused', qnRtn: 3 })
    expect(hear(open('1012'), reply('9012', 'ExeRtn=5'))?.end).toEqual({ state: 'failed', exeRtn: 5 })
    expect(hear(open('1012'), reply('9012', 'ExeRtn=100'))?.end?.state).toBe('failed')
    expect(hear(open('2061', SPAN), reply('9012', 'ExeRtn=100'))?.end?.state).toBe('executed')
  })

  test('replies of 2005 carry the QN in the data area', () => {
    const step = hear(open('1012'), reply('9011', `QN=${QN};QnRtn=1`, null))
    expect(step?.exchange.state).toBe('accepted')
    expect(step?.qnDiffers).toBeUndefined()
  })

  test('a notice is over with 9013', () => {
    expect(hear(open('2012'), reply('9013', ''))?.end?.state).toBe('executed')
    expect(hear(open('1012'), reply('9013', ''))).toBeUndefined()
  })

  test('an answer gives back its items', () => {
    expect(hear(open('1061'), reply('1061', 'RtdInterval=30'))?.answer).toEqual({ RtdInterval: '30' })
    expect(hear(open('3020', { InfoId: 'i13004' }), reply('3020', 'InfoId=i13004;i13004-Info=175'))?.answer).toEqual({
      InfoId: 'i13004',
      'i13004-Info': '175',
    })
  })

  test('history counts only what lies in the span, whatever its QN', () => {
    const history = open('2061', SPAN)
    const inside = hear(history, reply('2061', 'DataTime=20260801230000;w01018-Avg=1', '20160801085857534'))
    expect(inside).toMatchObject({ exchange: { dataFrames: 1, state: 'accepted' } })
    expect(inside?.qnDiffers).toBeUndefined()
    expect(hear(history, reply('2061', 'DataTime=20260802000000;w01018-Avg=1'))).toBeUndefined()
    expect(hear(history, reply('2011', 'DataTime=20260801230000;w01018-Rtd=1'))).toBeUndefined()
  })

  test('realtime data is no answer to the command that switches it on', () => {
    expect(hear(open('2011'), reply('2011', 'DataTime=20260801230000;w01018-Rtd=1'))).toBeUndefined()
  })

  test('a wrong QN is taken and told, that of an earlier command is not taken', () => {
    expect(hear(open('1012'), reply('9011', 'QnRtn=1', '1'))).toMatchObject({ qnDiffers: true })
    expect(hear(open('1012'), reply('9011', 'QnRtn=1', null))).toMatchObject({ qnDiffers: true })
    expect(hear(open('1012'), reply('9012', 'ExeRtn=1', '20160801085857000'), ['20160801085857000'])).toBeUndefined()
  })
})

describe('passTime()', () => {
  test('the same frame is sent three times more, then it is over', () => {
    let exchange = open('1012')
    expect(passTime(exchange, 9_999)).toBeUndefined()
    for (const nowMs of [10_000, 20_000, 30_000]) {
      const step = passTime(exchange, nowMs)
      expect(step).toMatchObject({ isResend: true })
      exchange = step?.exchange ?? exchange
    }
    expect(exchange.sends).toBe(4)
    expect(passTime(exchange, 40_000)?.end).toEqual({ state: 'timed-out', why: 'no-answer' })
  })

  test('what was accepted is never sent again', () => {
    const accepted = hear(open('1012'), reply('9011', 'QnRtn=1'))?.exchange ?? open('1012')
    expect(passTime(accepted, 60_999)).toBeUndefined()
    expect(passTime(accepted, 61_000)).toMatchObject({ isResend: false, end: { state: 'timed-out', why: 'no-result' } })
  })

  test('an answer without 9012 is an answer; history without 9012 may be half', () => {
    const told = hear(open('1061'), reply('1061', 'RtdInterval=30'))?.exchange ?? open('1061')
    expect(passTime(told, 1e9)?.end).toEqual({ state: 'executed' })
    const half = hear(open('2061', SPAN), reply('2061', 'DataTime=20260801010000'))?.exchange ?? open('2061', SPAN)
    expect(passTime(half, 1e9)?.end).toEqual({ state: 'timed-out', why: 'no-result' })
  })
})
