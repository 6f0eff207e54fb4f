// What deviates: by state and rule, chosen one by one or together, opened or set aside; and the rules themselves.
import { Button, Pagination } from 'antd'
import { useState } from 'react'
import { downloadDeviations } from '#contract/downloads.ts'
import type { ReplyOf } from '#contract/route.ts'
import { type acceptDeviations, type DeviationRow, DeviationState, type listDeviations } from '#contract/supervision.ts'
import { DEVIATION_STATE_NAMES } from '#domain/deviations/words.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { becauseOf } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { AcceptForm } from './accept-form.tsx'
import { Choice } from './choice.tsx'
import { DeviationHistory } from './deviation-history.tsx'
import { DeviationTable } from './deviation-table.tsx'
import { DismissForm } from './dismiss-form.tsx'
import { type DeskFilter, deviationsOf, ROWS_A_PAGE } from './queries.ts'
import { SUPERVISION_WORDS as W } from './words.ts'

type Found = ReplyOf<typeof listDeviations>
type Told = ReplyOf<typeof acceptDeviations>
type Props = { plan: string; filter: DeskFilter; found: Found; onFind: (part: Partial<DeskFilter>) => void }

export function DeviationSection({ plan, filter, found, onFind }: Props) {
  const say = useSay()
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set())
  const [accepting, setAccepting] = useState<readonly DeviationRow[]>()
  const [dismissing, setDismissing] = useState<readonly DeviationRow[]>()
  const [shown, setShown] = useState<number>()
  const [told, setTold] = useState<{ reply: Told; rows: readonly DeviationRow[] }>()
  // A deviation that has changed its state or gone is no longer selected.
  const chosen = found.rows.filter(({ number, state }) => state === 'open' && ids.has(number))
  const done = (rows: readonly DeviationRow[]) => (reply: Told) => {
    setTold({ reply, rows })
    setAccepting(undefined)
    setDismissing(undefined)
    setIds(new Set())
  }
  if (found.rules.length === 0 && found.total === 0)
    return <EmptyNote title={say(W.noRules)} hint={say(W.noRulesHint)} />
  return (
    <section className="supervision-section" aria-label={say(W.deviations)}>
      <h2>{say(W.deviations)}</h2>
      <Bar plan={plan} filter={filter} found={found} onFind={onFind} />
      <Rules rules={found.rules} />
      {told === undefined ? null : <Results {...told} />}
      {chosen.length === 0 ? null : (
        <div className="supervision-many no-print">
          <Button type="primary" onClick={() => setAccepting(chosen)}>
            {say(W.acceptMany, { n: chosen.length })}
          </Button>
          <Button onClick={() => setDismissing(chosen)}>{say(W.dismissMany, { n: chosen.length })}</Button>
        </div>
      )}
      {found.total === 0 ? (
        <EmptyNote title={say(W.noDeviation)} hint={say(W.noDeviationHint)} />
      ) : (
        <DeviationTable
          rows={found.rows}
          onHistory={({ number }) => setShown(number)}
          {...(found.mayDecide
            ? {
                choice: { ids, onChange: setIds },
                onAccept: (row) => setAccepting([row]),
                onDismiss: (row) => setDismissing([row]),
              }
            : {})}
        />
      )}
      {found.total > ROWS_A_PAGE ? (
        <Pagination
          current={filter.deviationPage}
          pageSize={ROWS_A_PAGE}
          total={found.total}
          showSizeChanger={false}
          onChange={(deviationPage) => onFind({ deviationPage, page: filter.page })}
        />
      ) : null}
      {accepting === undefined ? null : (
        <AcceptForm plan={plan} rows={accepting} onClose={() => setAccepting(undefined)} onTold={done(accepting)} />
      )}
      {shown === undefined ? null : <DeviationHistory plan={plan} number={shown} onClose={() => setShown(undefined)} />}
      {dismissing === undefined ? null : (
        <DismissForm plan={plan} rows={dismissing} onClose={() => setDismissing(undefined)} onTold={done(dismissing)} />
      )}
    </section>
  )
}

function Bar({ plan, filter, found, onFind }: Props) {
  const say = useSay()
  return (
    <div className="filter-bar no-print">
      <Choice
        words={W.state}
        every={DEVIATION_STATE_NAMES.open}
        value={filter.state === 'open' ? undefined : filter.state}
        options={DeviationState.options
          .filter((state) => state !== 'open')
          .map((state) => ({
            value: state,
            label: `${say(DEVIATION_STATE_NAMES[state])}（${found.states[state] ?? 0}）`,
          }))}
        onChoose={(state) => onFind({ state: DeviationState.safeParse(state).data })}
      />
      <Choice
        words={W.rule}
        value={filter.rule}
        options={found.rules.map(({ id, name, open }) => ({ value: id, label: `${say(name)}（${open}）` }))}
        onChoose={(rule) => onFind({ rule })}
      />
      <DownloadMenu
        formats={TABLE_FORMATS}
        address={(format) =>
          addressOf(downloadDeviations, {
            params: { format },
            query: { plan, ...deviationsOf(filter), lang: say.language },
          })
        }
      />
    </div>
  )
}

function Rules({ rules }: Pick<Found, 'rules'>) {
  const say = useSay()
  return (
    <details className="supervision-rules">
      <summary>{say(W.rules)}</summary>
      <ul>
        {rules.map(({ id, name, threshold, how, opens }) => (
          <li key={id}>
            {say(name)}：{say(how === 'by-itself' ? W.byItself : W.proposed, { name: say(opens) })}{' '}
            <span className={threshold === 'setting' ? 'unverified-mark' : 'quiet'}>
              {say(threshold === 'setting' ? W.setting : W.fromPlan)}
            </span>
          </li>
        ))}
      </ul>
      {[...new Map(rules.map(({ because }) => [because.en, because])).values()].map((because) => (
        <p key={because.en} className="quiet">
          {say(because)}
        </p>
      ))}
    </details>
  )
}

function Results({ reply, rows }: { reply: Told; rows: readonly DeviationRow[] }) {
  const say = useSay()
  const refused = reply.results.filter((one) => one.refused !== null)
  const nameOf = (number: number): string => {
    const row = rows.find((one) => one.number === number)
    return row === undefined ? String(number) : say(row.name)
  }
  return (
    <div role="status">
      <p>{say(W.told, { done: reply.done, refused: refused.length })}</p>
      <ul>
        {refused.map(({ number, refused: why }) =>
          why === null ? null : (
            <li key={number} className="supervision-late">
              {nameOf(number)}：{say(becauseOf(why))}
            </li>
          ),
        )}
      </ul>
    </div>
  )
}
