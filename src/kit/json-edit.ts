// Changes one value within a JSON text and leaves every other character as it is.

type Step = string | number
/** Half-open span of characters. */
type Span = { from: number; until: number }

/**
 * The text with the value at `path` replaced. Throws where the path leads nowhere: a missing name is no value to replace.
 * @example replaceInJson('{"a": [1, 2]}', ['a', 1], 3) // '{"a": [1, 3]}'
 */
export function replaceInJson(text: string, path: readonly Step[], value: unknown): string {
  let span: Span | undefined = valueAt(text, skipSpace(text, 0))
  for (const step of path) {
    span = span === undefined ? undefined : childOf(text, span.from, step)
    if (span === undefined) throw new Error(`Cannot replace ${path.join('.')} as there is no ${step}`)
  }
  return `${text.slice(0, span?.from)}${JSON.stringify(value)}${text.slice(span?.until)}`
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (/[\s\uFEFF]/.test(text[at] ?? '')) at++
  return at
}

/** The value that begins at `from`; the text is known to be JSON. */
function valueAt(text: string, from: number): Span {
  const first = text[from]
  if (first === '"') return { from, until: endOfString(text, from) }
  if (first === '{' || first === '[') return { from, until: endOfNested(text, from) }
  let until = from
  while (until < text.length && !/[\s,\]}]/.test(text[until] ?? '')) until++
  return { from, until }
}

/** Behind the bracket that closes the one at `from`. */
function endOfNested(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const letter = text[at] ?? ''
    if (letter === '"') at = endOfString(text, at) - 1
    else if (letter === '{' || letter === '[') depth++
    else if (letter === '}' || letter === ']') depth--
    if (depth === 0) return at + 1
  }
  throw new Error('Cannot read JSON as it ends within a value')
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at + 1
  }
  throw new Error('Cannot read JSON as it ends within a string')
}

/** The value under a name or at a place in a list, of the object or list that begins at `from`. */
function childOf(text: string, from: number, step: Step): Span | undefined {
  const isObject = text[from] === '{'
  if (isObject !== (typeof step === 'string')) return undefined
  let at = skipSpace(text, from + 1)
  for (let n = 0; at < text.length && text[at] !== '}' && text[at] !== ']'; n++) {
    let name: Step = n
    if (isObject) {
      const end = endOfString(text, at)
      name = JSON.parse(text.slice(at, end)) as string
      // Behind the name stands a colon, with or without space around it.
      at = skipSpace(text, skipSpace(text, end) + 1)
    }
    const span = valueAt(text, at)
    if (name === step) return span
    at = skipSpace(text, span.until)
    if (text[at] === ',') at = skipSpace(text, at + 1)
  }
  return undefined
}
