// How an indicator ran: a chart of years or months with the target line, and the same as a table.
import { Segmented } from 'antd'
import { useState } from 'react'
import type { IndicatorValue } from '#contract/indicators.ts'
import { beijingDate } from '#kit/time.ts'
import { FigureBox } from '#web/chart/figure-box.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import type { IndicatorDetail } from './queries.ts'
import { runChart } from './run-chart.ts'
import { StatusMark } from './status-mark.tsx'
import { ValueDoor } from './value-door.tsx'
import { STATUS_WORDS, INDICATOR_WORDS as W } from './words.ts'

type Props = { detail: IndicatorDetail; year: number /** Title of the plan. */; plan: string }

export function IndicatorRun({ detail, year, plan }: Props) {
  const say = useSay()
  const [period, setPeriod] = useState<'year' | 'month'>(detail.months.length > 0 ? 'month' : 'year')
  const values = period === 'year' ? detail.years : detail.months
  const { row } = detail
  const name = say.language === 'zh' ? row.nameZh : row.nameEn
  const target = row.target.value === null ? undefined : { value: row.target.value, text: row.target.text }
  return (
    <section>
      <h2>{say(W.chart)}</h2>
      <Segmented
        className="no-print"
        aria-label={say(W.period)}
        value={period}
        options={[
          { value: 'month', label: `${say(W.months)} ${year}` },
          { value: 'year', label: say(W.years) },
        ]}
        onChange={setPeriod}
      />
      {values.length === 0 ? (
        <p className="quiet">{say(W.noMonths)}</p>
      ) : (
        <>
          <FigureBox
            key={period}
            file={{
              option: runChart({
                values,
                unit: row.unit,
                name,
                target: target && { value: target.value, text: say(W.targetLine, { target: target.text }) },
              }),
              height: 280,
              title: `${name} ${row.unit}`,
              source: `${plan}，${say(values.some(({ isDemo }) => isDemo) ? W.demo : W.dataOnFile)}`,
              fileName: `${row.id}-${period}`,
              lines: linesOf(values, period, say),
            }}
          />
          <RunTable values={values} period={period} unit={row.unit} />
        </>
      )}
    </section>
  )
}

type TableProps = { values: readonly IndicatorValue[]; period: 'year' | 'month'; unit: string }

function RunTable({ values, period, unit }: TableProps) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(period === 'year' ? W.years : W.months)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(period === 'year' ? W.year : W.month)}</th>
            <th scope="col" className="number">
              {say(W.monthValue)} {unit}
            </th>
            <th scope="col" className="number">
              {say(W.countedColumn)}
            </th>
            <th scope="col" className="number">
              {say(W.completeness)} %
            </th>
            <th scope="col">{say(W.status)}</th>
          </tr>
        </thead>
        <tbody>
          {values.map((value) => (
            <tr key={value.at}>
              <th scope="row" className="run-period">
                {beijingDate(value.at).slice(0, period === 'year' ? 4 : 7)}
              </th>
              <td className="number" data-label={say(W.monthValue)}>
                <ValueDoor value={value} />
              </td>
              <td className="number" data-label={say(W.countedColumn)}>
                {value.denominator === null ? '—' : countedOf(value)}
              </td>
              <td className="number" data-label={`${say(W.completeness)} %`}>
                {value.completeness === null ? '—' : Math.floor(value.completeness * 1000) / 10}
              </td>
              <td data-label={say(W.status)}>
                <StatusMark status={value.status} />
                {value.why ? <div className="quiet board-why">{say(value.why)}</div> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const countedOf = (value: IndicatorValue): string =>
  value.numerator === null ? String(value.denominator) : `${value.numerator} / ${value.denominator}`

const linesOf = (values: readonly IndicatorValue[], period: 'year' | 'month', say: Say): string[][] => [
  [
    say(period === 'year' ? W.year : W.month),
    say(W.monthValue),
    say(W.countedColumn),
    say(W.completeness),
    say(W.status),
  ],
  ...values.map((value) => [
    beijingDate(value.at).slice(0, period === 'year' ? 4 : 7),
    value.value ?? '',
    value.denominator === null ? '' : countedOf(value),
    value.completeness === null ? '' : String(value.completeness),
    say(STATUS_WORDS[value.status]),
  ]),
]
