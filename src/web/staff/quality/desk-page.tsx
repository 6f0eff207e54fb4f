// The review desk: one factor of one site with all that is said of it; a span is chosen, flagged, corrected, reviewed.
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { type KeyboardEvent, lazy, Suspense, useMemo, useState } from 'react'
import { exportQuality } from '#contract/quality.ts'
import { STATE_MEANINGS } from '#domain/quality/flag-vocabulary.ts'
import { beijingDateTime } from '#kit/time.ts'
import { addressOf } from '#web/api.ts'
import { FigureDownloads } from '#web/chart/figure-downloads.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { listNames, type Say, useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { type Act, DeskActs } from './desk-acts.tsx'
import { type DeskAddress, readText, useDeskAddress } from './desk-address.ts'
import { DeskBar } from './desk-bar.tsx'
import { type Choice, deskChart, unshifted } from './desk-chart.ts'
import { DeskLists, PointTable } from './desk-lists.tsx'
import { type Desk, deskQuery, siteQuery } from './queries.ts'
import { ReplayButton } from './replay-button.tsx'
import { ReplyNote } from './reply-note.tsx'
import './quality.css'
import { QUALITY_WORDS as W } from './words.ts'

const Chart = lazy(() => import('#web/chart/chart.tsx').then((part) => ({ default: part.Chart })))
const HEIGHT = 340

export function DeskPage() {
  const say = useSay()
  const [search] = useSearchPart()
  const found = useQuery(siteQuery(readText(search.site)))
  const site = found.data && 'code' in found.data ? found.data : undefined
  const address = useDeskAddress(site)
  const { days: _, change: __, ...asked } = address
  const reply = useQuery(deskQuery(asked))
  const desk = reply.data && 'points' in reply.data ? reply.data : undefined
  return (
    <article className="quality">
      <header className="page-head">
        <h1>{say(W.deskTitle)}</h1>
        {desk ? <p className="page-answer">{answerOf(desk, say)}</p> : null}
      </header>
      <DeskBar site={site} address={address} />
      <ReplyNote asked={found} />
      <ReplyNote asked={reply} />
      {readText(search.site) === '' ? (
        <EmptyNote title={say(W.chooseSite)} hint={say(W.chooseSiteHint)}>
          <ReplayButton />
        </EmptyNote>
      ) : (
        <DeskOrNothing desk={desk} address={address} />
      )}
    </article>
  )
}

function DeskOrNothing({ desk, address }: { desk: Desk | undefined; address: DeskAddress }) {
  const say = useSay()
  if (!desk) return null
  if (desk.points.length === 0) return <EmptyNote title={say(W.noData)} hint={say(W.noDataHint)} />
  return <LoadedDesk key={`${desk.site} ${desk.factor} ${address.kind}`} desk={desk} address={address} />
}

function answerOf({ points }: Desk, say: Say): string {
  const count = (is: (point: Desk['points'][number]) => boolean): number => points.filter(is).length
  return say(W.deskAnswer, {
    n: points.length,
    counts: count(({ counts }) => counts),
    suspect: count(({ counts, state }) => counts && state === 'suspect'),
    out: count(({ counts }) => !counts),
    corrected: count(({ by }) => by === 'correction'),
    reviewed: count(({ level }) => level !== 'raw'),
    final: count(({ level }) => level === 'final'),
  })
}

/** Indices of the chosen values, in whichever order they were chosen. */
type Chosen = { anchor: number; head: number } | undefined

function LoadedDesk({ desk, address }: { desk: Desk; address: DeskAddress }) {
  const say = useSay()
  const [chosen, setChosen] = useState<Chosen>()
  const [pending, setPending] = useState(false)
  const [act, setAct] = useState<Act>('flag')
  const [showNeighbours, setShowNeighbours] = useState(true)
  const [isSaved, setSaved] = useState(false)
  const choice = choiceOf(desk, chosen)
  const canChange = address.asKnownAt === undefined
  const cursorAt = chosen ? desk.points[chosen.head]?.at : undefined
  const option = useMemo(
    () => deskChart({ desk, cursor: cursorAt, choice: choiceOf(desk, chosen), showNeighbours, say }),
    [desk, cursorAt, chosen, showNeighbours, say],
  )
  const pick = (x: number) => {
    const head = nearest(desk, unshifted(x))
    setSaved(false)
    setChosen(pending && chosen ? { ...chosen, head } : { anchor: head, head })
    setPending(!pending)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = movedBy(event, chosen, desk.points.length)
    if (moved === null) return
    event.preventDefault()
    setSaved(false)
    setChosen(moved)
  }
  return (
    <>
      <p className="quiet no-print">{say(W.deskHint)}</p>
      {address.asKnownAt === undefined ? null : (
        <p className="quality-as-known" role="note">
          {say(W.asKnownNote, { time: beijingDateTime(address.asKnownAt).slice(0, 16) })}{' '}
          <Button size="small" onClick={() => address.change({ asOf: undefined })}>
            {say(W.now)}
          </Button>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the chart is worked with the arrow keys */}
      <section tabIndex={0} className="quality-chart" aria-label={say(W.deskHint)} onKeyDown={onKeyDown}>
        <Suspense fallback={<div style={{ height: HEIGHT }} />}>
          <Chart
            option={option}
            height={HEIGHT}
            label={say(W.chart, { site: desk.siteName, factor: say(desk.factorName) })}
            onPick={pick}
          />
        </Suspense>
      </section>
      <FigureDownloads
        file={{
          option,
          height: HEIGHT,
          title: say(W.chart, { site: desk.siteName, factor: say(desk.factorName) }),
          source: desk.siteName,
          fileName: 'desk',
          lines: [
            [say(W.time), `${say(W.raw)} (${desk.unit})`, say(W.value, { unit: desk.unit })],
            ...desk.points.map(({ at, raw, value }) => [
              beijingDateTime(at).slice(0, 16),
              String(raw ?? ''),
              String(value ?? ''),
            ]),
          ],
        }}
      />
      <p className="quiet">{say(W.marks)}</p>
      <p role="status" className="quality-status">
        {chosen === undefined || choice === undefined ? say(W.nothingSelected) : chosenText(desk, chosen, say)}{' '}
        {choice ? (
          <Button size="small" onClick={() => setChosen(undefined)}>
            {say(W.clear)}
          </Button>
        ) : null}
      </p>
      <div className="quality-tools no-print">
        {desk.neighbours.length > 0 ? (
          <Checkbox checked={showNeighbours} onChange={(event) => setShowNeighbours(event.target.checked)}>
            {say(W.showNeighbours)}：
            {listNames(
              say,
              desk.neighbours.map(({ name, distanceKm }) => `${name} ${distanceKm} km`),
            )}
          </Checkbox>
        ) : null}
        <Button href={exportAddress(desk, address)} download={`quality-${desk.site}.json`}>
          {say(W.exportFile)}
        </Button>
        <ReplayButton />
      </div>
      {desk.truncated ? <p className="quiet">{say(W.truncated)}</p> : null}
      {choice && canChange ? (
        <DeskActs
          asked={address}
          unit={desk.unit}
          span={choice}
          act={act}
          onAct={setAct}
          onDone={() => {
            setChosen(undefined)
            setSaved(true)
          }}
        />
      ) : null}
      {isSaved ? <p role="status">{say(W.done)}</p> : null}
      <DeskLists desk={desk} canChange={canChange} />
      <PointTable desk={desk} choice={choice} />
    </>
  )
}

const exportAddress = (desk: Desk, { from, until }: DeskAddress): string =>
  addressOf(exportQuality, { query: { site: desk.site, from, until } })

function nearest({ points }: Desk, at: number): number {
  let best = 0
  points.forEach((point, n) => {
    if (Math.abs(point.at - at) < Math.abs((points[best]?.at ?? 0) - at)) best = n
  })
  return best
}

/** The span ends just after the last chosen value, so that it holds that value and not the next. */
function choiceOf({ points }: Desk, chosen: Chosen): Choice {
  if (!chosen) return undefined
  const from = points[Math.min(chosen.anchor, chosen.head)]?.at
  const last = points[Math.max(chosen.anchor, chosen.head)]?.at
  const next = points[Math.max(chosen.anchor, chosen.head) + 1]?.at
  if (from === undefined || last === undefined) return undefined
  const usual = (points[1]?.at ?? last + 1) - (points[0]?.at ?? last)
  return { from, until: Math.min(next ?? Number.POSITIVE_INFINITY, last + Math.max(1, usual)) }
}

function chosenText(desk: Desk, chosen: { anchor: number; head: number }, say: Say): string {
  const point = desk.points[chosen.head]
  const choice = choiceOf(desk, chosen)
  if (!point || !choice) return ''
  const clock = (at: number): string => beijingDateTime(at).slice(0, 16)
  if (chosen.anchor === chosen.head) {
    const state = say(STATE_MEANINGS[point.state])
    return say(W.cursor, { time: clock(point.at), value: point.value ?? '—', unit: desk.unit, state })
  }
  const n = Math.abs(chosen.anchor - chosen.head) + 1
  return say(W.selected, { n, from: clock(choice.from), until: clock(choice.until) })
}

/** Null where the key is none of ours. */
function movedBy(event: KeyboardEvent, chosen: Chosen, length: number): Chosen | null {
  if (event.key === 'Escape') return undefined
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -24, PageDown: 24 }
  const step = steps[event.key]
  if (step === undefined) return null
  const head = Math.max(0, Math.min(length - 1, (chosen?.head ?? (step > 0 ? -1 : length)) + step))
  return { anchor: event.shiftKey && chosen ? chosen.anchor : head, head }
}
