// Frames of one device as they come in, each opening into its decoded tree.
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import type { listPackets } from '#contract/devices.ts'
import type { ReplyOf } from '#contract/route.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { toggled } from '#web/ui/toggled.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { FrameTree } from './frame-tree.tsx'
import { type PacketFilter, packetsQuery } from './queries.ts'
import { RECORD_STATE_WORDS, DEVICE_WORDS as W } from './words.ts'

type Packet = ReplyOf<typeof listPackets>['rows'][number]

const ONLY = [
  { value: 'all', words: W.onlyAll },
  { value: 'findings', words: W.onlyFindings },
  { value: 'quarantined', words: W.onlyQuarantined },
] as const

export function Packets({ mn }: { mn: string }) {
  const say = useSay()
  const [filter, setFilter] = useState<PacketFilter>({ only: 'all', before: undefined })
  const [paused, setPaused] = useState(false)
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const packets = useQuery(packetsQuery(mn, filter, !paused && filter.before === undefined))
  if (packets.isError) return <RefusalNote problem={packets.error} onRetry={() => void packets.refetch()} />
  if (packets.data && 'refused' in packets.data) return <RefusalNote problem={packets.data} />
  const found = packets.data
  const rows = found?.rows
  const next = found?.next ?? undefined
  return (
    <>
      <div className="devices-bar no-print">
        <Segmented
          value={filter.only}
          options={ONLY.map(({ value, words }) => ({ value, label: say(words) }))}
          onChange={(only) => setFilter({ only, before: undefined })}
        />
        <Button aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {say(paused ? W.resume : W.pause)}
        </Button>
      </div>
      {rows === undefined ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {rows?.length === 0 ? <EmptyNote title={say(W.noPackets)} hint={say(W.noPacketsHint)} /> : null}
      <ol className="packets">
        {rows?.map((packet) => (
          <PacketLine
            key={packet.id}
            packet={packet}
            isOpen={opened.has(packet.id)}
            onToggle={() => setOpened(toggled(opened, packet.id))}
          />
        ))}
      </ol>
      <div className="devices-bar no-print">
        {filter.before === undefined ? null : (
          <Button onClick={() => setFilter({ ...filter, before: undefined })}>{say(W.newest)}</Button>
        )}
        {next === undefined ? null : (
          <Button onClick={() => setFilter({ ...filter, before: next })}>{say(W.older)}</Button>
        )}
      </div>
    </>
  )
}

type LineProps = { packet: Packet; isOpen: boolean; onToggle: () => void }

function PacketLine({ packet, isOpen, onToggle }: LineProps) {
  const say = useSay()
  const { reading } = packet
  const cn = reading.header.find(({ name }) => name === 'CN')?.value
  const time = reading.fields.find(({ name }) => name === 'DataTime')?.meaning
  const worst = (['error', 'warning'] as const).find((of) => reading.findings.some(({ severity }) => severity === of))
  const first = reading.findings.find(({ severity }) => severity === worst)
  const state = RECORD_STATE_WORDS[packet.state]
  return (
    <li className="packet">
      <div className="packet-head">
        <button type="button" className="packet-open" aria-expanded={isOpen} onClick={onToggle}>
          <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> <Moment at={packet.receivedAt} seconds />{' '}
          <strong>{cn ?? '?'}</strong> {reading.command === null ? null : say(reading.command)}{' '}
          {time ? <span className="quiet">{say(time)}</span> : null}
        </button>
        {first === undefined ? null : <span className={`finding-${first.severity}`}>{say(first)}</span>}
        <span className={`record-state record-${packet.state}`}>{state === undefined ? packet.state : say(state)}</span>
        <TraceDoor traceRef={packet.ref}>{say(W.raw)}</TraceDoor>
      </div>
      {isOpen ? <FrameTree reading={reading} /> : null}
    </li>
  )
}
