// Raw records as a table: when, from where, what in short, what was found, and the door to the bytes.
import { Checkbox } from 'antd'
import type { RecordRow } from '#contract/intake.ts'
import { findFactor } from '#domain/monitoring/factors.ts'
import { DemoMark } from '#web/ui/demo-mark.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { toggled } from '#web/ui/toggled.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { briefOf } from './frame-brief.ts'
import { CHANNEL_WORDS, STATE_WORDS, INTAKE_WORDS as W } from './words.ts'

type Selection = { chosen: ReadonlySet<number>; onChange: (chosen: ReadonlySet<number>) => void }
type Props = {
  rows: readonly RecordRow[]
  busy: boolean
  selection?: Selection
  onRegister?: (mn: string) => void
}

export function RecordTable({ rows, busy, selection, onRegister }: Props) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x records" aria-label={say(W.content)} aria-busy={busy} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {selection ? (
              <th scope="col">
                <ChooseAll rows={rows} selection={selection} />
              </th>
            ) : null}
            <th scope="col">{say(W.received)}</th>
            <th scope="col">{say(W.device)}</th>
            <th scope="col">{say(W.content)}</th>
            <th scope="col">{say(W.findings)}</th>
            <th scope="col">{say(W.state)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RecordLine
              key={row.id}
              row={row}
              {...(selection ? { selection } : {})}
              {...(onRegister ? { onRegister } : {})}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ChooseAll({ rows, selection }: { rows: readonly RecordRow[]; selection: Selection }) {
  const say = useSay()
  const ids = rows.map((row) => row.id)
  const count = ids.filter((id) => selection.chosen.has(id)).length
  return (
    <Checkbox
      aria-label={say(W.selectAll)}
      checked={count > 0 && count === ids.length}
      indeterminate={count > 0 && count < ids.length}
      onChange={(event) =>
        selection.onChange(
          new Set(event.target.checked ? [...selection.chosen, ...ids] : without(selection.chosen, ids)),
        )
      }
    />
  )
}

const without = (chosen: ReadonlySet<number>, ids: readonly number[]): number[] =>
  [...chosen].filter((id) => !ids.includes(id))

type LineProps = { row: RecordRow; selection?: Selection; onRegister?: (mn: string) => void }

function RecordLine({ row, selection, onRegister }: LineProps) {
  const say = useSay()
  const { mn } = row
  return (
    <tr>
      {selection ? (
        <td>
          <Checkbox
            aria-label={say(W.select, { id: row.id })}
            checked={selection.chosen.has(row.id)}
            onChange={() => selection.onChange(toggled(selection.chosen, row.id))}
          />
        </td>
      ) : null}
      <td data-label={say(W.received)}>
        <Moment at={row.receivedAt} seconds />
        <div className="quiet record-channel">{say(CHANNEL_WORDS[row.channel])}</div>
      </td>
      <td data-label={say(W.device)}>
        {row.siteName === null ? <span className="quiet">{say(W.unknownDevice)}</span> : row.siteName}
        {row.isDemo ? <DemoMark /> : null}
        {mn === null ? null : <div className="quiet record-mn">{mn}</div>}
        {mn !== null && row.siteName === null && onRegister ? (
          <button type="button" className="door-link" onClick={() => onRegister(mn)}>
            {say(W.register)}
          </button>
        ) : null}
      </td>
      <td className="record-content" data-label={say(W.content)}>
        <TraceDoor traceRef={row.ref} label={say(W.rawFrame)}>
          <RecordContent row={row} />
        </TraceDoor>
      </td>
      <td className="record-findings" data-label={say(W.findings)}>
        <Findings row={row} />
      </td>
      <td data-label={say(W.state)}>
        <span className={`record-state record-${row.state}`}>{say(STATE_WORDS[row.state])}</span>
      </td>
    </tr>
  )
}

const SHOWN_VALUES = 8

function RecordContent({ row }: { row: RecordRow }) {
  const say = useSay()
  const brief = briefOf(row.text)
  if (brief === undefined) {
    return (
      <>
        {row.lineNo === null ? null : <span className="quiet">{row.lineNo}: </span>}
        <code>{row.text.slice(0, 160)}</code>
      </>
    )
  }
  const more = brief.values.length - SHOWN_VALUES
  return (
    <>
      <strong>{brief.command ?? '?'}</strong>{' '}
      {row.at === null ? null : (
        <span className="quiet">
          <Moment at={row.at} />{' '}
        </span>
      )}
      {brief.values.slice(0, SHOWN_VALUES).map(({ factor, value, flag }) => (
        <span key={factor} className="record-value">
          {nameOf(factor, say.language)} {value}
          {flag === undefined || flag === 'N' ? '' : ` ${flag}`}
        </span>
      ))}
      {more > 0 ? <span className="quiet">+{more}</span> : null}
      {brief.values.length === 0 ? <code>{row.text.slice(0, 120)}</code> : null}
    </>
  )
}

/** The short name in brackets where the full name carries one: 细颗粒物（PM2.5） → PM2.5. */
function nameOf(code: string, language: 'zh' | 'en'): string {
  const factor = findFactor(code)
  if (factor === undefined) return code
  return language === 'zh' ? (/（(.+)）/.exec(factor.zh)?.[1] ?? factor.zh) : factor.en
}

function Findings({ row }: { row: RecordRow }) {
  const say = useSay()
  if (row.findings.length === 0) return <span className="quiet">{say(W.noFindings)}</span>
  return (
    <ul>
      {row.findings.map((finding) => (
        <li key={`${finding.code} ${finding.at ?? ''} ${finding.zh}`} className={`finding-${finding.severity}`}>
          {say(finding)}
        </li>
      ))}
    </ul>
  )
}
