// Raw records as they come in, newest first, with a pause for reading.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Empty, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { downloadRecords } from '#contract/downloads.ts'
import type { RecordRow } from '#contract/intake.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { MnField } from './mn-field.tsx'
import { type RecordFilter, recordsQuery } from './queries.ts'
import { RecordPaging } from './record-paging.tsx'
import { RecordTable } from './record-table.tsx'
import { CHANNEL_WORDS, STATE_WORDS, INTAKE_WORDS as W } from './words.ts'

const REFRESH_MS = 2000

const oneOf = <T extends string>(value: unknown, words: Readonly<Record<T, unknown>>): T | undefined =>
  typeof value === 'string' && Object.hasOwn(words, value) ? (value as T) : undefined

function useRecordAddress() {
  const [search, change] = useSearchPart()
  const mn = search.mn
  const before = Number(search.before)
  const filter: RecordFilter = {
    state: oneOf(search.state, STATE_WORDS),
    channel: oneOf(search.channel, CHANNEL_WORDS),
    mn: mn === undefined || mn === '' ? undefined : String(mn),
    before: Number.isInteger(before) && before > 0 ? before : undefined,
  }
  return { filter, change }
}

export function LiveRecords({ onRegister }: { onRegister?: (mn: string) => void }) {
  const say = useSay()
  const { filter, change } = useRecordAddress()
  const [paused, setPaused] = useState(false)
  const isLive = !paused && filter.before === undefined
  const records = useQuery({ ...recordsQuery(filter), refetchInterval: isLive ? REFRESH_MS : false, enabled: !paused })
  if (records.isError) return <RefusalNote problem={records.error} onRetry={() => void records.refetch()} />
  if (records.data && 'refused' in records.data) return <RefusalNote problem={records.data} />
  const found = records.data
  return (
    <>
      <div className="record-acts">
        <RecordFilters filter={filter} onChange={(part) => change({ ...part, before: undefined })} />
        <Button aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {say(paused ? W.resume : W.pause)}
        </Button>
        <DownloadMenu
          formats={TABLE_FORMATS}
          address={(format) =>
            addressOf(downloadRecords, { params: { format }, query: { ...filter, lang: say.language } })
          }
        />
      </div>
      {paused ? <Alert type="info" title={say(W.paused)} showIcon /> : null}
      {found === undefined ? (
        <Skeleton active aria-label={say(W.loading)} />
      ) : (
        <FoundRecords rows={found.rows} busy={records.isPlaceholderData} {...(onRegister ? { onRegister } : {})} />
      )}
      <RecordPaging before={filter.before} next={found?.next ?? null} onGo={(before) => change({ before }, 'push')} />
    </>
  )
}

type FoundProps = { rows: readonly RecordRow[]; busy: boolean; onRegister?: (mn: string) => void }

const FoundRecords = (props: FoundProps) => (props.rows.length === 0 ? <NoRecords /> : <RecordTable {...props} />)

function NoRecords() {
  const say = useSay()
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <strong>{say(W.noRecords)}</strong>
          <br />
          {say(W.noRecordsHint)}
        </>
      }
    />
  )
}

type FilterProps = { filter: RecordFilter; onChange: (part: RecordFilter) => void }

function RecordFilters({ filter, onChange }: FilterProps) {
  const say = useSay()
  return (
    <>
      <Select
        allowClear
        aria-label={say(W.filterState)}
        placeholder={say(W.allStates)}
        value={filter.state}
        popupMatchSelectWidth={false}
        options={(Object.keys(STATE_WORDS) as RecordRow['state'][]).map((value) => ({
          value,
          label: say(STATE_WORDS[value]),
        }))}
        onChange={(state: RecordRow['state'] | undefined) => onChange({ state })}
      />
      <Select
        allowClear
        aria-label={say(W.filterChannel)}
        placeholder={say(W.allChannels)}
        value={filter.channel}
        options={(Object.keys(CHANNEL_WORDS) as RecordRow['channel'][]).map((value) => ({
          value,
          label: say(CHANNEL_WORDS[value]),
        }))}
        onChange={(channel: RecordRow['channel'] | undefined) => onChange({ channel })}
      />
      <MnField key={filter.mn} mn={filter.mn} onChange={(mn) => onChange({ mn })} />
    </>
  )
}
