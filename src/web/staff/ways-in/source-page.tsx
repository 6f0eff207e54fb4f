// One source: its runs, and its settings with the mapping; or a new one.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Skeleton, Tabs } from 'antd'
import type { SourceRow } from '#contract/ways-in.ts'
import { refuse } from '#kit/refusal.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { sourcesQuery } from './queries.ts'
import { RunLog } from './run-log.tsx'
import { SourceActs } from './source-acts.tsx'
import { SourceForm } from './source-form.tsx'
import './ways-in.css'
import { WAYS_WORDS as W, WAY_WORDS } from './words.ts'

export function SourcePage({ id }: { id: string }) {
  const say = useSay()
  const canWrite = useCanWrite()
  const navigate = useNavigate()
  const sources = useQuery(sourcesQuery)
  if (id === 'new') {
    return (
      <>
        <Head title={say(W.add)} />
        <SourceForm
          canWrite={canWrite}
          onSaved={(made) => void navigate({ to: '/ways-in/$id', params: { id: String(made) } })}
        />
      </>
    )
  }
  if (sources.isError) return <RefusalNote problem={sources.error} onRetry={() => void sources.refetch()} />
  if (!sources.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in sources.data) return <RefusalNote problem={sources.data} />
  const row = sources.data.sources.find((source) => String(source.id) === id)
  if (!row) {
    const words = { zh: `没有编号为 ${id} 的来源`, en: `There is no source ${id}` }
    return (
      <>
        <Head title={say(W.back)} />
        <RefusalNote problem={refuse('ways-in.source-not-found', words)} />
      </>
    )
  }
  return <Source row={row} canWrite={canWrite} />
}

function Source({ row, canWrite }: { row: SourceRow; canWrite: boolean }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const tab = search.tab === 'settings' ? 'settings' : 'runs'
  return (
    <>
      <Head title={row.name} note={say(WAY_WORDS[row.way])} />
      {canWrite ? <SourceActs row={row} /> : null}
      <Tabs
        activeKey={tab}
        destroyOnHidden
        onChange={(next) => change({ tab: next, page: undefined }, 'push')}
        items={[
          {
            key: 'runs',
            label: say(W.runs),
            children: <RunLog id={row.id} canWrite={canWrite} empty={{ title: W.runsEmpty, hint: W.noneHint }} />,
          },
          {
            key: 'settings',
            label: say(W.settings),
            children: <SourceForm row={row} canWrite={canWrite} onSaved={() => undefined} />,
          },
        ]}
      />
    </>
  )
}

function Head({ title, note }: { title: string; note?: string }) {
  const say = useSay()
  return (
    <header className="page-head">
      <p className="page-back">
        <Link to="/ways-in">‹ {say(W.back)}</Link>
      </p>
      <h1>{title}</h1>
      {note === undefined ? null : <p className="page-answer quiet">{note}</p>}
    </header>
  )
}
