// Whether an obligation is on its way: one rule as data, facts in, a ruling with its reasons out.
import { beijingDate, type EpochMs } from '#kit/time.ts'
import { getPeriod, nextPeriod, periodInWords, periodsSince } from './period.ts'

export const PROGRESS_STATUSES = [
  'late',
  'at-risk',
  'no-report',
  'done-without-evidence',
  'on-track',
  'not-started',
  'done',
  'not-assigned',
] as const
/** 任务进展状态. */
export type ProgressStatus = (typeof PROGRESS_STATUSES)[number]

export const LIGHTS = ['red', 'yellow', 'green', 'none'] as const
/** 三色预警 — none: there is nothing to warn of yet. */
export type Light = (typeof LIGHTS)[number]

/** The thresholds of the rule, in one place. */
export const PROGRESS_RULE = {
  /** Percentage points by which the share done may lie behind the share of time that has gone by. */
  riskBehindPoints: 10,
  /** Above this many points behind it is late, before its deadline too. */
  lateBehindPoints: 30,
  /** A report older than so many whole periods counts as none. */
  staleAfterPeriods: 2,
  /** Percent at which an obligation is done. */
  donePercent: 100,
  /** Pieces of accepted evidence that a done obligation must have. */
  leastEvidence: 1,
  /** Whole periods for which a late one that has caught up stays yellow. */
  yellowPeriods: 1,
} as const

/** `begins` is the first instant of the assignment, `ends` the first after its last day. */
export type AssignedTime = { begins: EpochMs; ends: EpochMs }
/** A signed report of the leading unit; `shareDone` in percent. */
export type Report = { period: string; shareDone: number }

export type ProgressFacts = {
  /** Undefined where no division is in force. */
  assigned: AssignedTime | undefined
  /** Newest period first; the newest four say all that the rule asks. */
  reports: readonly Report[]
  acceptedEvidence: number
}

/** One reason of a ruling, with the figures it rests on; percent and percentage points to one decimal. */
export type Reason =
  | { kind: 'not-assigned' }
  | { kind: 'begins-later'; begins: string }
  | { kind: 'not-reported'; periods: number; limit: number }
  | { kind: 'stale'; period: string; periods: number; limit: number }
  | {
      kind: 'share'
      period: string
      sharePercent: number
      elapsedPercent: number
      behindPoints: number
      limitPoints: number
    }
  | { kind: 'deadline-passed'; ended: string; sharePercent: number }
  | { kind: 'done'; period: string }
  | { kind: 'evidence'; accepted: number; least: number }
  | { kind: 'caught-up'; period: string; until: string }

export type Ruling = { status: ProgressStatus; light: Light; reasons: Reason[] }

const tenth = (value: number): number => Math.round(value * 10) / 10

/** Percent of the assignment's time that has gone by at the instant, 0–100, to one decimal. */
export function elapsedPercent({ begins, ends }: AssignedTime, at: EpochMs): number {
  if (ends <= begins) return at >= ends ? 100 : 0
  return tenth((Math.min(Math.max(at - begins, 0), ends - begins) / (ends - begins)) * 100)
}

/** Percentage points by which a report lies behind the time at the end of its period; negative where it is ahead. */
const behindPoints = (assigned: AssignedTime, { period, shareDone }: Report): number =>
  tenth(elapsedPercent(assigned, getPeriod(period).until) - shareDone)

/**
 * 任务进展状态 — by the rule alone. A report is held against the time at the end of its own period, so that nothing gets
 * worse merely because the next report is not due yet; a report that does not come is found by its age.
 */
export function ruleProgress(facts: ProgressFacts, at: EpochMs): Ruling {
  const { assigned, reports } = facts
  if (assigned === undefined) return { status: 'not-assigned', light: 'none', reasons: [{ kind: 'not-assigned' }] }
  const ruling = ruleAssigned(facts, assigned, at)
  const caughtUp = findCaughtUp(assigned, reports, at)
  if (ruling.light === 'red' || caughtUp === undefined) return ruling
  return { ...ruling, light: 'yellow', reasons: [...ruling.reasons, caughtUp] }
}

function ruleAssigned({ reports, acceptedEvidence }: ProgressFacts, assigned: AssignedTime, at: EpochMs): Ruling {
  const [newest] = reports
  if (newest !== undefined && newest.shareDone >= PROGRESS_RULE.donePercent) return ruleDone(newest, acceptedEvidence)
  if (at >= assigned.ends) {
    const ended = beijingDate(assigned.ends - 1)
    const reason: Reason = { kind: 'deadline-passed', ended, sharePercent: newest?.shareDone ?? 0 }
    return { status: 'late', light: 'red', reasons: [reason] }
  }
  if (newest === undefined) return ruleSilent(assigned, at)
  const stale = findStale(newest, at)
  if (stale !== undefined) return { status: 'no-report', light: 'yellow', reasons: [stale] }
  return ruleShare(assigned, newest)
}

function ruleDone({ period }: Report, accepted: number): Ruling {
  const least = PROGRESS_RULE.leastEvidence
  const reasons: Reason[] = [
    { kind: 'done', period },
    { kind: 'evidence', accepted, least },
  ]
  return accepted >= least
    ? { status: 'done', light: 'green', reasons }
    : { status: 'done-without-evidence', light: 'yellow', reasons }
}

/** Nobody has reported yet: not begun, or silent for too long. Quarters are counted, as nobody has said which periods are asked for. */
function ruleSilent({ begins }: AssignedTime, at: EpochMs): Ruling {
  if (at < begins)
    return { status: 'not-started', light: 'none', reasons: [{ kind: 'begins-later', begins: beijingDate(begins) }] }
  const first = getPeriod(quarterOf(begins))
  const periods = at < first.until ? 0 : periodsSince(first, at) + 1
  const limit = PROGRESS_RULE.staleAfterPeriods
  const reasons: Reason[] = [{ kind: 'not-reported', periods, limit }]
  return periods > limit
    ? { status: 'no-report', light: 'yellow', reasons }
    : { status: 'not-started', light: 'none', reasons }
}

function quarterOf(at: EpochMs): string {
  const [year = '', month = ''] = beijingDate(at).split('-')
  return `${year}-Q${Math.ceil(Number(month) / 3)}`
}

function findStale({ period }: Report, at: EpochMs): Reason | undefined {
  const periods = periodsSince(getPeriod(period), at)
  const limit = PROGRESS_RULE.staleAfterPeriods
  return periods > limit ? { kind: 'stale', period, periods, limit } : undefined
}

function ruleShare(assigned: AssignedTime, report: Report): Ruling {
  const { riskBehindPoints, lateBehindPoints } = PROGRESS_RULE
  const behind = behindPoints(assigned, report)
  const isLate = behind > lateBehindPoints
  const reasons: Reason[] = [
    {
      kind: 'share',
      period: report.period,
      sharePercent: report.shareDone,
      elapsedPercent: elapsedPercent(assigned, getPeriod(report.period).until),
      behindPoints: behind,
      limitPoints: isLate ? lateBehindPoints : riskBehindPoints,
    },
  ]
  if (isLate) return { status: 'late', light: 'red', reasons }
  if (behind > riskBehindPoints) return { status: 'at-risk', light: 'yellow', reasons }
  return report.shareDone === 0
    ? { status: 'not-started', light: 'none', reasons }
    : { status: 'on-track', light: 'green', reasons }
}

const wasLate = (assigned: AssignedTime, report: Report): boolean =>
  report.shareDone < PROGRESS_RULE.donePercent &&
  (behindPoints(assigned, report) > PROGRESS_RULE.lateBehindPoints || getPeriod(report.period).until >= assigned.ends)

/** The report by which a late one caught up, so long as the whole period after it has not gone by. */
function findCaughtUp(assigned: AssignedTime, reports: readonly Report[], at: EpochMs): Reason | undefined {
  const late = reports.findIndex((report) => wasLate(assigned, report))
  const report = late > 0 ? reports[late - 1] : undefined
  if (report === undefined) return undefined
  let last = getPeriod(report.period)
  for (let n = 0; n < PROGRESS_RULE.yellowPeriods; n += 1) last = nextPeriod(last)
  return at < last.until ? { kind: 'caught-up', period: report.period, until: beijingDate(last.until - 1) } : undefined
}

type Words = { zh: string; en: string }

/** A reason in words, with its figures. */
export function reasonInWords(reason: Reason): Words {
  return REASON_WORDS[reason.kind](reason as never)
}

const REASON_WORDS: { [K in Reason['kind']]: (reason: Extract<Reason, { kind: K }>) => Words } = {
  'not-assigned': () => ({ zh: '分工尚未生效', en: 'no division of labour is in force' }),
  'begins-later': ({ begins }) => ({ zh: `${begins} 开始`, en: `it begins on ${begins}` }),
  'not-reported': ({ periods, limit }) => ({
    zh: `开始以来 ${periods} 个季度没有填报（超过 ${limit} 个为无填报）`,
    en: `no report for ${periods} quarters since it began (more than ${limit} count as silence)`,
  }),
  stale: ({ period, periods, limit }) => ({
    zh: `最近填报为${periodInWords(period).zh}，此后已过 ${periods} 期（超过 ${limit} 期为无填报）`,
    en: `the last report is of ${periodInWords(period).en}, ${periods} periods ago (more than ${limit} count as silence)`,
  }),
  share: ({ period, sharePercent, elapsedPercent: elapsed, behindPoints: behind, limitPoints }) => ({
    zh: `${periodInWords(period).zh}末完成 ${sharePercent}%，时间过去 ${elapsed}%，${behind > 0 ? `落后 ${behind} 个百分点（界限 ${limitPoints}）` : `超前 ${tenth(-behind)} 个百分点`}`,
    en: `at the end of ${periodInWords(period).en} ${sharePercent}% done, ${elapsed}% of the time gone: ${behind > 0 ? `${behind} points behind (limit ${limitPoints})` : `${tenth(-behind)} points ahead`}`,
  }),
  'deadline-passed': ({ ended, sharePercent }) => ({
    zh: `完成日期 ${ended} 已过，完成 ${sharePercent}%`,
    en: `its last day ${ended} has gone by with ${sharePercent}% done`,
  }),
  done: ({ period }) => ({
    zh: `${periodInWords(period).zh}填报完成 100%`,
    en: `reported as done for ${periodInWords(period).en}`,
  }),
  evidence: ({ accepted, least }) => ({
    zh: `认可的佐证 ${accepted} 件，至少须 ${least} 件`,
    en: `${accepted} pieces of accepted evidence, at least ${least} needed`,
  }),
  'caught-up': ({ period, until }) => ({
    zh: `${periodInWords(period).zh}由滞后赶上，到 ${until} 前仍示黄`,
    en: `it caught up in ${periodInWords(period).en} and stays yellow until ${until}`,
  }),
}
