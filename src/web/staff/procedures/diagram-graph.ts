// A procedure as the graph its diagram shows: states, and between two of them all acts that lead from one to the other.
import type { ProcedureBody } from '#contract/procedures.ts'
import { nameOf, statesOf } from '#domain/engine/procedure/definition.ts'
import { stepsBetween } from '#domain/engine/procedure/validate-paths.ts'
import type { Say } from '#web/ui/say.ts'
import { isByClock } from './procedure-text.ts'
import { PROCEDURE_WORDS as W } from './words.ts'

export type GraphState = { id: string; name: string; kind: 'initial' | 'between' | 'final'; holdsBranch: boolean }
export type GraphEdge = { from: string; to: string; texts: string[]; isClock: boolean }

/** The states of the case, or of a branch, the initial one first. */
export function graphOf(say: Say, body: ProcedureBody, branch?: string): { states: GraphState[]; edges: GraphEdge[] } {
  const states = statesOf(body, branch).map(({ id, name, kind }) => ({
    id,
    name: say(name),
    kind,
    holdsBranch: branch === undefined && (body.branches ?? []).some(({ during }) => during === id),
  }))
  const edges = new Map<string, GraphEdge>()
  for (const { from, to, via, isJoin } of stepsBetween(body, branch)) {
    const act = body.acts.find(({ id }) => id === via)
    const isClock = isJoin || (act !== undefined && isByClock(act))
    const text = isJoin ? say(W.whenAll) : `${say(nameOf(body.acts, via))}${isClock ? say(W.clock) : ''}`
    const known = edges.get(`${from} ${to}`)
    if (known === undefined) edges.set(`${from} ${to}`, { from, to, texts: [text], isClock })
    else {
      known.texts.push(text)
      known.isClock &&= isClock
    }
  }
  return {
    states: states.toSorted((a, b) => Number(b.kind === 'initial') - Number(a.kind === 'initial')),
    edges: [...edges.values()],
  }
}
