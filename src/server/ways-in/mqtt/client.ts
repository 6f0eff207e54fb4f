// A client of a broker given by address: subscribes to what the sources want and acknowledges after commit.
import { connect, type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt'
import type { Log } from '#platform/log.ts'
import type { Inbox } from './inbox.ts'
import type { MqttMessage } from './store-messages.ts'

export type BrokerClient = { isConnected: () => boolean; stop: () => Promise<void> }

const RECONNECT_MS = 2_000

/** Connects now or as soon as the broker is there. The session outlives connections: the broker keeps what was missed. */
export function startBrokerClient(url: string, options: { inbox: Inbox; log: Log; clientId: string }): BrokerClient {
  const { inbox, log, clientId } = options
  const subscribed = new Set<string>()
  const settings: IClientOptions = { clientId, clean: false, reconnectPeriod: RECONNECT_MS, resubscribe: true }
  const client = connect(url, settings)
  const subscribe = (): void => {
    const wanted = new Set(
      inbox
        .sources()
        .filter(({ state }) => state === 'active')
        .flatMap(({ settings: own }) => (own.way === 'mqtt' ? own.topics : [])),
    )
    const added = [...wanted].filter((topic) => !subscribed.has(topic))
    const gone = [...subscribed].filter((topic) => !wanted.has(topic))
    for (const topic of added) subscribed.add(topic)
    for (const topic of gone) subscribed.delete(topic)
    const fault = (error?: Error | null): void => {
      if (error) log.warn(`topics cannot be subscribed: ${error.message}`)
    }
    if (added.length > 0) client.subscribe(added, { qos: 1 }, fault)
    if (gone.length > 0) client.unsubscribe(gone, fault)
  }
  client.handleMessage = (packet, done) => {
    const taken = inbox.take(messageOf(packet))
    if (packet.qos === 0) return void taken.then(() => done(), done)
    // Given an error the client reads on without acknowledging: the broker's window bounds what is under way.
    done(new Error('acknowledged after commit'))
    taken.then(
      // MUST come after the commit: what is not acknowledged is sent again.
      () => acknowledge(client, packet.messageId),
      (error: Error) => {
        log.warn(`a message on ${packet.topic} is not acknowledged: ${error.message}`)
        // The broker sends it again at the next connection, and only then.
        client.stream.destroy()
      },
    )
  }
  client.on('connect', () => log.info(`connected to ${hostOf(url)}`))
  client.on('error', (error) => log.warn(`the broker ${hostOf(url)}: ${error.message}`))
  inbox.onSources(subscribe)
  subscribe()
  return {
    isConnected: () => client.connected,
    stop: () => client.endAsync(true),
  }
}

const messageOf = ({ topic, payload, retain, dup }: IPublishPacket): MqttMessage => ({
  topic,
  payload: Buffer.from(payload),
  siteIds: null,
  author: 'mqtt',
  mn: null,
  isRetained: retain,
  isRepeated: dup,
})

/** The client's own way to acknowledge takes one message after the other; its sending is not public. */
type Sender = { _sendPacket: (packet: { cmd: 'puback'; messageId: number | undefined }, sent: () => void) => void }
const acknowledge = (client: MqttClient, messageId: number | undefined): void =>
  (client as unknown as Sender)._sendPacket({ cmd: 'puback', messageId }, () => undefined)

/** The address without what lets us in. */
const hostOf = (url: string): string => URL.parse(url)?.host ?? 'broker'
