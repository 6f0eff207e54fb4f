// The instant that a page of indicators is read at: the field that asks for it, the line that says so, and what differs from now.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useId } from 'react'
import type { KnownDifference } from '#contract/as-known.ts'
import type { IndicatorStatus } from '#contract/indicators.ts'
import { beijingDateTime, parseInstant } from '#kit/time.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { DIFFERENCE_FIELDS } from './assessment-words.ts'
import { showComparator } from './board.ts'
import { differencesQuery, type KnownDifferences } from './queries.ts'
import { ReplayCheck } from './replay-check.tsx'
import { STATUS_WORDS, INDICATOR_WORDS as W } from './words.ts'

/** The instant of the address, undefined for now. */
export function useKnownAt(): number | undefined {
  const [search] = useSearchPart()
  return typeof search.asOf === 'string' ? parseInstant(search.asOf) : undefined
}

export function KnownAtField() {
  const say = useSay()
  const id = useId()
  const [, change] = useSearchPart()
  const at = useKnownAt()
  return (
    <label htmlFor={id} className="known-field">
      <span>{say(W.asKnownAt)}</span>
      <Input
        id={id}
        type="datetime-local"
        value={at === undefined ? '' : beijingDateTime(at).slice(0, 16).replace(' ', 'T')}
        onChange={({ target }) => change({ asOf: target.value === '' ? undefined : target.value })}
      />
    </label>
  )
}

/** Nothing where the page shows what stands now. */
export function KnownAtPart({ plan, year }: { plan: string; year: number }) {
  const at = useKnownAt()
  return at === undefined ? null : <Differences plan={plan} year={year} at={at} />
}

function Differences({ plan, year, at }: { plan: string; year: number; at: number }) {
  const say = useSay()
  const [, change] = useSearchPart()
  const reading = useQuery(differencesQuery(plan, { year, at }))
  return (
    <section className="known-at" aria-label={say(W.differences)}>
      <p role="note">
        {say(W.asKnownNote, { time: beijingDateTime(at).slice(0, 16) })}{' '}
        <Button size="small" className="no-print" onClick={() => change({ asOf: undefined })}>
          {say(W.asKnownNow)}
        </Button>
      </p>
      {reading.isError ? <RefusalNote problem={reading.error} onRetry={() => void reading.refetch()} /> : null}
      {reading.data && 'refused' in reading.data ? <RefusalNote problem={reading.data} /> : null}
      {reading.data && 'rows' in reading.data ? <DifferenceTable differences={reading.data} /> : null}
      <ReplayCheck plan={plan} year={year} at={at} />
    </section>
  )
}

function DifferenceTable({ differences }: { differences: KnownDifferences }) {
  const say = useSay()
  const { rows } = differences
  return (
    <>
      <h2>{say(W.differences)}</h2>
      <p>{answerOf(differences, say)}</p>
      <p className="quiet">{say(W.editionsThen, { list: editionsText(differences) })}</p>
      {rows.length === 0 ? (
        <p className="quiet">{say(W.differencesNone)}</p>
      ) : (
        <div className="scroll-x">
          <table className="plain-table stack-narrow">
            <thead>
              <tr>
                <th scope="col">{say(W.name)}</th>
                <th scope="col">{say(W.what)}</th>
                <th scope="col">{say(W.knownThen)}</th>
                <th scope="col">{say(W.now)}</th>
                <th scope="col">{say(W.causes)}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) =>
                row.fields.map((field, n) => <Line key={`${row.id} ${field.field}`} row={row} n={n} />),
              )}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function answerOf({ rows, airPoints, sections, signoffs }: KnownDifferences, say: Say): string {
  return say(W.differencesAnswer, {
    n: rows.length,
    airBefore: airPoints.before,
    airNow: airPoints.now,
    waterBefore: sections.before,
    waterNow: sections.now,
    signedBefore: signoffs.before,
    signedNow: signoffs.now,
  })
}

const editionsText = ({ editions }: KnownDifferences): string =>
  editions.map(({ before, now }) => (before === now ? (now ?? '—') : `${before ?? '—'} → ${now ?? '—'}`)).join('、')

function Line({ row, n }: { row: KnownDifference; n: number }) {
  const say = useSay()
  const field = row.fields[n]
  if (field === undefined) return null
  const name = DIFFERENCE_FIELDS[field.field]
  return (
    <tr>
      {n === 0 ? (
        <th scope="row" rowSpan={row.fields.length}>
          {say.language === 'zh' ? row.nameZh : row.nameEn} <span className="quiet">{row.unit}</span>
        </th>
      ) : null}
      <td data-label={say(W.what)}>{name === undefined ? field.field : say(name)}</td>
      <td data-label={say(W.knownThen)}>
        <del>{shown(field.field, field.before, say)}</del>
      </td>
      <td data-label={say(W.now)}>
        <ins>{shown(field.field, field.now, say)}</ins>
      </td>
      {n === 0 ? (
        <td rowSpan={row.fields.length} data-label={say(W.causes)}>
          <Causes causes={row.causes} />
        </td>
      ) : null}
    </tr>
  )
}

/** Marks of formula and data are told by their first letters, as on the sheet. */
function shown(field: string, value: string | null, say: Say): string {
  if (value === null) return '—'
  if (field === 'status') return say(STATUS_WORDS[value as IndicatorStatus])
  if (field === 'comparator') return showComparator(value)
  return field.endsWith('Hash') ? value.slice(0, 8) : value
}

function Causes({ causes }: Pick<KnownDifference, 'causes'>) {
  const say = useSay()
  if (causes.length === 0) return <span className="quiet">{say(W.causeOfTime)}</span>
  return (
    <ul className="known-causes">
      {causes.map(({ kind, at, text, author, reason, cause }) => (
        <li key={`${kind} ${at} ${cause ?? ''}`}>
          <Moment at={at} />{' '}
          {cause === null ? (
            say(text)
          ) : (
            <Link to="/quality/changes/$cause" params={{ cause }}>
              {say(text)}
            </Link>
          )}
          {author === null ? '' : ` · ${author}`}
          {reason === null ? '' : ` · ${reason}`}
        </li>
      ))}
    </ul>
  )
}
