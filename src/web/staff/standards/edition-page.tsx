// One edition: when it is in force, its rules and its figures, each with clause and sureness.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useRef } from 'react'
import { downloadStandard } from '#contract/downloads.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { readStandard } from '#contract/standards.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { editionQuery } from './queries.ts'
import './standards.css'
import { spanWords } from './standards-page.tsx'
import { TimeLine } from './time-line.tsx'
import { STATE_WORDS, STANDARDS_WORDS as W } from './words.ts'

type EditionDetail = ReplyOf<typeof readStandard>
type FigureTable = EditionDetail['tables'][number]

export function EditionPage({ id }: { id: string }) {
  const say = useSay()
  const edition = useQuery(editionQuery(id))
  return (
    <article>
      <p className="no-print">
        <Link to="/standards">← {say(W.back)}</Link>
      </p>
      {edition.isError ? <RefusalNote problem={edition.error} onRetry={() => void edition.refetch()} /> : null}
      {edition.data === undefined && !edition.isError ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {edition.data === undefined ? null : 'refused' in edition.data ? (
        <EmptyNote title={edition.data.because} hint={say(W.noneHint)} />
      ) : (
        <Loaded edition={edition.data} />
      )}
    </article>
  )
}

function Loaded({ edition }: { edition: EditionDetail }) {
  const say = useSay()
  const cited = useCited()
  return (
    <>
      <header className="page-head">
        <h1>
          {edition.code} {say(edition.title)}
        </h1>
        <p className="page-answer">
          {say(STATE_WORDS[edition.state])}：{spanWords(edition, say)}
        </p>
        <dl className="particulars">
          <div>
            <dt>{say(W.issuer)}</dt>
            <dd>{edition.issuer}</dd>
          </div>
          <div>
            <dt>{say(W.issued)}</dt>
            <dd>{edition.issued ?? say(W.notKnown)}</dd>
          </div>
          <div>
            <dt>{say(W.sureness)}</dt>
            <dd>
              <SurenessWords sureness={edition.sureness} />
            </dd>
          </div>
        </dl>
        {edition.subjects.map((subject) => (
          <Link
            key={subject}
            to="/standards-trial"
            search={{ subject, edition: edition.id } as never}
            className="standards-try no-print"
          >
            {say(W.tryOne)}
          </Link>
        ))}
      </header>
      {edition.neighbours.length > 1 ? (
        <section>
          <h2>{say(W.neighbours)}</h2>
          <TimeLine label={say(edition.familyTitle)} editions={edition.neighbours} />
          <p className="standards-neighbours">
            {edition.neighbours.map((one) => (
              <Link key={one.id} to="/standards/$id" params={{ id: one.id }}>
                {one.code}
              </Link>
            ))}
          </p>
        </section>
      ) : null}
      {edition.tables.length > 0 ? (
        <div className="no-print">
          <DownloadMenu
            formats={TABLE_FORMATS}
            address={(format) =>
              addressOf(downloadStandard, { params: { format }, query: { id: edition.id, lang: say.language } })
            }
          />
        </div>
      ) : null}
      {edition.tables.map((table) => (
        <Figures key={table.id} table={table} cited={cited} />
      ))}
      <RuleTable edition={edition} cited={cited} />
    </>
  )
}

function SurenessWords({ sureness }: { sureness: EditionDetail['sureness'] }) {
  const say = useSay()
  if (sureness === 'verified') return <>{say(W.verified)}</>
  return <span className="unverified-mark">{say(sureness === 'memory' ? W.memory : W.single)}</span>
}

/** Marks the rows of the clause the reader came from, and brings the first of them into view. */
function useCited() {
  const [{ clause }] = useSearchPart()
  const seen = useRef(false)
  return (source: string) => {
    if (source !== clause) return {}
    const show = (row: HTMLElement | null) => {
      if (row === null || seen.current) return
      seen.current = true
      row.scrollIntoView({ block: 'center' })
    }
    return { className: 'is-cited', ref: show }
  }
}

function Figures({ table, cited }: { table: FigureTable; cited: ReturnType<typeof useCited> }) {
  const say = useSay()
  return (
    <section>
      <h2>{say(table.title)}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too */}
      <section className="scroll-x" tabIndex={0} aria-label={say(table.title)}>
        <table className="plain-table standards-figures">
          <thead>
            <tr>
              <th scope="col">{say(W.item)}</th>
              <th scope="col">{say(W.unit)}</th>
              {table.columns.map((column) => (
                <th key={column.key} scope="col" className="number">
                  {say(column.words)}
                </th>
              ))}
              <th scope="col">{say(W.clause)}</th>
              <th scope="col">{say(W.sureness)}</th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={`${row.item} ${row.source} ${row.cells.join()}`} {...cited(row.source)}>
                <th scope="row">
                  {row.name === null ? row.item : say(row.name)}{' '}
                  {row.name === null ? null : <span className="quiet">{row.item}</span>}
                </th>
                <td>{row.unit}</td>
                {row.cells.map((cell, at) => (
                  <td key={table.columns[at]?.key} className="number">
                    {cell ?? <span className="quiet">—</span>}
                  </td>
                ))}
                <td>{row.source}</td>
                <td>
                  <SurenessWords sureness={row.sureness} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

function RuleTable({ edition, cited }: { edition: EditionDetail; cited: ReturnType<typeof useCited> }) {
  const say = useSay()
  if (edition.ruleList.length === 0) return null
  return (
    <section>
      <h2>{say(W.ruleHeading)}</h2>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.rule)}</th>
            <th scope="col">{say(W.clause)}</th>
            <th scope="col">{say(W.sureness)}</th>
          </tr>
        </thead>
        <tbody>
          {edition.ruleList.map((rule) => (
            <tr key={rule.id} {...cited(rule.source)}>
              <td>
                {say(rule.text)}
                {rule.formula === null ? null : <code className="step-formula">{rule.formula}</code>}
              </td>
              <td data-label={say(W.clause)}>
                <span>{rule.source}</span>
              </td>
              <td data-label={say(W.sureness)}>
                <span>
                  <SurenessWords sureness={rule.sureness} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
