// The progress of the plan as bars: how many obligations show which light, and how units stand to each other.
import type { Block } from '#domain/documents/document.ts'
import { rankUnits } from '#domain/progress/ranking.ts'
import { LIGHTS } from '#domain/progress/status.ts'
import { LIGHT_NAMES } from '#domain/progress/status-words.ts'
import { rowsOf, statusOf } from './obligations.ts'
import { count, dateTime, type PartContext, type PartWriter } from './part.ts'

/** More bars than these cannot be told apart; the table of the ranking has them all. */
const MOST_BARS = 12

export const progressCharts: PartWriter = async (context, { title }) => {
  const { say } = context
  const rows = await rowsOf(context)
  const lights = LIGHTS.map((light) => ({ light, n: rows.filter(({ ruled }) => ruled.light === light).length }))
  const { ranked } = rankUnits(
    rows.flatMap((row) => (row.lead === null ? [] : [{ unit: row.lead, status: statusOf(row) }])),
  )
  const shown = ranked.slice(0, MOST_BARS)
  const byLight = bars(context, {
    title: `${title}${say({ zh: '：三色', en: ': by light' })}`,
    unit: say({ zh: '项', en: 'obligations' }),
    name: say({ zh: '任务', en: 'Obligations' }),
    values: lights.map(({ light, n }) => [say(LIGHT_NAMES[light]), n]),
  })
  const byUnit = bars(context, {
    title: `${title}${say({ zh: '：各单位正常率', en: ': units by share' })}`,
    unit: '%',
    name: say({ zh: '正常率', en: 'Share as it should be' }),
    values: shown.map(({ unit, share }) => [unit, Number(share)]),
  })
  return {
    figures: Object.fromEntries(
      lights.map(({ light, n }) => [`lights.${light}`, count(n, `/progress?light=${light}`)]),
    ),
    blocks: shown.length === 0 ? [byLight] : [byLight, byUnit],
  }
}

type Bars = { title: string; unit: string; name: string; values: readonly (readonly [string, number])[] }

const bars = ({ say, knownAt }: PartContext, { title, unit, name, values }: Bars): Block => ({
  kind: 'chart',
  title,
  chart: {
    kind: 'bar',
    unit,
    labels: values.map(([label]) => label),
    series: [{ name, values: values.map(([, value]) => value) }],
    limits: [],
  },
  source: say({
    zh: `按各单位已签发的填报，数据截至 ${dateTime(knownAt)}`,
    en: `by the returns that units have signed, as known at ${dateTime(knownAt)}`,
  }),
})
