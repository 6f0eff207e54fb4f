// One rule: edited, tried on history, saved as a new version with a reason; and its versions.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { type FormEvent, useState } from 'react'
import { type RuleRow, saveRule } from '#contract/quality.ts'
import { isRefusal } from '#kit/refusal.ts'
import { parseInstant } from '#kit/time.ts'
import { call } from '#web/api.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { becauseOf, RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { ActOutcome, useAct } from './desk-acts.tsx'
import { DryRun } from './dry-run.tsx'
import { figuresText } from './figures-text.ts'
import { ruleQuery } from './queries.ts'
import { isReason, ReasonField } from './reason-field.tsx'
import { bodyOf, draftOf, NEW_RULE, type RuleDraft } from './rule-draft.ts'
import { RuleForm } from './rule-form.tsx'
import './quality.css'
import { QUALITY_WORDS as W } from './words.ts'

export function RulePage({ id }: { id: string }) {
  const say = useSay()
  const isNew = id === 'new'
  const found = useQuery({ ...ruleQuery(id), enabled: !isNew })
  const versions = found.data && 'versions' in found.data ? found.data.versions : []
  const newest = versions[0]
  return (
    <article className="quality">
      <p className="no-print">
        <Link to="/quality/rules">← {say(W.back)}</Link>
      </p>
      {found.isError ? <RefusalNote problem={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && 'refused' in found.data ? (
        <EmptyNote title={say(becauseOf(found.data))} hint={say(W.noRulesHint)} />
      ) : null}
      {!isNew && found.isPending ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {isNew || newest ? (
        <Editor
          key={newest?.version ?? 0}
          version={newest?.version ?? 0}
          first={newest ? draftOf(newest.id, newest.body, newest.isActive) : NEW_RULE}
        />
      ) : null}
      {versions.length > 0 ? <Versions versions={versions} /> : null}
    </article>
  )
}

function Editor({ version, first }: { version: number; first: RuleDraft }) {
  const say = useSay()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(first)
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const made = bodyOf(draft)
  const body = 'wrong' in made ? undefined : made
  const wrong = 'wrong' in made ? made.wrong : []
  const act = useAct(
    () => {
      if (!body) throw new Error(wrong.join(', '))
      const appliesFrom = draft.appliesFrom === '' ? null : (parseInstant(draft.appliesFrom) ?? null)
      const { id, isActive } = draft
      return call(saveRule, { body: { id, editedVersion: version, isActive, appliesFrom, body, reason } })
    },
    () => void navigate({ to: '/quality/rules/$id', params: { id: draft.id } }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (body) act.mutate()
  }
  const title = say.language === 'zh' ? draft.titleZh : draft.titleEn
  return (
    <>
      <header className="page-head">
        <h1>{version === 0 ? say(W.newRule) : title}</h1>
      </header>
      <form onSubmit={submit}>
        <RuleForm
          draft={draft}
          isNew={version === 0}
          wrong={isTried || version > 0 ? wrong : []}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
        <div className="quality-form">
          <ReasonField value={reason} onChange={setReason} />
          <Button type="primary" htmlType="submit" loading={act.isPending} disabled={!isReason(reason)}>
            {say(W.save)}
          </Button>
        </div>
        <ActOutcome act={act} />
        {act.data && !isRefusal(act.data) ? (
          <p role="status">{say(W.savedRule, { version: act.data.version, days: act.data.days })}</p>
        ) : null}
      </form>
      <DryRun body={body} />
    </>
  )
}

function Versions({ versions }: { versions: readonly RuleRow[] }) {
  const say = useSay()
  return (
    <section>
      <h2>{say(W.versions)}</h2>
      <ol className="quality-entries">
        {versions.map((row) => (
          <li key={row.version}>
            <strong>{say(W.version, { n: row.version })}</strong> <Moment at={row.knownFrom} /> ·{' '}
            {row.author === 'pack' ? say(W.from0) : row.author} · {row.reason}
            {row.isActive ? null : <span className="quality-tag">{say(W.inactive)}</span>}
            <br />
            <span className="quiet">{figuresText(row.body.check, say)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
