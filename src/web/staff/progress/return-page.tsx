// One return of a unit: every obligation in one table, filled in by keyboard or from a file, kept, and handed in.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { downloadReturn } from '#contract/downloads.ts'
import { actOnCase } from '#contract/procedures.ts'
import { type EntryDraft, type readReturn, saveReturn } from '#contract/progress.ts'
import type { ReplyOf } from '#contract/route.ts'
import { periodInWords } from '#domain/progress/period.ts'
import { addressOf, call } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { useDraft } from '#web/ui/use-draft.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { carriedOver, type Edits, type EntryFault, isFilled, shownEntry } from './edits.ts'
import { PROGRESS_KEY, returnQuery } from './queries.ts'
import { ReturnFile } from './return-file.tsx'
import { ReturnTable } from './return-table.tsx'
import { PROGRESS_WORDS as W } from './words.ts'
import './progress.css'

type View = ReplyOf<typeof readReturn>

export function ReturnPage({ id }: { id: number }) {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanReturn plan={plan.id} id={id} />}
    </WithPlan>
  )
}

function PlanReturn({ plan, id }: { plan: string; id: number }) {
  const say = useSay()
  const asked = useQuery(returnQuery(plan, id))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  return <ReturnForm plan={plan} view={asked.data} />
}

function ReturnForm({ plan, view }: { plan: string; view: View }) {
  const say = useSay()
  const [draft, keepDraft] = useDraft<Edits>(`return ${plan} ${view.case.id}`)
  const edits = view.mayFill ? (draft ?? {}) : {}
  const [faults, setFaults] = useState<readonly EntryFault[]>([])
  const edit = (entry: EntryDraft): void => keepDraft({ ...edits, [entry.obligationId]: entry })
  const put = (entries: readonly EntryDraft[]): void =>
    keepDraft({ ...edits, ...Object.fromEntries(entries.map((entry) => [entry.obligationId, entry])) })
  const filled = view.lines.filter((line) => isFilled(shownEntry(line, edits))).length
  return (
    <article>
      <ReturnHead view={view} filled={filled} />
      {view.lines.length === 0 ? <EmptyNote title={say(W.noLines)} hint={say(W.noLinesHint)} /> : null}
      <div className="filter-bar progress-bar no-print">
        <DownloadMenu
          formats={TABLE_FORMATS}
          address={(format) =>
            addressOf(downloadReturn, {
              params: { format },
              query: { plan, case: view.case.id, lang: say.language, about: 'false' },
            })
          }
        />
        {view.mayFill ? (
          <>
            <ReturnFile plan={plan} caseId={view.case.id} onTake={put} />
            <Button onClick={() => put(carriedOver(view.lines, edits))}>{say(W.carryOver)}</Button>
            <span className="quiet">{say(W.keys)}</span>
          </>
        ) : null}
      </div>
      <ReturnTable view={view} edits={edits} faults={faults} onEdit={edit} />
      {view.mayFill ? (
        <ReturnActs
          plan={plan}
          view={view}
          edits={edits}
          onFaults={setFaults}
          onSaved={() => keepDraft(undefined)}
          isFilled={filled === view.lines.length}
        />
      ) : null}
    </article>
  )
}

function ReturnHead({ view, filled }: { view: View; filled: number }) {
  const say = useSay()
  const { unit, period, due, lines, mayFill } = view
  return (
    <header className="page-head">
      <p className="page-back">
        <Link to="/progress/returns">{say(W.toReturns)}</Link> ·{' '}
        <Link to="/procedures/cases/$id" params={{ id: String(view.case.id) }}>
          {say(W.toCase)}
        </Link>
      </p>
      <h1>{say(W.returnTitle, { unit, period: say(periodInWords(period)) })}</h1>
      <p className="page-answer">{say(W.returnAnswer, { lines: lines.length, filled, due })}</p>
      {mayFill ? null : <p className="quiet">{say(W.readOnly, { state: say(view.case.stateName) })}</p>}
    </header>
  )
}

type ActsProps = {
  plan: string
  view: View
  edits: Edits
  isFilled: boolean
  onFaults: (faults: readonly EntryFault[]) => void
  onSaved: () => void
}

function ReturnActs({ plan, view, edits, isFilled: isComplete, onFaults, onSaved }: ActsProps) {
  const say = useSay()
  const { act, busy, problem } = useAct(PROGRESS_KEY)
  const [told, setTold] = useState<string>()
  const entries = Object.values(edits)
  /** Whether all that was edited is kept now. */
  const save = async (): Promise<boolean> => {
    if (entries.length === 0) return true
    const params = { plan, case: view.case.id }
    const reply = await act(() => call(saveReturn, { params, body: { entries } }))
    if (!reply) return false
    onFaults(reply.faults)
    if (reply.faults.length > 0) return false
    onSaved()
    setTold(say(W.saved, { n: reply.saved }))
    return true
  }
  const submit = async (): Promise<void> => {
    if (!(await save())) return
    const body = { act: 'submit', inputs: {}, seen: view.case.seen }
    await act(() => call(actOnCase, { params: { id: view.case.id }, body }))
  }
  return (
    <div className="return-acts no-print">
      <Button loading={busy} disabled={entries.length === 0} onClick={() => void save()}>
        {say(W.save)}
      </Button>
      <Button type="primary" loading={busy} disabled={!isComplete} onClick={() => void submit()}>
        {say(W.submit)}
      </Button>
      <span role="status" className="quiet">
        {entries.length > 0 ? say(W.unsaved, { n: entries.length }) : (told ?? (isComplete ? '' : say(W.submitFirst)))}
      </span>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </div>
  )
}
