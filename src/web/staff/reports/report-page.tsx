// One report: read as it will be printed, its words edited while it is a draft, its files, its signature.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Select, Skeleton } from 'antd'
import { beijingDateTime } from '#kit/time.ts'
import { AddressLink } from '#web/ui/address-link.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { type ReportView, reportQuery } from './queries.ts'
import { ReportActs } from './report-acts.tsx'
import { ReportBlocks } from './report-blocks.tsx'
import { Making, StateMark } from './reports-page.tsx'
import './reports.css'
import { REPORT_WORDS as W } from './words.ts'

export function ReportPage({ id }: { id: number }) {
  const say = useSay()
  const [search] = useSearchPart()
  const asked = useQuery(reportQuery(id, Number(search.version) || undefined))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const view = asked.data
  const newest = view.versions[0]?.version
  return (
    <article className="report">
      <p className="page-back no-print">
        <Link to="/reports">← {say(W.back)}</Link>
      </p>
      <ReportHead view={view} />
      <Making row={view.brief} />
      <ReportActs view={view} />
      {view.version !== null && view.version !== newest ? (
        <p className="report-fault">{say(W.oldVersion, { n: view.version })}</p>
      ) : null}
      <Contents view={view} />
      <Written view={view} isNewest={view.version === newest} />
    </article>
  )
}

function Written({ view, isNewest }: { view: ReportView; isNewest: boolean }) {
  const canWrite = useCanWrite()
  if (view.document === null) return null
  const canEdit = canWrite && isNewest && view.brief.state === 'draft'
  return <ReportBlocks id={view.brief.id} version={view.version ?? 0} document={view.document} canEdit={canEdit} />
}

function ReportHead({ view }: { view: ReportView }) {
  const say = useSay()
  const { brief, document, hash, holds } = view
  return (
    <header className="page-head">
      <h1>{brief.title}</h1>
      <p className="page-answer">
        <StateMark state={brief.state} />{' '}
        {brief.caseId === null ? null : (
          <Link to="/procedures/cases/$id" params={{ id: String(brief.caseId) }}>
            {say(W.toCase, { n: brief.caseId })}
          </Link>
        )}
      </p>
      <dl className="particulars">
        {(document?.about ?? []).map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value.to === undefined ? value.text : <AddressLink to={value.to}>{value.text}</AddressLink>}</dd>
          </div>
        ))}
        {hash === null ? null : (
          <div>
            <dt>SHA-256</dt>
            <dd title={hash} className={holds ? undefined : 'report-fault'}>
              {hash.slice(0, 12)} · {say(holds ? W.holds : W.broken)}
            </dd>
          </div>
        )}
      </dl>
      <Versions versions={view.versions} shown={view.version} />
    </header>
  )
}

function Versions({ versions, shown }: { versions: ReportView['versions']; shown: number | null }) {
  const say = useSay()
  const [, change] = useSearchPart()
  if (versions.length < 2) return null
  return (
    <Select
      className="no-print report-versions"
      aria-label={say(W.versions)}
      value={shown}
      options={versions.map(({ version, author, at, note }) => ({
        value: version,
        label: `${say(W.version, { n: version })} ${author} ${beijingDateTime(at).slice(0, 16)} ${note}`,
      }))}
      onChange={(version) => change({ version: version === versions[0]?.version ? undefined : version })}
    />
  )
}

/** Headings of the first two levels, each leading to its place. */
function Contents({ view: { document } }: { view: ReportView }) {
  const say = useSay()
  const headings = (document?.blocks ?? []).flatMap((block, at) =>
    block.kind === 'heading' && block.level < 3 ? [{ ...block, at }] : [],
  )
  if (headings.length < 3) return null
  return (
    <nav className="report-contents no-print" aria-label={say(W.contents)}>
      <ul>
        {headings.map(({ text, level, at }) => (
          <li key={at} className={`report-contents-${level}`}>
            <a href={`#block-${at}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
