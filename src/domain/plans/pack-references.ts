// Whether the ids of a plan pack are unique, stand under their parents, and all references lead somewhere.
import type { Refusal } from '#kit/refusal.ts'
import { PROCEDURE_FOLDER, REPORT_FOLDER } from './pack-folders.ts'
import { ORGANISATIONS_FILE } from './pack-organisations.ts'
import type { Chapter, Measure, Pack } from './pack-parts.ts'
import { fault, inside, type Place } from './pack-shape.ts'

type Named = { id: string; place: Place }
type Reference = { to: string; place: Place }

/** Duplicate ids, ids that do not begin with their parent's, words the pack does not list, and references to nothing. */
export function checkReferences(pack: Pack): Refusal[] {
  const named = listNamed(pack)
  const known = new Set(named.map((entry) => entry.id))
  // A row number stands for all measurables of the row; the table itself is cited as table1 of its section.
  for (const indicator of pack.indicators) known.add(indicator.id.replace(/[a-z]$/, ''))
  for (const chapter of pack.chapters)
    for (const section of chapter.sections) if (section.indicatorsRef !== undefined) known.add(`${section.id}.table1`)
  const dangling = listReferences(pack).filter(({ to }) => !known.has(to) && !isParagraphOf(to, known))
  return [
    ...findRepeats(named),
    ...findStrays(pack),
    ...findUnknownWords(pack),
    ...dangling.map(({ to, place }) => fault('reference-lost', place, `refers to ${to}, which the pack does not hold`)),
  ]
}

// Paragraphs of the official text (c01.s02.p2) are not in the pack; only their section is.
function isParagraphOf(id: string, known: Set<string>): boolean {
  const match = /^(.+)\.p\d+$/.exec(id)
  return match?.[1] !== undefined && known.has(match[1])
}

const place = (file: string, path: string): Place => ({ file, path })

function eachMeasure<T>(pack: Pack, visit: (measure: Measure, at: Place, sectionId: string) => T[]): T[] {
  return pack.chapters.flatMap((chapter, c) =>
    chapter.sections.flatMap((section, s) =>
      section.measures.flatMap((measure, m) =>
        visit(measure, place('plan.json', `$.chapters[${c}].sections[${s}].measures[${m}]`), section.id),
      ),
    ),
  )
}

function listNamed(pack: Pack): Named[] {
  const flat = <T extends { id: string }>(file: string, key: string, rows: T[]): Named[] =>
    rows.map(({ id }, at) => ({ id, place: place(file, `$.${key}[${at}].id`) }))
  return [
    ...pack.chapters.flatMap(listChapterNames),
    ...eachMeasure(pack, (measure, at) => [
      { id: measure.id, place: inside(at, 'id') },
      ...measure.obligations.map(({ id }, t) => ({ id, place: inside(inside(inside(at, 'obligations'), t), 'id') })),
    ]),
    ...flat('indicators.json', 'categories', pack.categories),
    ...flat('indicators.json', 'indicators', pack.indicators),
    ...flat('baseline.json', 'facts', pack.baseline.facts),
    ...flat('goals.json', 'goals', pack.goals),
    ...flat('inconsistencies.json', 'inconsistencies', pack.inconsistencies),
    ...flat('systems.json', 'groups', pack.systemGroups),
    ...flat('systems.json', 'systems', pack.systems),
    ...flat(ORGANISATIONS_FILE, 'organisations', pack.organisations?.organisations ?? []),
  ]
}

function listChapterNames(chapter: Chapter, at: number): Named[] {
  const here = place('plan.json', `$.chapters[${at}]`)
  return [
    { id: chapter.id, place: inside(here, 'id') },
    ...chapter.sections.flatMap((section, s) => {
      const there = inside(inside(here, 'sections'), s)
      const statements = section.statements ?? []
      return [
        { id: section.id, place: inside(there, 'id') },
        ...statements.map(({ id }, f) => ({ id, place: inside(inside(inside(there, 'statements'), f), 'id') })),
      ]
    }),
  ]
}

function findRepeats(named: Named[]): Refusal[] {
  const first = new Map<string, Place>()
  return named.flatMap(({ id, place: at }) => {
    const earlier = first.get(id)
    if (earlier === undefined) {
      first.set(id, at)
      return []
    }
    return [fault('id-repeated', at, `${id} is already used at ${earlier.file} ${earlier.path}`)]
  })
}

function findStrays(pack: Pack): Refusal[] {
  const stray = (child: string, parent: string, at: Place): Refusal[] =>
    child.startsWith(`${parent}.`)
      ? []
      : [fault('id-misplaced', at, `${child} stands under ${parent} and must begin with its id`)]
  const sections = pack.chapters.flatMap((chapter, c) =>
    chapter.sections.flatMap((section, s) =>
      stray(section.id, chapter.id, place('plan.json', `$.chapters[${c}].sections[${s}].id`)),
    ),
  )
  const measures = eachMeasure(pack, (measure, at, sectionId) => [
    ...stray(measure.id, sectionId, inside(at, 'id')),
    ...measure.obligations.flatMap(({ id }, t) =>
      stray(id, measure.id, inside(inside(inside(at, 'obligations'), t), 'id')),
    ),
  ])
  return [...sections, ...measures]
}

function findUnknownWords(pack: Pack): Refusal[] {
  const { verb, targetKind, progressType } = pack.about.enums
  const unknown = (word: string, list: string[], name: string, at: Place): Refusal[] =>
    list.includes(word)
      ? []
      : [fault('unknown-word', at, `must be one of pack.json $.enums.${name}, current value is "${word}"`)]
  return eachMeasure(pack, (measure, at) =>
    measure.obligations.flatMap((obligation, t) => {
      const here = inside(inside(at, 'obligations'), t)
      return [
        ...unknown(obligation.verb, Object.keys(verb), 'verb', inside(here, 'verb')),
        ...unknown(obligation.progressType, progressType, 'progressType', inside(here, 'progressType')),
        ...(obligation.targets ?? []).flatMap(({ kind }, k) =>
          unknown(kind, Object.keys(targetKind), 'targetKind', inside(inside(inside(here, 'targets'), k), 'kind')),
        ),
      ]
    }),
  )
}

const refer = (to: string | null | undefined, file: string, path: string): Reference[] =>
  to === null || to === undefined ? [] : [{ to, place: place(file, path) }]

/** A basis that is no part of the plan is the name of a law or document. */
const PLAN_PART = /^c\d{2}(\.|$)/

const listBases = ({ procedures, reports }: Pack): Reference[] => [
  ...procedures.flatMap(({ id, basis }) => listBasis(basis, `${PROCEDURE_FOLDER}/${id}.json`)),
  ...reports.flatMap(({ id, basis }) => listBasis(basis, `${REPORT_FOLDER}/${id}.json`)),
]

const listBasis = (basis: readonly string[], file: string): Reference[] =>
  basis.flatMap((ref, n) => (PLAN_PART.test(ref) ? refer(ref, file, `$.basis[${n}]`) : []))

function listOrganisationReferences({ organisations }: Pack): Reference[] {
  if (organisations === undefined) return []
  return [
    ...refer(organisations.planCount?.ref, ORGANISATIONS_FILE, '$.planCount.ref'),
    ...organisations.organisations.flatMap(({ refs }, n) =>
      refs.flatMap((to, r) => refer(to, ORGANISATIONS_FILE, `$.organisations[${n}].refs[${r}]`)),
    ),
  ]
}

function listReferences(pack: Pack): Reference[] {
  return [
    ...listOrganisationReferences(pack),
    ...listBases(pack),
    ...listPlanReferences(pack),
    ...listIndicatorReferences(pack),
    ...pack.about.footnotes.flatMap(({ ref }, n) => refer(ref, 'pack.json', `$.footnotes[${n}].ref`)),
    ...pack.baseline.facts.flatMap((fact, n) => [
      ...refer(fact.ref, 'baseline.json', `$.facts[${n}].ref`),
      ...refer(fact.linkedIndicator, 'baseline.json', `$.facts[${n}].linkedIndicator`),
    ]),
    ...pack.goals.flatMap((goal, n) =>
      goal.targets.flatMap((target, t) =>
        refer(target.linkedIndicator, 'goals.json', `$.goals[${n}].targets[${t}].linkedIndicator`),
      ),
    ),
    ...pack.inconsistencies.flatMap(({ refs }, n) =>
      refs.flatMap((to, r) => refer(to, 'inconsistencies.json', `$.inconsistencies[${n}].refs[${r}]`)),
    ),
    ...pack.systems.flatMap(({ group, refs }, n) => [
      ...refer(group, 'systems.json', `$.systems[${n}].group`),
      ...refs.flatMap((to, r) => refer(to, 'systems.json', `$.systems[${n}].refs[${r}]`)),
    ]),
    ...Object.entries(pack.registry).flatMap(([kind, names]) =>
      names.flatMap(({ obligationIds = [], refs = [] }, n) => [
        ...obligationIds.flatMap((to, i) => refer(to, 'registry.json', `$.${kind}[${n}].obligationIds[${i}]`)),
        ...refs.flatMap((to, i) => refer(to, 'registry.json', `$.${kind}[${n}].refs[${i}]`)),
      ]),
    ),
  ]
}

function listPlanReferences(pack: Pack): Reference[] {
  return eachMeasure(pack, (measure, at) => [
    ...measure.systems.map((to, n) => ({ to, place: inside(inside(at, 'systems'), n) })),
    ...measure.obligations.flatMap((obligation, t) =>
      (obligation.targets ?? []).flatMap(({ linkedIndicator }, k) =>
        refer(linkedIndicator, at.file, `${at.path}.obligations[${t}].targets[${k}].linkedIndicator`),
      ),
    ),
  ])
}

function listIndicatorReferences(pack: Pack): Reference[] {
  return pack.indicators.flatMap((indicator, n) => {
    const at = (rest: string) => `$.indicators[${n}].${rest}`
    const each = (key: 'linkedObligations' | 'suggestedMeasures' | 'inconsistencies'): Reference[] =>
      indicator[key].flatMap((to, i) => refer(to, 'indicators.json', at(`${key}[${i}]`)))
    return [
      ...refer(indicator.categoryId, 'indicators.json', at('categoryId')),
      ...refer(indicator.baseline?.ref, 'indicators.json', at('baseline.ref')),
      ...each('linkedObligations'),
      ...each('suggestedMeasures'),
      ...each('inconsistencies'),
      ...indicator.readings.flatMap((reading, r) => [
        ...refer(reading.ref, 'indicators.json', at(`readings[${r}].ref`)),
        ...refer(reading.inconsistency, 'indicators.json', at(`readings[${r}].inconsistency`)),
      ]),
    ]
  })
}
