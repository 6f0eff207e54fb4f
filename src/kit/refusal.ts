// An expected "no" as a value: what was refused, why, and the clause it rests on.

/** 拒绝 — code is `feature.kebab-case`; because says in one sentence what must change, `zh` says the same in Chinese. */
export type Refusal = { refused: string; because: string; zh?: string; clause?: string }

/** `because` in English, or in both languages where people see it on a page. */
export function refuse(code: string, because: string | { zh: string; en: string }, clause?: string): Refusal {
  const words = typeof because === 'string' ? { because } : { because: because.en, zh: because.zh }
  return clause === undefined ? { refused: code, ...words } : { refused: code, ...words, clause }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && 'because' in value
}
