// A recorded inconsistency of the plan where it bites: all readings side by side, none repaired.
import type { Inconsistency } from '#contract/plans.ts'
import { useSay } from './say.ts'

const WORDS = {
  mark: { zh: '原文不一致', en: 'Inconsistent in the plan' },
  handling: { zh: '处理方式', en: 'Handling' },
}

export function InconsistencyNote({ inconsistency }: { inconsistency: Inconsistency }) {
  const say = useSay()
  return (
    <aside className="inconsistency" aria-label={`${say(WORDS.mark)} ${inconsistency.id}`}>
      <p className="inconsistency-head">
        <span aria-hidden="true">⚠ </span>
        <strong>{say(WORDS.mark)}</strong> <code>{inconsistency.id}</code> {inconsistency.what}
      </p>
      {inconsistency.values.length > 0 ? (
        <ul>
          {inconsistency.values.map((value) => (
            <li key={value}>{value}</li>
          ))}
        </ul>
      ) : null}
      {inconsistency.handling === null ? null : (
        <p className="inconsistency-handling">
          {say(WORDS.handling)}：{inconsistency.handling}
        </p>
      )}
    </aside>
  )
}
