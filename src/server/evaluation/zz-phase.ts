import { inTransaction, openDatabase } from '#platform/database.ts'
import { judgeAirDays, storeAirDays } from './air-days.ts'
import { storeAirPeriods } from './air-periods.ts'
import { copyLines } from './copy-lines.ts'
import { messagesIn } from './sources.ts'

const db = openDatabase('postgres://postgres@127.0.0.1:15432/h5')
const days = await db.query<{ siteId: number; day: number }>(
  `select distinct site_id as "siteId", date_trunc('day', at, 'Asia/Shanghai') as day from reading order by 2,1 limit 1600`,
)
let c = process.cpuUsage(),
  t = performance.now()
const lap = (w: string) => {
  const d = process.cpuUsage(c)
  console.log(w.padEnd(20), 'cpu', ((d.user + d.system) / 1000) | 0, 'wall', (performance.now() - t) | 0)
  c = process.cpuUsage()
  t = performance.now()
}
await inTransaction(db, async (tx) => {
  const [row] = await tx.query<{ at: string }>('select now()::text as at')
  const step = { tx, knownFrom: row!.at, now: Date.now() }
  lap('warm')
  const m = await messagesIn(
    tx,
    days.map(({ siteId, day }) => ({ siteId, from: day, until: day + 86400000 })),
  )
  lap('messages ' + m.length)
  const r = judgeAirDays(days, m, step.now)
  lap('judge ' + r.verdicts.length)
  let b = 0
  for (const ch of copyLines(r.verdicts, (v) => [v.at, v.siteId, JSON.stringify(v.body)])) b += ch.length
  lap('lines ' + b)
  await storeAirDays(step, days, r)
  lap('store')
  await storeAirPeriods(step, days)
  lap('periods')
})
await db.close()
