// On whom a case waits, and what can be done in many at once, by the procedures of the plan's own pack.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { actsAwaitedOf, actsForMany } from './awaited.ts'
import type { Strand } from './case.ts'
import { isProcedureRefused, validateProcedure } from './validate.ts'

function pack(id: string) {
  const file = new URL(`../../../../packs/longgang-14fyp/procedures/${id}.json`, import.meta.url)
  const read = validateProcedure(JSON.parse(readFileSync(file, 'utf8')), id)
  if (isProcedureRefused(read)) throw new Error(read[0]?.because)
  return read
}
const ASSIGNMENT = pack('assignment')
const ORDER = pack('supervision-order')
const PARTIES = [
  { unit: '规划办', relation: 'office' },
  { unit: '水务局', relation: 'lead' },
  { unit: '城管局', relation: 'assist' },
  { unit: '水务局', relation: 'addressee' },
]
const strand = (branch: string, unit: string, state: string): Strand => ({ branch, unit, state })
const awaited = (procedure: typeof ORDER, state: string, strands: Strand[], ...units: string[]) =>
  actsAwaitedOf(procedure, { state, strands, parties: PARTIES }, units).map(({ id }) => id)

test('actsAwaitedOf() waits on each unit whose strand is not done, under any of its names', () => {
  const strands = [strand('confirmation', '水务局', 'to-confirm'), strand('confirmation', '城管局', 'confirmed')]
  expect(awaited(ASSIGNMENT, 'proposed', strands, '水务局')).toEqual(['confirm'])
  expect(awaited(ASSIGNMENT, 'proposed', strands, '区水务局', '水务局')).toEqual(['confirm'])
  expect(awaited(ASSIGNMENT, 'proposed', strands, '城管局')).toEqual([])
  expect(awaited(ASSIGNMENT, 'proposed', strands, '规划办')).toEqual([])
})

test('actsAwaitedOf() passes over withdrawing and returning, unless that alone leads on', () => {
  expect(awaited(ASSIGNMENT, 'to-approve', [], '规划办')).toEqual(['approve'])
  expect(awaited(ASSIGNMENT, 'returned', [], '规划办')).toEqual(['propose-again'])
  expect(awaited(ASSIGNMENT, 'cancelled', [], '规划办')).toEqual([])
  expect(awaited(ORDER, 'drafted', [], '规划办')).toEqual(['issue'])
})

test('actsAwaitedOf() finds the office awaited in the strand of another', () => {
  const asked = [strand('reply', '水务局', 'replied')]
  expect(awaited(ORDER, 'issued', asked, '规划办')).toEqual(['accept'])
  expect(awaited(ORDER, 'issued', asked, '水务局')).toEqual([])
})

test('actsForMany() gives acts that ask for a reason at most, those of units side by side among them', () => {
  expect(actsForMany(ASSIGNMENT, 'proposed').map(({ id }) => id)).toEqual(['confirm', 'return'])
  expect(actsForMany(ASSIGNMENT, 'to-approve').map(({ id }) => id)).toEqual(['approve', 'reject', 'cancel'])
  expect(actsForMany(ASSIGNMENT, 'in-force')).toEqual([])
  expect(actsForMany(ORDER, 'drafted').map(({ id }) => id)).toEqual(['withdraw'])
})
