// A procedure in words: who may, what is asked for, how long, for the tables beside its diagram.
import type { ProcedureBody } from '#contract/procedures.ts'
import { type Named, nameOf, type Span, statesOf, type Who } from '#domain/engine/procedure/definition.ts'
import { nameOfAct } from '#domain/engine/procedure/entitled.ts'
import type { Say } from '#web/ui/say.ts'
import { PROCEDURE_WORDS as W } from './words.ts'

type Act = ProcedureBody['acts'][number]
type Deadline = NonNullable<ProcedureBody['deadlines']>[number]

/** Parts as the language of the screen lists them. */
export const listed = (say: Say, parts: readonly string[]): string => parts.join(say.language === 'zh' ? '、' : ', ')

const nameIn = (say: Say, list: readonly Named[], id: string): string => say(nameOf(list, id))

export const stateNames = (say: Say, body: ProcedureBody, ids: readonly string[], branch?: string): string =>
  listed(
    say,
    ids.map((id) => nameIn(say, statesOf(body, branch), id)),
  )

/** Name of a state of the case or of any branch. */
export const anyStateName = (say: Say, body: ProcedureBody, id: string): string =>
  nameIn(say, [...body.states, ...(body.branches ?? []).flatMap(({ states }) => states)], id)

/** One way to be entitled, such as “规划办：规划办负责人，不得由…”. */
export function whoText(say: Say, body: ProcedureBody, who: Who): string {
  const roles = listed(
    say,
    who.roles.map((id) => nameIn(say, body.roles, id)),
  )
  const relations = listed(
    say,
    (who.relations ?? []).map((id) => nameIn(say, body.relations, id)),
  )
  const of = who.ofStrand === true ? say(W.own) : relations
  const acts = listed(
    say,
    (who.notBy ?? []).map((id) => say(nameOfAct(body, id))),
  )
  const colon = say.language === 'zh' ? '：' : ': '
  const comma = say.language === 'zh' ? '，' : ', '
  return `${of === '' ? '' : `${of}${colon}`}${roles}${acts === '' ? '' : `${comma}${say(W.notBy, { acts })}`}`
}

/** Whether only the clock does the act. */
export const isByClock = ({ who }: Act): boolean => who.length === 0

/** What an act asks for, one text a thing. */
export function demandTexts(
  say: Say,
  body: ProcedureBody,
  act: Pick<Act, 'fields' | 'evidence' | 'reason' | 'sets'>,
): string[] {
  const fields = (act.fields ?? []).map(({ name, unit, optional }) => {
    const notes = [unit, optional === true ? say(W.optional) : undefined].filter((note) => note !== undefined)
    return notes.length === 0 ? say(name) : `${say(name)} (${notes.join(', ')})`
  })
  const evidence = (act.evidence ?? []).map(({ name, least }) => say(W.evidenceLeast, { name: say(name), n: least }))
  const names = (act.sets ?? []).map((id) => nameIn(say, body.relations, id))
  return [
    ...fields,
    ...evidence,
    ...(act.reason === true ? [say(W.reason)] : []),
    ...(names.length === 0 ? [] : [say(W.setsUnits, { names: listed(say, names) })]),
  ]
}

const SPANS = {
  'working-days': [W.workingDay, W.workingDays],
  'calendar-days': [W.calendarDay, W.calendarDays],
} as const

export const spanText = (say: Say, { count, of }: Span): string => say(SPANS[of][count === 1 ? 0 : 1], { n: count })

/** How long a deadline runs, such as “5 个工作日” or until the day that a field names. */
export function withinText(say: Say, body: ProcedureBody, { within, from }: Deadline): string {
  if (!('field' in within)) return spanText(say, within)
  const fields = from.flatMap(
    (id) => (id === 'open' ? body.opening.fields : body.acts.find((act) => act.id === id)?.fields) ?? [],
  )
  return say(W.untilField, { name: nameIn(say, fields, within.field) })
}

/** Reminders and steps of escalation, in their order. */
export const stepTexts = (say: Say, { reminders = [], escalations = [] }: Deadline): string[] => [
  ...reminders.map(({ before }) =>
    before.count === 0 ? say(W.lastDay) : say(W.before, { span: spanText(say, before) }),
  ),
  ...escalations.map(({ after, name }) =>
    after.count === 0
      ? say(W.atOnce, { name: say(name) })
      : say(W.after, { span: spanText(say, after), name: say(name) }),
  ),
]
