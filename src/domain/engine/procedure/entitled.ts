// Whether a person may do an act: by role, by how its unit stands to the case, and by what it did before.
import { type Refusal, refuse } from '#kit/refusal.ts'
import { actsDone, openingOf, type Party, type Person, type Post, type ProcedureCase } from './case.ts'
import { type Bilingual, getAct, nameOf, OPENING, type Procedure, type Who } from './definition.ts'

type Asked = {
  who: readonly Who[]
  person: Person
  parties: readonly Party[]
  /** The strand's unit. */
  unit?: string | undefined
  /** The branch of the act. */
  branch?: string | undefined
  /** Absent at the opening. */
  current?: ProcedureCase | undefined
}

/** How near a person came; the nearest way is the one to tell of. */
type Failing = 'role' | 'relation' | 'same-person'
const NEARNESS: readonly Failing[] = ['role', 'relation', 'same-person']

/** The post in which the person may act, or why it may not. */
export function findEntitledPost(procedure: Procedure, asked: Asked): Post | Refusal {
  const tried = asked.who.map((who) => ({ who, found: tryWay(procedure, who, asked) }))
  for (const { found } of tried) if (typeof found !== 'string') return found
  const nearest = tried.sort((a, b) => nearnessOf(b.found) - nearnessOf(a.found))[0]
  if (nearest === undefined || typeof nearest.found !== 'string')
    return refuse('procedures.clock-only', { zh: '此动作由系统到期自动办理', en: 'Only the clock does this act' })
  return tell(procedure, nearest.who, nearest.found)
}

const nearnessOf = (found: Post | Failing): number => (typeof found === 'string' ? NEARNESS.indexOf(found) : -1)

function tryWay(procedure: Procedure, who: Who, { person, parties, unit, branch, current }: Asked): Post | Failing {
  const inRole = person.posts.filter(({ role }) => who.roles.includes(role))
  if (inRole.length === 0) return 'role'
  const stands = (post: Post): boolean =>
    who.relations === undefined ||
    parties.some((party) => party.unit === post.unit && who.relations?.includes(party.relation))
  const [post] = inRole.filter((one) => stands(one) && (who.ofStrand !== true || one.unit === unit))
  if (post === undefined) return 'relation'
  return current !== undefined && didBefore(procedure, who, { person, unit, branch, current }) ? 'same-person' : post
}

type Before = { person: Person; unit: string | undefined; branch: string | undefined; current: ProcedureCase }

/** Acts of another unit's strand do not count for a strand of the same branch. */
function didBefore(procedure: Procedure, who: Who, { person, unit, branch, current }: Before): boolean {
  const notBy = who.notBy ?? []
  if (notBy.includes(OPENING) && openingOf(current).by === person.name) return true
  return actsDone(current).some((event) => {
    if (event.by !== person.name || !notBy.includes(event.act)) return false
    return branch === undefined || getAct(procedure, event.act).branch !== branch || event.unit === unit
  })
}

const listed = (names: readonly Bilingual[]): Bilingual => ({
  zh: names.map(({ zh }) => zh).join('、'),
  en: names.map(({ en }) => en).join(', '),
})

function tell(procedure: Procedure, who: Who, failing: Failing): Refusal {
  const roles = listed(who.roles.map((id) => nameOf(procedure.roles, id)))
  if (failing === 'role')
    return refuse('procedures.wrong-role', { zh: `须由${roles.zh}办理`, en: `Must be done by: ${roles.en}` })
  if (failing === 'same-person') {
    const acts = listed((who.notBy ?? []).map((id) => nameOfAct(procedure, id)))
    return refuse('procedures.same-person', {
      zh: `不得由办理过“${acts.zh}”的同一人办理`,
      en: `Must be done by somebody else than who did: ${acts.en}`,
    })
  }
  const relations = listed((who.relations ?? []).map((id) => nameOf(procedure.relations, id)))
  const of = who.ofStrand === true ? { zh: '本单位', en: 'the unit itself' } : relations
  return refuse('procedures.wrong-unit', {
    zh: `须由${of.zh}的${roles.zh}办理`,
    en: `Must be done by: ${roles.en} of ${of.en}`,
  })
}

/** Name of an act, or of the opening. */
export const nameOfAct = (procedure: Procedure, id: string): Bilingual =>
  id === OPENING ? { zh: '发起', en: 'Opening' } : nameOf(procedure.acts, id)
