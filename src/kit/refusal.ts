// An expected "no" as a value: what was refused, why, and the clause it rests on.

/** 拒绝 — code is `feature.kebab-case`; because says in one sentence what must change. */
export type Refusal = { refused: string; because: string; clause?: string }

export function refuse(code: string, because: string, clause?: string): Refusal {
  return clause === undefined ? { refused: code, because } : { refused: code, because, clause }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && 'because' in value
}
