// The files of the project as git knows them, for tests about the code itself.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

export type SourceFile = { path: string; text: string }

/** Tracked and new files that match; paths from the repository root. */
export function sourceFiles(matches: (path: string) => boolean): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    encoding: 'utf8',
  })
  return listed
    .split('\0')
    .filter((path) => path !== '' && existsSync(path) && matches(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

export const isRule = (path: string): boolean =>
  /^src\/(kit|hj212|domain)\/.*\.ts$/.test(path) && !path.endsWith('.test.ts')
