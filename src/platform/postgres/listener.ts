// One connection that hears NOTIFY on a channel and comes back by itself when the server was away.
import pg from 'pg'

const RETRY_FIRST_MS = 100
const RETRY_MOST_MS = 5_000

export type Listener = { stop(): Promise<void> }

/** Resolves when the channel is heard; rejects only where the first connection fails. */
export async function startListener(
  url: string,
  channel: string,
  onMessage: (payload: string) => void,
  onReconnect: () => void = () => undefined,
): Promise<Listener> {
  let stopped = false
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: url,
      application_name: `shanshui listen ${channel}`,
      keepAlive: true,
    })
    let lost = false
    const onLoss = (): void => {
      if (lost) return
      lost = true
      if (client === next) retryAfter(RETRY_FIRST_MS)
    }
    next.on('error', onLoss)
    next.on('end', onLoss)
    next.on('notification', (message) => onMessage(message.payload ?? ''))
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    client = next
    // Lost between LISTEN and here: nobody else would try again.
    if (lost) retryAfter(RETRY_FIRST_MS)
  }

  const retryAfter = (waitMs: number): void => {
    if (stopped) return
    client = undefined
    timer = setTimeout(() => {
      connect().then(
        () => (stopped ? client?.end() : onReconnect()),
        () => retryAfter(Math.min(waitMs * 2, RETRY_MOST_MS)),
      )
    }, waitMs)
  }

  await connect()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
