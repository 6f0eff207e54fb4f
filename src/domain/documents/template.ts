// A template of reports and bulletins as a pack brings it: what stands in which order, and whether it can be filled in.
import { checkShape, fault, inside, type Place, type Shape } from '#domain/plans/pack-shape.ts'
import type { Refusal } from '#kit/refusal.ts'
import { isPartKind, PARTS, type PartKind, PERIOD_FIGURES } from './parts.ts'
import { citedIn } from './words.ts'

type Bilingual = { zh: string; en: string }

/** What a report of a template is about; `plan` runs from the first year of the plan to the year asked for. */
export const REPORT_PERIODS = ['month', 'quarter', 'year', 'plan'] as const
export type ReportPeriod = (typeof REPORT_PERIODS)[number]

export type TemplateItem =
  | { heading: Bilingual; level: 1 | 2 | 3 }
  | { words: Bilingual; id: string }
  | { part: PartKind; title: Bilingual; note?: Bilingual }
  | { break: true }

/** 编发安排 — the draft of a month or quarter is made by itself at the beginning of that working day after its end. */
export type ReportSchedule = { workingDay: number; because: Bilingual }

/** 文书模板. */
export type ReportTemplate = {
  id: string
  name: Bilingual
  purpose: Bilingual
  period: ReportPeriod
  /** Absent where only people make it. */
  schedule?: ReportSchedule
  /** Words with figures of the period. */
  title: Bilingual
  basis: string[]
  items: TemplateItem[]
}

const bilingual: Shape = { fields: { zh: 'text', en: 'text' } }

/** A later day belongs to the next month. */
const LATEST_WORKING_DAY = 20

const TEMPLATE: Shape = {
  optional: { schedule: { fields: { workingDay: 'integer', because: bilingual } } },
  fields: {
    id: { id: /^[a-z0-9]+(-[a-z0-9]+)*$/ },
    name: bilingual,
    purpose: bilingual,
    period: { oneOf: REPORT_PERIODS },
    title: bilingual,
    basis: { list: 'text' },
    items: {
      list: {
        fields: {},
        optional: {
          heading: bilingual,
          level: 'integer',
          words: bilingual,
          id: 'text',
          part: 'text',
          title: bilingual,
          note: bilingual,
          break: 'flag',
        },
      },
    },
  },
}

/** Reads a template from its parsed JSON; all faults at once, each with file, path and reason. */
export function readTemplate(json: unknown, file: string): ReportTemplate | Refusal[] {
  const place = { file, path: '$' }
  const faults = checkShape(json, TEMPLATE, place)
  if (faults.length > 0) return faults
  const template = json as ReportTemplate
  const found = [...checkSchedule(template, place), ...checkItems(template, place), ...checkCited(template, place)]
  return found.length > 0 ? found : template
}

function checkSchedule({ schedule, period }: ReportTemplate, place: Place): Refusal[] {
  if (schedule === undefined) return []
  const here = inside(place, 'schedule')
  if (period !== 'month' && period !== 'quarter') {
    return [
      fault('template-schedule', here, {
        zh: '只有按月或按季的文书可以按期编发',
        en: 'only what is about a month or a quarter can be made by the clock',
      }),
    ]
  }
  const { workingDay } = schedule
  if (workingDay >= 1 && workingDay <= LATEST_WORKING_DAY) return []
  return [
    fault('template-schedule', inside(here, 'workingDay'), {
      zh: `应在 1 到 ${LATEST_WORKING_DAY} 之间，现为 ${workingDay}`,
      en: `must lie between 1 and ${LATEST_WORKING_DAY}, current value is ${workingDay}`,
    }),
  ]
}

function checkItems({ items }: ReportTemplate, place: Place): Refusal[] {
  const ids = new Set<string>()
  return items.flatMap((item, at) => {
    const here = inside(inside(place, 'items'), at)
    const kinds = ['heading', 'words', 'part', 'break'].filter((kind) => kind in item)
    if (kinds.length !== 1) {
      return [
        fault('template-item', here, {
          zh: `应恰为 heading、words、part、break 之一，现有 ${kinds.length} 个`,
          en: `must be exactly one of heading, words, part and break, it has ${kinds.length}`,
        }),
      ]
    }
    if ('heading' in item) return [1, 2, 3].includes(item.level) ? [] : [levelFault(inside(here, 'level'))]
    if ('words' in item) return checkId(item.id, ids, inside(here, 'id'))
    if ('part' in item && !isPartKind(item.part)) return [unknownPart(item.part, inside(here, 'part'))]
    return 'part' in item ? checkId(item.part, ids, inside(here, 'part')) : []
  })
}

const levelFault = (place: Place): Refusal =>
  fault('template-level', place, { zh: '应为 1、2 或 3', en: 'must be 1, 2 or 3' })

const unknownPart = (part: string, place: Place): Refusal => {
  const known = Object.keys(PARTS)
  return fault('template-part', place, {
    zh: `没有内容项 ${part}，可用：${known.join('、')}`,
    en: `there is no part ${part}, there are ${known.join(', ')}`,
  })
}

function checkId(id: string | undefined, taken: Set<string>, place: Place): Refusal[] {
  if (id === undefined || id === '') return [fault('template-id', place, { zh: '没有填写', en: 'must be present' })]
  if (taken.has(id)) return [fault('template-id', place, { zh: `${id} 重复`, en: `${id} stands here twice` })]
  taken.add(id)
  return []
}

/** Words may cite only what the parts of the template give. */
function checkCited({ items, title }: ReportTemplate, place: Place): Refusal[] {
  const known = new Set<string>(PERIOD_FIGURES)
  for (const item of items) {
    if ('part' in item && isPartKind(item.part)) for (const figure of PARTS[item.part]) known.add(figure)
  }
  const texts = [
    { of: title, at: inside(place, 'title') },
    ...items.flatMap((item, at) =>
      'words' in item ? [{ of: item.words, at: inside(inside(inside(place, 'items'), at), 'words') }] : [],
    ),
  ]
  return texts.flatMap(({ of, at }) =>
    (['zh', 'en'] as const).flatMap((language) =>
      citedIn(of[language])
        .filter((figure) => !known.has(figure))
        .map((figure) =>
          fault('template-figure', inside(at, language), {
            zh: `引用了模板各内容项都不提供的数值 ${figure}`,
            en: `cites the figure ${figure}, which no part of the template gives`,
          }),
        ),
    ),
  )
}
