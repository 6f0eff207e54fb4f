// The gateway as a process of its own: devices are answered whatever else the machine is doing.
import { startGateway } from '#gateway/gateway.ts'
import { StreamWriter } from '#gateway/stream/stream-writer.ts'
import type { WriterHooks } from '#gateway/writer.ts'
import { openDatabase } from '#platform/database.ts'
import { publishFigures } from '#platform/figures.ts'
import { createLog } from '#platform/log.ts'
import { runAsChild, tellParent } from './child-side.ts'
import { storeUrl } from './child-store.ts'
import { openStream } from './stream.ts'

const [host = '127.0.0.1', port = '9212'] = process.argv.slice(2)

await runAsChild(async () => {
  const db = openDatabase(storeUrl(), { name: 'shanshui gateway' })
  const log = createLog('gateway')
  const stream = await openStream('gateway')
  const through = stream && {
    makeWriter: (hooks: WriterHooks) => new StreamWriter({ connection: stream, log, ...hooks }),
  }
  const gateway = await startGateway({
    db,
    host,
    port: Number(port),
    log,
    onTrouble: (trouble) => tellParent({ trouble }),
    ...through,
  })
  const figures = publishFigures(db, 'gateway', createLog('gateway'))
  return {
    ready: { port: gateway.port },
    async stop() {
      await gateway.stop()
      await stream?.close()
      await figures.stop()
      await db.close()
    },
  }
})
