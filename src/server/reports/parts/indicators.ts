// The indicators of a year in a report: one table of all, and what each rests on.
import type { AssessedRow } from '#contract/assessment.ts'
import type { readIndicator } from '#contract/indicators.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Block, Cell, Figure } from '#domain/documents/document.ts'
import { INDICATOR_STATUS_WORDS } from '#domain/indicators/status-words.ts'
import { label } from '#domain/terms.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingYear } from '#kit/time.ts'
import { count, dateTime, type PartContext, type PartWriter, table, traced } from './part.ts'

const SAYS = { '>=': '≥', '<=': '≤', '>': '＞', '<': '＜', '=': '＝' } as Readonly<Record<string, string>>

async function assessedRows({ db, sources, model, span, knownAt, nowMs }: PartContext) {
  const found = await sources.assessment(db, {
    planId: model.pack.about.id,
    year: span.year,
    nowMs,
    asKnownAt: knownAt,
  })
  if (isRefusal(found)) throw new Error(`Cannot read the assessment of ${span.year}: ${found.because}`)
  return found
}

const pageOf = ({ id }: { id: string }): string => `/indicators/${id}`

const valueCell = (row: AssessedRow, { say }: PartContext): Cell =>
  row.value === null
    ? { text: '—', to: pageOf(row) }
    : { text: row.isDemo ? `${row.value}（${say(label('demo'))}）` : row.value, to: traced(pageOf(row), row.ref) }

/** The comparator the plan prints none of, with its value; nothing where it is printed. */
const assumedText = ({ assumed, comparator, target }: AssessedRow): string =>
  assumed && comparator !== null ? `${SAYS[comparator] ?? comparator}${target ?? ''}` : ''

export const indicatorYear: PartWriter = async (context, head) => {
  const { say, language } = context
  const { rows, totals } = await assessedRows(context)
  const missed = rows.filter(({ status, attribute }) => status === 'not-met' && attribute === 'binding').length
  const to = `/indicators/assessment?year=${context.span.year}`
  const columns = [
    { title: say({ zh: '序号', en: 'No.' }), share: 5 },
    { title: say(label('indicator')), share: 20 },
    { title: say({ zh: '单位', en: 'Unit' }), share: 9 },
    { title: say({ zh: '属性', en: 'Kind' }), share: 8 },
    { title: say({ zh: '表内目标', en: 'As printed' }), share: 13 },
    { title: say({ zh: '推定', en: 'Assumed' }), share: 8 },
    { title: say({ zh: '完成值', en: 'Value' }), share: 12, isNumber: true },
    { title: say({ zh: '达标情况', en: 'State' }), share: 11 },
    { title: say({ zh: '公式版本／数据摘要', en: 'Formula / data' }), share: 14 },
  ]
  const cells = rows.map((row) => [
    `${row.no}${row.sub ?? ''}`,
    { text: language === 'zh' ? row.nameZh : row.nameEn, to: pageOf(row) },
    row.unit,
    say(label(row.attribute)),
    row.printed,
    assumedText(row),
    valueCell(row, context),
    say(INDICATOR_STATUS_WORDS[row.status]),
    `${(row.formulaHash ?? '—').slice(0, 8)}／${(row.inputsHash ?? '—').slice(0, 8)}`,
  ])
  return {
    figures: {
      'indicators.all': count(totals.all, to),
      'indicators.assessable': count(totals.assessable, to),
      'indicators.met': count(totals.met, to),
      'indicators.missed': count(totals.missed, to),
      'indicators.open': count(totals.open, to),
      'indicators.pending': count(totals.pending, to),
      'indicators.binding-missed': count(missed, to),
    },
    blocks: [table(head, columns, cells)],
  }
}

type Detail = ReplyOf<typeof readIndicator>

export const indicatorPages: PartWriter = async (context) => {
  const { db, sources, model, span, knownAt, nowMs } = context
  const { rows } = await assessedRows(context)
  const figures: Record<string, Figure> = { 'indicators.shown': count(rows.length, '/indicators') }
  const blocks: Block[] = []
  for (const row of rows) {
    const detail = await sources.indicator(db, {
      planId: model.pack.about.id,
      id: row.id,
      year: span.year,
      nowMs,
      asKnownAt: knownAt,
    })
    if (isRefusal(detail)) throw new Error(`Cannot read indicator ${row.id}: ${detail.because}`)
    figures[`${row.id}.value`] = { text: row.value ?? '—', to: traced(pageOf(row), row.ref) }
    blocks.push(...pageBlocks(row, detail, context))
  }
  return { figures, blocks }
}

function pageBlocks(row: AssessedRow, detail: Detail, context: PartContext): Block[] {
  const { say, language } = context
  const name = language === 'zh' ? row.nameZh : row.nameEn
  return [
    { kind: 'heading', level: 3, text: `${row.no}${row.sub ?? ''} ${name}` },
    { kind: 'words', id: row.id, text: pageWords(row, detail, context) },
    ...chartOf(row, detail, context),
    ...readingsTable(row, say),
  ]
}

function pageWords(row: AssessedRow, { formula, formulaHint, years }: Detail, { say, span }: PartContext): string {
  const value = years.find(({ at, basis }) => beijingYear(at) === span.year && basis === 'in-force')
  const counted =
    value?.denominator == null
      ? ''
      : say({
          zh: `，计入 ${value.numerator ?? '—'} / ${value.denominator}`,
          en: `, counting ${value.numerator ?? '—'} of ${value.denominator}`,
        })
  const why = row.why === null ? '' : say({ zh: `（${row.why.zh}）`, en: ` (${row.why.en})` })
  const lines = [
    say({
      zh: `${span.year} 年完成值 [[${row.id}.value]] ${row.unit}${counted}；表内目标“${row.printed}”，${INDICATOR_STATUS_WORDS[row.status].zh}${why}。`,
      en: `Value of ${span.year}: [[${row.id}.value]] ${row.unit}${counted}; target as printed “${row.printed}”, ${INDICATOR_STATUS_WORDS[row.status].en}${why}.`,
    }),
    say({
      zh: `计算方法：${formula?.text.zh ?? formulaHint ?? '尚无'}。`,
      en: `Formula: ${formula?.text.en ?? formulaHint ?? 'none yet'}.`,
    }),
    value === undefined
      ? ''
      : say({
          zh: `依据标准：${value.editions.join('、') || '不涉及'}；数据 ${dateTime(value.knownFrom)} 起为此值。`,
          en: `Standards: ${value.editions.join(', ') || 'none'}; the value stands since ${dateTime(value.knownFrom)}.`,
        }),
    row.inconsistencies.length === 0
      ? ''
      : say({
          zh: `涉及规划文本不一致：${row.inconsistencies.join('、')}。`,
          en: `Contradictions that touch it: ${row.inconsistencies.join(', ')}.`,
        }),
  ]
  return lines.filter((line) => line !== '').join('\n')
}

/** Years one after the other; fewer than two are no line. */
function chartOf(row: AssessedRow, { years }: Detail, { say, model, knownAt }: PartContext): Block[] {
  const shown = years.filter(({ basis, value }) => basis === 'in-force' && value !== null)
  if (shown.length < 2) return []
  const limit = row.target === null || row.comparator === null ? [] : [row]
  return [
    {
      kind: 'chart',
      title: say({ zh: `${row.nameZh}历年完成值`, en: `${row.nameEn} by year` }),
      chart: {
        kind: 'line',
        unit: row.unit,
        labels: shown.map(({ at }) => String(beijingYear(at))),
        series: [{ name: say({ zh: row.nameZh, en: row.nameEn }), values: shown.map(({ value }) => Number(value)) }],
        limits: limit.map(({ comparator, target }) => ({
          name: `${SAYS[comparator ?? ''] ?? comparator}${target}`,
          value: Number(target),
        })),
      },
      source: say({
        zh: `来源：山水，${model.pack.about.titleZh}；数据截至 ${dateTime(knownAt)}`,
        en: `Source: Shanshui, ${model.pack.about.titleEn}; as known at ${dateTime(knownAt)}`,
      }),
    },
  ]
}

/** Where the plan states the target in several ways, each with its own state. */
function readingsTable({ readings }: AssessedRow, say: PartContext['say']): Block[] {
  if (readings.length < 2) return []
  return [
    table(
      { title: say({ zh: '目标的不同表述', en: 'The target as stated differently' }), note: undefined },
      [
        { title: say({ zh: '出处', en: 'Place' }), share: 2 },
        { title: say({ zh: '原文', en: 'As printed' }), share: 3 },
        { title: say({ zh: '达标情况', en: 'State' }), share: 2 },
        { title: say(label('inconsistency')), share: 1.5 },
      ],
      readings.map(({ source, text, status, unrounded, inconsistencyId }) => [
        source,
        text,
        unrounded === undefined
          ? say(INDICATOR_STATUS_WORDS[status])
          : say({
              zh: `${INDICATOR_STATUS_WORDS[status].zh}（不修约：${INDICATOR_STATUS_WORDS[unrounded].zh}）`,
              en: `${INDICATOR_STATUS_WORDS[status].en} (unrounded: ${INDICATOR_STATUS_WORDS[unrounded].en})`,
            }),
        inconsistencyId ?? '—',
      ]),
    ),
  ]
}
