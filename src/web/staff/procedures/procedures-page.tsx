// The procedures in force: each with its purpose, its diagram and the same in tables; a case is opened from here.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import type { listProcedures } from '#contract/procedures.ts'
import type { ReplyOf } from '#contract/route.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { type SearchRecord, useSearchPart } from '#web/ui/use-search.ts'
import { PlanChoice } from '../shell/plan-choice.tsx'
import { usePlan } from '../shell/use-plan.ts'
import { Diagram } from './diagram.tsx'
import { OpenForm } from './open-form.tsx'
import { ActTable, DeadlineTable } from './procedure-tables.tsx'
import './procedures.css'
import { proceduresQuery } from './queries.ts'
import { PROCEDURE_WORDS as W } from './words.ts'

type Row = ReplyOf<typeof listProcedures>['rows'][number]
const keyOf = ({ planId, body }: Row): string => `${planId}/${body.id}`

export function ProceduresPage() {
  const say = useSay()
  const asked = useQuery(proceduresQuery)
  const [search] = useSearchPart()
  const { plan } = usePlan()
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (asked.data === undefined) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const rows = asked.data.rows.filter(({ planId }) => plan === undefined || planId === plan.id)
  const chosen = rows.find((row) => keyOf(row) === search.procedure) ?? rows[0]
  return (
    <article>
      <PlanChoice />
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">
          {say(W.answer, { n: rows.length, open: rows.reduce((sum, row) => sum + row.openCases, 0) })}
        </p>
      </header>
      {chosen === undefined ? (
        <EmptyNote title={say(W.none)} hint={say(W.noneHint)} />
      ) : (
        <>
          <Choice rows={rows} chosen={keyOf(chosen)} />
          <Shown key={keyOf(chosen)} row={chosen} />
        </>
      )}
    </article>
  )
}

function Choice({ rows, chosen }: { rows: readonly Row[]; chosen: string }) {
  const say = useSay()
  return (
    <nav className="procedure-choice no-print" aria-label={say(W.title)}>
      <ul>
        {rows.map((row) => (
          <li key={keyOf(row)}>
            <Link
              to="/procedures"
              search={{ procedure: keyOf(row) } as never}
              aria-current={keyOf(row) === chosen ? 'true' : undefined}
            >
              {say(row.body.name)}
            </Link>{' '}
            <span className="quiet">{say(W.openCases, { n: row.openCases })}</span>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function aboutOf({ aboutKind, aboutRef }: SearchRecord): { kind: string; ref: string } | undefined {
  return typeof aboutKind === 'string' && typeof aboutRef === 'string' ? { kind: aboutKind, ref: aboutRef } : undefined
}

function Shown({ row: { planId, body } }: { row: Row }) {
  const say = useSay()
  const canWrite = useCanWrite()
  const [search] = useSearchPart()
  // A page of a thing leads here with what the case is to be about.
  const about = aboutOf(search)
  const [isOpening, setOpening] = useState(canWrite && about !== undefined)
  return (
    <section aria-label={say(body.name)}>
      <h2>
        {say(body.name)} <span className="quiet">{say(W.version, { n: body.version })}</span>
      </h2>
      <p>{say(body.purpose)}</p>
      <p className="quiet">
        {say(W.basis)}: {body.basis.join(', ')}
      </p>
      {canWrite ? (
        <p className="no-print">
          <Button type="primary" onClick={() => setOpening(true)}>
            {say(W.openCase)}
          </Button>
        </p>
      ) : null}
      <Diagram body={body} />
      {(body.branches ?? []).map(({ id, name }) => (
        <div key={id}>
          <h3>{say(W.branchOf, { name: say(name) })}</h3>
          <Diagram body={body} branch={id} />
        </div>
      ))}
      <h3>{say(W.acts)}</h3>
      <ActTable body={body} />
      {(body.deadlines ?? []).length === 0 ? null : (
        <>
          <h3>{say(W.deadlines)}</h3>
          <DeadlineTable body={body} />
        </>
      )}
      {isOpening ? <OpenForm planId={planId} body={body} about={about} onClose={() => setOpening(false)} /> : null}
    </section>
  )
}
