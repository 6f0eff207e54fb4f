// A rule being edited: texts as typed, and the rule they make or what is wrong with them.
import { RuleBody } from '#contract/quality.ts'
import type { SiteKind } from '#contract/sites.ts'
import type { CheckedKind, RuleTestName } from '#domain/quality/rule.ts'

export type RuleDraft = {
  id: string
  titleZh: string
  titleEn: string
  factor: string
  sites: string
  siteKinds: SiteKind[]
  kinds: CheckedKind[]
  state: 'suspect' | 'bad' | 'missing'
  basisZh: string
  basisEn: string
  sureness: 'standard' | 'ours'
  test: RuleTestName
  figures: Record<string, string>
  isActive: boolean
  appliesFrom: string
}

/** The figures of each test with what a new rule begins with; an empty one may stay empty where it is null. */
export const TEST_FIGURES: Readonly<Record<RuleTestName, Readonly<Record<string, string>>>> = {
  range: { least: '0', most: '' },
  rate: { mostPerHour: '', withinHours: '3' },
  persistence: { hours: '6', tolerance: '0', ignoreUpTo: '' },
  gap: { everyMinutes: '60', graceMinutes: '90' },
  spike: { mostStep: '', ratio: '3', withinHours: '2' },
  order: { partner: '', share: '0', tolerance: '0' },
  'frozen-partner': { partner: '', hours: '8', tolerance: '0', leastMove: '0.3' },
  'zero-flow': { partner: '', zero: '0', leastPartner: '' },
  'mean-extremes': { share: '0.01' },
  amount: { partner: '', scale: '0.001', share: '0.1' },
  neighbour: { radiusKm: '15', leastNeighbours: '3', mostStep: '', ratio: '1.5' },
  window: { recoveryHours: '1', mostHours: '12' },
  clock: { aheadMinutes: '10', behindMinutes: '60' },
}
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['least', 'most', 'ignoreUpTo'])

export const NEW_RULE: RuleDraft = {
  id: '',
  titleZh: '',
  titleEn: '',
  factor: '',
  sites: '',
  siteKinds: [],
  kinds: ['hour'],
  state: 'suspect',
  basisZh: '',
  basisEn: '',
  sureness: 'ours',
  test: 'range',
  figures: { ...TEST_FIGURES.range },
  isActive: true,
  appliesFrom: '',
}

export function draftOf(id: string, body: RuleBody, isActive: boolean): RuleDraft {
  const { test, ...figures } = body.check
  const texts = Object.entries(figures).map(([name, value]): [string, string] => [
    name,
    value === null ? '' : String(value),
  ])
  return {
    id,
    titleZh: body.titleZh,
    titleEn: body.titleEn,
    factor: body.factor,
    sites: body.sites.join(', '),
    siteKinds: body.siteKinds,
    kinds: [...body.kinds],
    state: body.state,
    basisZh: body.basis.zh,
    basisEn: body.basis.en,
    sureness: body.basis.sureness,
    test,
    figures: { ...TEST_FIGURES[test], ...Object.fromEntries(texts) },
    isActive,
    appliesFrom: '',
  }
}

function figureOf(name: string, text: string): unknown {
  if (name === 'partner') return text.trim()
  if (text.trim() === '') return MAY_BE_EMPTY.has(name) ? null : undefined
  return Number(text)
}

/** The rule, or the names of the fields that are not right. */
export function bodyOf(draft: RuleDraft): RuleBody | { wrong: string[] } {
  const check = Object.fromEntries(
    Object.keys(TEST_FIGURES[draft.test]).map((name) => [name, figureOf(name, draft.figures[name] ?? '')]),
  )
  const parsed = RuleBody.safeParse({
    titleZh: draft.titleZh,
    titleEn: draft.titleEn.trim() === '' ? draft.titleZh : draft.titleEn,
    factor: draft.factor.trim(),
    sites: draft.sites
      .split(/[,，]/)
      .map((code) => code.trim())
      .filter((code) => code !== ''),
    siteKinds: draft.siteKinds,
    kinds: draft.kinds,
    state: draft.state,
    basis: { zh: draft.basisZh, en: draft.basisEn, sureness: draft.sureness },
    check: { test: draft.test, ...check },
  })
  if (parsed.success) return parsed.data
  return { wrong: [...new Set(parsed.error.issues.map(({ path }) => String(path.at(-1) ?? '')))] }
}
