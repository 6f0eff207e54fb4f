// Laboratory results: what stands, entered one by one or from a table, revised and withdrawn with a reason.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Pagination, Skeleton } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#contract/route.ts'
import { type LabResultRow, type listLabResults, sampleTemplate } from '#contract/samples.ts'
import { addressOf } from '#web/api.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { resultsQuery } from './queries.ts'
import { VersionsBox, WithdrawBox } from './result-boxes.tsx'
import { type Act, ResultTable } from './result-table.tsx'
import { SampleForm } from './sample-form.tsx'
import './samples.css'
import { UploadBox } from './upload-box.tsx'
import { SAMPLE_WORDS as W } from './words.ts'

type Open = { act: 'enter' } | { act: Act; row: LabResultRow }

export function SamplesPage() {
  const say = useSay()
  const canWrite = useCanWrite()
  const [search, change] = useSearchPart()
  const [open, setOpen] = useState<Open>()
  const [saved, setSaved] = useState<string>()
  const asked = Number(search.page)
  const page = Number.isInteger(asked) && asked > 0 ? asked : 1
  const q = typeof search.q === 'string' ? search.q : ''
  const results = useQuery(resultsQuery(page, q))
  const found = results.data && 'rows' in results.data ? results.data : undefined
  return (
    <>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">{found === undefined ? ' ' : say(W.answer, { n: groupDigits(found.total) })}</p>
      </header>
      <div className="sample-tools">
        {canWrite ? <Entering onEnter={() => setOpen({ act: 'enter' })} onSaved={setSaved} /> : null}
        <a href={addressOf(sampleTemplate, {})} download>
          {say(W.template)}
        </a>
        <Input.Search
          className="sample-search"
          aria-label={say(W.search)}
          placeholder={say(W.search)}
          defaultValue={q}
          allowClear
          onSearch={(text) => change({ q: text === '' ? undefined : text, page: undefined })}
        />
      </div>
      <div role="status">{saved === undefined ? null : <Alert type="success" showIcon title={saved} />}</div>
      {results.isError ? <RefusalNote problem={results.error} onRetry={() => void results.refetch()} /> : null}
      {results.data && 'refused' in results.data ? <RefusalNote problem={results.data} /> : null}
      {results.isPending ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {found ? (
        <Results found={found} isSearched={q !== ''} canWrite={canWrite} onAct={(act, row) => setOpen({ act, row })} />
      ) : null}
      {open === undefined ? null : <OpenBox open={open} onClose={() => setOpen(undefined)} onSaved={setSaved} />}
    </>
  )
}

function Entering({ onEnter, onSaved }: { onEnter: () => void; onSaved: (text: string) => void }) {
  const say = useSay()
  return (
    <>
      <Button type="primary" onClick={onEnter}>
        {say(W.enter)}
      </Button>
      <UploadBox onSaved={onSaved} />
    </>
  )
}

type ResultsProps = {
  found: ReplyOf<typeof listLabResults>
  isSearched: boolean
  canWrite: boolean
  onAct: (act: Act, row: LabResultRow) => void
}

function Results({ found: { rows, total, page, pageSize }, isSearched, canWrite, onAct }: ResultsProps) {
  const say = useSay()
  const [, change] = useSearchPart()
  if (rows.length === 0) return <EmptyNote title={say(W.none)} hint={say(isSearched ? W.noneFound : W.noneHint)} />
  return (
    <>
      <ResultTable rows={rows} canWrite={canWrite} onAct={onAct} />
      {total > pageSize ? (
        <Pagination
          current={page}
          total={total}
          pageSize={pageSize}
          showSizeChanger={false}
          onChange={(next) => change({ page: next })}
        />
      ) : null}
    </>
  )
}

type BoxProps = { open: Open; onClose: () => void; onSaved: (text: string) => void }

function OpenBox({ open, onClose, onSaved }: BoxProps) {
  if (open.act === 'enter') return <SampleForm onClose={onClose} onSaved={onSaved} />
  if (open.act === 'revise') return <SampleForm row={open.row} onClose={onClose} onSaved={onSaved} />
  if (open.act === 'versions') return <VersionsBox row={open.row} onClose={onClose} />
  return <WithdrawBox row={open.row} onClose={onClose} onSaved={onSaved} />
}
