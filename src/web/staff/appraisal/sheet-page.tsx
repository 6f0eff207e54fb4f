// The score sheet of a year: who did how well and why, what waits on whom, and what other weights would change.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Segmented, Select, Skeleton } from 'antd'
import { downloadAppraisal } from '#contract/downloads.ts'
import { beijingDateTime } from '#kit/time.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { type SearchRecord, useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { ChangesTable } from './changes-table.tsx'
import { CompareView } from './compare-view.tsx'
import { type Sheet, sheetQuery } from './queries.ts'
import { SheetActs } from './sheet-acts.tsx'
import { SheetTable } from './sheet-table.tsx'
import { UnitDetail } from './unit-detail.tsx'
import { WhatIf } from './what-if.tsx'
import { APPRAISAL_WORDS as W } from './words.ts'
import './appraisal.css'

const VIEWS = ['sheet', 'what-if', 'compare'] as const
type View = (typeof VIEWS)[number]
const VIEW_WORDS = { sheet: W.viewSheet, 'what-if': W.viewWhatIf, compare: W.viewCompare } as const
const BASIS_WORDS = { live: W.basisLive, published: W.basisPublished, signed: W.basisSigned } as const

export function SheetPage({ id }: { id: number }) {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanSheet plan={plan.id} id={id} />}
    </WithPlan>
  )
}

function PlanSheet({ plan, id }: { plan: string; id: number }) {
  const say = useSay()
  const asked = useQuery(sheetQuery(plan, id))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  return <Found plan={plan} sheet={asked.data} />
}

const filterOf = (search: SearchRecord, { groups }: Pick<Sheet, 'groups'>) => ({
  view: VIEWS.find((view) => view === search.view) ?? ('sheet' as View),
  group: groups.find(({ id }) => id === search.group)?.id ?? groups[0]?.id ?? '',
  unit: search.unit === undefined ? undefined : String(search.unit),
})

function Found({ plan, sheet }: { plan: string; sheet: Sheet }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const { view, group, unit } = filterOf(search, sheet)
  const shown = sheet.units.find(({ id }) => id === unit)
  if (shown !== undefined) return <UnitDetail plan={plan} sheet={sheet} unit={shown} />
  return (
    <article>
      <SheetHead sheet={sheet} />
      <div className="appraisal-bar no-print">
        <Segmented
          aria-label={say(W.view)}
          value={view}
          options={VIEWS.map((value) => ({ value, label: say(VIEW_WORDS[value]) }))}
          onChange={(next: View) => change({ view: next === 'sheet' ? undefined : next })}
        />
        <Select
          aria-label={say(W.group)}
          value={group}
          options={sheet.groups.map(({ id, name }) => ({ value: id, label: say(name) }))}
          onChange={(next: string) => change({ group: next })}
        />
        <DownloadMenu
          formats={TABLE_FORMATS}
          address={(format) =>
            addressOf(downloadAppraisal, { params: { format }, query: { plan, id: sheet.id, lang: say.language } })
          }
        />
      </div>
      {view === 'sheet' ? <SheetTable sheet={sheet} group={group} /> : null}
      {view === 'what-if' ? <WhatIf plan={plan} sheet={sheet} group={group} /> : null}
      {view === 'compare' ? <CompareView plan={plan} sheet={sheet} group={group} /> : null}
      {view === 'sheet' ? <Differences sheet={sheet} group={group} /> : null}
    </article>
  )
}

function SheetHead({ sheet }: { sheet: Sheet }) {
  const say = useSay()
  const { year, units, case: brief, scheme } = sheet
  const open = units.reduce((sum, one) => sum + one.open, 0)
  return (
    <header className="page-head">
      <p className="page-back no-print">
        <Link to="/appraisal">← {say(W.back)}</Link> ·{' '}
        <Link to="/procedures/cases/$id" params={{ id: String(brief.id) }}>
          {say(W.toCase)}
        </Link>{' '}
        ·{' '}
        <Link to="/appraisal/schemes/$id/$version" params={{ id: scheme.id, version: String(scheme.version) }}>
          {say(scheme.name)} {say(W.version, { n: scheme.version })}
        </Link>
      </p>
      <h1>{say(W.sheetTitle)}</h1>
      <p className="page-answer">
        {say(W.sheetAnswer, {
          year,
          units: units.length,
          state: say(brief.stateName),
          leaders: leadersOf(sheet, say),
          open: open === 0 ? '' : say(sheet.basis === 'live' ? W.stillOpen : W.neverGiven, { n: open }),
        })}
      </p>
      <p className="quiet">
        {say(BASIS_WORDS[sheet.basis])}
        {say({ zh: '。', en: '. ' })}
        {say(sheet.manner)}
        {scheme.setBy === 'house' ? <span className="unverified-mark"> {say(W.house)}</span> : null}
      </p>
      <FrozenLines sheet={sheet} />
      <SheetActs sheet={sheet} />
    </header>
  )
}

function leadersOf({ groups, units }: Sheet, say: Say): string {
  const leaders = groups.flatMap(({ id, name }) => {
    const first = units.find((one) => one.group === id && one.place === 1)
    return first === undefined ? [] : [say(W.leader, { group: say(name), unit: first.unit, total: first.total })]
  })
  return leaders.length === 0 ? say(W.nobodyRanked) : leaders.join(say({ zh: '，', en: ', ' }))
}

function FrozenLines({ sheet }: { sheet: Sheet }) {
  const say = useSay()
  if (sheet.frozen.length === 0) return null
  return (
    <ul className="appraisal-frozen quiet">
      {sheet.frozen.map(({ stage, at, author, hash, holds }) => (
        <li key={stage} title={hash}>
          {say(W.frozenLine, {
            stage: say(stage === 'published' ? W.published : W.signed),
            at: beijingDateTime(at).slice(0, 16),
            author,
            hash: hash.slice(0, 12),
            holds: say(holds ? W.holds : W.holdsNot),
          })}
        </li>
      ))}
    </ul>
  )
}

function Differences({ sheet, group }: { sheet: Sheet; group: string }) {
  const say = useSay()
  const changes = sheet.differences.filter((one) => one.group === group)
  if (changes.length === 0) return null
  const names = new Map([...sheet.lines, ...sheet.adjustments].map(({ id, name }) => [id, name]))
  return (
    <section>
      <h2>{say(W.differences, { n: changes.length })}</h2>
      <ChangesTable changes={changes} names={names} before={say(W.published)} after={say(W.basisLive)} />
    </section>
  )
}
