// A source as its form holds it: new ones, and texts of name lists.
import type { SourceBody, SourceMapping, SourceSettings } from '#contract/ways-in.ts'

export const NEW_SETTINGS: Readonly<Record<SourceSettings['way'], SourceSettings>> = {
  mqtt: { way: 'mqtt', topics: ['site/+/data'] },
  http: { way: 'http' },
  pull: {
    way: 'pull',
    from: 'http',
    address: 'https://',
    pattern: '*',
    schedule: '5 * * * *',
    authorization: null,
    timeoutS: 30,
  },
}

const NEW_MAPPING: SourceMapping = {
  format: 'auto',
  encoding: 'auto',
  rows: '',
  site: { from: 'path', path: 'site' },
  siteBy: 'code',
  sites: {},
  kind: { from: 'fixed', text: 'hour' },
  time: { from: 'path', path: 'time' },
  zone: '+08:00',
  stamp: 'start',
  values: [],
  entries: 'values',
  factors: {},
}

export const newSource = (): SourceBody => ({ name: '', settings: NEW_SETTINGS.http, mapping: NEW_MAPPING })

export const NEW_VALUE: SourceMapping['values'][number] = {
  at: { from: 'path', path: 'value' },
  factor: { from: 'fixed', text: '' },
  unit: null,
  flag: null,
}

/** `name = code`, a line each. */
export const namesText = (names: Readonly<Record<string, string>>): string =>
  Object.entries(names)
    .map(([name, code]) => `${name} = ${code}`)
    .join('\n')

/** Lines without an equals sign are left out; the last one may stand in a name. */
export function parseNames(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line): [string, string][] => {
    const at = line.lastIndexOf('=')
    const [name, code] = [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    return at > 0 && name !== '' && code !== '' ? [[name, code]] : []
  })
  return Object.fromEntries(pairs)
}

/** Our own form with the code of a site. */
export const exampleOf = (site: string): string =>
  `[{"site": "${site}", "time": "2026-11-25 08:00", "values": {"w21003": 0.31, "w01001": 7.2}}]`
