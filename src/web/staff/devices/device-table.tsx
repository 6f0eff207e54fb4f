// Devices as a table: the door to each, its link, its last frame, its gaps and its score.
import { Link } from '@tanstack/react-router'
import type { DeviceRow } from '#contract/devices.ts'
import { DemoMark } from '#web/ui/demo-mark.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { nameOfSite } from '#web/ui/site-words.ts'
import { STATE_WORDS, DEVICE_WORDS as W } from './words.ts'

export function DeviceTable({ rows, busy }: { rows: readonly DeviceRow[]; busy: boolean }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x devices-table" aria-label={say(W.title)} aria-busy={busy} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.mn)}</th>
            <th scope="col">{say(W.site)}</th>
            <th scope="col">{say(W.state)}</th>
            <th scope="col">{say(W.lastFrame)}</th>
            <th scope="col" className="number">
              {say(W.gaps)}
            </th>
            <th scope="col" className="number">
              {say(W.score)}
            </th>
            <th scope="col">{say(W.edition)}</th>
            <th scope="col">{say(W.command)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <DeviceLine key={row.mn} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function DeviceLine({ row }: { row: DeviceRow }) {
  const say = useSay()
  return (
    <tr>
      <td data-label={say(W.mn)}>
        <Link to="/devices/$mn" params={{ mn: row.mn }}>
          <code>{row.mn}</code>
        </Link>
      </td>
      <td data-label={say(W.site)}>
        <span>
          <Link to="/sites/$code" params={{ code: row.siteCode }}>
            {nameOfSite({ name: row.siteName, nameEn: row.siteNameEn }, say.language)}
          </Link>
          {row.isDemo ? <DemoMark /> : null}
        </span>
      </td>
      <td data-label={say(W.state)}>
        <DeviceStateMark row={row} />
      </td>
      <td data-label={say(W.lastFrame)}>
        {row.lastFrameAt === null ? (
          <span className="quiet">{say(W.never)}</span>
        ) : (
          <Moment at={row.lastFrameAt} seconds />
        )}
      </td>
      <td className="number" data-label={say(W.gaps)}>
        {row.gaps === 0 ? (
          <span className="quiet">{say(W.noGaps)}</span>
        ) : (
          <Link to="/devices/$mn" params={{ mn: row.mn }} search={{ tab: 'gaps' } as never}>
            {say(W.gapCount, { n: row.gaps })}
          </Link>
        )}
      </td>
      <td className="number" data-label={say(W.score)}>
        <span>{row.score === null ? '—' : row.score.toFixed(1)}</span>
      </td>
      <td data-label={say(W.edition)}>
        <span>
          {row.edition} · ST {row.systemCode}
        </span>
      </td>
      <td data-label={say(W.command)}>
        <span className="quiet">{row.openCommand === null ? '—' : say(STATE_WORDS[row.openCommand])}</span>
      </td>
    </tr>
  )
}

function DeviceStateMark({ row }: { row: DeviceRow }) {
  const say = useSay()
  return (
    <span className="device-state">
      <span className={row.connected ? 'device-on' : 'device-off'}>
        {say(row.connected ? W.connected : W.notConnected)}
      </span>
      {row.silent ? <span className="device-silent">{say(W.silent)}</span> : null}
      {row.rival ? <span className="device-alarm">{say(W.rival)}</span> : null}
    </span>
  )
}
