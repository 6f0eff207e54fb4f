// What the interface pages ask: the document, the webhooks, their deliveries, the address of the broker.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ReplyOf } from '#contract/route.ts'
import { listSources } from '#contract/ways-in.ts'
import { type DeliveryState, listDeliveries, listWebhooks, readDelivery } from '#contract/webhooks.ts'
import { call } from '#web/api.ts'
import type { ApiDocument } from './api-document.ts'

const REFRESH_MS = 5_000

/** Address of the MQTT broker, null where there is none or the account may not know. */
export const mqttQuery = queryOptions({
  queryKey: ['ways-in', 'broker'],
  queryFn: async (): Promise<string | null> => {
    const reply: ReplyOf<typeof listSources> | { refused: string } = await call(listSources, {})
    return 'broker' in reply && reply.broker !== null && reply.broker.mode !== 'off' ? reply.broker.address : null
  },
})

export const documentQuery = queryOptions({
  queryKey: ['openapi'],
  queryFn: async (): Promise<ApiDocument> => {
    const reply = await fetch('/api/openapi.json')
    if (!reply.ok) throw new Error(`HTTP ${reply.status}`)
    return (await reply.json()) as ApiDocument
  },
  staleTime: Number.POSITIVE_INFINITY,
})

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks', 'list'],
  queryFn: () => call(listWebhooks, {}),
  refetchInterval: REFRESH_MS,
})

export const DELIVERIES_A_PAGE = 25
export type DeliveryFilter = { webhook: number | undefined; state: DeliveryState | undefined; page: number }

export const deliveriesQuery = (filter: DeliveryFilter) =>
  queryOptions({
    queryKey: ['webhooks', 'deliveries', filter],
    queryFn: () => call(listDeliveries, { query: { ...filter, pageSize: DELIVERIES_A_PAGE } }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })

export const deliveryQuery = (id: number) =>
  queryOptions({
    queryKey: ['webhooks', 'delivery', id],
    queryFn: () => call(readDelivery, { params: { id } }),
  })
