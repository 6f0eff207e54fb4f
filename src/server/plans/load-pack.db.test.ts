// Loading a plan pack: what it holds, that loading again changes nothing, and that a broken one leaves no trace.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { freshDatabase } from '../../../test/database.ts'
import { exportPack } from './export-pack.ts'
import { loadPack } from './load-pack.ts'

const LONGGANG = join(import.meta.dirname, '../../../packs/longgang-14fyp')
const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

const folder = mkdtempSync(join(tmpdir(), 'load-pack-'))
afterAll(() => rmSync(folder, { recursive: true }))
/** The pack's own files and its procedures; rules and the like stand in other folders beside them. */
const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(procedures\/)?[^/]+\.json$/.test(name))
    .sort()
let copies = 0
function copyPack(): string {
  const dir = join(folder, `copy-${++copies}`)
  cpSync(LONGGANG, dir, { recursive: true })
  return dir
}

function edit(dir: string, file: string, change: (text: string) => string): string {
  const path = join(dir, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
  return dir
}

const TABLES = ['plan', 'plan_node', 'obligation', 'plan_indicator', 'plan_inconsistency', 'setting', 'domain_event']
const countRows = async (): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const table of TABLES) {
    const [row] = await db.query<{ n: number }>(`select count(*)::int as n from ${table}`)
    counts[table] = row?.n ?? 0
  }
  return counts
}

beforeEach(async () => {
  await db.execute('truncate plan cascade')
  await db.execute('truncate setting')
})

test('loadPack() stores 13 chapters, 42 sections, 107 measures, 592 obligations, 20 measurables, 60 inconsistencies', async () => {
  const loaded = await loadPack(db, LONGGANG)
  expect(loaded).toEqual({
    id: 'longgang-14fyp',
    changed: true,
    counts: {
      chapters: 13,
      sections: 42,
      measures: 107,
      obligations: 592,
      obligationsLead: 551,
      obligationsAssist: 41,
      indicatorRows: 17,
      measurables: 20,
      measurablesAwaitingCity: 8,
      inconsistencies: 60,
    },
  })
  const counted = await db.query(
    `select (select count(*)::int from plan_node as n where n.kind = 'chapter') as chapters,
            (select count(*)::int from plan_node as n where n.kind = 'section') as sections,
            (select count(*)::int from plan_node as n where n.kind = 'measure') as measures,
            (select count(*)::int from obligation as o where o.role = 'lead') as lead,
            (select count(*)::int from obligation as o where o.role = 'assist') as assist,
            (select count(distinct i.row_no)::int from plan_indicator as i) as rows,
            (select count(*)::int from plan_indicator as i) as measurables,
            (select count(*)::int from plan_indicator as i where (i.body ->> 'assignedByCity')::boolean) as awaiting,
            (select count(*)::int from plan_inconsistency) as inconsistencies,
            (select s.value ->> 'code' from setting as s where s.key = 'district') as district`,
  )
  expect(counted).toEqual([
    {
      chapters: 13,
      sections: 42,
      measures: 107,
      lead: 551,
      assist: 41,
      rows: 17,
      measurables: 20,
      awaiting: 8,
      inconsistencies: 60,
      district: '440307',
    },
  ])
})

test('loadPack() changes nothing the second time', async () => {
  await loadPack(db, LONGGANG)
  const before = await countRows()
  const [stamp] = await db.query('select xmin::text as x, loaded_at from plan')
  expect(await loadPack(db, copyPack())).toMatchObject({ id: 'longgang-14fyp', changed: false })
  expect(await countRows()).toEqual(before)
  expect(await db.query('select xmin::text as x, loaded_at from plan')).toEqual([stamp])
})

test('loadPack() of a changed pack replaces the plan and keeps the imported text', async () => {
  await loadPack(db, LONGGANG)
  await db.execute(
    `insert into plan_text (plan_id, sha256, body, imported_by) values ('longgang-14fyp', 'x', '{}', 'test')`,
  )
  await db.execute(
    `insert into plan_paragraph (plan_id, id, node_id, ordinal, char_offset, line_no, text)
     values ('longgang-14fyp', 'c01.p1', 'c01', 0, 0, 1, '原文')`,
  )
  const changed = edit(copyPack(), 'pack.json', (text) => text.replace('"version": "1.0.0"', '"version": "1.0.1"'))
  expect(await loadPack(db, changed)).toMatchObject({ changed: true })
  expect(
    await db.query('select p.version, pp.text from plan as p join plan_paragraph as pp on pp.plan_id = p.id'),
  ).toEqual([{ version: '1.0.1', text: '原文' }])
  expect(await db.query('select count(*)::int as n from obligation')).toEqual([{ n: 592 }])
})

describe('loadPack() refuses a broken pack with file, place and reason, and stores nothing:', () => {
  const cases: [string, (dir: string) => string, RegExp][] = [
    [
      'a count that differs',
      (dir) => edit(dir, 'pack.json', (text) => text.replace('"obligations": 592', '"obligations": 593')),
      /^pack\.json \$\.counts\.obligations: says 593, the files hold 592$/,
    ],
    [
      'a reference to nothing',
      (dir) => edit(dir, 'inconsistencies.json', (text) => text.replace('"ind.05"', '"ind.55"')),
      /^inconsistencies\.json \$\.inconsistencies\[0\]\.refs\[1\]: refers to ind\.55/,
    ],
    [
      'two faults',
      (dir) => edit(dir, 'plan.json', (text) => text.replaceAll('"role": "assist"', '"role": "help"')),
      /^plan\.json \$\.chapters\[\d+\].*must be one of lead, assist.*\(and 40 more\)$/,
    ],
    [
      'a procedure that skips to a state it has not',
      (dir) =>
        edit(dir, 'procedures/assignment.json', (text) => text.replace('"to": "to-approve"', '"to": "approved"')),
      /^procedures\/assignment\.json \$\.branches\[0\]\.to: there is no state “approved” here$/,
    ],
    [
      'a procedure for a paragraph that is not there',
      (dir) => edit(dir, 'procedures/adjustment.json', (text) => text.replace('"c13.s04.m01.t03"', '"c13.s04.m09"')),
      /^procedures\/adjustment\.json \$\.basis\[0\]: refers to c13\.s04\.m09/,
    ],
    ['no JSON', (dir) => edit(dir, 'goals.json', (text) => text.slice(0, -3)), /^goals\.json \$: must be JSON/],
    [
      'a missing file',
      (dir) => {
        rmSync(join(dir, 'plan.json'))
        return dir
      },
      /^plan\.json \$: the pack must contain this file/,
    ],
    [
      'a misspelt file',
      (dir) => {
        writeFileSync(join(dir, 'indicator.json'), '{}')
        return dir
      },
      /^indicator\.json \$: is not a file of a plan pack/,
    ],
    [
      'a district without streets',
      (dir) => edit(dir, 'district.json', (text) => text.replace('"streets"', '"strets"')),
      /^district\.json \$\.streets: must be a list.*\(and 1 more\)$/,
    ],
    [
      'bytes that are no UTF-8',
      (dir) => {
        writeFileSync(join(dir, 'goals.json'), Buffer.from([0xff, 0xfe, 0x7b]))
        return dir
      },
      /^goals\.json \$: must be UTF-8/,
    ],
    ['no folder', () => join(folder, 'absent'), /^Cannot read the pack/],
  ]
  for (const [name, damage, because] of cases)
    test(name, async () => {
      const before = await countRows()
      const refused = await loadPack(db, damage(copyPack()))
      expect(isRefusal(refused) && refused.because).toMatch(because)
      expect(await countRows()).toEqual(before)
    })
})

test('exportPack() gives the same bytes back', async () => {
  await loadPack(db, LONGGANG)
  const out = join(folder, 'out/deep')
  expect(await exportPack(db, out)).toMatchObject({ id: 'longgang-14fyp' })
  expect(filesIn(out)).toEqual(filesIn(LONGGANG))
  for (const name of filesIn(LONGGANG))
    expect(readFileSync(join(out, name)).equals(readFileSync(join(LONGGANG, name)))).toBe(true)
  expect(await loadPack(db, out)).toMatchObject({ changed: false })
})

test('exportPack() refuses a plan that is not loaded', async () => {
  expect(await exportPack(db, join(folder, 'none'))).toMatchObject({ refused: 'plans.not-found' })
  await loadPack(db, LONGGANG)
  expect(await exportPack(db, join(folder, 'none'), 'other')).toMatchObject({ refused: 'plans.not-found' })
})

test('loadPack() called twice at once loads once', async () => {
  const both = await Promise.all([loadPack(db, LONGGANG), loadPack(db, LONGGANG)])
  expect(both.filter((one) => !isRefusal(one) && one.changed)).toHaveLength(1)
})
