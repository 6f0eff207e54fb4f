// The value that counts: what the device sent, with what rules and persons said of it and what a correction made of it.
import { isBelowDetection } from '#domain/monitoring/factors.ts'
import { countsAs, type FlagState, type QualityState, stateOfSign, worseState } from './flag-vocabulary.ts'

/** A standing flag; `factorId` null: every factor of the site. Half-open; `knownFrom` epoch ms. */
export type StandingFlag = {
  id: string
  factorId: number | null
  kind: string
  from: number
  until: number
  state: FlagState
  origin: 'rule' | 'person'
  knownFrom: number
}

/** A standing correction of some values; a null in `after` takes the value away. */
export type StandingCorrection = {
  id: string
  factorId: number
  kind: string
  method: string
  instants: readonly number[]
  after: readonly (number | null)[]
  knownFrom: number
}

/** `by` says whose word stands; `id` the flag or correction. */
export type EffectiveValue = {
  value: number | null
  state: QualityState
  counts: boolean
  by: 'device' | 'rule' | 'person' | 'correction'
  id: string | null
}

export type QualityBook = {
  flags: readonly StandingFlag[]
  corrections: readonly StandingCorrection[]
}

export type RawValue = { factorId: number; kind: string; at: number; value: number | null; flag: string }

/**
 * A look-up for the values of one site. A person's flag and a correction outrank device and rules, the later of the two
 * standing; of device and rules the worse stands.
 */
export function effectiveReader({ flags, corrections }: QualityBook): (raw: RawValue) => EffectiveValue {
  if (flags.length === 0 && corrections.length === 0) return deviceWord
  const corrected = correctedValues(corrections)
  const byKind = Map.groupBy(flags, ({ kind }) => kind)
  return (raw) => {
    const own = (byKind.get(raw.kind) ?? []).filter(
      ({ factorId, from, until }) =>
        (factorId === null || factorId === raw.factorId) && raw.at >= from && raw.at < until,
    )
    const person = own.filter(({ origin }) => origin === 'person').reduce(later, undefined)
    const correction = corrected.get(keyOf(raw))
    if (correction !== undefined && (person === undefined || correction.knownFrom > person.knownFrom)) {
      return correctedWord(correction)
    }
    if (person !== undefined) return personWord(person, correction === undefined ? raw.value : correction.value)
    return ruleWord(raw, own)
  }
}

type Corrected = { id: string; value: number | null; method: string; knownFrom: number }

const keyOf = ({ factorId, kind, at }: Pick<RawValue, 'factorId' | 'kind' | 'at'>): string =>
  `${factorId} ${kind} ${at}`

/** The newest standing correction of each value. */
function correctedValues(corrections: readonly StandingCorrection[]): Map<string, Corrected> {
  const found = new Map<string, Corrected>()
  for (const { id, factorId, kind, method, instants, after, knownFrom } of corrections) {
    instants.forEach((at, n) => {
      const key = keyOf({ factorId, kind, at })
      const known = found.get(key)
      if (known === undefined || known.knownFrom < knownFrom || (known.knownFrom === knownFrom && known.id < id)) {
        found.set(key, { id, value: after[n] ?? null, method, knownFrom })
      }
    })
  }
  return found
}

const later = (a: StandingFlag | undefined, b: StandingFlag): StandingFlag =>
  a === undefined || b.knownFrom > a.knownFrom || (b.knownFrom === a.knownFrom && b.id > a.id) ? b : a

function deviceWord({ kind, value, flag }: RawValue): EffectiveValue {
  const said = isBelowDetection(kind, flag) ? 'below-detection' : stateOfSign(flag)
  // A letter that explains the gap says more than the gap.
  const state = value === null && countsAs(said) ? 'missing' : said
  return { value, state, counts: value !== null && countsAs(state), by: 'device', id: null }
}

function ruleWord(raw: RawValue, flags: readonly StandingFlag[]): EffectiveValue {
  let word = deviceWord(raw)
  for (const { id, state } of flags) {
    const worse = worseState(word.state, state)
    if (worse !== word.state) word = { value: raw.value, state: worse, counts: false, by: 'rule', id }
  }
  return { ...word, counts: raw.value !== null && countsAs(word.state) }
}

const personWord = ({ id, state }: StandingFlag, value: number | null): EffectiveValue => ({
  value,
  state,
  counts: value !== null && countsAs(state),
  by: 'person',
  id,
})

function correctedWord({ id, value, method }: Corrected): EffectiveValue {
  const state = value === null ? 'bad' : method === 'interpolate' ? 'interpolated' : 'corrected'
  return { value, state, counts: value !== null, by: 'correction', id }
}
