// MQTT and scheduled pulls as a process of their own: a sender that floods or hangs keeps no device and no page waiting.
import { hostname } from 'node:os'
import { openDatabase } from '#platform/database.ts'
import { publishFigures } from '#platform/figures.ts'
import { createLog } from '#platform/log.ts'
import { parseOutboundRules } from '#platform/outbound.ts'
import { startWaysIn } from '#server/ways-in/process.ts'
import { runAsChild } from './child-side.ts'
import { storeUrl } from './child-store.ts'
import { sensorThingsFeed } from './sensorthings-feed.ts'

/** Host and port (or `off`) of the embedded broker, before which an address in MQTT_URL comes; and the server's address. */
const [host = '127.0.0.1', port = 'off', serverUrl = ''] = process.argv.slice(2)
const url = process.env.MQTT_URL?.trim()

await runAsChild(async () => {
  const db = openDatabase(storeUrl(), { name: 'shanshui ways-in' })
  const embedded = port === 'off' ? null : { host, port: Number(port) }
  const waysIn = await startWaysIn({
    db,
    log: createLog('ways-in'),
    now: Date.now,
    rules: parseOutboundRules(process.env.SHANSHUI_OUTBOUND_ALLOW),
    folders: (process.env.SHANSHUI_PULL_FOLDERS ?? '').split(':').filter((folder) => folder !== ''),
    mqtt: url ? { url } : embedded,
    feed: sensorThingsFeed(db, { url: serverUrl, now: Date.now }),
    clientId: process.env.MQTT_CLIENT_ID ?? `shanshui-${hostname()}`,
  })
  const figures = publishFigures(db, 'ways-in', createLog('ways-in'))
  return {
    ready: { port: waysIn.mqttPort },
    async stop() {
      await waysIn.stop()
      await figures.stop()
      await db.close()
    },
  }
})
