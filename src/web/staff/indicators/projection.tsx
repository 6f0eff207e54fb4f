// Where an indicator is heading: the cell of the board, and on its page the sentence, the method and what it rests on.
import { Tooltip } from 'antd'
import type { Projection } from '#contract/indicators.ts'
import { DemoMark } from '#web/ui/demo-mark.tsx'
import { ExplanationTree } from '#web/ui/explanation-tree.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import type { IndicatorDetail } from './queries.ts'
import { INDICATOR_WORDS as W } from './words.ts'

const METHOD_WORDS = { days: W.methodDays, trend: W.methodTrend, rate: W.methodRate } as const

/** As whole percent; the ends are said as such, as no projection is certain. */
export function showChance(chance: number): string {
  if (chance < 0.01) return '< 1 %'
  if (chance > 0.99) return '> 99 %'
  return `${Math.round(chance * 100)} %`
}

/** `shown` is the year of the board: another one is named. */
export function ProjectionCell({ projection, shown }: { projection: Projection; shown: number }) {
  const say = useSay()
  const { year, value, low, high, chance, why, isDemo } = projection
  if (value === null)
    return (
      <Tooltip title={why ? say(why) : undefined}>
        <span className="quiet">—</span>
      </Tooltip>
    )
  return (
    <>
      <span className="value">
        <span>
          {year === shown ? null : `${year}：`}
          {value}
        </span>
        {isDemo ? <DemoMark /> : null}
      </span>
      {low === null || high === null ? null : (
        <div className="quiet board-why">{say(W.projectedRange, { low, high })}</div>
      )}
      {chance === null ? null : (
        <div className="quiet board-why">{say(W.chanceOf, { chance: showChance(chance) })}</div>
      )}
    </>
  )
}

export function ProjectionPart({ detail }: { detail: IndicatorDetail }) {
  const say = useSay()
  const { projection } = detail.row
  return (
    <section>
      <h2>
        {say(W.projectionTitle)} {projection.isDemo ? <DemoMark /> : null}
      </h2>
      <p>{answerOf(projection, detail.row.unit, say)}</p>
      {projection.method === null ? null : (
        <>
          <p className="quiet">
            {say(METHOD_WORDS[projection.method])} · {say(W.projectionNote)}
          </p>
          {detail.projectionSteps === null ? null : (
            <details>
              <summary>{say(W.projectionHow)}</summary>
              <ExplanationTree root={detail.projectionSteps} />
            </details>
          )}
        </>
      )}
    </section>
  )
}

function answerOf({ year, value, low, high, chance, why }: Projection, unit: string, say: Say): string {
  if (value === null) return say(W.projectionNone, { year, why: why ? say(why) : '' })
  const figures = { year, value, unit: unit === '%' ? '%' : ` ${unit}` }
  if (low === null || high === null) return say(W.projectionPlain, figures)
  return say(W.projectionAnswer, { ...figures, low, high, chance: chance === null ? '—' : showChance(chance) })
}
