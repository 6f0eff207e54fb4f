// The totals of the yearly appraisal as a table of a report: the newest sheet that was frozen by then.
import type { Bilingual } from '#contract/wire.ts'
import type { UnitScore } from '#domain/appraisal/sheet.ts'
import { label } from '#domain/terms.ts'
import { beijingYear } from '#kit/time.ts'
import { timestamptz } from '#platform/database.ts'
import { count, dateTime, type PartContext, type PartWriter, table } from './part.ts'

type Frozen = {
  id: number
  year: number
  name: Bilingual
  groups: { id: string; name: Bilingual }[]
  stage: 'published' | 'signed'
  at: number
  body: { units: UnitScore[]; heads: Record<string, string[]> }
}

/** Sheets of the years of the span, as known. */
const sheetsOf = ({ db, model, span, knownAt }: PartContext): Promise<Frozen[]> =>
  db.query<Frozen>(
    `select p.id, p.year, s.body -> 'name' as name, s.body -> 'groups' as groups, f.stage, f.at, f.body
       from appraisal as p
       join appraisal_scheme as s on s.plan_id = p.plan_id and s.id = p.scheme_id and s.version = p.scheme_version
       join lateral (select o.* from appraisal_sheet as o where o.appraisal_id = p.id and o.at <= $4
                      order by o.at desc, o.stage desc limit 1) as f on true
      where p.plan_id = $1 and p.year >= $2 and p.year <= $3 order by p.year, p.id`,
    [model.pack.about.id, beijingYear(span.from), beijingYear(span.until - 1), timestamptz(knownAt)],
  )

const STAGE = {
  published: { zh: '公布稿', en: 'as published' },
  signed: { zh: '签发稿', en: 'as signed' },
} as const
const UNRANKED = { zh: '不排名', en: 'not ranked' }
const LAST = Number.MAX_SAFE_INTEGER

export const appraisal: PartWriter = async (context, head) => {
  const { say } = context
  const sheets = await sheetsOf(context)
  const rows = sheets.flatMap((sheet) => rowsOf(sheet, context))
  return {
    figures: {
      'appraisal.sheets': count(sheets.length, '/appraisal'),
      'appraisal.units': count(rows.length, '/appraisal'),
    },
    blocks: [
      table(
        head,
        [
          { title: say({ zh: '年度', en: 'Year' }), share: 8, isNumber: true },
          { title: say({ zh: '分组', en: 'Group' }), share: 16 },
          { title: say({ zh: '名次', en: 'Place' }), share: 10, isNumber: true },
          { title: say(label('appraisedUnit')), share: 26 },
          { title: say({ zh: '总分', en: 'Total' }), share: 10, isNumber: true },
          { title: say({ zh: '当日负责人', en: 'Head on that day' }), share: 14 },
          { title: say({ zh: '版本', en: 'Sheet' }), share: 16 },
        ],
        rows,
      ),
    ],
  }
}

function rowsOf({ id, year, groups, stage, at, body }: Frozen, { say }: PartContext) {
  return groups.flatMap((group) =>
    body.units
      .filter((unit) => unit.group === group.id)
      .toSorted((a, b) => (a.place ?? LAST) - (b.place ?? LAST))
      .map((unit) => [
        String(year),
        say(group.name),
        unit.place === null ? say(UNRANKED) : String(unit.place),
        { text: unit.unit, to: `/appraisal/${id}?unit=${encodeURIComponent(unit.id)}` },
        unit.total,
        body.heads[unit.id]?.join('、') || '—',
        `${say(STAGE[stage])} ${dateTime(at)}`,
      ]),
  )
}
