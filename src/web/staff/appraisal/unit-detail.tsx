// The points of one unit: every item with its fact, what is to be filled in, its appeal, and its evidence.
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { UnitScore } from '#contract/appraisal.ts'
import { AddressLink } from '#web/ui/address-link.tsx'
import { listNames, useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { EvidenceList } from '../shell/evidence-list.tsx'
import { AppealForm } from './appeal-form.tsx'
import { AppealList } from './appeal-list.tsx'
import { DecideForm } from './decide-form.tsx'
import { EntryForm } from './entry-form.tsx'
import type { Sheet } from './queries.ts'
import { SheetActs } from './sheet-acts.tsx'
import { type DetailRow, rowsOf } from './unit-rows.ts'
import { APPRAISAL_WORDS as W } from './words.ts'

type Props = { plan: string; sheet: Sheet; unit: UnitScore }

export function UnitDetail({ plan, sheet, unit }: Props) {
  const say = useSay()
  const [entering, enter] = useState<DetailRow>()
  const rows = rowsOf(sheet, unit)
  const { may } = sheet
  return (
    <article>
      <DetailHead sheet={sheet} unit={unit} />
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {[W.item, W.weight, W.points, W.fact].map((words) => (
              <th
                key={words.en}
                scope="col"
                className={words === W.weight || words === W.points ? 'number' : undefined}
              >
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ItemRow key={row.id} row={row} onEnter={row.mayEnter ? () => enter(row) : undefined} />
          ))}
        </tbody>
      </table>
      {entering === undefined ? null : (
        <EntryForm plan={plan} sheet={sheet} unit={unit} row={entering} onClose={() => enter(undefined)} />
      )}
      <AppealList sheet={sheet} unit={unit} />
      {may.appealFor.includes(unit.id) ? <AppealForm plan={plan} sheet={sheet} unit={unit} /> : null}
      {may.decideFor.includes(unit.id) ? <DecideForm plan={plan} sheet={sheet} unit={unit} /> : null}
      <EvidenceList planId={plan} aboutKind="appraisal-unit" aboutRef={`${sheet.id}/${unit.id}`} />
    </article>
  )
}

function DetailHead({ sheet, unit }: Omit<Props, 'plan'>) {
  const say = useSay()
  const [, change] = useSearchPart()
  const heads = sheet.heads[unit.id]
  return (
    <header className="page-head">
      <p className="page-back no-print">
        <button type="button" className="door-link" onClick={() => change({ unit: undefined }, 'push')}>
          ← {say(W.toSheet)}
        </button>
        {/^\d+$/.test(unit.id) ? (
          <>
            {' · '}
            <Link to="/appraisal/units/$id" params={{ id: unit.id }}>
              {say(W.record)}
            </Link>
          </>
        ) : null}
      </p>
      <h1>{say(W.detailTitle, { unit: unit.unit })}</h1>
      <p className="page-answer">
        {unit.place === null
          ? say(W.unrankedTotal, { total: unit.total })
          : say(W.placeMove, { total: unit.total, place: unit.place })}
        {unit.sum === unit.total ? '' : ` ← ${unit.sum}`}
        {unit.open === 0 ? '' : `；${say(sheet.basis === 'live' ? W.stillOpen : W.neverGiven, { n: unit.open })}`}
      </p>
      {heads === undefined ? null : (
        <p className="quiet">{heads.length === 0 ? say(W.noHead) : say(W.head, { names: listNames(say, heads) })}</p>
      )}
      <SheetActs sheet={sheet} unit={unit.unit} />
    </header>
  )
}

function ItemRow({ row, onEnter }: { row: DetailRow; onEnter: (() => void) | undefined }) {
  const say = useSay()
  return (
    <tr>
      <th scope="row" className={`appraisal-depth-${Math.min(row.depth, 3)}`}>
        {say(row.name)}
      </th>
      <td data-label={say(W.weight)} className="number">
        {row.weight ?? <span className="quiet">—</span>}
      </td>
      <td data-label={say(W.points)} className="number">
        {row.points ?? <span className="quiet">—</span>}
      </td>
      <td data-label={say(W.fact)}>
        <span>
          {row.because === null ? '' : say(row.because)}{' '}
          {row.to === null ? null : <AddressLink to={row.to}>{say(W.seeSource)}</AddressLink>}{' '}
          {onEnter === undefined ? null : (
            <Button size="small" className="no-print" aria-label={`${say(W.fill)}：${say(row.name)}`} onClick={onEnter}>
              {say(row.entry === undefined ? W.fill : W.correct)}
            </Button>
          )}
        </span>
      </td>
    </tr>
  )
}
