// What was reported of one obligation, over time: share done against the time gone by, as chart and table.

import { Link } from '@tanstack/react-router'
import type { PlanBrief } from '#contract/plans.ts'
import { FigureBox } from '#web/chart/figure-box.tsx'
import { useSay } from '#web/ui/say.ts'
import type { ObligationView } from './obligation-view.ts'
import { OBLIGATION_WORDS as W } from './obligation-words.ts'

type Props = { plan: PlanBrief; view: ObligationView }
type Entry = ObligationView['entries'][number]

export function ObligationProgress({ plan, view: { obligation, entries, entriesTotal } }: Props) {
  const say = useSay()
  const title = say.language === 'zh' ? obligation.titleZh : obligation.titleEn
  const led = entries.filter(({ isLead, shareDone }) => isLead && shareDone !== null).toReversed()
  return (
    <section>
      <h2>{say(W.progress)}</h2>
      {entries.length === 0 ? <p className="quiet">{say(W.noEntries)}</p> : null}
      {led.length < 2 ? null : <p className="quiet">{say(W.lines)}</p>}
      {led.length < 2 ? null : (
        <FigureBox
          file={{
            option: optionOf(led, [say(W.shareDone), say(W.elapsed)]),
            height: 200,
            title: say(W.chart, { title }),
            source: say(W.source, { plan: say.language === 'zh' ? plan.titleZh : plan.titleEn }),
            fileName: obligation.id,
            lines: [
              [say(W.period), `${say(W.shareDone)} %`, `${say(W.elapsed)} %`],
              ...led.map(({ period, shareDone, elapsedPercent }) => [
                period,
                shareDone ?? '',
                elapsedPercent === null ? '' : String(elapsedPercent),
              ]),
            ],
          }}
        />
      )}
      {entries.length === 0 ? null : <EntryTable entries={entries} />}
      {entriesTotal > entries.length ? (
        <p className="quiet">{say(W.older, { n: entries.length, total: entriesTotal })}</p>
      ) : null}
    </section>
  )
}

const optionOf = (led: readonly Entry[], [share = '', elapsed = '']: readonly string[]) => ({
  animation: false,
  grid: { left: 44, right: 12, top: 10, bottom: 28 },
  tooltip: { trigger: 'axis' },
  xAxis: { type: 'category', data: led.map(({ period }) => period) },
  yAxis: { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value}%' } },
  series: [
    { name: share, type: 'line', data: led.map(({ shareDone }) => Number(shareDone)), color: '#0b5c7a', symbolSize: 7 },
    {
      name: elapsed,
      type: 'line',
      data: led.map(({ elapsedPercent }) => elapsedPercent),
      color: '#8a919c',
      lineStyle: { type: 'dashed' },
      symbol: 'none',
    },
  ],
})

function EntryTable({ entries }: { entries: readonly Entry[] }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.progress)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {[W.period, W.shareDone, W.quantities, W.narrative, W.obstacle].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryLine key={`${entry.period} ${entry.unit}`} entry={entry} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function EntryLine({ entry }: { entry: Entry }) {
  const say = useSay()
  const { period, unit, isLead, shareDone, elapsedPercent, quantities, narrative, obstacle, caseId, isAccepted } = entry
  return (
    <tr>
      <th scope="row" className="obligation-period">
        <Link to="/progress/returns/$case" params={{ case: String(caseId) }}>
          {period}
        </Link>
        <div className="quiet">
          {unit}
          {isLead ? `（${say(W.lead)}）` : ''} · {say(isAccepted ? W.reviewed : W.toReview)}
        </div>
      </th>
      <td data-label={say(W.shareDone)} className="obligation-number">
        <span>
          {shareDone ?? '—'}%
          {isLead && elapsedPercent !== null ? (
            <span className="quiet obligation-elapsed">
              {say(W.elapsed)} {elapsedPercent}%
            </span>
          ) : null}
        </span>
      </td>
      <td data-label={say(W.quantities)}>
        {Object.entries(quantities)
          .map(([metric, value]) => `${metric} ${value}`)
          .join('；') || <span className="quiet">—</span>}
      </td>
      <td data-label={say(W.narrative)}>{narrative}</td>
      <td data-label={say(W.obstacle)}>{obstacle || <span className="quiet">—</span>}</td>
    </tr>
  )
}
