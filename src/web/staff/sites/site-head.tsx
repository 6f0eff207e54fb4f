// The head of a site page: what it is, how it stands, its newest values as doors.
import { Tooltip } from 'antd'
import { beijingYear, DAY_MS, HOUR_MS } from '#kit/time.ts'
import { DemoLine } from '#web/ui/demo-mark.tsx'
import { formatMoment, Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { nameOfSite, SITE_KIND_WORDS, SITE_STATE_WORDS, SUBJECT_WORDS } from '#web/ui/site-words.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { VerdictBadge } from '#web/ui/verdict-badge.tsx'
import type { SiteDetail } from './queries.ts'
import { SITE_WORDS as W } from './words.ts'

const STALE_MS = 2 * DAY_MS

export function SiteHead({ site }: { site: SiteDetail }) {
  const say = useSay()
  const now = Date.now()
  const isOld = site.latestAt !== null && now - site.latestAt > STALE_MS
  return (
    <header className="page-head site-head">
      <h1>
        {nameOfSite(site, say.language)}{' '}
        <span className="site-head-kind">
          {say(SITE_KIND_WORDS[site.kind])} ·{' '}
          <span className={`state-${site.state}`}>{say(SITE_STATE_WORDS[site.state])}</span>
        </span>
      </h1>
      <DemoLine shown={site.isDemo} />
      <p className="page-answer">
        <SiteAnswer site={site} />
        {isOld && site.latestAt !== null ? (
          <span className="quiet"> {say(W.newestOld, { time: formatMoment(site.latestAt, now) })}</span>
        ) : null}
      </p>
      {site.values.length === 0 ? null : <NewestValues site={site} />}
      <MasterData site={site} />
    </header>
  )
}

function SiteAnswer({ site }: { site: SiteDetail }) {
  const say = useSay()
  if (site.verdicts.length === 0) return say(W.answerNone)
  return site.verdicts.map((verdict) => (
    <span key={verdict.subject} className="site-answer">
      {say(W.answerJudged, {
        subject: say(SUBJECT_WORDS[verdict.subject]),
        time: periodText(verdict.subject, verdict.at),
      })}
      <VerdictBadge verdict={verdict} />
      {verdict.judged && verdict.limiting.length > 0 ? (
        <span className="quiet"> {verdict.limiting.join('、')}</span>
      ) : null}
      {verdict.why === null ? null : <span className="quiet"> {say(verdict.why)}</span>}
    </span>
  ))
}

/** A day, month or year is named as such, an hour of air by its end, anything else by its moment. */
export function periodText(subject: SiteDetail['verdicts'][number]['subject'], at: number): string {
  const now = Date.now()
  const text = formatMoment(subject === 'air-hour' ? at + HOUR_MS : at, now)
  if (subject === 'air-day') return text.slice(0, -6)
  if (subject === 'water-month') return formatMoment(at, at - 2 * 366 * DAY_MS).slice(0, 7)
  if (subject === 'water-year') return String(beijingYear(at))
  return text
}

function NewestValues({ site }: { site: SiteDetail }) {
  const say = useSay()
  return (
    <section className="newest" aria-label={say(W.newest)}>
      {site.values.map((value) => (
        <div key={value.factor}>
          <span className="quiet">{say.language === 'zh' ? value.nameZh : value.nameEn}</span>
          <span className="newest-value">
            <TraceDoor traceRef={value.ref}>{value.text === '' ? '—' : value.text}</TraceDoor>
            <span className="quiet"> {value.unit}</span>
          </span>
        </div>
      ))}
      {site.latestAt === null ? null : (
        <p className="quiet">
          {say(W.newest)} <Moment at={site.latestAt} />
        </p>
      )}
    </section>
  )
}

function MasterData({ site }: { site: SiteDetail }) {
  const say = useSay()
  const place = [site.city, site.district, site.street, site.basin].filter(Boolean).join(' · ')
  const facts: [string, string][] = []
  if (place !== '') facts.push([say(W.place), place])
  if (site.lon !== null && site.lat !== null) facts.push([say(W.coordinates), `${site.lon}, ${site.lat}`])
  if (site.targetClass !== null) facts.push([say(W.target), site.targetClass])
  if (site.waterType !== null) {
    const source = site.waterTypeSource === null ? '' : `（${say(W[site.waterTypeSource])}）`
    facts.push([say(W.waterType), `${say(W[site.waterType])}${source}`])
  }
  facts.push([say(W.evaluationPoint), say(site.isEvaluationPoint ? W.yes : W.no)])
  return (
    <dl className="particulars">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {site.devices.length === 0 ? null : (
        <div>
          <dt>{say(W.devices)}</dt>
          <dd>
            {site.devices.map((device) => (
              <Tooltip key={device.mn} title={`HJ 212—${device.edition} · ST=${device.systemCode}`}>
                <code>{device.mn}</code>
              </Tooltip>
            ))}
          </dd>
        </div>
      )}
    </dl>
  )
}
