// A device's profile proposed from the frames it sent, each part with the frames that show it; a person accepts it.
import { beijingDateTime, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { type DataKind, type Evidence, type FrameObservation, mostFrequent, recordsOf } from './observation.ts'
import { proposeUnits } from './propose-units.ts'

export type Edition = '2005' | '2017' | '2025'

/** What an officer may let pass for one device: damage that still proves the frame. */
export const TOLERABLE = [
  'crc.modbus',
  'crc.modbus-swapped',
  'crc.swapped',
  'len.short',
  'len.long',
  'len.3digits',
] as const
export type Tolerable = (typeof TOLERABLE)[number]

/** `intervals` in seconds; `units` by factor code. */
export type ProfileProposal = {
  frames: number
  edition: Edition
  systemCode: string | null
  password: string | null
  answerPolicy: 'as-flagged' | 'always'
  periodStamp: 'start' | 'end'
  intervals: Partial<Record<DataKind, number>>
  factors: string[]
  units: Record<string, string>
  tolerates: Tolerable[]
  evidence: Evidence[]
}

/** The proposal for one MN from its frames, in any order. Frames that prove nothing still show what is wrong with them. */
export function proposeProfile(observed: readonly FrameObservation[]): ProfileProposal {
  const frames = [...observed].sort((a, b) => a.receivedAt - b.receivedAt)
  const evidence: Evidence[] = []
  const own = frames.filter(({ systemCode }) => systemCode !== '91')
  const systemCode = proposeSystemCode(own, evidence)
  const tolerates = proposeTolerance(frames, evidence)
  const usable = own.filter(({ errors }) => errors.every((code) => tolerates.includes(code as Tolerable)))
  const { units, evidence: unitEvidence } = proposeUnits(usable, systemCode)
  evidence.push(...unitEvidence)
  return {
    frames: frames.length,
    edition: proposeEdition(frames, evidence),
    systemCode,
    password: proposePassword(frames, evidence),
    answerPolicy: proposeAnswers(usable, evidence),
    periodStamp: proposeStamp(usable, evidence),
    intervals: proposeIntervals(usable, evidence),
    factors: proposeFactors(usable, evidence),
    units,
    tolerates,
    evidence,
  }
}

function proposeEdition(frames: readonly FrameObservation[], evidence: Evidence[]): Edition {
  const most = mostFrequent(frames.map(({ version }) => version))
  if (!most) return '2017'
  const showing = frames.filter(({ version }) => version === most.value)
  const old = frames.filter(({ factors }) => factors.some(({ isOld }) => isOld))
  const tell = (zh: string, en: string, records: readonly FrameObservation[], isWeak = false): void => {
    evidence.push({ field: 'edition', zh, en, records: recordsOf(records), isWeak })
  }
  if (most.value === null) {
    if (old.length === 0) {
      tell('报文没有 Flag，按 2005 版（弱）', 'The frames have no Flag: taken for 2005 (weak)', showing, true)
    } else tell('报文没有 Flag，因子编码为 2005 版', 'The frames have no Flag, and factor codes of 2005', old)
    return '2005'
  }
  if (most.value >= 2) return editionOfTwo(showing, tell)
  const edition = most.value === 0 ? '2005' : '2017'
  tell(
    `${most.count}/${frames.length} 条报文的 Flag 版本位为 ${most.value}`,
    `The version bits of Flag are ${most.value} in ${most.count} of ${frames.length} frames`,
    showing,
  )
  return edition
}

type Tell = (zh: string, en: string, records: readonly FrameObservation[], isWeak?: boolean) => void

/** Version 2 was used by an extension for surface water years before the edition of 2025. */
function editionOfTwo(showing: readonly FrameObservation[], tell: Tell): Edition {
  const mn = showing[0]?.mn ?? ''
  if (!/^[0-9A-F]{24}$/i.test(mn)) {
    tell(
      'Flag 版本位为 2，但 MN 不是 24 位十六进制：应为 2017 版的地表水扩展，请核对',
      'The version bits are 2, yet the MN is not 24 hexadecimal digits: likely the surface-water extension of 2017, please check',
      showing,
      true,
    )
    return '2017'
  }
  tell('Flag 版本位为 2，MN 为 24 位十六进制', 'The version bits are 2 and the MN is 24 hexadecimal digits', showing)
  return '2025'
}

function proposeSystemCode(frames: readonly FrameObservation[], evidence: Evidence[]): string | null {
  const given = frames.filter(({ systemCode }) => systemCode !== null)
  const most = mostFrequent(given.map(({ systemCode }) => systemCode))
  if (!most) return null
  const others = new Set(given.map(({ systemCode }) => systemCode)).size - 1
  evidence.push({
    field: 'systemCode',
    zh: `${most.count} 条报文的 ST=${most.value}${others > 0 ? `，另有 ${others} 种 ST` : ''}`,
    en: `ST=${most.value} in ${most.count} frames${others > 0 ? `, and ${others} other codes` : ''}`,
    records: recordsOf(given.filter(({ systemCode }) => systemCode === most.value)),
    isWeak: others > 0,
  })
  return most.value
}

/** Passwords that every maker ships. */
const DEFAULT_PASSWORDS: ReadonlySet<string> = new Set(['123456', '000000', '100000'])

function proposePassword(frames: readonly FrameObservation[], evidence: Evidence[]): string | null {
  const proved = frames.filter(({ password, errors }) => password !== null && password !== '' && errors.length === 0)
  const most = mostFrequent(proved.map(({ password }) => password))
  if (!most) return null
  const isDefault = DEFAULT_PASSWORDS.has(most.value ?? '')
  evidence.push({
    field: 'password',
    zh: isDefault ? '使用出厂默认密码，建议登记后用 1072 更换' : '各报文的密码一致，登记后不符的报文会被隔离',
    en: isDefault
      ? 'It uses a default password: set another with 1072 once it is registered'
      : 'It always gives the same password; frames with another will be quarantined',
    records: recordsOf(proved),
    isWeak: isDefault,
  })
  return most.value
}

/** Who repeats a message that asked for no answer is waiting for one all the same. */
function proposeAnswers(frames: readonly FrameObservation[], evidence: Evidence[]): ProfileProposal['answerPolicy'] {
  const asking = frames.filter(({ wantsAnswer }) => wantsAnswer)
  if (asking.length > 0) {
    evidence.push({
      field: 'answerPolicy',
      zh: `${asking.length}/${frames.length} 条报文要求应答（Flag 的 A 位）`,
      en: `${asking.length} of ${frames.length} frames ask for an answer (bit A of Flag)`,
      records: recordsOf(asking),
      isWeak: false,
    })
    return 'as-flagged'
  }
  const seen = new Set<string>()
  const repeats = frames.filter(({ kind, dataTime }) => {
    const key = `${kind} ${dataTime}`
    const isRepeat = kind !== null && dataTime !== null && seen.has(key)
    seen.add(key)
    return isRepeat
  })
  if (repeats.length < 2) return 'as-flagged'
  evidence.push({
    field: 'answerPolicy',
    zh: `没有要求应答，但重复发送了 ${repeats.length} 条相同时段的报文：可能在等应答`,
    en: `It asks for no answer, yet repeats ${repeats.length} messages of the same period: it may be waiting for one`,
    records: recordsOf(repeats),
    isWeak: true,
  })
  return 'always'
}

const PERIOD_MS: Readonly<Partial<Record<DataKind, number>>> = { hour: HOUR_MS }

/** Hour data stamped with its start cannot arrive before the hour is over. */
function proposeStamp(frames: readonly FrameObservation[], evidence: Evidence[]): ProfileProposal['periodStamp'] {
  const lags = frames.flatMap((frame) => {
    const periodMs = frame.kind === null ? undefined : PERIOD_MS[frame.kind]
    if (periodMs === undefined || frame.dataTime === null || frame.isBackfill) return []
    return [{ frame, lagMs: frame.receivedAt - frame.dataTime, periodMs }]
  })
  const early = lags.filter(({ lagMs, periodMs }) => lagMs > -10 * MINUTE_MS && lagMs < periodMs - 5 * MINUTE_MS)
  if (early.length > 0) {
    const [first] = early
    evidence.push({
      field: 'periodStamp',
      zh: `小时数据在 DataTime 之后 ${Math.round((first?.lagMs ?? 0) / MINUTE_MS)} 分钟就到了：DataTime 应是时段终点`,
      en: `Hour data came ${Math.round((first?.lagMs ?? 0) / MINUTE_MS)} minutes after its DataTime: the stamp must be the end`,
      records: recordsOf(early.map(({ frame }) => frame)),
      isWeak: early.length < lags.length,
    })
    return 'end'
  }
  if (lags.length > 0) {
    evidence.push({
      field: 'periodStamp',
      zh: '小时数据在 DataTime 之后一小时以上才到：DataTime 是时段起点（标准）',
      en: 'Hour data came more than an hour after its DataTime: the stamp is the start, as the standard wants it',
      records: recordsOf(lags.map(({ frame }) => frame)),
      // Late data would look the same.
      isWeak: lags.every(({ lagMs, periodMs }) => lagMs > 2 * periodMs),
    })
  }
  return 'start'
}

const KIND_WORDS: Readonly<Record<DataKind, { zh: string; en: string }>> = {
  realtime: { zh: '实时', en: 'realtime' },
  minute: { zh: '分钟', en: 'minutes' },
  hour: { zh: '小时', en: 'hours' },
  day: { zh: '日', en: 'days' },
}
const FIXED_S: Readonly<Partial<Record<DataKind, number>>> = { hour: 3600, day: 86_400 }

/** The commonest step, s; of hours and days a whole number of them, and one where too few are there to tell. */
function intervalOf(kind: DataKind, steps: readonly number[]): number | undefined {
  const step = mostFrequent(steps)?.value
  const unit = FIXED_S[kind]
  if (unit === undefined) return step
  return step === undefined || steps.length < 2 ? unit : Math.max(1, Math.round(step / unit)) * unit
}

/** Intervals of the kinds that are sent, by the steps between their data times. */
function proposeIntervals(frames: readonly FrameObservation[], evidence: Evidence[]): ProfileProposal['intervals'] {
  const intervals: ProfileProposal['intervals'] = {}
  for (const kind of ['realtime', 'minute', 'hour', 'day'] as const) {
    const of = frames.filter((frame) => frame.kind === kind && frame.dataTime !== null)
    const times = [...new Set(of.map(({ dataTime }) => dataTime ?? 0))].sort((a, b) => a - b)
    const steps = times.slice(1).map((at, n) => Math.round((at - (times[n] ?? at)) / 1000))
    const seconds = intervalOf(kind, steps)
    const newest = times.at(-1)
    if (seconds === undefined || newest === undefined) continue
    intervals[kind] = seconds
    evidence.push({
      field: 'intervals',
      zh: `${KIND_WORDS[kind].zh}数据 ${times.length} 个时刻，间隔 ${seconds} s，最新 ${beijingDateTime(newest)}`,
      en: `${times.length} times of ${KIND_WORDS[kind].en}, ${seconds} s apart, the newest ${beijingDateTime(newest)}`,
      records: recordsOf(of),
      isWeak: times.length < 3,
    })
  }
  return intervals
}

function proposeFactors(frames: readonly FrameObservation[], evidence: Evidence[]): string[] {
  const codes = [...new Set(frames.flatMap(({ factors }) => factors.map(({ code }) => code)))].sort()
  if (codes.length === 0) return codes
  const old = frames.some(({ factors }) => factors.some(({ isOld }) => isOld))
  evidence.push({
    field: 'factors',
    zh: `上报 ${codes.length} 个因子${old ? '（2005 版编码，按 2017 版编码入库）' : ''}：${codes.join('、')}`,
    en: `It sends ${codes.length} factors${old ? ' (codes of 2005, stored under those of 2017)' : ''}: ${codes.join(', ')}`,
    records: recordsOf(frames.filter(({ factors }) => factors.length > 0)),
    isWeak: false,
  })
  return codes
}

/** Share of frames that must show the same damage before it is the device's way and no accident. */
const HABIT = 0.8
const FEWEST = 3

function proposeTolerance(frames: readonly FrameObservation[], evidence: Evidence[]): Tolerable[] {
  return TOLERABLE.filter((code) => {
    const showing = frames.filter(({ errors }) => errors.includes(code))
    if (showing.length < FEWEST || showing.length < frames.length * HABIT) return false
    evidence.push({
      field: 'tolerates',
      zh: `${showing.length}/${frames.length} 条报文都有同一缺陷 ${code}：是设备的习惯，确认后按此容忍并以同样方式应答`,
      en: `${showing.length} of ${frames.length} frames have the same fault ${code}: a habit of the device; once accepted it is let pass and answered alike`,
      records: recordsOf(showing),
      isWeak: false,
    })
    return true
  })
}

/** What a site of this system code usually is; null where several kinds fit. @source HJ 212—2017 表 5 */
export function siteKindOf(systemCode: string | null): 'air' | 'section' | 'outfall' | 'dust' | 'noise' | null {
  switch (systemCode) {
    case '21':
      return 'section'
    case '22':
    case '27':
      return 'air'
    case '23':
    case '36':
      return 'noise'
    case '31':
    case '32':
      return 'outfall'
    case '39':
      return 'dust'
    default:
      return null
  }
}
