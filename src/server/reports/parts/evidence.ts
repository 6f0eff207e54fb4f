// The evidence of the plan as an index at the end of a report.
import { aboutPage } from '#contract/about.ts'
import { label } from '#domain/terms.ts'
import { beijingDate } from '#kit/time.ts'
import { timestamptz } from '#platform/database.ts'
import { count, type PartContext, type PartWriter, table } from './part.ts'

type Row = {
  id: number
  aboutKind: string
  aboutRef: string
  name: string
  kind: string
  sha256: string | null
  author: string
  addedAt: number
  review: 'draft' | 'accepted' | 'rejected'
}

/** Pieces that stood at the end of the span, as known. */
const evidenceOf = ({ db, model, span, knownAt }: PartContext): Promise<Row[]> =>
  db.query<Row>(
    `select v.id, v.about_kind as "aboutKind", v.about_ref as "aboutRef", v.name, v.kind, v.file_sha256 as sha256, v.author,
            v.added_at as "addedAt",
            case when v.reviewed_at <= $2 then v.review_state else 'draft' end as review
       from evidence as v
      where v.plan_id = $1 and v.added_at <= $2 and v.added_at < $3 and (v.withdrawn_at is null or v.withdrawn_at > $2)
      order by v.about_kind, v.about_ref, v.id`,
    [model.pack.about.id, timestamptz(knownAt), timestamptz(span.until)],
  )

const REVIEW = {
  draft: { zh: '待审核', en: 'awaiting review' },
  accepted: { zh: '已认可', en: 'accepted' },
  rejected: { zh: '不认可', en: 'rejected' },
} as const
const KIND: Readonly<Record<string, { zh: string; en: string }>> = {
  document: { zh: '文件', en: 'document' },
  photo: { zh: '照片', en: 'photo' },
  'reading-extract': label('readingExtract'),
  'closed-case': label('closedCase'),
}

export const evidence: PartWriter = async (context, head) => {
  const { say } = context
  const rows = await evidenceOf(context)
  const withReview = (wanted: Row['review']): number => rows.filter(({ review }) => review === wanted).length
  return {
    figures: {
      'evidence.all': count(rows.length),
      'evidence.accepted': count(withReview('accepted')),
      'evidence.awaiting': count(withReview('draft')),
    },
    blocks: [
      table(
        head,
        [
          { title: say({ zh: '编号', en: 'No.' }), share: 7, isNumber: true },
          { title: say({ zh: '对象', en: 'About' }), share: 17 },
          { title: say({ zh: '名称', en: 'Name' }), share: 26 },
          { title: say({ zh: '种类', en: 'Kind' }), share: 10 },
          { title: say({ zh: '提交', en: 'Added' }), share: 18 },
          { title: say({ zh: '审核', en: 'Review' }), share: 10 },
          { title: say({ zh: '摘要', en: 'Digest' }), share: 12 },
        ],
        rows.map((row) => [
          String(row.id),
          { text: row.aboutRef, to: aboutPage(row.aboutKind, row.aboutRef) },
          row.name,
          say(KIND[row.kind] ?? { zh: row.kind, en: row.kind }),
          `${row.author} ${beijingDate(row.addedAt)}`,
          say(REVIEW[row.review]),
          row.sha256?.slice(0, 12) ?? '—',
        ]),
      ),
    ],
  }
}
