// What made results be computed again, in words: an import, late data, a flag, a correction, a rule.
import { type CauseKind, type ChangeCause, CauseKind as Kinds } from '#contract/quality-reports.ts'
import { type Database, timestamptz } from '#platform/database.ts'

type Row = { cause: string; firstAt: number; lastAt: number; sites: number; days: number; siteNames: string[] }
export type CauseQuestion = {
  kind?: CauseKind | undefined
  site?: string | undefined
  cause?: string | undefined
  from?: number | undefined
  until?: number | undefined
  page: number
  pageSize: number
}

/** Newest first. */
export async function listCauses(db: Database, asked: CauseQuestion) {
  const params = [
    asked.kind ?? null,
    asked.site ?? null,
    timestamptz(asked.from ?? Number.NEGATIVE_INFINITY),
    timestamptz(asked.until ?? Number.POSITIVE_INFINITY),
    asked.cause ?? null,
  ]
  const where = `($1::text is null or split_part(r.cause, ':', 1) = $1)
    and ($2::text is null or r.site_id = (select s.id from site as s where s.code = $2))
    and r.known_from >= $3 and r.known_from < $4 and ($5::text is null or r.cause = $5)`
  const [rows, [count]] = await Promise.all([
    db.query<Row>(
      `select r.cause, min(r.known_from) as "firstAt", max(r.known_from) as "lastAt",
              count(distinct r.site_id)::int as sites, count(distinct (r.site_id, r.day))::int as days,
              (array_agg(distinct s.name order by s.name))[1:5] as "siteNames"
         from reevaluation as r join site as s on s.id = r.site_id
        where ${where} group by r.cause order by max(r.known_from) desc, r.cause limit $6 offset $7`,
      [...params, asked.pageSize, (asked.page - 1) * asked.pageSize],
    ),
    db.query<{ n: number }>(`select count(distinct r.cause)::int as n from reevaluation as r where ${where}`, params),
  ])
  const described = await Promise.all(rows.map(async (row) => ({ ...row, ...(await describe(db, row.cause)) })))
  return { rows: described, total: count?.n ?? 0, page: asked.page, pageSize: asked.pageSize }
}

export async function findCause(db: Database, cause: string): Promise<ChangeCause | undefined> {
  const { rows } = await listCauses(db, { cause, page: 1, pageSize: 1 })
  return rows[0]
}

type Words = Pick<ChangeCause, 'kind' | 'text' | 'author' | 'reason'>

async function describe(db: Database, cause: string): Promise<Words> {
  const [head = '', ...rest] = cause.split(':')
  const parsed = Kinds.safeParse(head)
  const kind = parsed.success ? parsed.data : 'revised'
  const id = rest.join(':')
  const nobody = { author: null, reason: null }
  switch (kind) {
    case 'import':
    case 'undo':
      return { kind, ...(await importWords(db, id, kind)) }
    case 'undo-run':
      return { kind, ...(await runWords(db, id)) }
    case 'flag':
    case 'flag-undone':
      return { kind, ...(await flagWords(db, id, kind === 'flag-undone')) }
    case 'correction':
    case 'correction-undone':
      return { kind, ...(await correctionWords(db, id, kind === 'correction-undone')) }
    case 'rule':
      return { kind, ...(await ruleWords(db, id)) }
    case 'late':
      return { kind, ...nobody, text: { zh: `${id} 迟到的数据`, en: `Data that came late on ${id}` } }
    case 'revised':
      return {
        kind,
        ...nobody,
        text: { zh: `${id} 重发而改变的数据`, en: `Data that was sent anew and differs, ${id}` },
      }
    case 'reingest':
      return { kind, ...nobody, text: { zh: `${id} 隔离记录重新入库`, en: `Quarantined records taken in on ${id}` } }
    case 'replay':
      return { kind, ...nobody, text: { zh: `${id} 重放报文`, en: `Frames read again on ${id}` } }
  }
}

async function importWords(db: Database, id: string, kind: 'import' | 'undo'): Promise<Omit<Words, 'kind'>> {
  const [row] = await db.query<{ file: string; author: string; undoneBy: string | null }>(
    'select b.file_name as file, b.created_by as author, b.undone_by as "undoneBy" from import_batch as b where b.id = $1',
    [Number(id) || 0],
  )
  const file = row?.file ?? id
  return kind === 'import'
    ? { text: { zh: `导入 ${file}`, en: `Import of ${file}` }, author: row?.author ?? null, reason: null }
    : {
        text: { zh: `撤销导入 ${file}`, en: `Undo of the import of ${file}` },
        author: row?.undoneBy ?? null,
        reason: null,
      }
}

async function runWords(db: Database, id: string): Promise<Omit<Words, 'kind'>> {
  const [run] = await db.query<{ name: string | null; undoneBy: string | null; reason: string | null }>(
    `select i.name, r.undone_by as "undoneBy", r.undo_reason as reason
       from intake_run as r left join intake_source as i on i.id = r.source_id where r.id = $1`,
    [Number(id) || 0],
  )
  const name = run?.name ?? undefined
  return {
    text: {
      zh: `撤销${name === undefined ? '接口提交' : `“${name}”`}的批次 ${id}`,
      en: `Undo of run ${id}${name === undefined ? ' over HTTP' : ` of “${name}”`}`,
    },
    author: run?.undoneBy ?? null,
    reason: run?.reason ?? null,
  }
}

type Act = {
  name: string
  nameEn: string
  author: string
  reason: string
  closedBy: string | null
  closedReason: string | null
}
const byWhom = (row: Act | undefined, undone: boolean): Pick<Words, 'author' | 'reason'> =>
  undone
    ? { author: row?.closedBy ?? null, reason: row?.closedReason ?? null }
    : { author: row?.author ?? null, reason: row?.reason ?? null }

async function flagWords(db: Database, id: string, undone: boolean): Promise<Omit<Words, 'kind'>> {
  const [row] = await db.query<Act & { state: string }>(
    `select coalesce(x.name_zh, '全部因子') as name, coalesce(x.name_en, 'all factors') as "nameEn", f.state, f.author,
            f.reason, f.closed_by as "closedBy", f.closed_reason as "closedReason"
       from quality_flag as f left join factor as x on x.id = f.factor_id where f.id = $1`,
    [id],
  )
  const [zh, en] = undone ? ['撤销标记', 'Flag taken back'] : ['人工标记', 'Flag of a person']
  return { text: { zh: `${zh}：${row?.name ?? ''}`, en: `${en}: ${row?.nameEn ?? ''}` }, ...byWhom(row, undone) }
}

async function correctionWords(db: Database, id: string, undone: boolean): Promise<Omit<Words, 'kind'>> {
  const [row] = await db.query<Act & { n: number }>(
    `select x.name_zh as name, x.name_en as "nameEn", cardinality(c.instants) as n, c.author, c.reason,
            c.closed_by as "closedBy", c.closed_reason as "closedReason"
       from correction as c join factor as x on x.id = c.factor_id where c.id = $1`,
    [id],
  )
  const [zh, en] = undone ? ['撤销更正', 'Correction undone'] : ['数据更正', 'Correction']
  return {
    text: {
      zh: `${zh}：${row?.name ?? ''} ${row?.n ?? 0} 个值`,
      en: `${en}: ${row?.nameEn ?? ''}, ${row?.n ?? 0} values`,
    },
    ...byWhom(row, undone),
  }
}

async function ruleWords(db: Database, text: string): Promise<Omit<Words, 'kind'>> {
  const split = text.lastIndexOf(':')
  const [row] = await db.query<{ zh: string; en: string; author: string; reason: string }>(
    `select r.body ->> 'titleZh' as zh, r.body ->> 'titleEn' as en, r.author, r.reason from quality_rule as r
      where r.id = $1 and r.version = $2`,
    [text.slice(0, split), Number(text.slice(split + 1)) || 0],
  )
  return {
    text: { zh: `质控规则修改：${row?.zh ?? text}`, en: `Quality rule changed: ${row?.en ?? text}` },
    author: row?.author ?? null,
    reason: row?.reason ?? null,
  }
}
