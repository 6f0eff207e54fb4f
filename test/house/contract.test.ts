// The contract describes itself: every number says its unit.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { sourceFiles } from './source-files.ts'

type Json = { [key: string]: unknown }

/** Paths of numbers without a description in the JSON schema of a zod type. */
function silentNumbers(schema: unknown, at: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  if (Array.isArray(schema)) return schema.flatMap((part, i) => silentNumbers(part, `${at}[${i}]`))
  const node = schema as Json
  const silent = (node.type === 'number' || node.type === 'integer') && typeof node.description !== 'string' ? [at] : []
  const parts = Object.entries(node).filter(([key]) => key !== 'description' && key !== 'default')
  // `x.nullable().describe()` puts the description beside anyOf.
  if (typeof node.description === 'string' && Array.isArray(node.anyOf)) return []
  return [...silent, ...parts.flatMap(([key, part]) => silentNumbers(part, `${at}.${key}`))]
}

const isZod = (value: unknown): value is z.ZodType => value instanceof z.ZodType

/** An exported type, or the types of an exported route. */
function zodTypes([name, value]: [string, unknown]): [string, z.ZodType][] {
  if (isZod(value)) return [[name, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([part, type]): [string, z.ZodType][] =>
    isZod(type) ? [[`${name}.${part}`, type]] : [],
  )
}

test('every number of the contract says its unit', async () => {
  const files = sourceFiles((path) => /^src\/contract\/.*\.ts$/.test(path) && !path.endsWith('.test.ts'))
  const silent: string[] = []
  for (const { path } of files) {
    const module = (await import(`../../${path}`)) as Json
    for (const [name, type] of Object.entries(module).flatMap(zodTypes)) {
      silent.push(...silentNumbers(z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }), `${path} ${name}`))
    }
  }
  expect(silent).toEqual([])
})
