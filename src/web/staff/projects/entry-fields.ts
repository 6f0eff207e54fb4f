// What each kind of entry asks for: its fields with their words and the way they are filled in, as data.
import type { EntryKind, ProjectEntry } from '#contract/projects.ts'
import { STATE_NAMES } from '#domain/projects/life-cycle.ts'
import { KIND_NAMES, MONEY_KINDS, MONEY_SOURCES, SOURCE_NAMES } from '#domain/projects/money.ts'
import { TARGET_COMPARATORS } from '#domain/projects/performance.ts'
import { APPLICATION_NAMES, APPLICATION_STATES, FUND_LEVELS, LEVEL_NAMES } from '#domain/projects/readiness.ts'
import type { Words } from '#web/ui/say.ts'
import type { ProjectDetail } from './queries.ts'
import { PROJECT_WORDS as W } from './words.ts'

export type Choice = { value: string; words: Words }
export type EntryField = {
  name: string
  words: Words
  input: 'text' | 'day' | 'decimal' | 'choice'
  isNeeded: boolean
  /** What is kept where nothing is filled in. */
  blank: null | ''
  choices?: (detail: ProjectDetail) => readonly Choice[]
  /** Tells one entry from another: it is not changed once it stands. */
  isKey?: true
}

type Rest = Partial<EntryField>
const field = (name: string, words: Words, input: EntryField['input'], rest: Rest = {}): EntryField => ({
  name,
  words,
  input,
  isNeeded: false,
  blank: '',
  ...rest,
})
const NEEDED: Rest = { isNeeded: true }
const OPEN: Rest = { blank: null }
const same = (text: string): Words => ({ zh: text, en: text })
const listed =
  <K extends string>(values: readonly K[], words: Readonly<Record<K, Words>>) =>
  (): Choice[] =>
    values.map((value) => ({ value, words: words[value] }))

/** A project may stay where it is, or go where its life leads. */
const stateChoices = ({ project, nextStates }: ProjectDetail): Choice[] =>
  [...(project.state === null ? [] : [project.state]), ...nextStates].map((value) => ({
    value,
    words: STATE_NAMES[value],
  }))

export const ENTRY_FIELDS: Readonly<Record<EntryKind, readonly EntryField[]>> = {
  particulars: [
    field('state', W.state, 'choice', { ...OPEN, choices: stateChoices }),
    field('owner', W.owner, 'text'),
    field('street', W.street, 'choice', {
      choices: ({ streets }) => streets.map((value) => ({ value, words: same(value) })),
    }),
    field('place', W.place, 'text'),
    field('lon', W.lon, 'decimal', OPEN),
    field('lat', W.lat, 'decimal', OPEN),
    field('startsOn', W.startsOn, 'day', OPEN),
    field('endsOn', W.endsOn, 'day', OPEN),
    field('estimate', W.estimate, 'decimal', OPEN),
    field('capacity', W.capacity, 'decimal', OPEN),
    field('capacityUnit', W.capacityUnit, 'text'),
  ],
  milestone: [
    field('name', W.name, 'text', { ...NEEDED, isKey: true }),
    field('plannedOn', W.plannedOn, 'day', NEEDED),
    field('forecastOn', W.forecastOn, 'day', OPEN),
    field('actualOn', W.actualOn, 'day', OPEN),
  ],
  money: [
    field('kind', W.kind, 'choice', { ...NEEDED, choices: listed(MONEY_KINDS, KIND_NAMES) }),
    field('source', W.source, 'choice', { ...NEEDED, choices: listed(MONEY_SOURCES, SOURCE_NAMES) }),
    field('on', W.on, 'day', NEEDED),
    field('amount', W.amount, 'decimal', NEEDED),
    field('purpose', W.purpose, 'text'),
    field('milestone', W.milestone, 'choice', {
      ...OPEN,
      choices: ({ milestones }) => milestones.map(({ name }) => ({ value: name, words: same(name) })),
    }),
    field('document', W.document, 'text'),
  ],
  result: [
    field('name', W.name, 'text', { ...NEEDED, isKey: true }),
    field('unit', W.unit, 'text', NEEDED),
    field('comparator', W.comparator, 'choice', {
      ...NEEDED,
      choices: () => TARGET_COMPARATORS.map((value) => ({ value, words: same(showComparator(value)) })),
    }),
    field('target', W.target, 'decimal', NEEDED),
    field('result', W.result, 'decimal', OPEN),
  ],
  paper: [
    field('paper', W.paper, 'choice', {
      ...NEEDED,
      isKey: true,
      choices: ({ papers }) => papers.map(({ id, zh, en }) => ({ value: id, words: { zh, en } })),
    }),
    field('document', W.document, 'text', NEEDED),
    field('on', W.on, 'day', NEEDED),
  ],
  application: [
    field('fund', W.fund, 'text', { ...NEEDED, isKey: true }),
    field('level', W.level, 'choice', { ...NEEDED, choices: listed(FUND_LEVELS, LEVEL_NAMES) }),
    field('state', W.applicationState, 'choice', {
      ...NEEDED,
      choices: listed(APPLICATION_STATES, APPLICATION_NAMES),
    }),
    field('dueOn', W.dueOn, 'day', NEEDED),
    field('asked', W.asked, 'decimal', NEEDED),
    field('granted', W.granted, 'decimal', OPEN),
    field('document', W.document, 'text'),
  ],
}

export const showComparator = (comparator: string): string =>
  ({ '>=': '≥', '<=': '≤', reach: '达到', '=': '=' })[comparator] ?? comparator

export type Boxes = Readonly<Record<string, string | null | undefined>>

/** The entry that filled-in boxes make; the contract judges it again. */
export const entryOf = (of: EntryKind, boxes: Boxes): ProjectEntry =>
  ({
    of,
    ...Object.fromEntries(
      ENTRY_FIELDS[of].map(({ name, blank }) => {
        const text = boxes[name]?.trim() ?? ''
        return [name, text === '' ? blank : text]
      }),
    ),
  }) as unknown as ProjectEntry
