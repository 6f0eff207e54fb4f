// The stream between gateways and writers: one JetStream stream, a lane for each group of sites, a durable consumer a lane.
import {
  AckPolicy,
  type ConsumerConfig,
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamManager,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream'
import { connect, type NatsConnection, nanos } from '@nats-io/transport-node'
import { SITE_BUCKETS, siteBucket } from '#platform/intake/store-batch.ts'
import type { NatsAddress } from '#platform/nats-address.ts'

export const STREAM = 'SHANSHUI_FRAMES'

/** Sites of one lane are written in the order of their frames by one writer at a time; so many writers can share the work. */
export const LANES = 8
export const laneOf = (siteId: number): number => siteBucket(siteId) % LANES
export const subjectOf = (lane: number): string => `shanshui.frames.${lane}`
export const consumerOf = (lane: number): string => `writer-${lane}`

/** Names a pack, however often and under whatever ids it is published. */
export const PACK_HEADER = 'Shanshui-Pack'

/** Packs a writer may have of one lane, not yet stored. */
export const MOST_PENDING = 64
/** A pack whose writer says nothing for so long is delivered again. */
export const ACK_WAIT_MS = 10_000
/** How long a pack that is published twice is known for the same. */
const DUPLICATES_MS = 120_000
/** Replicas of the stream in a cluster: with three, one machine may go. */
const CLUSTER_REPLICAS = 3

/** Connects and reconnects for ever; rejects where no server can be reached at first. */
export function connectStream({ isSecure, ...address }: NatsAddress, name: string): Promise<NatsConnection> {
  return connect({
    ...address,
    ...(isSecure ? { tls: {} } : {}),
    name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 250,
    pingInterval: 5_000,
    maxPingOut: 2,
    ignoreAuthErrorAbort: true,
  })
}

/** Makes the stream and its consumers where they are not there yet; replicas by the size of the cluster. */
export async function ensureStream(connection: NatsConnection): Promise<void> {
  const manager = await jetstreamManager(connection)
  await ensure(
    () => manager.streams.info(STREAM),
    () => addStream(manager, connection.info?.cluster === undefined ? 1 : CLUSTER_REPLICAS),
  )
  for (let lane = 0; lane < LANES; lane += 1) {
    await ensure(
      () => manager.consumers.info(STREAM, consumerOf(lane)),
      () => manager.consumers.add(STREAM, consumerConfig(lane)),
    )
  }
}

async function addStream(manager: JetStreamManager, replicas: number): Promise<void> {
  await manager.streams.add({
    name: STREAM,
    subjects: ['shanshui.frames.*'],
    // A pack goes away once a writer has stored it.
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    // MUST refuse what is new where there is no room: what is old was answered.
    discard: DiscardPolicy.New,
    num_replicas: replicas,
    duplicate_window: nanos(DUPLICATES_MS),
  })
}

const consumerConfig = (lane: number): Partial<ConsumerConfig> => ({
  durable_name: consumerOf(lane),
  filter_subject: subjectOf(lane),
  ack_policy: AckPolicy.Explicit,
  ack_wait: nanos(ACK_WAIT_MS),
  max_ack_pending: MOST_PENDING,
})

/** Another process may be making the same at the same time, which is as good. */
async function ensure(find: () => Promise<unknown>, add: () => Promise<unknown>): Promise<void> {
  try {
    await find()
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.status !== 404) throw error
    await add().catch(async (fault: unknown) => {
      await find().catch(() => {
        throw fault
      })
    })
  }
}

if (SITE_BUCKETS % LANES !== 0) throw new Error('Cannot share the groups of sites evenly among the lanes')
