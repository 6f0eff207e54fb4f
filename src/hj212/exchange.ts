// One command under way: what each reply and each passing second make of it, by the two time-outs of the standard.
import type { CommandForm } from './command-shape.ts'
import type { Message } from './message.ts'

/** `span`: the first and last DataTime of a history answer, both included. */
export type Exchange = {
  qn: string
  cn: string
  answers: CommandForm['answers']
  span: { begin: string; end: string } | null
  state: 'sent' | 'accepted'
  sends: number
  /** When silence has lasted too long, epoch ms. */
  dueMs: number
  overTimeMs: number
  resends: number
  waitMs: number
  dataFrames: number
}

export type ExchangeEnd = {
  state: 'executed' | 'refused' | 'failed' | 'timed-out'
  why?: 'no-answer' | 'no-result'
  qnRtn?: number
  exeRtn?: number
}

/** What a reply or the time makes of an exchange; `end` is there when it is over. */
export type Step = {
  exchange: Exchange
  end?: ExchangeEnd
  qnRtn?: number
  /** The reply carries a QN that is not the request's, or none. */
  qnDiffers?: boolean
  /** Items that the device gave back. */
  answer?: Record<string, string>
}

export type ExchangeStart = {
  qn: string
  form: CommandForm
  params: Readonly<Record<string, string>>
  overTimeMs: number
  resends: number
}

const WAIT_S = 60

export function openExchange({ qn, form, params, overTimeMs, resends }: ExchangeStart, nowMs: number): Exchange {
  const { BeginTime: begin, EndTime: end } = params
  const span = begin && end ? { begin, end } : null
  return {
    qn,
    cn: form.cn,
    // Logs of a span come as history does, each under a QN of its own.
    answers: span && form.answers === 'data' ? 'history' : form.answers,
    span,
    state: 'sent',
    sends: 1,
    dueMs: nowMs + overTimeMs,
    overTimeMs,
    resends,
    waitMs: (form.waitS ?? WAIT_S) * 1000,
    dataFrames: 0,
  }
}

/** The QN a reply speaks of: replies of the 2005 edition carry it in the data area. */
export const replyQn = (message: Message): string | null => message.cp.fields.QN ?? message.qn

/**
 * What a message of the device makes of the exchange; undefined where it has nothing to do with it. A reply with a wrong
 * QN or none is taken for that of the one command under way, unless the QN is that of an earlier command.
 * @source HJ 212—2017 6.1, 6.2, 附录 C
 */
export function hearReply(
  exchange: Exchange,
  message: Message,
  { nowMs, earlier }: { nowMs: number; earlier: ReadonlySet<string> },
): Step | undefined {
  const qn = replyQn(message)
  const qnDiffers = qn !== exchange.qn
  if (qnDiffers && qn !== null && earlier.has(qn)) return undefined
  const step = stepOf(exchange, message, nowMs)
  // History comes under QNs of its own: a difference there is the rule.
  if (!step || !qnDiffers || (message.cn === exchange.cn && exchange.answers === 'history')) return step
  return { ...step, qnDiffers }
}

function stepOf(exchange: Exchange, message: Message, nowMs: number): Step | undefined {
  switch (message.cn) {
    case '9011':
      return accept(exchange, readCode(message.cp.fields.QnRtn), nowMs)
    case '9012':
      return finish(exchange, readCode(message.cp.fields.ExeRtn))
    case '9013':
      return exchange.answers === 'notice' ? { exchange, end: { state: 'executed' } } : undefined
    case exchange.cn:
      return takeData(exchange, message, nowMs)
    default:
      return undefined
  }
}

const readCode = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : undefined

/** QnRtn 1 is "ready"; a device that gives none is taken for ready, one that gives another refuses. */
function accept(exchange: Exchange, qnRtn: number | undefined, nowMs: number): Step {
  const told = qnRtn === undefined ? {} : { qnRtn }
  if (qnRtn !== undefined && qnRtn !== 1) return { exchange, ...told, end: { state: 'refused', qnRtn } }
  if (exchange.answers === 'notice') return { exchange, ...told, end: { state: 'executed', ...told } }
  return { exchange: { ...exchange, state: 'accepted', dueMs: nowMs + exchange.waitMs }, ...told }
}

/** ExeRtn 1 is "done"; 100, "no data", is an answer to a question for history and a failure of everything else. */
function finish(exchange: Exchange, exeRtn: number | undefined): Step {
  const told = exeRtn === undefined ? {} : { exeRtn }
  const isDone = exeRtn === undefined || exeRtn === 1 || (exeRtn === 100 && exchange.answers === 'history')
  return { exchange, end: { state: isDone ? 'executed' : 'failed', ...told } }
}

function takeData(exchange: Exchange, message: Message, nowMs: number): Step | undefined {
  if (exchange.answers !== 'data' && exchange.answers !== 'history') return undefined
  const { span } = exchange
  const at = message.cp.dataTime?.slice(0, 14).padEnd(14, '0')
  if (span && (at === undefined || at < span.begin || at > span.end)) return undefined
  const heard: Exchange = {
    ...exchange,
    state: 'accepted',
    dueMs: nowMs + exchange.waitMs,
    dataFrames: exchange.dataFrames + 1,
  }
  return exchange.answers === 'history' ? { exchange: heard } : { exchange: heard, answer: answerOf(message) }
}

/** Items of an answer by their names on the wire. */
function answerOf({ cp }: Message): Record<string, string> {
  const classes = cp.factors.flatMap(({ code, fields }) =>
    Object.entries(fields).map(([kind, value]): [string, string] => [`${code}-${kind}`, value]),
  )
  return Object.fromEntries([...Object.entries(cp.fields), ...classes])
}

/**
 * What silence makes of it; undefined where it is not due yet. Without an answer the same frame is sent again, so many
 * times; without a result it has failed, and is not sent again.
 * @source HJ 212—2017 6.1, 表 1
 */
export function passTime(exchange: Exchange, nowMs: number): (Step & { isResend: boolean }) | undefined {
  if (nowMs < exchange.dueMs) return undefined
  if (exchange.state === 'sent') {
    if (exchange.sends > exchange.resends) {
      return { exchange, isResend: false, end: { state: 'timed-out', why: 'no-answer' } }
    }
    const again = { ...exchange, sends: exchange.sends + 1, dueMs: nowMs + exchange.overTimeMs }
    return { exchange: again, isResend: true }
  }
  // The answer is the result, although the device never said that it had finished.
  const isAnswered = exchange.answers === 'data' && exchange.dataFrames > 0
  return {
    exchange,
    isResend: false,
    end: isAnswered ? { state: 'executed' } : { state: 'timed-out', why: 'no-result' },
  }
}
