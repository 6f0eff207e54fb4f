// Averages, verdicts and indicators kept up to date: woken by new readings, by a changed plan, by midnight, and now and then.
import { endOf, startOf } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { tally } from '#platform/figures.ts'
import type { Log } from '#platform/log.ts'
import type { SiteDay } from './air-days.ts'
import type { TouchedPeriod, UnknownFormula } from './indicator-values.ts'
import { markEndedDays, STALE_ORDER } from './stale-days.ts'
import { type CheckDays, runPeriod, runStalePeriods, runStep } from './step.ts'

/** Site-days of one step: about 20,000 hours of air, some two seconds. */
const MOST_DAYS = 800
const POLL_MS = 5000
/** New readings come all the time: what came within this is done together. */
const GATHER_MS = 300
const BACK_OFF_MS = 2000

const days = tally('evaluation_days_total', 'Site days that were computed')
const seconds = tally('evaluation_seconds_total', 'Time spent on them, s')

export type EvaluationOptions = { now?: () => number; pollMs?: number; gatherMs?: number; checkDays?: CheckDays }
export type Evaluation = { stop(): Promise<void> }

/** Evaluates until stopped; `stop` waits for the step in hand. */
export async function startEvaluation(db: Database, log: Log, options: EvaluationOptions = {}): Promise<Evaluation> {
  const loop = new EvaluationLoop(db, log, options)
  const wake = (): void => loop.wake()
  const listeners = await Promise.all(['readings', 'stale_period'].map((channel) => db.listen(channel, wake, wake)))
  const running = loop.run()
  return {
    async stop() {
      loop.stop()
      await running
      await Promise.all(listeners.map((listener) => listener.stop()))
    },
  }
}

class EvaluationLoop {
  readonly #db: Database
  readonly #log: Log
  readonly #now: () => number
  readonly #pollMs: number
  readonly #gatherMs: number
  readonly #checkDays: CheckDays | undefined
  #stopped = false
  #wake: () => void = () => undefined
  #isAwake = false
  #plans = ''
  #today = 0
  #most = MOST_DAYS
  readonly #aside: SiteDay[] = []
  readonly #told = new Set<string>()

  constructor(db: Database, log: Log, options: EvaluationOptions) {
    const { now = Date.now, pollMs = POLL_MS, gatherMs = GATHER_MS, checkDays } = options
    this.#db = db
    this.#log = log
    this.#now = now
    this.#pollMs = pollMs
    this.#gatherMs = gatherMs
    this.#checkDays = checkDays
  }

  wake(): void {
    this.#isAwake = true
    this.#wake()
  }

  stop(): void {
    this.#stopped = true
    this.wake()
  }

  async run(): Promise<void> {
    while (!this.#stopped) {
      this.#isAwake = false
      const isDone = await this.#round()
      if (this.#stopped || !isDone) continue
      if (!this.#isAwake) await this.#sleep(this.#pollMs)
      if (!this.#stopped) await new Promise((resolve) => setTimeout(resolve, this.#gatherMs))
    }
  }

  /** One look at everything that may need work; true where nothing is left. */
  async #round(): Promise<boolean> {
    try {
      await this.#onMidnight()
      this.#tell((await runStalePeriods(this.#db, this.#now())).unknown)
      const begunMs = performance.now()
      const result = await runStep(this.#db, {
        most: this.#most,
        now: this.#now(),
        aside: this.#aside,
        checkDays: this.#checkDays,
      })
      days.add(result.days.length)
      if (result.days.length > 0) seconds.add((performance.now() - begunMs) / 1000)
      this.#tell(result.unknown)
      if (result.days.length === 0) await this.#onChangedPlan()
      this.#most = Math.min(MOST_DAYS, this.#most * 2)
      return result.days.length === 0
    } catch (error) {
      return this.#failed(error)
    }
  }

  /** A step that fails is tried with fewer and fewer days, until the one it fails for is set aside and told. */
  async #failed(error: unknown): Promise<boolean> {
    if (this.#most > 1) {
      this.#log.warn(`A step of the evaluation failed and is tried with fewer days`, error)
      this.#most = Math.max(1, Math.floor(this.#most / 8))
    } else {
      const [day] = await this.#nextDay()
      if (day) {
        this.#aside.push(day)
        this.#log.error(`Site ${day.siteId} cannot be evaluated for the day ${new Date(day.day).toISOString()}`, error)
      }
    }
    await this.#sleep(BACK_OFF_MS)
    return false
  }

  async #nextDay(): Promise<SiteDay[]> {
    try {
      return await this.#db.query<SiteDay>(
        `select d.site_id as "siteId", d.day from stale_day as d
          where not exists (select 1 from unnest($1::int[], $2::timestamptz[]) as a (site_id, day)
                             where a.site_id = d.site_id and a.day = d.day)
          order by ${STALE_ORDER} limit 1`,
        [this.#aside.map(({ siteId }) => siteId), this.#aside.map(({ day }) => timestamptz(day))],
      )
    } catch {
      // The store is away: the next step says so again.
      return []
    }
  }

  async #onMidnight(): Promise<void> {
    const today = startOf('day', this.#now())
    if (today === this.#today) return
    await markEndedDays(this.#db, this.#now())
    this.#today = today
    this.#aside.length = 0
  }

  /** A plan that is new or changed, or the first look of this process, gives every month and year its indicators. */
  async #onChangedPlan(): Promise<void> {
    const [row] = await this.#db.query<{ mark: string }>(
      `select coalesce((select string_agg(p.id || p.content_hash, ' ' order by p.id) from plan as p), '')
              || coalesce((select s.changed_at::text from setting as s where s.key = 'district'), '') as mark`,
    )
    const mark = row?.mark ?? ''
    if (mark === this.#plans) return
    for (const period of await this.#periodsWithData()) {
      if (this.#stopped) return
      this.#tell(await runPeriod(this.#db, period, this.#now()))
    }
    this.#plans = mark
  }

  /** Months with averages or values that stand, newest first, then their years. */
  async #periodsWithData(): Promise<(TouchedPeriod & { until: number })[]> {
    const rows = await this.#db.query<{ at: number }>(
      `select distinct a.at from average as a where a.period = 'month' and a.known_until = 'infinity'
       union select distinct v.at from indicator_value as v where v.period = 'month' and v.known_until = 'infinity'
       order by 1 desc`,
    )
    const months = rows.map(({ at }) => at)
    const years = [...new Set(months.map((at) => startOf('year', at)))]
    return [
      ...months.map((at) => ({ period: 'month' as const, at, until: endOf('month', at) })),
      ...years.map((at) => ({ period: 'year' as const, at, until: endOf('year', at) })),
    ]
  }

  #tell(unknown: readonly UnknownFormula[]): void {
    for (const { planId, id, because } of unknown) {
      if (this.#told.has(`${planId} ${id}`)) continue
      this.#told.add(`${planId} ${id}`)
      this.#log.warn(`${planId} ${id}: ${because}`)
    }
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
      if (this.#isAwake) this.#wake()
    })
  }
}
