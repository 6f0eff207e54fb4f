// The columns of the site list: what each shows on the screen and as plain text in an export.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { SiteRow } from '#contract/sites.ts'
import { beijingDateTime } from '#kit/time.ts'
import { DemoMark } from '#web/ui/demo-mark.tsx'
import { Moment } from '#web/ui/moment.tsx'
import type { Say, Words } from '#web/ui/say.ts'
import { nameOfSite, SITE_KIND_WORDS, SITE_STATE_WORDS } from '#web/ui/site-words.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { VerdictBadge, verdictText } from '#web/ui/verdict-badge.tsx'
import type { Sort } from './site-filter.ts'
import { SITES_WORDS as W } from './words.ts'

export type Column = {
  id: string
  words: Words
  sort?: Sort
  /** Shown before the person has chosen. */
  isUsual: boolean
  show: (site: SiteRow, say: Say) => ReactNode
  text: (site: SiteRow, say: Say) => string
}

const SHOWN_VALUES = 4
const place = (site: SiteRow): string => [site.city, site.district, site.street].filter(Boolean).join(' ')
const valueLine = (site: SiteRow, say: Say) =>
  site.values.map((value) => `${say.language === 'zh' ? value.nameZh : value.nameEn} ${value.text} ${value.unit}`)

export const COLUMNS: readonly Column[] = [
  {
    id: 'name',
    words: W.name,
    sort: 'name',
    isUsual: true,
    show: (site, say) => (
      <>
        <Link to="/sites/$code" params={{ code: site.code }}>
          {nameOfSite(site, say.language)}
        </Link>
        {site.isDemo ? <DemoMark /> : null}
      </>
    ),
    text: (site, say) => nameOfSite(site, say.language),
  },
  { id: 'code', words: W.code, isUsual: false, show: (site) => site.code, text: (site) => site.code },
  {
    id: 'kind',
    words: W.kind,
    sort: 'kind',
    isUsual: true,
    show: (site, say) => say(SITE_KIND_WORDS[site.kind]),
    text: (site, say) => say(SITE_KIND_WORDS[site.kind]),
  },
  { id: 'place', words: W.place, isUsual: true, show: place, text: place },
  { id: 'basin', words: W.basin, isUsual: false, show: (site) => site.basin, text: (site) => site.basin ?? '' },
  {
    id: 'state',
    words: W.state,
    isUsual: true,
    show: (site, say) => <span className={`site-state state-${site.state}`}>{say(SITE_STATE_WORDS[site.state])}</span>,
    text: (site, say) => say(SITE_STATE_WORDS[site.state]),
  },
  {
    id: 'latest',
    words: W.latest,
    sort: 'latest',
    isUsual: true,
    show: (site, say) => (site.latestAt === null ? say(W.never) : <Moment at={site.latestAt} />),
    text: (site) => (site.latestAt === null ? '' : beijingDateTime(site.latestAt)),
  },
  {
    id: 'verdict',
    words: W.verdict,
    sort: 'grade',
    isUsual: true,
    show: (site) => (site.verdict === null ? '—' : <VerdictBadge verdict={site.verdict} showsWhy />),
    text: (site, say) => (site.verdict === null ? '' : verdictText(site.verdict, say)),
  },
  {
    id: 'limiting',
    words: W.limiting,
    isUsual: true,
    show: (site) => site.verdict?.limiting.join('、') || '—',
    text: (site) => site.verdict?.limiting.join('、') ?? '',
  },
  {
    id: 'target',
    words: W.target,
    isUsual: false,
    show: (site) => site.targetClass ?? '—',
    text: (site) => site.targetClass ?? '',
  },
  {
    id: 'values',
    words: W.values,
    isUsual: true,
    show: (site, say) => (
      <span className="site-values">
        {site.values.slice(0, SHOWN_VALUES).map((value) => (
          <span key={value.factor}>
            <span className="quiet">{say.language === 'zh' ? value.nameZh : value.nameEn}</span>{' '}
            <TraceDoor traceRef={value.ref}>{value.text}</TraceDoor> <span className="quiet">{value.unit}</span>
          </span>
        ))}
      </span>
    ),
    text: (site, say) => valueLine(site, say).join('; '),
  },
]

const USUAL = COLUMNS.filter((column) => column.isUsual).map((column) => column.id)

/** Columns named in `text`; the name of a site always stands first. */
export function readColumns(text: string | undefined): readonly Column[] {
  const ids = text === undefined ? USUAL : ['name', ...text.split(',')]
  return COLUMNS.filter((column) => ids.includes(column.id))
}
