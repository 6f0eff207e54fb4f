// Text in the form in which searches compare it: width, case, spaces and synonyms made alike, with the way back.
import { SYNONYMS } from './synonyms.ts'

/** Half-open range of characters. */
export type Span = { from: number; until: number }

/** One word of a query: as typed, and with its synonyms replaced by the name their row begins with. */
export type Term = { plain: string; canonical: string }

type Form = { text: string; spans: Span[] }

// Plain keeps parts of a synonym findable (颗粒物 in 细颗粒物), canonical makes whole synonyms alike.
export type Normal = {
  length: number
  /** First place of the term in either form, or −1. */
  indexOf: (term: Term) => number
  /** Every place of the term, as ranges of the original text. */
  findAll: (term: Term) => Span[]
}

/** Width, case, subscript braces, bold marks and spaces made alike; each character keeps its range in the original. */
function makePlain(text: string): Form {
  const plain: Form = { text: '', spans: [] }
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (/[\s_{}*]/.test(char)) continue
    const folded = char.normalize('NFKC').toLowerCase().trim()
    plain.text += folded
    for (let n = 0; n < folded.length; n++) plain.spans.push({ from: at, until: at + 1 })
  }
  return plain
}

const CANONICAL = new Map<string, string>(
  SYNONYMS.flatMap((row) => row.map((name) => [makePlain(name).text, makePlain(row[0] ?? name).text] as const)),
)
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
// A Latin or digit name must not begin or end inside a longer one: co2 is not in eco2.0, 3类 is not in 23类.
const bounded = (name: string): string =>
  `${/^[a-z0-9]/.test(name) ? '(?<![a-z0-9])' : ''}${escaped(name)}${/[a-z0-9]$/.test(name) ? '(?![a-z0-9])' : ''}`
const ANY_NAME = new RegExp(
  [...CANONICAL.keys()]
    .sort((a, b) => b.length - a.length)
    .map(bounded)
    .join('|'),
  'g',
)

function makeCanonical(plain: Form): Form {
  const canonical: Form = { text: '', spans: [] }
  let copied = 0
  const copy = (until: number): void => {
    canonical.text += plain.text.slice(copied, until)
    canonical.spans.push(...plain.spans.slice(copied, until))
  }
  for (const match of plain.text.matchAll(ANY_NAME)) {
    copy(match.index)
    copied = match.index + match[0].length
    // The marks keep a canonical name whole: cod is then not found in code.
    const name = `\uE000${CANONICAL.get(match[0]) ?? match[0]}\uE001`
    const span = {
      from: plain.spans[match.index]?.from ?? 0,
      until: plain.spans[copied - 1]?.until ?? 0,
    }
    canonical.text += name
    for (let n = 0; n < name.length; n++) canonical.spans.push(span)
  }
  copy(plain.text.length)
  return canonical
}

function findIn(form: Form, wanted: string): Span[] {
  const found: Span[] = []
  for (let at = form.text.indexOf(wanted); at >= 0; at = form.text.indexOf(wanted, at + wanted.length)) {
    const first = form.spans[at]
    const last = form.spans[at + wanted.length - 1]
    if (first !== undefined && last !== undefined) found.push({ from: first.from, until: last.until })
  }
  return found
}

/** Prepares a text for being searched. */
export function normalise(text: string): Normal {
  const plain = makePlain(text)
  const canonical = makeCanonical(plain)
  return {
    length: plain.text.length,
    indexOf: (term) => {
      const at = plain.text.indexOf(term.plain)
      return at >= 0 ? at : canonical.text.indexOf(term.canonical)
    },
    findAll: (term) => [...findIn(plain, term.plain), ...findIn(canonical, term.canonical)],
  }
}

/** Terms of a query, parted by spaces or punctuation; a name in quotation marks stays one term. */
export function readTerms(query: string): Term[] {
  const words = [...query.matchAll(/[“"]([^”"]+)[”"]|([^\s，、；,;“”"]+)/g)].map((match) => match[1] ?? match[2] ?? '')
  return words.flatMap((word) => {
    const plain = makePlain(word)
    return plain.text === '' ? [] : [{ plain: plain.text, canonical: makeCanonical(plain).text }]
  })
}
