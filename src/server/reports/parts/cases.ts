// Orders and corrective plans of the period as a table of a report.
import type { Bilingual } from '#contract/wire.ts'
import { label } from '#domain/terms.ts'
import { beijingDate } from '#kit/time.ts'
import { timestamptz } from '#platform/database.ts'
import { count, type PartContext, type PartWriter, table } from './part.ts'

/** What presses and corrects; the daily run of returns and assignments is counted elsewhere. */
const TOLD = ['supervision-order', 'corrective-plan', 'consultation', 'adjustment']

type Row = {
  id: number
  title: string
  procedureName: Bilingual
  stateName: Bilingual
  isOpen: boolean
  isLate: boolean
  openedAt: number
  units: string
}

/** Cases opened in the span, or still open at its end. */
const casesOf = ({ db, model, span, knownAt }: PartContext): Promise<Row[]> =>
  db.query<Row>(
    `select c.id, c.title, v.body -> 'name' as "procedureName", c.is_open as "isOpen", c.opened_at as "openedAt",
            c.is_open and coalesce(c.overdue_from <= $5, false) as "isLate",
            (select s -> 'name' from jsonb_array_elements(v.body -> 'states') as s where s ->> 'id' = c.state) as "stateName",
            (select coalesce(string_agg(distinct p.unit, '、' order by p.unit), '') from case_party as p where p.case_id = c.id) as units
       from procedure_case as c
       join procedure_version as v on v.plan_id = c.plan_id and v.id = c.procedure_id and v.version = c.version
      where c.plan_id = $1 and c.procedure_id = any ($2) and c.opened_at < $4 and c.opened_at <= $5
        and (c.opened_at >= $3 or c.is_open)
      order by c.opened_at, c.id`,
    [model.pack.about.id, TOLD, timestamptz(span.from), timestamptz(span.until), timestamptz(knownAt)],
  )

export const cases: PartWriter = async (context, head) => {
  const { say, span } = context
  const rows = await casesOf(context)
  const opened = rows.filter(({ openedAt }) => openedAt >= span.from)
  const to = '/procedures/cases'
  return {
    figures: {
      'cases.opened': count(opened.length, to),
      'cases.closed': count(opened.filter(({ isOpen }) => !isOpen).length, to),
      'cases.open': count(rows.filter(({ isOpen }) => isOpen).length, `${to}?open=true`),
      'cases.overdue': count(rows.filter(({ isLate }) => isLate).length, `${to}?overdue=true`),
    },
    blocks: [
      table(
        head,
        [
          { title: say({ zh: '办件', en: 'Case' }), share: 7, isNumber: true },
          { title: say({ zh: '事项', en: 'Matter' }), share: 34 },
          { title: say(label('procedure')), share: 13 },
          { title: say({ zh: '单位', en: 'Units' }), share: 22 },
          { title: say({ zh: '发起', en: 'Opened' }), share: 12 },
          { title: say({ zh: '状态', en: 'State' }), share: 12 },
        ],
        rows.map(({ id, title, procedureName, units, openedAt, stateName, isLate }) => [
          { text: String(id), to: `/procedures/cases/${id}` },
          title,
          say(procedureName),
          units,
          beijingDate(openedAt),
          `${say(stateName)}${isLate ? say({ zh: '（逾期）', en: ' (overdue)' }) : ''}`,
        ]),
      ),
    ],
  }
}
