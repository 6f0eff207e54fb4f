// Cuts a text at a sign that stands outside of quotes and brackets.

/** Parts between the signs; blank text has none. */
export function splitOutside(text: string, sign: string): string[] {
  const parts: string[] = []
  let depth = 0
  let isQuoted = false
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    const here = text[at]
    if (here === "'") isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (here === '(') depth += 1
    else if (here === ')') depth -= 1
    else if (here === sign && depth === 0) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  parts.push(text.slice(from))
  return text.trim() === '' ? [] : parts
}
