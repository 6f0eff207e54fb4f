// The year under the edition its target was set under and under the one of today: values, states, and what parts them.
import type { EditionComparison } from '#contract/indicators.ts'
import { beijingDate } from '#kit/time.ts'
import { EditionLink } from '#web/ui/explanation-tree.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { SurenessMark } from '#web/ui/sureness-mark.tsx'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import type { IndicatorDetail } from './queries.ts'
import { StatusMark } from './status-mark.tsx'
import { ValueDoor } from './value-door.tsx'
import { INDICATOR_WORDS as W } from './words.ts'

export function EditionsPart({ detail, year }: { detail: IndicatorDetail; year: number }) {
  const say = useSay()
  const { editions } = detail
  if (editions === null || editions.rows.length === 0) return null
  return (
    <section>
      <h2>{say(W.editions, { year })}</h2>
      <p>{answerOf(editions, say)}</p>
      <div className="scroll-x">
        <table className="plain-table stack-narrow">
          <thead>
            <tr>
              <th scope="col">{say(W.basis)}</th>
              <th scope="col" className="number">
                {say(W.monthValue)} {detail.row.unit}
              </th>
              <th scope="col" className="number">
                {say(W.editionChange)}
              </th>
              <th scope="col" className="number">
                {say(W.countedColumn)}
              </th>
              <th scope="col">{say(W.status)}</th>
            </tr>
          </thead>
          <tbody>
            {editions.rows.map((row) => (
              <EditionLine key={row.value.basis} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <Parting editions={editions} />
    </section>
  )
}

const ROLE_WORDS = {
  'in-force': W.inForce,
  pinned: W.editionPinned,
  present: W.editionPresent,
  other: W.editionOther,
} as const

function EditionLine({ row: { role, value, change } }: { row: EditionComparison['rows'][number] }) {
  const say = useSay()
  return (
    <tr>
      <th scope="row">
        {say(ROLE_WORDS[role])} {value.basis === 'in-force' ? null : <EditionLink id={value.basis} />}
        <SurenessMark sureness={value.sureness} />
      </th>
      <td className="number" data-label={say(W.monthValue)}>
        <ValueDoor value={value} />
      </td>
      <td className="number" data-label={say(W.editionChange)}>
        {change === null ? '—' : change.replace('-', '−')}
      </td>
      <td className="number" data-label={say(W.countedColumn)}>
        {value.numerator === null || value.denominator === null
          ? (value.denominator ?? '—')
          : `${value.numerator} / ${value.denominator}`}
      </td>
      <td data-label={say(W.status)}>
        <StatusMark status={value.status} />
      </td>
    </tr>
  )
}

function answerOf({ pinned, present, readsTable, lost, gained, rows }: EditionComparison, say: Say): string {
  const validOf = (wanted: string) => rows.find(({ role }) => role === wanted)?.value.denominator ?? '—'
  if (pinned === present) return say(W.editionSame, { edition: pinned })
  if (!readsTable) return say(W.editionNoTable, { pinned, present })
  return say(W.editionDiffers, {
    pinned,
    present,
    lost,
    gained,
    validBefore: validOf('pinned'),
    validNow: validOf('present'),
  })
}

function Parting({ editions: { changes, days } }: { editions: EditionComparison }) {
  const say = useSay()
  if (changes.length === 0) return null
  return (
    <>
      <ul>
        {changes.map((change) => (
          <li key={change.en}>{say(change)}</li>
        ))}
      </ul>
      {days.length === 0 ? null : (
        <p className="quiet">
          {say(W.editionDays)}：
          {days.map(({ at, pinned, present, ref }) => (
            <span key={at} className="edition-day">
              <TraceDoor traceRef={ref}>
                {beijingDate(at)}（{pinned ?? '—'} → {present ?? '—'}）
              </TraceDoor>{' '}
            </span>
          ))}
        </p>
      )}
    </>
  )
}
