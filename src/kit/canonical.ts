// One text for equal plain values, whatever the order in which their fields were written: what is hashed and compared.

/**
 * JSON with the fields of every object in order of their names; absent fields are left out, as JSON does.
 * A store that reorders fields (jsonb) gives the same text back.
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  const fields: string[] = []
  for (const key of Object.keys(value).sort()) {
    const field = (value as Record<string, unknown>)[key]
    if (field !== undefined) fields.push(`${JSON.stringify(key)}:${canonicalText(field)}`)
  }
  return `{${fields.join(',')}}`
}
