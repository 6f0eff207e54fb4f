// What the gateway answered to a request, in lines a person reads, whatever it put into its outcome.
import type { Say, Words } from '#web/ui/say.ts'

const PART: Readonly<Record<string, Words>> = {
  reingested: { zh: '已入库', en: 'stored' },
  stored: { zh: '已入库', en: 'stored' },
  quarantined: { zh: '仍在隔离区', en: 'still in quarantine' },
  missing: { zh: '没有找到', en: 'not found' },
  because: { zh: '原因', en: 'because' },
}

/**
 * Numbers and texts become one line each; lists are counted; a list of records with states is counted by state.
 */
export function describeOutcome(outcome: unknown, say: Say): string[] {
  if (typeof outcome === 'string') return [outcome]
  if (Array.isArray(outcome)) return countStates(outcome, say)
  if (typeof outcome !== 'object' || outcome === null) return []
  return Object.entries(outcome).flatMap(([name, value]) => {
    if (Array.isArray(value)) return countStates(value, say)
    const words = PART[name]
    const label = words ? say(words) : name
    return typeof value === 'number' || typeof value === 'string' ? [`${label} ${value}`] : []
  })
}

function countStates(records: readonly unknown[], say: Say): string[] {
  const states = Map.groupBy(records, (record) =>
    typeof record === 'object' && record !== null && 'state' in record ? String(record.state) : '',
  )
  return [...states].map(([state, members]) => {
    const words = PART[state]
    return `${words ? say(words) : state} ${members.length}`.trim()
  })
}
