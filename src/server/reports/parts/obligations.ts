// The obligations of the plan in a report: by chapter, late ones, all of them, and the units that lead them.
import type { ProgressRow } from '#contract/progress.ts'
import { rankUnits } from '#domain/progress/ranking.ts'
import { PROGRESS_STATUSES, type ProgressStatus } from '#domain/progress/status.ts'
import { STATUS_NAMES } from '#domain/progress/status-words.ts'
import { label } from '#domain/terms.ts'
import { isRefusal } from '#kit/refusal.ts'
import { count, type PartContext, type PartWriter, table } from './part.ts'

/** All obligations as they stood at the end of the span, in the order of the plan; read once for all parts of a report. */
async function readRows({ db, sources, model, span, nowMs }: PartContext): Promise<ProgressRow[]> {
  const found = await sources.progress(db, { planId: model.pack.about.id, period: lastPeriod(span.text), nowMs })
  if (isRefusal(found)) throw new Error(`Cannot read the progress: ${found.because}`)
  const order = new Map([...model.obligations.keys()].map((id, at) => [id, at]))
  return found.toSorted((a, b) => (order.get(a.obligationId) ?? 0) - (order.get(b.obligationId) ?? 0))
}

/** The reporting period with which a span ends: that of a year is its fourth quarter. */
const lastPeriod = (text: string): string => (text.length === 4 ? `${text}-Q4` : text)

const readings = new WeakMap<PartContext, Promise<ProgressRow[]>>()
export function rowsOf(context: PartContext): Promise<ProgressRow[]> {
  const known = readings.get(context) ?? readRows(context)
  readings.set(context, known)
  return known
}

export const statusOf = ({ ruled }: ProgressRow): ProgressStatus => ruled.override?.status ?? ruled.status
const titleOf = (row: ProgressRow, { language }: PartContext): string => (language === 'zh' ? row.titleZh : row.titleEn)
const pageOf = ({ obligationId }: ProgressRow): string => `/plan/obligations/${obligationId}`

export const obligationStatus: PartWriter = async (context, head) => {
  const { model, say, language } = context
  const rows = await rowsOf(context)
  const number = (status: ProgressStatus, among = rows): number =>
    among.filter((row) => statusOf(row) === status).length
  const chapters = model.pack.chapters.map((chapter) => ({
    chapter,
    among: rows.filter(({ measureId }) => measureId.startsWith(`${chapter.id}.`)),
  }))
  const statuses = PROGRESS_STATUSES.filter((status) => number(status) > 0)
  return {
    figures: {
      'obligations.all': count(rows.length, '/progress'),
      'obligations.assigned': count(rows.length - number('not-assigned'), '/plan/division'),
      ...Object.fromEntries(
        PROGRESS_STATUSES.map((status) => [
          `obligations.${status}`,
          count(number(status), `/progress?status=${status}`),
        ]),
      ),
    },
    blocks: [
      table(
        head,
        [
          { title: say(label('chapter')), share: 30 },
          { title: say(label('obligation')), share: 8, isNumber: true },
          ...statuses.map((status) => ({ title: say(STATUS_NAMES[status]), share: 9, isNumber: true })),
        ],
        chapters
          .filter(({ among }) => among.length > 0)
          .map(({ chapter, among }) => [
            language === 'zh' ? chapter.titleZh : chapter.titleEn,
            { text: String(among.length), to: `/progress?node=${chapter.id}` },
            ...statuses.map((status) => ({
              text: String(number(status, among)),
              to: `/progress?node=${chapter.id}&status=${status}`,
            })),
          ]),
      ),
    ],
  }
}

export const lateList: PartWriter = async (context, head) => {
  const { say } = context
  const late = (await rowsOf(context)).filter((row) => statusOf(row) === 'late')
  return {
    figures: { 'late.all': count(late.length, '/progress?status=late') },
    blocks: [
      table(
        head,
        [
          { title: say(label('obligation')), share: 34 },
          { title: say(label('lead')), share: 16 },
          { title: say({ zh: '期限', en: 'Due' }), share: 11 },
          { title: say({ zh: '完成（%）', en: 'Done (%)' }), share: 9, isNumber: true },
          { title: say({ zh: '原因', en: 'Why' }), share: 30 },
        ],
        late.map((row) => [
          { text: titleOf(row, context), to: pageOf(row) },
          row.lead ?? '—',
          row.ends ?? '—',
          row.newest?.shareDone ?? '—',
          row.ruled.reasons.map(say).join('；'),
        ]),
      ),
    ],
  }
}

export const obligationList: PartWriter = async (context, head) => {
  const { say } = context
  const rows = await rowsOf(context)
  return {
    figures: { 'obligations.listed': count(rows.length, '/progress') },
    blocks: [
      table(
        head,
        [
          { title: say({ zh: '编号', en: 'Id' }), share: 15 },
          { title: say(label('obligation')), share: 39 },
          { title: say(label('lead')), share: 15 },
          { title: say({ zh: '完成（%）', en: 'Done (%)' }), share: 9, isNumber: true },
          { title: say(label('evidence')), share: 8, isNumber: true },
          { title: say(label('progressStatus')), share: 14 },
        ],
        rows.map((row) => [
          { text: row.obligationId, to: pageOf(row) },
          titleOf(row, context),
          row.lead ?? '—',
          row.newest?.shareDone ?? '—',
          String(row.evidence),
          `${say(STATUS_NAMES[statusOf(row)])}${row.ruled.override === null ? '' : say({ zh: '（人工）', en: ' (by hand)' })}`,
        ]),
      ),
    ],
  }
}

export const unitRanking: PartWriter = async (context, head) => {
  const { say } = context
  const rows = await rowsOf(context)
  const { ranked, tooFew, least } = rankUnits(
    rows.flatMap((row) => (row.lead === null ? [] : [{ unit: row.lead, status: statusOf(row) }])),
  )
  const note = say({
    zh: `按牵头任务中“完成”或“按期推进”的比例排名，相同者并列；牵头不足 ${least} 项的不排名。`,
    en: `By the share of what they lead that is done or on track, equals share a place; fewer than ${least} are not ranked.`,
  })
  return {
    figures: { 'units.ranked': count(ranked.length, '/units'), 'units.too-few': count(tooFew.length, '/units') },
    blocks: [
      table(
        { ...head, note: head.note ?? note },
        [
          { title: say({ zh: '名次', en: 'Place' }), share: 8, isNumber: true },
          { title: say(label('organisation')), share: 40 },
          { title: say({ zh: '牵头任务', en: 'Led' }), share: 12, isNumber: true },
          { title: say({ zh: '正常', en: 'As they should' }), share: 12, isNumber: true },
          { title: say({ zh: '逾期', en: 'Late' }), share: 12, isNumber: true },
          { title: say({ zh: '正常率（%）', en: 'Share (%)' }), share: 16, isNumber: true },
        ],
        [
          ...ranked.map(({ place, unit, led, well, late, share }) => [
            String(place),
            unit,
            { text: String(led), to: `/progress?unit=${encodeURIComponent(unit)}` },
            String(well),
            String(late),
            share,
          ]),
          ...tooFew.map(({ unit, led, well, late }) => ['—', unit, String(led), String(well), String(late), '—']),
        ],
      ),
    ],
  }
}
