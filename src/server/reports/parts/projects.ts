// Projects and their money as a table of a report.
import { STATE_NAMES } from '#domain/projects/life-cycle.ts'
import { label } from '#domain/terms.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingDate } from '#kit/time.ts'
import { count, type PartWriter, table } from './part.ts'

export const projects: PartWriter = async ({ db, sources, model, nowMs, say, language }, head) => {
  const found = await sources.projects(db, { planId: model.pack.about.id, today: beijingDate(nowMs) })
  if (isRefusal(found)) throw new Error(`Cannot read the projects: ${found.because}`)
  const { rows, totals } = found
  return {
    figures: {
      'projects.all': count(totals.all, '/projects'),
      'projects.budget': { text: totals.budget, to: '/projects' },
      'projects.paid': { text: totals.paid, to: '/projects' },
      'projects.exceptions': count(totals.troubled, '/projects?exception=any'),
    },
    blocks: [
      table(
        head,
        [
          { title: say(label('project')), share: 30 },
          { title: say({ zh: '阶段', en: 'State' }), share: 12 },
          { title: say({ zh: '预算（万元）', en: 'Budget (万元)' }), share: 14, isNumber: true },
          { title: say({ zh: '已支付（万元）', en: 'Paid (万元)' }), share: 14, isNumber: true },
          { title: say({ zh: '支付率（%）', en: 'Paid (%)' }), share: 10, isNumber: true },
          { title: say({ zh: '节点', en: 'Milestones' }), share: 10, isNumber: true },
          { title: say({ zh: '异常', en: 'Exceptions' }), share: 10, isNumber: true },
        ],
        rows.map((row) => [
          { text: language === 'zh' ? row.nameZh : row.nameEn, to: `/projects/${row.projectId}` },
          row.state === null ? say({ zh: '未填', en: 'blank' }) : say(STATE_NAMES[row.state]),
          row.sums.budget,
          row.sums.paid,
          row.paidShare ?? '—',
          `${row.milestones.reached}/${row.milestones.all}`,
          String(row.exceptions.length),
        ]),
      ),
    ],
  }
}
