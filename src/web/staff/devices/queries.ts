// What the device pages ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import {
  listCommandForms,
  listCommands,
  listDevices,
  listPackets,
  listUnknown,
  readCommand,
  readDevice,
  readProposal,
} from '#contract/devices.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { listSites } from '#contract/sites.ts'
import { call } from '#web/api.ts'

export const DEVICES_A_PAGE = 50
const LIST_MS = 10_000
const LIVE_MS = 3_000
const BUSY_MS = 1_000

export type DeviceState = NonNullable<QueryOf<typeof listDevices>['state']>
export type DeviceFilter = { q: string | undefined; state: DeviceState | undefined; page: number }
export type DeviceDetail = ReplyOf<typeof readDevice>
export type Proposal = ReplyOf<typeof readProposal>

export const devicesQuery = (filter: DeviceFilter) =>
  queryOptions({
    queryKey: ['devices', 'list', filter],
    queryFn: () => call(listDevices, { query: { ...filter, pageSize: DEVICES_A_PAGE } }),
    placeholderData: keepPreviousData,
    refetchInterval: LIST_MS,
  })

export const unknownQuery = queryOptions({
  queryKey: ['devices', 'unknown'],
  queryFn: () => call(listUnknown),
  refetchInterval: LIST_MS,
})

export const deviceQuery = (mn: string) =>
  queryOptions({
    queryKey: ['devices', 'one', mn],
    queryFn: () => call(readDevice, { params: { mn } }),
    refetchInterval: ({ state: { data } }) => (data && 'refused' in data ? false : LIVE_MS),
  })

export const proposalQuery = (mn: string) =>
  queryOptions({
    queryKey: ['devices', 'proposal', mn],
    queryFn: () => call(readProposal, { params: { mn } }),
    // A form stands on it: it must not change under the hands of the one who fills it in.
    staleTime: Number.POSITIVE_INFINITY,
  })

export type PacketFilter = { only: 'all' | 'findings' | 'quarantined'; before: number | undefined }

export const packetsQuery = (mn: string, { only, before }: PacketFilter, isLive: boolean) =>
  queryOptions({
    queryKey: ['devices', 'packets', mn, only, before],
    queryFn: () => call(listPackets, { params: { mn }, query: { only, before, limit: 20 } }),
    placeholderData: keepPreviousData,
    refetchInterval: isLive ? LIVE_MS : false,
  })

export const formsQuery = (edition: '2005' | '2017' | '2025') =>
  queryOptions({
    queryKey: ['command-forms', edition],
    queryFn: () => call(listCommandForms, { query: { edition } }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const COMMANDS_A_PAGE = 15
const OPEN: ReadonlySet<string> = new Set(['queued', 'sent', 'accepted'])

export const commandsQuery = (mn: string, page: number) =>
  queryOptions({
    queryKey: ['devices', 'commands', mn, page],
    queryFn: () => call(listCommands, { params: { mn }, query: { page, pageSize: COMMANDS_A_PAGE } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data && 'rows' in data && data.rows.some(({ state }) => OPEN.has(state)) ? BUSY_MS : LIST_MS,
  })

export const commandQuery = (id: number) =>
  queryOptions({
    queryKey: ['devices', 'command', id],
    queryFn: () => call(readCommand, { params: { id } }),
    refetchInterval: ({ state: { data } }) => (data && 'state' in data && OPEN.has(data.state) ? BUSY_MS : false),
  })

export const siteChoicesQuery = (q: string) =>
  queryOptions({
    queryKey: ['sites', 'choices', q],
    queryFn: () => call(listSites, { query: { q: q === '' ? undefined : q, page: 1, pageSize: 30 } }),
    placeholderData: keepPreviousData,
  })
