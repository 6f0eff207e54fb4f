// Obligations of a plan, or of one part of it, and what its versions changed, as tables for files.
import { downloadObligations, downloadPlanChanges } from '#contract/downloads.ts'
import type { PlanChangeRow } from '#contract/plan-versions.ts'
import type { Obligation } from '#contract/plans.ts'
import { obligationsIn } from '#domain/plans/plan-model.ts'
import { label } from '#domain/terms.ts'
import { isRefusal, refuse } from '#kit/refusal.ts'
import {
  type Cell,
  type Column,
  type Download,
  districtOf,
  download,
  filterLine,
  inBatches,
  sourceLine,
} from '../http/download.ts'
import type { Deps } from '../http/serve.ts'
import { findPlan } from '../plan-store.ts'
import { toObligation } from '../plan-wire.ts'
import { planChanges } from './versions.ts'

export const planDownloads = ({ db }: Deps): Download[] => [
  download(downloadObligations, async (query) => {
    const model = await findPlan(db, query.plan)
    if (isRefusal(model)) return model
    const { node } = query
    if (node !== undefined && !model.nodes.has(node)) {
      return refuse('plans.node-not-found', {
        zh: `规划中没有“${node}”`,
        en: `Plan “${query.plan}” has no chapter, section or measure “${node}”`,
      })
    }
    const roots =
      node === undefined ? [...model.nodes.values()].filter((one) => one.parentId === null).map(({ id }) => id) : [node]
    const rows = roots.flatMap((id) => obligationsIn(model, id)).map((placed) => toObligation(model, placed))
    const district = await districtOf(db)
    return {
      title: { zh: `${district.zh}-规划${label('obligation').zh}`, en: `${district.en} plan obligations` },
      columns: COLUMNS,
      batches: inBatches(rows, (row) => cellsOf(row, model.nodes.get(row.measureId)?.titleZh ?? '')),
      about: [
        sourceLine(district),
        { words: label('plan'), value: `${query.plan} ${model.pack.about.version}` },
        filterLine(query),
      ],
    }
  }),
  download(downloadPlanChanges, async ({ plan, ...query }) => {
    const found = await planChanges(db, plan, query)
    if (isRefusal(found)) return found
    const district = await districtOf(db)
    return {
      title: { zh: `${district.zh}-规划变更`, en: `${district.en} changes of the plan` },
      columns: CHANGE_COLUMNS,
      batches: inBatches(found.rows, (row) => changeCells(row, query.lang)),
      about: [sourceLine(district), { words: label('plan'), value: plan }, filterLine(query)],
    }
  }),
]

const text = (key: string, words: Column['words']): Column => ({ key, words, kind: 'text' })
const COLUMNS: readonly Column[] = [
  text('id', { zh: '编号', en: 'id' }),
  text('titleZh', label('obligation')),
  text('titleEn', { zh: '英文', en: 'English' }),
  text('measureId', { zh: '措施编号', en: 'measure id' }),
  text('measure', label('measure')),
  text('verb', { zh: '动词', en: 'verb' }),
  text('role', { zh: '职责', en: 'role' }),
  text('domain', { zh: '领域', en: 'domain' }),
  text('deadline', { zh: '期限', en: 'deadline' }),
  text('counterparts', { zh: '协同单位', en: 'counterparts' }),
  text('targets', label('target')),
  text('indicators', label('indicator')),
  text('inconsistencies', label('inconsistency')),
]

const CHANGE_COLUMNS: readonly Column[] = [
  { key: 'version', words: { zh: '版本序号', en: 'number of the version' }, kind: 'number' },
  text('kind', { zh: '类别', en: 'kind' }),
  text('id', { zh: '编号', en: 'id' }),
  text('title', { zh: '名称', en: 'name' }),
  text('change', { zh: '变更', en: 'change' }),
  text('field', { zh: '字段', en: 'field' }),
  text('before', { zh: '变更前', en: 'before' }),
  text('after', { zh: '变更后', en: 'after' }),
  text('adjustment', { zh: '批准的规划调整', en: 'approved adjustment' }),
]

/** Without a case the cell says so, as that is a finding. */
const changeCells = (row: PlanChangeRow, lang: 'zh' | 'en'): Cell[] => [
  row.no,
  row.kind,
  row.id,
  lang === 'zh' ? row.titleZh : row.titleEn,
  row.change,
  row.field?.[lang] ?? '',
  row.before ?? '',
  row.after ?? '',
  row.caseId === null ? { zh: '无批准的调整', en: 'no approved adjustment' }[lang] : String(row.caseId),
]

const cellsOf = (row: Obligation, measure: string): Cell[] => [
  row.id,
  row.titleZh,
  row.titleEn,
  row.measureId,
  measure,
  row.verb,
  label(row.role).zh,
  row.domain,
  row.deadline,
  row.counterparts.join('、'),
  row.targets
    .map(
      ({ metric, comparator, value, unit, year }) =>
        `${metric} ${comparator} ${value}${unit ?? ''}${year === null ? '' : ` (${year})`}`,
    )
    .join('; '),
  row.indicatorIds.join(', '),
  row.inconsistencies.map(({ what }) => what).join('; '),
]
