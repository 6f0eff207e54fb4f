// Every procedure of every pack can be run: each state is reached, each that is not final is left and can come to an end.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isFinal, type Procedure, statesOf } from '#domain/engine/procedure/definition.ts'
import { isProcedureRefused, validateProcedure } from '#domain/engine/procedure/validate.ts'
import { reachedFrom, stepsBetween } from '#domain/engine/procedure/validate-paths.ts'

const PROCEDURES = readdirSync('packs').flatMap((pack) => {
  const folder = `packs/${pack}/procedures`
  return existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : []
})
const read = (path: string): Procedure => JSON.parse(readFileSync(path, 'utf8'))

test('there are procedures', () => {
  expect(PROCEDURES.length).toBeGreaterThan(0)
})

test.each(PROCEDURES)('%s is valid', (path) => {
  const checked = validateProcedure(read(path), path)
  expect(isProcedureRefused(checked) ? checked : []).toEqual([])
})

test.each(PROCEDURES)('%s: every state is reached, and every one that is not final is left', (path) => {
  const procedure = read(path)
  for (const branch of [undefined, ...(procedure.branches ?? []).map(({ id }) => id)]) {
    const states = statesOf(procedure, branch)
    const steps = stepsBetween(procedure, branch)
    const initial = states.filter(({ kind }) => kind === 'initial').map(({ id }) => id)
    expect(initial).toHaveLength(1)
    expect([...reachedFrom(initial, steps)].sort()).toEqual(states.map(({ id }) => id).sort())
    const left = new Set(steps.filter(({ from, to }) => from !== to).map(({ from }) => from))
    expect(states.filter(({ id }) => left.has(id) === isFinal(procedure, id, branch))).toEqual([])
  }
})

test.each(PROCEDURES)('%s: every deadline reminds or escalates', (path) => {
  const { deadlines = [] } = read(path)
  // A deadline that reminds nobody and goes up to nobody is a date that nothing comes of.
  expect(
    deadlines.filter(({ reminders = [], escalations = [] }) => reminders.length + escalations.length === 0),
  ).toEqual([])
})
