// The contradictions of the plan's text as a table of a report.
import { label } from '#domain/terms.ts'
import { count, type PartWriter, table } from './part.ts'

export const inconsistencies: PartWriter = async ({ model, say }, head) => {
  const rows = model.pack.inconsistencies
  return {
    figures: { 'inconsistencies.all': count(rows.length, '/plan') },
    blocks: [
      table(
        head,
        [
          { title: say({ zh: '编号', en: 'Id' }), share: 8 },
          { title: say(label('inconsistency')), share: 26 },
          { title: say({ zh: '各处表述', en: 'As stated' }), share: 36 },
          { title: say({ zh: '处理', en: 'How it is handled' }), share: 30 },
        ],
        rows.map(({ id, what, values, suggestedHandling }) => [id, what, values.join('；'), suggestedHandling]),
      ),
    ],
  }
}
