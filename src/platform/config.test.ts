// What the environment may say, and what it is refused for.
import { expect, test } from 'vitest'
import { parseConfig } from './config.ts'

test('parseConfig() takes PostgreSQL addresses in both spellings', () => {
  for (const databaseUrl of ['postgres://me:pw@db:5432/shanshui', 'postgresql://db/shanshui']) {
    expect(parseConfig({ DATABASE_URL: databaseUrl })).toEqual({ databaseUrl })
  }
})

test('parseConfig() reads an empty or blank address as none', () => {
  for (const env of [{}, { DATABASE_URL: '' }, { DATABASE_URL: '  ' }]) {
    expect(parseConfig(env)).toEqual({ databaseUrl: undefined })
  }
})

test('parseConfig() refuses what is no address of PostgreSQL, without repeating it', () => {
  for (const DATABASE_URL of ['mysql://me:secret@db/x', 'secret', 'host=db password=secret']) {
    const refused = parseConfig({ DATABASE_URL })
    expect(refused).toMatchObject({ refused: 'config.database-url' })
    expect(JSON.stringify(refused)).not.toContain('secret')
  }
})
