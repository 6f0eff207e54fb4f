import { openDatabase } from '#platform/database.ts'
import { runStep } from './step.ts'

const db = openDatabase('postgres://postgres@127.0.0.1:15432/h5')
const t = performance.now()
let n = 0
for (;;) {
  const { days } = await runStep(db, { most: Number(process.argv[2] ?? 800), now: Date.now() })
  if (days.length === 0) break
  n += days.length
}
console.log('days', n, 'ms', (performance.now() - t) | 0)

console.log(process.cpuUsage())
const pid = (await db.query<{ p: number }>('select pg_backend_pid() as p'))[0]?.p
const f = (await import('node:fs')).readFileSync('/proc/' + pid + '/stat', 'utf8').split(' ')
console.log('backend cpu s', (Number(f[13]) + Number(f[14])) / 100)
await db.close()
