// The gateway as a process of its own: devices are answered whatever else the machine is doing.
import { startGateway } from '#gateway/gateway.ts'
import { openDatabase } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import { runAsChild } from './children.ts'

const [host = '127.0.0.1', port = '9212'] = process.argv.slice(2)

await runAsChild(async () => {
  const log = createLog('gateway')
  const db = openDatabase(process.env.SHANSHUI_STORE_URL ?? '')
  const gateway = await startGateway({ db, host, port: Number(port), log })
  return {
    ready: { port: gateway.port },
    async stop() {
      await gateway.stop()
      await db.close()
    },
  }
})
