// The sheet as a table: a unit a row, an item a column; every point opens the fact behind it.
import { Modal } from 'antd'
import { useState } from 'react'
import type { SchemeLine, UnitScore } from '#contract/appraisal.ts'
import { useSay, type Words } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { FactPart } from './fact-part.tsx'
import type { Sheet } from './queries.ts'
import { APPRAISAL_WORDS as W } from './words.ts'

/** Where units stand that are not ranked. */
const LAST = Number.MAX_SAFE_INTEGER

type Opened = { unit: UnitScore; line: SchemeLine }

export function SheetTable({ sheet, group }: { sheet: Sheet; group: string }) {
  const say = useSay()
  const [opened, open] = useState<Opened>()
  const lines = sheet.lines.filter(
    (line) => line.rule !== null && sheet.units.some((one) => one.group === group && hasItem(one, line.id)),
  )
  const units = sheet.units
    .filter((one) => one.group === group)
    .toSorted((a, b) => (a.place ?? LAST) - (b.place ?? LAST))
  const hasChanges = sheet.adjustments.length > 0
  const missing = sheet.basis === 'live' ? W.missing : W.notGiven
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll-x" aria-label={say(W.viewSheet)} tabIndex={0}>
        <table className="plain-table stack-narrow appraisal-sheet">
          <thead>
            <tr>
              <th scope="col">{say(W.unit)}</th>
              <th scope="col" className="number">
                {say(W.place)}
              </th>
              <th scope="col" className="number">
                {say(W.total)}
              </th>
              <th scope="col" className="number">
                {say(W.applicable)}
              </th>
              {lines.map(({ id, name, weight }) => (
                <th key={id} scope="col" className="number">
                  {say(name)} <span className="quiet">({weight})</span>
                </th>
              ))}
              {hasChanges ? (
                <th scope="col" className="number">
                  {say(W.change)}
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <UnitRow
                key={unit.id}
                unit={unit}
                lines={lines}
                hasChanges={hasChanges}
                missing={missing}
                onOpen={open}
              />
            ))}
          </tbody>
        </table>
      </section>
      {opened === undefined ? null : (
        <Modal
          open
          title={`${opened.unit.unit} · ${say(opened.line.name)}`}
          footer={null}
          onCancel={() => open(undefined)}
        >
          <FactPart unit={opened.unit} line={opened.line} />
        </Modal>
      )}
    </>
  )
}

const hasItem = ({ items }: UnitScore, id: string): boolean => items.some((item) => item.id === id)

type RowProps = {
  unit: UnitScore
  lines: readonly SchemeLine[]
  hasChanges: boolean
  /** How a fact that is not there is called. */
  missing: Words
  onOpen: (opened: Opened) => void
}

function UnitRow({ unit, lines, hasChanges, missing, onOpen }: RowProps) {
  const say = useSay()
  const [, change] = useSearchPart()
  return (
    <tr>
      <th scope="row">
        <button type="button" className="door-link" onClick={() => change({ unit: unit.id }, 'push')}>
          {unit.unit}
        </button>
        {unit.vetoes.length === 0 ? null : <div className="appraisal-veto">{say(W.vetoed)}</div>}
      </th>
      <td data-label={say(W.place)} className="number">
        {unit.place ?? <span className="quiet">{say(W.unranked)}</span>}
      </td>
      <td data-label={say(W.total)} className="number appraisal-total">
        {unit.total}
      </td>
      <td data-label={say(W.applicable)} className="number quiet">
        {unit.applicable}
      </td>
      {lines.map((line) => (
        <td key={line.id} data-label={say(line.name)} className="number">
          <Point unit={unit} line={line} missing={missing} onOpen={onOpen} />
        </td>
      ))}
      {hasChanges ? (
        <td data-label={say(W.change)} className="number">
          {changesOf(unit)}
        </td>
      ) : null}
    </tr>
  )
}

function changesOf({ adjustments }: UnitScore): string {
  const moved = adjustments.filter(({ points }) => Number(points) !== 0)
  return moved.length === 0 ? '—' : moved.map(({ points }) => (Number(points) > 0 ? `+${points}` : points)).join(' ')
}

type PointProps = Pick<RowProps, 'unit' | 'missing' | 'onOpen'> & { line: SchemeLine }

function Point({ unit, line, missing, onOpen }: PointProps) {
  const say = useSay()
  const item = unit.items.find(({ id }) => id === line.id)
  if (item === undefined) return <span className="quiet">—</span>
  const text =
    item.state === 'not-applicable'
      ? say(W.notApplicable)
      : item.state === 'missing'
        ? say(missing)
        : (item.points ?? '')
  return (
    <button
      type="button"
      className={item.state === 'scored' ? 'door' : 'door quiet'}
      aria-label={say(W.openFact, { unit: unit.unit, item: say(line.name), points: text })}
      onClick={() => onOpen({ unit, line })}
    >
      {item.state === 'not-applicable' ? '—' : text}
    </button>
  )
}
