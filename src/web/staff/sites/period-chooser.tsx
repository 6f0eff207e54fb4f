// How long a period and up to which day; a site whose data is old begins at its own newest day.
import { Button, Segmented } from 'antd'
import type { ReadingKind } from '#contract/sites.ts'
import { beijingDate, beijingDateTime } from '#kit/time.ts'
import { useSay } from '#web/ui/say.ts'
import { listPeriods, type Period, stepPeriod } from './period.ts'
import type { SiteDetail } from './queries.ts'
import type { SiteAddress } from './use-site-address.ts'
import { SITE_WORDS as W } from './words.ts'

type Props = { site: SiteDetail; address: SiteAddress; kind: ReadingKind }

export function PeriodChooser({ site, address: { period, span, newest, asKnownAt, change }, kind }: Props) {
  const say = useSay()
  const go = ({ days, on }: Period) => change({ days, on, page: undefined })
  const data = site.kinds.find((one) => one.kind === kind)
  const first = data === undefined ? undefined : beijingDate(data.from)
  const last = beijingDate(newest - 1)
  return (
    <section className="period no-print" aria-label={say(W.period)}>
      <Segmented
        aria-label={say(W.period)}
        value={period.days}
        options={listPeriods(kind).map(({ days, words }) => ({ value: days, label: say(words) }))}
        onChange={(days: number) => go({ ...period, days })}
      />
      <Button aria-label={say(W.earlier)} onClick={() => go(stepPeriod(period, newest, -1))}>
        ‹
      </Button>
      <label>
        {say(W.until)}{' '}
        <input
          type="date"
          value={period.on ?? beijingDate(span.until - 1)}
          min={first}
          max={last}
          onChange={({ target }) => (target.value === '' ? undefined : go({ ...period, on: target.value }))}
        />
      </label>
      <Button
        aria-label={say(W.later)}
        disabled={period.on === undefined}
        onClick={() => go(stepPeriod(period, newest, 1))}
      >
        ›
      </Button>
      {period.on === undefined ? null : (
        <Button type="link" onClick={() => go({ ...period, on: undefined })}>
          {say(W.toNewest)}
        </Button>
      )}
      <label>
        {say(W.asKnownAt)}{' '}
        <input
          type="datetime-local"
          value={asKnownAt === undefined ? '' : beijingDateTime(asKnownAt).slice(0, 16).replace(' ', 'T')}
          onChange={({ target }) => change({ asOf: target.value === '' ? undefined : target.value })}
        />
      </label>
      {first === undefined ? null : <span className="quiet">{say(W.span, { from: first, until: last })}</span>}
    </section>
  )
}
