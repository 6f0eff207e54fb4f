// What the contract calls its routes and types, read from the contract's own files: the document for others uses these names.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { Route } from '#contract/route.ts'

const CONTRACT_DIR = join(import.meta.dirname, '../../contract')

export type ContractNames = {
  /** A route's name and the file it stands in. */
  routes: ReadonlyMap<Route, { name: string; file: string }>
  /** A shared type's name; no two types have the same. */
  types: ReadonlyMap<z.ZodType, string>
  /** The sentence each file opens with. */
  files: ReadonlyMap<string, string>
}

const isRoute = (value: unknown): value is Route =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'reply' in value

const pascal = (file: string): string => file.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Reads every file of the contract; files are read in the order of their names, so that names are the same every time. */
export async function readContractNames(): Promise<ContractNames> {
  const routes = new Map<Route, { name: string; file: string }>()
  const types = new Map<z.ZodType, string>()
  const files = new Map<string, string>()
  const taken = new Set<string>()
  const paths = readdirSync(CONTRACT_DIR).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  for (const path of paths.sort()) {
    const file = path.replace(/\.ts$/, '')
    files.set(file, openingSentence(readFileSync(join(CONTRACT_DIR, path), 'utf8')))
    const module: Record<string, unknown> = await import(pathToFileURL(join(CONTRACT_DIR, path)).href)
    for (const [name, value] of Object.entries(module)) {
      if (isRoute(value)) routes.set(value, { name, file })
      if (!(value instanceof z.ZodType) || types.has(value)) continue
      const free = taken.has(name) ? `${pascal(file)}${name}` : name
      taken.add(free)
      types.set(value, free)
    }
  }
  return { routes, types, files }
}

const openingSentence = (text: string): string => /^\/\/ (.*)/.exec(text)?.[1] ?? ''
