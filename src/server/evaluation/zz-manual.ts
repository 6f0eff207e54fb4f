import { readFileSync } from 'node:fs'
import { isRefusal } from '#kit/refusal.ts'
import { openDatabase } from '#platform/database.ts'
import { migrate } from '#platform/migrate.ts'
import { importFile } from '../imports/commands.ts'
import { loadPack } from '../plans/load-pack.ts'
import { runStep } from './step.ts'

const db = openDatabase('postgres://postgres@127.0.0.1:15432/h5')
console.log(await migrate(db))
console.log(JSON.stringify(await loadPack(db, 'packs/longgang-14fyp')))
let t = performance.now()
const r = await importFile(
  db,
  {
    name: 'n.csv',
    bytes: readFileSync('/work/shared/data/air/' + (process.argv[2] ?? 'national_hourly_20200402_05.csv')),
  },
  { author: 'me', now: Date.now },
)
if (isRefusal(r)) console.log(r)
else console.log('import', r.accepted, r.rejected, (performance.now() - t) | 0)
t = performance.now()
let n = 0
for (;;) {
  const s = performance.now()
  const { days, unknown } = await runStep(db, { most: 800, now: Date.now() })
  if (days.length === 0) break
  n += days.length
  console.log(days.length, (performance.now() - s) | 0, unknown)
}
console.log('days', n, 'ms', (performance.now() - t) | 0)
await db.close()
