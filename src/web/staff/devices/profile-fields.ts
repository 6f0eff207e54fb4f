// A profile as the fields of a form, and back.
import type { DeviceProfile } from '#contract/devices.ts'

export const KINDS = ['realtime', 'minute', 'hour', 'day'] as const

/** `units` is one `code=unit` a line; an interval left empty is not sent. */
export type ProfileFields = Omit<DeviceProfile, 'units' | 'password' | 'intervals'> & {
  units: string
  password: string
  intervals: Partial<Record<(typeof KINDS)[number], number | null>>
}

export const toFields = ({ units, password, intervals, ...profile }: DeviceProfile): ProfileFields => ({
  ...profile,
  intervals: { ...intervals },
  password: password ?? '',
  units: Object.entries(units)
    .map(([code, unit]) => `${code}=${unit}`)
    .join('\n'),
})

export function fromFields({ units, password, intervals, ...fields }: ProfileFields): DeviceProfile {
  const given = Object.entries(intervals ?? {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  )
  return {
    ...fields,
    factors: fields.factors ?? [],
    tolerates: fields.tolerates ?? [],
    password: password === undefined || password.trim() === '' ? null : password.trim(),
    intervals: Object.fromEntries(given),
    units: parseUnits(units ?? '') ?? {},
  }
}

/** Undefined where a line is not `code=unit`. */
export function parseUnits(text: string): Record<string, string> | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const pairs = lines.map((line) => /^([A-Za-z0-9]{1,20})\s*=\s*(\S.{0,19})$/.exec(line))
  if (pairs.some((pair) => pair === null)) return undefined
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', (pair?.[2] ?? '').trim()]))
}
