// Figures of this process for a monitoring system: counted where the work is done, left in the store every few seconds.
import { hostname } from 'node:os'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from './database.ts'
import type { Log } from './log.ts'

const PREFIX = 'shanshui_'
const registry = new Registry()

/** One series of a figure as it travels between processes. */
export type FigureValue = { value: number; labels: Readonly<Record<string, string | number>>; metricName?: string }
export type Figure = { name: string; help: string; type: string; values: FigureValue[] }

/** A count that only rises; adding is one addition, whatever the labels: hot paths may count every frame. */
export type Tally = { add: (n?: number) => void }

/** A counter with fixed labels. The name ends in `_total`; the same name may be given with other labels. */
export function tally(name: string, help: string, labels: Readonly<Record<string, string>> = {}): Tally {
  const counter = counterOf(name, help, Object.keys(labels))
  let waiting = 0
  pending.push(() => {
    if (waiting > 0) counter.inc(labels, waiting)
    waiting = 0
  })
  return {
    add(n = 1) {
      waiting += n
    },
  }
}

const pending: (() => void)[] = []
const counters = new Map<string, Counter>()
function counterOf(name: string, help: string, labelNames: string[]): Counter {
  const known = counters.get(name)
  if (known) return known
  const counter = new Counter({ name: PREFIX + name, help, labelNames, registers: [registry] })
  counters.set(name, counter)
  return counter
}

/** A figure that goes up and down. */
export const gauge = (name: string, help: string): Gauge =>
  new Gauge({ name: PREFIX + name, help, registers: [registry] })

/** Durations, in seconds. */
export const durations = <T extends string>(name: string, help: string, labelNames: readonly T[]): Histogram<T> =>
  new Histogram({
    name: PREFIX + name,
    help,
    labelNames: [...labelNames],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  })

/** All figures of this process as they are now. */
export async function readFigures(): Promise<Figure[]> {
  for (const settle of pending) settle()
  return (await registry.getMetricsAsJSON()) as unknown as Figure[]
}

const EVERY_MS = 5_000
/** A row this old belongs to a process that is gone. */
const FORGOTTEN = '1 hour'

export type Published = { stop: () => Promise<void> }

/** Leaves this process's figures in the store until it is stopped, memory and event loop among them. */
export function publishFigures(db: Database, process_: string, log: Log): Published {
  collectOnce()
  const instance = `${hostname()}:${process.pid}`
  let writing: Promise<void> = Promise.resolve()
  const write = async (): Promise<void> => {
    await db.execute(
      `insert into process_figures (process, instance, at, body) values ($1, $2, now(), $3)
       on conflict (process, instance) do update set at = excluded.at, body = excluded.body`,
      [process_, instance, JSON.stringify(await readFigures())],
    )
    await db.execute(`delete from process_figures as p where p.at < now() - interval '${FORGOTTEN}'`)
  }
  const timer = setInterval(() => {
    writing = writing.then(write).catch((error: unknown) => log.debug('figures cannot be left in the store', error))
  }, EVERY_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await writing
      await db
        .execute('delete from process_figures as p where p.process = $1 and p.instance = $2', [process_, instance])
        .catch(() => undefined)
    },
  }
}

let isCollecting = false
/** Memory, CPU, event loop and the like of this process. */
export function collectOnce(): void {
  if (isCollecting) return
  isCollecting = true
  collectDefaultMetrics({ register: registry, prefix: PREFIX })
}
