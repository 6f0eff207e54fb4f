// An indicator in its parts: by month, street, basin or site, as a chart and a table, with what is to be said of their sum.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Segmented, Skeleton } from 'antd'
import { downloadBreakdown } from '#contract/downloads.ts'
import type { BreakdownBy, BreakdownRow } from '#contract/indicators.ts'
import { addressOf } from '#web/api.ts'
import { FigureBox } from '#web/chart/figure-box.tsx'
import { DemoMark } from '#web/ui/demo-mark.tsx'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { useSearchPart } from '#web/ui/use-search.ts'
import { type Breakdown, breakdownQuery, type IndicatorDetail } from './queries.ts'
import { partsChart } from './run-chart.ts'
import { INDICATOR_WORDS as W } from './words.ts'

type Props = {
  plan: { id: string; title: string }
  row: IndicatorDetail['row']
  year: number
  asKnownAt: number | undefined
}

export function BreakdownPart({ plan, row, year, asKnownAt }: Props) {
  const say = useSay()
  const [search] = useSearchPart()
  const by = search.by as BreakdownBy | undefined
  const reading = useQuery({
    ...breakdownQuery(plan.id, row.id, { year, by, asKnownAt }),
    placeholderData: keepPreviousData,
  })
  if (reading.isError) return <RefusalNote problem={reading.error} onRetry={() => void reading.refetch()} />
  if (!reading.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in reading.data) return <RefusalNote problem={reading.data} />
  return (
    <section aria-busy={reading.isPlaceholderData}>
      <h2>
        {say(W.parts, { year })} {reading.data.isDemo ? <DemoMark /> : null}
      </h2>
      <p className="quiet">{say(reading.data.note)}</p>
      {reading.data.choices.length === 0 ? null : <Parts plan={plan} row={row} parts={reading.data} />}
    </section>
  )
}

const BY_WORDS = { month: W.byMonth, street: W.byStreet, basin: W.byBasin, site: W.bySite } as const

function Parts({ plan, row, parts }: Omit<Props, 'year' | 'asKnownAt'> & { parts: Breakdown }) {
  const say = useSay()
  const [, change] = useSearchPart()
  const { by, year, rows } = parts
  const name = say.language === 'zh' ? row.nameZh : row.nameEn
  const lines = linesOf(parts, say)
  const whole = parts.whole?.value
  return (
    <>
      <div className="board-acts no-print">
        <Segmented
          aria-label={say(W.partsBy)}
          value={by}
          options={parts.choices.map((value) => ({ value, label: say(BY_WORDS[value]) }))}
          onChange={(value) => change({ by: value })}
        />
        <DownloadMenu
          formats={TABLE_FORMATS}
          address={(format) =>
            addressOf(downloadBreakdown, {
              params: { format },
              query: { plan: plan.id, id: row.id, year, by, lang: say.language },
            })
          }
        />
      </div>
      {rows.length === 0 ? (
        <p className="quiet">{say(W.noParts)}</p>
      ) : (
        <>
          <FigureBox
            key={by}
            file={{
              option: partsChart({
                parts: rows.map((part) => ({ name: placeOf(part, say), value: part.value })),
                unit: row.unit,
                name,
                whole:
                  whole === null || whole === undefined
                    ? undefined
                    : { value: Number(whole), text: say(W.wholeLine, { value: whole }) },
              }),
              height: Math.max(200, rows.length * 30 + 70),
              title: `${name} ${year} ${say(BY_WORDS[by])}`,
              source: `${plan.title}，${say(parts.isDemo ? W.demo : W.dataOnFile)}`,
              fileName: `${row.id}-${year}-${by}`,
              lines,
            }}
          />
          <PartsTable parts={parts} unit={row.unit} />
        </>
      )}
    </>
  )
}

const placeOf = ({ place }: BreakdownRow, say: Say): string => place ?? say(W.placeUnknown)
const completenessOf = ({ completeness }: BreakdownRow): string =>
  completeness === null ? '—' : String(Math.floor(completeness * 1000) / 10)
const countsOf = ({ numerator, denominator }: BreakdownRow): string =>
  numerator === null ? String(denominator) : `${numerator} / ${denominator}`

const linesOf = ({ rows, by }: Breakdown, say: Say): string[][] => [
  [say(BY_WORDS[by]), say(W.monthValue), say(W.countedColumn), `${say(W.completeness)} %`],
  ...rows.map((part) => [placeOf(part, say), part.value ?? '', countsOf(part), completenessOf(part)]),
]

function PartsTable({ parts: { rows, by, whole }, unit }: { parts: Breakdown; unit: string }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(BY_WORDS[by])} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(BY_WORDS[by])}</th>
            <th scope="col" className="number">
              {say(W.monthValue)} {unit}
            </th>
            <th scope="col" className="number">
              {say(W.countedColumn)}
            </th>
            <th scope="col" className="number">
              {say(W.completeness)} %
            </th>
            <th scope="col" className="number">
              {say(W.sites)}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((part) => (
            <tr key={part.code ?? part.place ?? ''}>
              <th scope="row">
                <PlaceName part={part} />
              </th>
              <td className="number" data-label={say(W.monthValue)}>
                {part.ref === null ? (
                  (part.value ?? '—')
                ) : (
                  <TraceDoor traceRef={part.ref}>{part.value ?? '—'}</TraceDoor>
                )}
              </td>
              <td className="number" data-label={say(W.countedColumn)}>
                {countsOf(part)}
              </td>
              <td className="number" data-label={`${say(W.completeness)} %`}>
                {completenessOf(part)}
              </td>
              <td className="number" data-label={say(W.sites)}>
                {part.sites ?? '—'}
              </td>
            </tr>
          ))}
        </tbody>
        {whole === null ? null : (
          <tfoot>
            <tr>
              <th scope="row">{say(W.whole)}</th>
              <td className="number" data-label={say(W.monthValue)}>
                <TraceDoor traceRef={whole.ref}>{whole.value ?? '—'}</TraceDoor>
              </td>
              <td className="number" data-label={say(W.countedColumn)}>
                {whole.numerator === null ? (whole.denominator ?? '—') : `${whole.numerator} / ${whole.denominator}`}
              </td>
              <td className="number" data-label={`${say(W.completeness)} %`}>
                {whole.completeness === null ? '—' : Math.floor(whole.completeness * 1000) / 10}
              </td>
              <td />
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  )
}

/** A site opens its page, where its days and readings stand. */
function PlaceName({ part }: { part: BreakdownRow }) {
  const say = useSay()
  if (part.code === null) return placeOf(part, say)
  return (
    <Link to="/sites/$code" params={{ code: part.code }}>
      {placeOf(part, say)}
    </Link>
  )
}
