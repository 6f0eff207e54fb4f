// The other ways in at a glance: sources with their state, and the MQTT broker.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import type { ReplyOf } from '#contract/route.ts'
import type { listSources } from '#contract/ways-in.ts'
import { CopyButton } from '#web/ui/copy-button.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { firstSiteQuery, sourcesQuery } from './queries.ts'
import { RunLog } from './run-log.tsx'
import { SourceTable } from './source-table.tsx'
import './ways-in.css'
import { WAYS_WORDS as W } from './words.ts'

type Found = ReplyOf<typeof listSources>

export function WaysInPage() {
  const say = useSay()
  const canWrite = useCanWrite()
  const navigate = useNavigate()
  const sources = useQuery(sourcesQuery)
  const found = sources.data && 'sources' in sources.data ? sources.data : undefined
  return (
    <>
      <header className="page-head page-head-acts">
        <div>
          <h1>{say(W.title)}</h1>
          <p className="page-answer">{found === undefined ? ' ' : <Answer found={found} />}</p>
        </div>
        {canWrite ? (
          <Button type="primary" onClick={() => void navigate({ to: '/ways-in/$id', params: { id: 'new' } })}>
            {say(W.add)}
          </Button>
        ) : null}
      </header>
      {sources.isError ? <RefusalNote problem={sources.error} onRetry={() => void sources.refetch()} /> : null}
      {sources.data && 'refused' in sources.data ? <RefusalNote problem={sources.data} /> : null}
      {sources.isPending ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {found ? <BrokerLine broker={found.broker} /> : null}
      {found?.sources.length === 0 ? <EmptyNote title={say(W.none)} hint={say(W.noneHint)} /> : null}
      {found !== undefined && found.sources.length > 0 ? (
        <SourceTable rows={found.sources} canWrite={canWrite} />
      ) : null}
      <h2>{say(W.direct)}</h2>
      <RunLog canWrite={canWrite} empty={{ title: W.directNone, hint: W.directNoneHint }} />
      <HttpExample />
    </>
  )
}

function HttpExample() {
  const say = useSay()
  const site = useQuery(firstSiteQuery).data ?? 'S1'
  const rows = JSON.stringify([{ site, kind: 'hour', time: '2026-11-25 08:00', values: { w21003: 0.31, w01001: 7.2 } }])
  const command = `curl -H 'Authorization: Bearer shs_…' -H 'Content-Type: application/json' -d '${rows}' ${window.location.origin}/api/readings`
  return (
    <>
      <h2>{say(W.example)}</h2>
      <p>{say(W.httpHow)}</p>
      <code className="ways-command">{command}</code>
      <p>
        <CopyButton text={command} name={say(W.example)} />
      </p>
      <p className="quiet">
        {say(W.kinds)} <Link to="/keys">{say(W.toKeys)}</Link>
      </p>
    </>
  )
}

function Answer({ found: { sources } }: { found: Found }) {
  const say = useSay()
  if (sources.length === 0) return say(W.answerNone)
  const sum = (of: (row: Found['sources'][number]) => number): string =>
    groupDigits(sources.reduce((all, row) => all + of(row), 0))
  return say(W.answer, {
    all: sources.length,
    active: sources.filter(({ state }) => state === 'active').length,
    rows: sum(({ rowsToday }) => rowsToday),
    failed: sources.filter(({ failures }) => failures > 0).length,
    quarantined: sum(({ inQuarantine }) => inQuarantine),
  })
}

function BrokerLine({ broker }: { broker: Found['broker'] }) {
  const say = useSay()
  const text =
    broker === null || broker.mode === 'off'
      ? say(W.brokerOff)
      : broker.mode === 'embedded'
        ? say(W.brokerEmbedded, { address: broker.address ?? '', clients: broker.clients })
        : say(W.brokerExternal, {
            address: broker.address ?? '',
            state: say(broker.isConnected ? W.connected : W.disconnected),
          })
  return (
    <p>
      <strong>{say(W.broker)}</strong> {text}
    </p>
  )
}
