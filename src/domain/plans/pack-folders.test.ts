// Procedures, report templates and appraisal schemes of every pack can be used; a broken one is refused with its file, place and reason.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PACK_FOLDERS, readFolders } from './pack-folders.ts'

const PACKS = new URL('../../../packs/', import.meta.url)
const filesOf = (pack: string): Record<string, unknown> =>
  Object.fromEntries(
    PACK_FOLDERS.flatMap((name) => {
      const folder = new URL(`${pack}/${name}/`, PACKS)
      const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : []
      return files.map((file) => [`${name}/${file}`, JSON.parse(readFileSync(new URL(file, folder), 'utf8'))])
    }),
  )

test('the pack of 龙岗区 has the procedures its plan work stands on', () => {
  const { held, faults } = readFolders(filesOf('longgang-14fyp'))
  expect(faults).toEqual([])
  expect(held.procedures.map(({ id }) => id)).toEqual([
    'adjustment',
    'annual-sign-off',
    'appraisal',
    'assignment',
    'consultation',
    'corrective-plan',
    'progress-report',
    'report-release',
    'supervision-order',
  ])
})

test('readFolders() refuses a procedure under another name, and one that leads nowhere', () => {
  const files = filesOf('longgang-14fyp')
  const order = files['procedures/supervision-order.json'] as { acts: { to: string }[] }
  const { faults } = readFolders({
    'procedures/assignment.json': files['procedures/adjustment.json'],
    'procedures/supervision-order.json': { ...order, acts: [{ ...order.acts[0], to: 'nowhere' }] },
  })
  expect(faults.map(({ because }) => because)).toEqual(
    expect.arrayContaining([
      'procedures/assignment.json $.id: the file must be named adjustment.json',
      'procedures/supervision-order.json $.acts[0].to: there is no state “nowhere” here',
    ]),
  )
})

test('the reports of the pack cite only figures that their parts give', () => {
  expect(readFolders(filesOf('longgang-14fyp')).held.reports.map(({ id }) => id)).toEqual([
    'annual-review',
    'final-review',
    'mid-term-review',
    'progress-bulletin',
  ])
})

test('the scheme of the pack uses weights that nobody has confirmed, and says so', () => {
  const [scheme, ...others] = readFolders(filesOf('longgang-14fyp')).held.schemes
  expect(others).toEqual([])
  expect([scheme?.id, scheme?.weights.setBy]).toEqual(['ecological-civilisation', 'house'])
})

test('readFolders() refuses a template with an unknown part, a figure nobody gives, and an item that is two things', () => {
  const bilingual = { zh: '一', en: 'one' }
  const template = {
    id: 'x',
    name: bilingual,
    purpose: bilingual,
    period: 'year',
    title: { zh: '[[year]]', en: '[[nobody]]' },
    basis: [],
    items: [
      { part: 'weather', title: bilingual },
      { heading: bilingual, level: 4 },
      { heading: bilingual, level: 1, words: bilingual, id: 'w' },
      { words: { zh: '[[late.all]]', en: 'late' }, id: 'late' },
      { words: bilingual, id: 'late' },
    ],
  }
  expect(readFolders({ 'reports/x.json': template }).faults.map(({ because }) => because)).toEqual([
    expect.stringContaining('reports/x.json $.items[0].part: there is no part weather'),
    'reports/x.json $.items[1].level: must be 1, 2 or 3',
    expect.stringContaining('reports/x.json $.items[2]: must be exactly one of'),
    'reports/x.json $.items[4].id: late stands here twice',
    expect.stringContaining('reports/x.json $.title.en: cites the figure nobody'),
    expect.stringContaining('reports/x.json $.items[3].words.zh: cites the figure late.all'),
  ])
})

test('the deviation rules of the pack name no threshold that the plan does not state', () => {
  const { held } = readFolders(filesOf('longgang-14fyp'))
  expect(held.deviations).toHaveLength(7)
  expect(held.deviations.filter(({ threshold }) => threshold !== 'setting')).toEqual([])
})

test('readFolders() refuses a deviation rule without a threshold', () => {
  const files = filesOf('longgang-14fyp')
  const rule = files['deviations/unit-two-late.json'] as object
  const { faults } = readFolders({ 'deviations/unit-two-late.json': { ...rule, watches: { what: 'unit-late' } } })
  expect(faults.map(({ because }) => because)).toEqual([
    'deviations/unit-two-late.json $.watches.least: must be a whole number, current value is missing',
  ])
})
