// Imports the official text of a loaded plan: reads it, keeps it whole and by paragraph, and tells what an officer should look at.
import { createHash } from 'node:crypto'
import type { importPlanText } from '#contract/plans.ts'
import type { ReplyOf } from '#contract/route.ts'
import { buildPlanModel, type PlanModel } from '#domain/plans/plan-model.ts'
import type { PlanText } from '#domain/plans/plan-text.ts'
import { countPlanText, listParagraphs, readPlanText } from '#domain/plans/read-plan-text.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction, timestamptz } from '#platform/database.ts'
import { decodeText, looksBinary } from '#platform/text-file.ts'
import { findPlan } from '../plan-store.ts'

type Found = ReplyOf<typeof importPlanText>
type Act = { planId: string; bytes: Uint8Array; author: string; nowMs: number }

/**
 * Reads the text and keeps its paragraphs; a text imported before is replaced.
 * Refuses `plans.not-found`, and `plans.text-unreadable` for anything without chapters.
 */
export async function importText(db: Database, { planId, bytes, author, nowMs }: Act): Promise<Found | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const text = readBytes(bytes)
  if (isRefusal(text)) return text
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const counts = countPlanText(text)
  await inTransaction(db, async (tx) => {
    await storeText(tx, { planId, text, sha256, author, nowMs })
    await tx.query(`select append_event('plan', $1, 'PlanTextImported', $2, $3)`, [
      planId,
      author,
      JSON.stringify({ sha256, isThePacksText: sha256 === model.pack.about.officialText.sha256, counts }),
    ])
  })
  return {
    chapters: counts.chapters,
    sections: counts.sections,
    headlines: counts.measures,
    indicatorRows: counts.indicatorRows,
    paragraphs: counts.paragraphs,
    review: [...reviewAgainst(model, text, sha256), ...text.review.map(({ line, message }) => ({ line, message }))],
    importedAt: nowMs,
  }
}

function readBytes(bytes: Uint8Array): PlanText | Refusal {
  const isDocument = ['%PDF', 'PK\u0003', '{\\rtf'].some((mark) =>
    Buffer.from(bytes.subarray(0, 5)).toString('latin1').startsWith(mark),
  )
  if (isDocument || looksBinary(bytes))
    return refuse(
      'plans.text-unreadable',
      '这不是纯文本（UTF-8 或 GB18030）；PDF、Word 请先另存为 .txt | This is no plain text: save PDF or Word files as .txt first',
    )
  const text = readPlanText(decodeText(bytes).text)
  if (text.chapters.length > 0) return text
  return refuse(
    'plans.text-unreadable',
    '没有找到“第…章”标题，读不成规划 | No heading of the form 第…章 was found, so this cannot be read as a plan',
  )
}

/** What differs between the text and the pack, for an officer to look at. */
function reviewAgainst(model: PlanModel, text: PlanText, sha256: string): Found['review'] {
  const { officialText, titleZh } = model.pack.about
  const other =
    sha256 === officialText.sha256
      ? []
      : [{ line: 1, message: `与规划包所载《${titleZh}》原文的摘要不同，可能是另一版本` }]
  const unplaced = buildPlanModel(model.pack, text).unplaced.map((id) => ({
    line: 1,
    message: `任务 ${id} 的关键词在原文中没有找到`,
  }))
  return [...other, ...unplaced]
}

type Stored = { planId: string; text: PlanText; sha256: string; author: string; nowMs: number }

async function storeText(tx: Transaction, { planId, text, sha256, author, nowMs }: Stored): Promise<void> {
  await tx.execute(
    `insert into plan_text (plan_id, sha256, body, imported_by, imported_at) values ($1, $2, $3, $4, $5)
     on conflict (plan_id) do update
       set sha256 = excluded.sha256, body = excluded.body, imported_by = excluded.imported_by,
           imported_at = excluded.imported_at`,
    [planId, sha256, JSON.stringify(text), author, timestamptz(nowMs)],
  )
  await tx.execute('delete from plan_paragraph as p where p.plan_id = $1', [planId])
  const rows = listParagraphs(text).map((paragraph, ordinal) => ({
    ...paragraph,
    ordinal,
    nodeId: paragraph.id.replace(/\.p\d+$/, ''),
  }))
  await tx.execute(
    `insert into plan_paragraph (plan_id, id, node_id, ordinal, char_offset, line_no, text)
     select $1, r.id, r."nodeId", r.ordinal, r."offset", r.line, r.text
       from jsonb_to_recordset($2) as r (id text, "nodeId" text, ordinal int, "offset" int, line int, text text)`,
    [planId, JSON.stringify(rows)],
  )
}
