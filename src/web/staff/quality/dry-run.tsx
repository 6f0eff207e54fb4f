// A rule tried on history: how much it would flag, on which days, where, and how that looks.
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { lazy, Suspense, useId, useMemo, useState } from 'react'
import { type RuleBody, tryRule } from '#contract/quality.ts'
import type { ReplyOf } from '#contract/route.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingDate, beijingDateTime, DAY_MS, endOf, parseInstant } from '#kit/time.ts'
import { call } from '#web/api.ts'
import { FigureDownloads } from '#web/chart/figure-downloads.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { shifted } from './desk-chart.ts'
import { QUALITY_WORDS as W } from './words.ts'

const Chart = lazy(() => import('#web/chart/chart.tsx').then((part) => ({ default: part.Chart })))

type Tried = ReplyOf<typeof tryRule>
const LENGTHS = [1, 3, 7, 30, 90] as const

export function DryRun({ body }: { body: RuleBody | undefined }) {
  const say = useSay()
  const id = useId()
  const [days, setDays] = useState(7)
  const [on, setOn] = useState(() => beijingDate(Date.now()))
  const trial = useMutation({
    mutationFn: (rule: RuleBody) => {
      const until = endOf('day', parseInstant(on) ?? Date.now())
      return call(tryRule, { body: { body: rule, from: until - days * DAY_MS, until } })
    },
  })
  return (
    <section>
      <h2>{say(W.dryRun)}</h2>
      <div className="quality-form">
        <label htmlFor={`${id}on`} className="quality-field">
          <span>{say(W.day)}</span>
          <Input id={`${id}on`} type="date" value={on} onChange={(event) => setOn(event.target.value)} />
        </label>
        <label htmlFor={`${id}days`} className="quality-field">
          <span>{say(W.dryRunDays)}</span>
          <Select
            id={`${id}days`}
            value={days}
            options={LENGTHS.map((value) => ({ value, label: value }))}
            onChange={setDays}
          />
        </label>
        <Button
          loading={trial.isPending}
          disabled={body === undefined || parseInstant(on) === undefined}
          onClick={() => body && trial.mutate(body)}
        >
          {say(W.dryRun)}
        </Button>
      </div>
      <div aria-live="polite">
        {trial.error ? <RefusalNote problem={trial.error} /> : null}
        {isRefusal(trial.data) ? <RefusalNote problem={trial.data} /> : null}
        {trial.data && !isRefusal(trial.data) ? <Outcome tried={trial.data} /> : null}
      </div>
    </section>
  )
}

function Outcome({ tried }: { tried: Tried }) {
  const say = useSay()
  const share = tried.values === 0 ? '0 %' : `${((100 * tried.flagged) / tried.values).toFixed(2)} %`
  return (
    <>
      <p className="page-answer">
        {say(W.dryResult, {
          sites: tried.sites,
          values: groupDigits(tried.values),
          flagged: groupDigits(tried.flagged),
          missing: groupDigits(tried.missing),
          share,
        })}
      </p>
      {tried.chart ? <TriedChart chart={tried.chart} /> : null}
      <div className="quality-lists">
        {tried.top.length > 0 ? (
          <section>
            <h2>{say(W.most)}</h2>
            <ol className="quality-entries">
              {tried.top.map(({ site, name, factor, flagged }) => (
                <li key={`${site} ${factor}`}>
                  <Link to="/quality/desk" search={{ site, factor } as never}>
                    {name}
                  </Link>{' '}
                  {factor} · {groupDigits(flagged)}
                </li>
              ))}
            </ol>
          </section>
        ) : null}
        <section>
          <h2>{say(W.perDay)}</h2>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{say(W.day)}</th>
                <th scope="col" className="number">
                  {say(W.values)}
                </th>
                <th scope="col" className="number">
                  {say(W.flagged)}
                </th>
              </tr>
            </thead>
            <tbody>
              {tried.days.map(({ day, values, flagged }) => (
                <tr key={day}>
                  <th scope="row">{beijingDate(day)}</th>
                  <td className="number">{groupDigits(values)}</td>
                  <td className="number">{groupDigits(flagged)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </>
  )
}

function TriedChart({ chart }: { chart: NonNullable<Tried['chart']> }) {
  const say = useSay()
  const option = useMemo(
    () => ({
      useUTC: true,
      animation: false,
      textStyle: { fontFamily: 'inherit' },
      grid: { left: 56, right: 16, top: 28, bottom: 30 },
      xAxis: { type: 'time', axisLabel: { hideOverlap: true, color: '#595f69' } },
      yAxis: { type: 'value', scale: true, name: chart.unit, axisLabel: { color: '#595f69' } },
      series: [
        {
          type: 'line',
          showSymbol: false,
          lineStyle: { width: 1.4, color: '#0b5c7a' },
          data: chart.points.map(([at, value]) => [shifted(at), value]),
        },
        {
          type: 'scatter',
          symbol: 'triangle',
          symbolSize: 7,
          itemStyle: { color: '#a3242b' },
          data: chart.points.flatMap(([at, value, isFlagged]) => (isFlagged ? [[shifted(at), value]] : [])),
        },
      ],
    }),
    [chart],
  )
  const label = say(W.dryChart, { site: chart.name, factor: chart.factor })
  return (
    <figure style={{ margin: 0 }}>
      <figcaption>{label}</figcaption>
      <Suspense fallback={<div style={{ height: 240 }} />}>
        <Chart option={option} height={240} label={label} />
      </Suspense>
      <FigureDownloads
        file={{
          option,
          height: 240,
          title: label,
          source: chart.name,
          fileName: `dry-run-${chart.factor}`,
          lines: [
            [say(W.time), chart.factor, say(W.flagged)],
            ...chart.points.map(([at, value, isFlagged]) => [
              beijingDateTime(at).slice(0, 16),
              String(value ?? ''),
              isFlagged ? '▲' : '',
            ]),
          ],
        }}
      />
    </figure>
  )
}
