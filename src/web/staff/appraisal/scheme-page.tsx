// One version of a scheme: what is asked, what it weighs and how it scores; weights are changed and saved as a new version.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { issueScheme, type SchemeLine, saveScheme } from '#contract/appraisal.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { listNames, useSay, type Words } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useAct } from '#web/ui/use-act.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { FaultList } from './fault-list.tsx'
import { APPRAISAL_KEY, type SchemeView, schemeQuery } from './queries.ts'
import { SchemeLines } from './scheme-lines.tsx'
import { type Weights, withWeights } from './weights.ts'
import { APPRAISAL_WORDS as W } from './words.ts'
import './appraisal.css'

type Key = { id: string; version: number }

export function SchemePage({ id, version }: Key) {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanScheme plan={plan.id} id={id} version={version} />}
    </WithPlan>
  )
}

function PlanScheme({ plan, id, version }: Key & { plan: string }) {
  const say = useSay()
  const asked = useQuery(schemeQuery(plan, id, version))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  return <Scheme plan={plan} view={asked.data} />
}

function Scheme({ plan, view }: { plan: string; view: SchemeView }) {
  const say = useSay()
  const canWrite = useCanWrite()
  const [weights, setWeights] = useState<Weights>({})
  const { row, groups, lines, manner } = view
  const leaves = lines.filter((line: SchemeLine) => line.rule !== null).length
  const state = row.document === null ? say(W.draft) : say(W.issuedBy, { document: row.document })
  return (
    <article>
      <header className="page-head">
        <p className="page-back no-print">
          <Link to="/appraisal">← {say(W.back)}</Link>
        </p>
        <h1>{say(W.schemeTitle)}</h1>
        <p className="page-answer">
          {say(W.schemeAnswer, { name: say(row.name), version: row.version, leaves, groups: groups.length, state })}
          {row.setBy === 'house' ? <span className="unverified-mark"> {say(W.house)}</span> : null}
        </p>
        <p className="quiet">
          {listNames(
            say,
            groups.map(({ name }) => say(name)),
          )}
          {say({ zh: '。', en: '. ' })}
          {say(manner)}
        </p>
      </header>
      {canWrite ? <SchemeActs plan={plan} view={view} weights={weights} /> : null}
      <SchemeLines
        lines={lines}
        groups={groups}
        weights={weights}
        onWeight={canWrite ? (id, weight) => setWeights({ ...weights, [id]: weight }) : undefined}
      />
      <Counted title={W.adjustments} rows={view.adjustments} />
      <Counted title={W.vetoes} rows={view.vetoes} />
    </article>
  )
}

function Counted({ title, rows }: { title: Words; rows: SchemeView['vetoes'] }) {
  const say = useSay()
  if (rows.length === 0) return null
  return (
    <>
      <h2>{say(title)}</h2>
      <ul>
        {rows.map(({ id, name, words }) => (
          <li key={id}>
            {say(name)}：{say(words)}
          </li>
        ))}
      </ul>
    </>
  )
}

function SchemeActs({ plan, view, weights }: { plan: string; view: SchemeView; weights: Weights }) {
  const say = useSay()
  const navigate = useNavigate()
  const { act, busy, problem } = useAct(APPRAISAL_KEY)
  const [faults, setFaults] = useState<readonly Words[]>([])
  const [document, setDocument] = useState('')
  const { row, body } = view
  const [name, setName] = useState(row.name)
  const save = async (): Promise<void> => {
    const scheme = { ...withWeights(body, weights), name }
    const reply = await act(() => call(saveScheme, { params: { plan }, body: { scheme } }))
    if (reply === undefined) return
    setFaults(reply.faults)
    if (reply.faults.length > 0) return
    await navigate({
      to: '/appraisal/schemes/$id/$version',
      params: { id: reply.id, version: String(reply.version) },
    })
  }
  const issue = (): Promise<unknown> =>
    act(() => call(issueScheme, { params: { plan, id: row.id, version: row.version }, body: { document } }))
  const file = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(body, null, 2))}`
  return (
    <section className="no-print appraisal-box">
      <div className="appraisal-bar">
        <Input
          aria-label={say(W.nameZh)}
          value={name.zh}
          maxLength={100}
          className="appraisal-document"
          onChange={(event) => setName({ ...name, zh: event.target.value })}
        />
        <Input
          aria-label={say(W.nameEn)}
          value={name.en}
          maxLength={200}
          className="appraisal-document"
          onChange={(event) => setName({ ...name, en: event.target.value })}
        />
        <Button loading={busy} onClick={() => void save()}>
          {say(W.saveNew)}
        </Button>
        <Button href={file} download={`${row.id}.json`}>
          {say(W.download)}
        </Button>
        {row.source === 'saved' && row.state === 'draft' ? (
          <>
            <Input
              aria-label={say(W.document)}
              placeholder={say(W.document)}
              value={document}
              maxLength={300}
              className="appraisal-document"
              onChange={(event) => setDocument(event.target.value)}
            />
            <Button type="primary" loading={busy} disabled={document.trim() === ''} onClick={() => void issue()}>
              {say(W.issue)}
            </Button>
          </>
        ) : null}
      </div>
      <p className="quiet">{say(W.saveHint)}</p>
      <FaultList faults={faults} />
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </section>
  )
}
