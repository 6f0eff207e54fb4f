// The procedures of every pack can be run; a broken one is refused with its file, place and reason.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readProcedures } from './pack-procedures.ts'

const PACKS = new URL('../../../packs/', import.meta.url)
const filesOf = (pack: string): Record<string, unknown> => {
  const folder = new URL(`${pack}/procedures/`, PACKS)
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  return Object.fromEntries(
    names.map((name) => [`procedures/${name}`, JSON.parse(readFileSync(new URL(name, folder), 'utf8'))]),
  )
}

test('the pack of 龙岗区 has the procedures its plan work stands on', () => {
  const { procedures, faults } = readProcedures(filesOf('longgang-14fyp'))
  expect(faults).toEqual([])
  expect(procedures.map(({ id }) => id)).toEqual([
    'adjustment',
    'annual-sign-off',
    'assignment',
    'corrective-plan',
    'progress-report',
    'supervision-order',
  ])
})

test('readProcedures() refuses a procedure under another name, and one that leads nowhere', () => {
  const files = filesOf('longgang-14fyp')
  const order = files['procedures/supervision-order.json'] as { acts: { to: string }[] }
  const { faults } = readProcedures({
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
