// Lines of the log: level, place, sentence, causes.
import { expect, test } from 'vitest'
import { createLog, type LogLevel } from './log.ts'

function recorded(level: LogLevel) {
  const lines: string[] = []
  const log = createLog('gateway', {
    level,
    write: (line) => lines.push(line),
    now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  })
  return { log, lines }
}

test('createLog() writes instant, level, place and sentence', () => {
  const { log, lines } = recorded('info')
  log.info('listening')
  log.child('link').warn('slow')
  expect(lines).toEqual([
    '2026-01-02T03:04:05.678Z info  gateway: listening\n',
    '2026-01-02T03:04:05.678Z warn  gateway/link: slow\n',
  ])
})

test('createLog() leaves out what is below its level', () => {
  const { log, lines } = recorded('warn')
  log.debug('a')
  log.info('b')
  log.warn('c')
  log.error('d')
  expect(lines.map((line) => line.slice(25, 30))).toEqual(['warn ', 'error'])
})

test('createLog() prints a cause with its own causes, indented, so that only entries begin with a digit', () => {
  const { log, lines } = recorded('info')
  log.error('cannot store\n2026 is not a new entry', new Error('outer', { cause: new Error('inner') }))
  const text = lines.join('')
  expect(text).toContain('  Error: outer')
  expect(text).toContain('  caused by Error: inner')
  expect(text.split('\n').filter((line) => /^\d/.test(line))).toHaveLength(1)
})
