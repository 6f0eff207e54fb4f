// SensorThings over the embedded MQTT broker: what its topics mean to the broker.
import { isRefusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { createFromTopic, parseTopic, publicationsSince, startCursor } from '#server/sensorthings/mqtt-topics.ts'
import type { TopicFeed } from '#server/ways-in/mqtt/broker.ts'

export function sensorThingsFeed(db: Database, { url, now }: { url: string; now: () => number }): TopicFeed {
  let cursor = startCursor(now())
  return {
    isTopic: (topic) => !isRefusal(parseTopic(topic)),
    isOwn: (topic) => /^v1\.[01]\//.test(topic),
    async create(asked) {
      const made = await createFromTopic(db, { ...asked, url, now: now() })
      return isRefusal(made) ? made : undefined
    },
    begin() {
      cursor = startCursor(now())
    },
    payloadsOf(topics, siteIds) {
      const subscriptions = topics.map(parseTopic).flatMap((one) => (isRefusal(one) ? [] : [one]))
      return publicationsSince(db, { subscriptions, siteIds, cursor, url })
    },
  }
}
