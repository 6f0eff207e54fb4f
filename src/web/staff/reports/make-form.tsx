// The form that starts a report: template, period, language.
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { startReport } from '#contract/reports.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { periodsOf } from './periods.ts'
import { REPORTS_KEY, templatesQuery } from './queries.ts'
import { REPORT_WORDS as W } from './words.ts'

export function MakeForm({ plan }: { plan: string }) {
  const say = useSay()
  const navigate = useNavigate()
  const { act, busy, problem } = useAct(REPORTS_KEY)
  const templates = useQuery(templatesQuery(plan)).data
  const [chosen, choose] = useState<string>()
  const [asked, ask] = useState<string>()
  const [language, speak] = useState<'zh' | 'en'>('zh')
  if (templates === undefined || 'refused' in templates || templates.rows.length === 0) return null
  const template = templates.rows.find(({ id }) => id === chosen) ?? templates.rows[0]
  if (template === undefined) return null
  const periods = periodsOf(template.period, templates)
  const period = asked !== undefined && periods.includes(asked) ? asked : (periods[0] ?? '')
  const make = async () => {
    const started = await act(() =>
      call(startReport, { params: { plan }, body: { template: template.id, period, language } }),
    )
    if (started) await navigate({ to: '/reports/$id', params: { id: String(started.id) } })
  }
  return (
    <section className="reports-make no-print" aria-label={say(W.make)}>
      <div className="filter-bar">
        <div>
          <span className="quiet" aria-hidden="true">
            {say(W.template)}
          </span>
          <Select
            aria-label={say(W.template)}
            value={template.id}
            options={templates.rows.map(({ id, name }) => ({ value: id, label: say(name) }))}
            onChange={choose}
          />
        </div>
        <div>
          <span className="quiet" aria-hidden="true">
            {say(W.period)}
          </span>
          <Select
            aria-label={say(W.period)}
            value={period}
            options={periods.map((value) => ({ value, label: value }))}
            onChange={ask}
          />
        </div>
        <div>
          <span className="quiet" aria-hidden="true">
            {say(W.language)}
          </span>
          <Select
            aria-label={say(W.language)}
            value={language}
            options={[
              { value: 'zh', label: say(W.chinese) },
              { value: 'en', label: say(W.english) },
            ]}
            onChange={speak}
          />
        </div>
        <Button type="primary" loading={busy} onClick={() => void make()}>
          {say(W.make)}
        </Button>
      </div>
      <p className="quiet">{say(template.purpose)}</p>
      {template.schedule === null ? null : (
        <p className="quiet" title={say(template.schedule.because)}>
          {say(template.period === 'month' ? W.byMonth : W.byQuarter, { n: template.schedule.workingDay })}
        </p>
      )}
      {problem ? <RefusalNote problem={problem} /> : null}
    </section>
  )
}
