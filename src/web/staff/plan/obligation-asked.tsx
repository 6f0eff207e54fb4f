// What the plan asks in one obligation, its targets with what was last reported, and who is charged with it.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { listNames, useSay } from '#web/ui/say.ts'
import type { ObligationView } from './obligation-view.ts'
import { TYPE_WORDS, OBLIGATION_WORDS as W } from './obligation-words.ts'
import { COMPARATOR_WORDS, PLAN_WORDS, VERB_WORDS } from './words.ts'

type Props = { view: ObligationView }

export function ObligationAsked({ view }: Props) {
  const say = useSay()
  return (
    <>
      <section>
        <h2>{say(W.asked)}</h2>
        <Particulars view={view} />
        <Targets view={view} />
      </section>
      <Division view={view} />
    </>
  )
}

function Particulars({ view: { obligation } }: Props) {
  const say = useSay()
  const { verb, role, deadlineYear, deadlineStated, progressType, cadence, counterparts, named, note } = obligation
  const word = VERB_WORDS[verb]
  const type = TYPE_WORDS[progressType]
  const isLead = role === 'lead'
  return (
    <Facts
      rows={[
        [say(W.role), say(isLead ? PLAN_WORDS.leadLong : PLAN_WORDS.assistLong)],
        [say(W.verb), word ? say(word) : verb],
        [say(W.deadline), say(deadlineStated ? W.byYear : W.notStated, { year: deadlineYear })],
        [say(W.type), type ? say(type) : progressType],
        [say(W.cadence), cadence],
        [say(W.assistedAction), obligation.assistedAction],
        [say(isLead ? W.counterpartsLead : W.counterpartsAssist), listNames(say, counterparts)],
        [
          say(W.named),
          listNames(
            say,
            named.map(({ name }) => name),
          ),
        ],
        [say(W.note), note],
      ]}
    />
  )
}

/** Rows without a value are left out. */
function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="obligation-facts">
      {rows.map(([name, value]) =>
        value === null || value === '' ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

function Targets({ view: { obligation, entries } }: Props) {
  const say = useSay()
  if (obligation.targets.length === 0) return null
  const newest = entries.find(({ isLead }) => isLead)
  return (
    <section className="scroll-x" aria-label={say(W.targets)}>
      <table className="plain-table">
        <thead>
          <tr>
            {[W.metric, W.value, W.unit, W.year, W.reported].map((words) => (
              <th key={words.en} scope="col" className={words === W.metric || words === W.unit ? '' : 'number'}>
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {obligation.targets.map(({ metric, comparator, value, unit, year }) => {
            const sign = COMPARATOR_WORDS[comparator]
            return (
              <tr key={`${metric} ${comparator} ${value}`}>
                <th scope="row">{metric}</th>
                <td className="number">
                  {sign ? say(sign) : comparator} {value}
                </td>
                <td>{unit ?? ''}</td>
                <td className="number">{year ?? '—'}</td>
                <td className="number">{newest?.quantities[metric] ?? '—'}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Division({ view: { division } }: Props) {
  const say = useSay()
  return (
    <section>
      <h2>{say(W.division)}</h2>
      {division === null ? (
        <p className="quiet">{say(W.noDivision)}</p>
      ) : (
        <Facts
          rows={[
            [say(W.lead), division.lead],
            [say(W.assists), listNames(say, division.assists)],
            [say(W.days), `${division.begins} – ${division.ends}`],
            [say(W.weight), division.weight === null ? null : `${division.weight} %`],
            [say(W.expected), division.evidence],
            [
              say(W.state),
              <Link key="case" to="/procedures/cases/$id" params={{ id: String(division.caseId) }}>
                {say(division.stateName)}
              </Link>,
            ],
          ]}
        />
      )}
    </section>
  )
}
