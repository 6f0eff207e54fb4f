// A frame as one line a person reads: command, data time and the values it carries.

export type FrameBrief = {
  command: string | undefined
  dataTime: string | undefined
  values: { factor: string; value: string; flag: string | undefined }[]
}

const VALUE_PRIORITY = ['Rtd', 'Avg', 'Data'] as const

/**
 * Reads the head and the value part of a frame's text; undefined where the text is no frame.
 * For showing only: what counts is what the gateway decoded, one click further in the trace.
 */
export function briefOf(text: string): FrameBrief | undefined {
  const command = /(?:^|[;#\d])CN=(\d{4})/.exec(text)?.[1]
  const body = /CP=&&(.*?)(?:&&|$)/s.exec(text)?.[1]
  if (command === undefined && body === undefined) return undefined
  const fields = new Map<string, Map<string, string>>()
  let dataTime: string | undefined
  for (const pair of (body ?? '').split(/[;,]/)) {
    const cut = pair.indexOf('=')
    const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)]
    if (name === 'DataTime') dataTime = value
    const dash = name.indexOf('-')
    if (cut < 0 || dash < 0) continue
    const factor = name.slice(0, dash)
    fields.set(factor, (fields.get(factor) ?? new Map()).set(name.slice(dash + 1), value))
  }
  const values = [...fields].flatMap(([factor, parts]) => {
    const kind = VALUE_PRIORITY.find((part) => parts.has(part))
    return kind === undefined ? [] : [{ factor, value: parts.get(kind) ?? '', flag: parts.get('Flag') }]
  })
  return { command, dataTime, values }
}
