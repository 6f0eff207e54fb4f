// What one version of a pack changes in the one before it: added, removed, and changed field by field.
import type { Pack } from './pack-parts.ts'

/** `other` is whatever else a pack brings: names, baseline, procedures, units, … */
export type ChangedKind = 'obligation' | 'measure' | 'indicator' | 'target' | 'formula' | 'other'

/** 规划变更 — one field of one thing; `field`, `before` and `after` are null where the whole came or went. */
export type PlanChange = {
  kind: ChangedKind
  id: string
  titleZh: string
  titleEn: string
  change: 'added' | 'removed' | 'changed'
  /** Path of the field within the thing, as `deadline.year`. */
  field: string | null
  before: string | null
  after: string | null
}

type Thing = { kind: 'obligation' | 'measure' | 'indicator' | 'other'; id: string; zh: string; en: string; of: unknown }

/** A pack with the district it may bring along. */
type Version = Pack & { district?: unknown }

/** Every change in the order of the older version, with what was added at the end. */
export function comparePacks(older: Version, newer: Version): PlanChange[] {
  const before = new Map(listThings(older).map((thing) => [keyOf(thing), thing]))
  const after = new Map(listThings(newer).map((thing) => [keyOf(thing), thing]))
  const gone = [...before].flatMap(([key, thing]) => (after.has(key) ? [] : [wholly(thing, 'removed')]))
  const kept = [...before].flatMap(([key, thing]) => {
    const other = after.get(key)
    return other === undefined ? [] : compareFields(thing, other)
  })
  const come = [...after].flatMap(([key, thing]) => (before.has(key) ? [] : [wholly(thing, 'added')]))
  return [...kept, ...gone, ...come]
}

const keyOf = ({ kind, id }: Thing): string => `${kind} ${id}`

const wholly = ({ kind, id, zh, en }: Thing, change: 'added' | 'removed'): PlanChange => ({
  kind,
  id,
  titleZh: zh,
  titleEn: en,
  change,
  field: null,
  before: null,
  after: null,
})

function compareFields(older: Thing, newer: Thing): PlanChange[] {
  const before = leavesOf(older.of)
  const after = leavesOf(newer.of)
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((field): PlanChange[] => {
    const [was, is] = [before.get(field) ?? null, after.get(field) ?? null]
    if (was === is) return []
    const { id, zh, en } = newer
    const kind = kindOfField(newer.kind, field)
    return [{ kind, id, titleZh: zh, titleEn: en, change: 'changed', field, before: was, after: is }]
  })
}

function kindOfField(kind: Thing['kind'], field: string): ChangedKind {
  const head = field.split(/[.[]/, 1)[0]
  if (head === 'targets' && kind === 'obligation') return 'target'
  if (kind !== 'indicator') return kind
  if (head === 'target' || head === 'readings') return 'target'
  return head === 'formula' ? 'formula' : kind
}

/** Each value by its path; things with an id are named by it, so that one more in a list moves none of the others. */
function leavesOf(value: unknown): Map<string, string> {
  const leaves = new Map<string, string>()
  const walk = (part: unknown, path: string): void => {
    if (Array.isArray(part)) {
      part.forEach((item, n) => {
        walk(item, `${path}[${idOf(item) ?? n}]`)
      })
    } else if (typeof part === 'object' && part !== null) {
      for (const [key, item] of Object.entries(part)) walk(item, path === '' ? key : `${path}.${key}`)
    } else if (part !== undefined && part !== null) leaves.set(path, String(part))
  }
  walk(value, '')
  return leaves
}

function idOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || !('id' in item)) return undefined
  return typeof item.id === 'string' ? item.id : undefined
}

function listThings(pack: Version): Thing[] {
  const sections = pack.chapters.flatMap((chapter) => chapter.sections)
  const measures = sections.flatMap((section) => section.measures.map((measure) => ({ section, measure })))
  return [
    ...measures.flatMap(({ section, measure }): Thing[] => {
      const { obligations, ...own } = measure
      return [
        { kind: 'measure', id: measure.id, zh: measure.headlineZh ?? section.titleZh, en: measure.headlineEn, of: own },
        ...obligations.map(
          (one): Thing => ({ kind: 'obligation', id: one.id, zh: one.titleZh, en: one.titleEn, of: one }),
        ),
      ]
    }),
    ...pack.indicators.map(
      (one): Thing => ({ kind: 'indicator', id: one.id, zh: one.nameZh, en: one.nameEn, of: one }),
    ),
    ...listOthers(pack),
  ]
}

/** All that is neither obligation, measure nor indicator, by the part of the pack that holds it. */
function listOthers({ chapters, indicators: _, about, ...parts }: Version): Thing[] {
  const { version: __, counts: ___, ...plan } = about
  const nodes = chapters.flatMap(({ sections, ...chapter }) => [
    chapter,
    ...sections.map(({ measures: ____, ...section }) => section),
  ])
  const named = nodes.map((node): Thing => other(node.id, { zh: node.titleZh, en: node.titleEn }, node))
  const rest = Object.entries(parts).map(([part, of]): Thing => {
    const { zh, en } = PART_WORDS[part] ?? { zh: part, en: part }
    return other(part, { zh, en }, of)
  })
  return [other('about', { zh: '规划说明', en: 'particulars of the plan' }, plan), ...named, ...rest]
}

const other = (id: string, { zh, en }: { zh: string; en: string }, of: unknown): Thing => ({
  kind: 'other',
  id,
  zh,
  en,
  of,
})

const PART_WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  categories: { zh: '指标类别', en: 'categories of indicators' },
  baseline: { zh: '现状基础', en: 'baseline' },
  goals: { zh: '规划目标', en: 'goals' },
  inconsistencies: { zh: '原文不一致', en: 'inconsistencies' },
  registry: { zh: '名录', en: 'registry of names' },
  systemGroups: { zh: '系统分组', en: 'groups of systems' },
  systems: { zh: '系统', en: 'systems' },
  procedures: { zh: '办理流程', en: 'procedures' },
  reports: { zh: '报告模板', en: 'templates of reports' },
  schemes: { zh: '考核方案', en: 'appraisal schemes' },
  organisations: { zh: '单位', en: 'units' },
  lists: { zh: '任务清单', en: 'lists of obligations' },
  projects: { zh: '重大项目', en: 'projects' },
  district: { zh: '行政区', en: 'district' },
}

/** Fields of obligations and indicators that a person reads of; any other is called by its path. */
const FIELD_WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  titleZh: { zh: '任务表述', en: 'wording' },
  titleEn: { zh: '英文表述', en: 'English wording' },
  headlineZh: { zh: '措施标题', en: 'headline' },
  headlineEn: { zh: '英文标题', en: 'English headline' },
  nameZh: { zh: '名称', en: 'name' },
  nameEn: { zh: '英文名称', en: 'English name' },
  verb: { zh: '动词', en: 'verb' },
  role: { zh: '职责', en: 'role' },
  unit: { zh: '单位', en: 'unit' },
  attributeZh: { zh: '指标属性', en: 'attribute' },
  'deadline.text': { zh: '时限原文', en: 'wording of the deadline' },
  'deadline.year': { zh: '时限年份', en: 'year of the deadline' },
  'deadline.basis': { zh: '时限依据', en: 'ground of the deadline' },
  'target.year': { zh: '目标年', en: 'year of the target' },
  'target.comparator': { zh: '目标比较符', en: 'comparator of the target' },
  'target.assumedComparator': { zh: '推定的比较符', en: 'assumed comparator' },
  'target.value': { zh: '目标值', en: 'value of the target' },
  'target.text': { zh: '目标文字', en: 'text of the target' },
  'formula.op': { zh: '公式运算', en: 'operation of the formula' },
  'formula.decimals': { zh: '公式小数位', en: 'decimals of the formula' },
  'formula.text.zh': { zh: '公式文字', en: 'text of the formula' },
}

/** The name of a field of a thing in both languages; its path where it has none. */
export function fieldWords(field: string): { zh: string; en: string } {
  const [, list = '', n = '', part = ''] = /^(targets|readings)\[(\d+)\]\.(\w+)$/.exec(field) ?? []
  const of = LIST_WORDS[list]
  if (of === undefined) return FIELD_WORDS[field] ?? { zh: field, en: field }
  const { zh, en } = PART_OF_TARGET[part] ?? { zh: part, en: part }
  return { zh: `${of.zh} ${Number(n) + 1} 的${zh}`, en: `${en} of ${of.en} ${Number(n) + 1}` }
}

const LIST_WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  targets: { zh: '任务目标', en: 'target' },
  readings: { zh: '目标写法', en: 'wording' },
}

const PART_OF_TARGET: Readonly<Record<string, { zh: string; en: string }>> = {
  comparator: { zh: '比较符', en: 'comparator' },
  value: { zh: '数值', en: 'value' },
  text: { zh: '文字', en: 'text' },
  unit: { zh: '单位', en: 'unit' },
  year: { zh: '年份', en: 'year' },
  metricZh: { zh: '名称', en: 'name' },
  sourceZh: { zh: '出处', en: 'source' },
  sourceEn: { zh: '英文出处', en: 'English source' },
  ref: { zh: '引用处', en: 'reference' },
}

/** A change as a sentence. @example `“森林覆盖率”的目标值由“30.05”改为“31”` */
export function describeChange({ titleZh, titleEn, change, field, before, after }: PlanChange): {
  zh: string
  en: string
} {
  if (field === null)
    return change === 'added'
      ? { zh: `新增“${titleZh}”`, en: `“${titleEn}” was added` }
      : { zh: `删除“${titleZh}”`, en: `“${titleEn}” was removed` }
  const name = fieldWords(field)
  const zhOf = (text: string | null): string => (text === null ? '（无）' : `“${text}”`)
  const enOf = (text: string | null): string => (text === null ? '(none)' : `“${text}”`)
  return {
    zh: `“${titleZh}”的${name.zh}由${zhOf(before)}改为${zhOf(after)}`,
    en: `The ${name.en} of “${titleEn}” changed from ${enOf(before)} to ${enOf(after)}`,
  }
}
