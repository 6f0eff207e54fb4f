// Obligations over the years of the plan: bars where they are assigned, marks of the plan's own deadline where they are not.
import { Button } from 'antd'
import { useRef } from 'react'
import type { listDivision } from '#contract/division.ts'
import type { PlanBrief } from '#contract/plans.ts'
import type { ReplyOf } from '#contract/route.ts'
import { beijingDateTime } from '#kit/time.ts'
import { downloadBlob } from '#web/ui/download.ts'
import { useSay } from '#web/ui/say.ts'
import type { DivisionFilter } from './division-filter.ts'
import { DivisionTable } from './division-table.tsx'
import { ganttLines, spanOf } from './gantt.ts'
import { GanttDrawing } from './gantt-drawing.tsx'
import { ROWS_A_PAGE } from './queries.ts'
import { GANTT_WORDS as G, DIVISION_WORDS as W } from './words.ts'

type Props = { plan: PlanBrief; found: ReplyOf<typeof listDivision>; filter: DivisionFilter }

export function GanttView({ plan, found, filter }: Props) {
  const say = useSay()
  const drawing = useRef<SVGSVGElement>(null)
  const span = spanOf(found.period, found.rows)
  const chapter = found.chapters.find(({ id }) => id === filter.node)
  const planTitle = say({ zh: plan.titleZh, en: plan.titleEn })
  const parts = [
    say(G.title),
    chapter === undefined ? '' : say({ zh: chapter.titleZh, en: chapter.titleEn }),
    filter.unit ?? '',
    found.total > ROWS_A_PAGE ? say(G.page, { page: found.page, pages: Math.ceil(found.total / ROWS_A_PAGE) }) : '',
  ]
  const title = parts.filter((part) => part !== '').join(' · ')
  const time = beijingDateTime(Date.now()).slice(0, 16)
  const svg = (): string => new XMLSerializer().serializeToString(drawing.current as Node)
  const savePng = async (): Promise<void> => {
    const { svgAsPng } = await import('#web/chart/svg-as-png.ts')
    downloadBlob(`${title}.png`, await svgAsPng(svg()))
  }
  return (
    <>
      <div className="figure-acts no-print">
        <Button size="small" onClick={() => void savePng()}>
          {say(G.png)}
        </Button>
        <Button size="small" onClick={() => downloadBlob(`${title}.svg`, new Blob([svg()], { type: 'image/svg+xml' }))}>
          {say(G.svg)}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll-x division-gantt" aria-label={title} tabIndex={0}>
        <GanttDrawing
          ref={drawing}
          lines={ganttLines(found.rows, span, say.language)}
          span={span}
          title={title}
          source={say(G.source, { plan: planTitle, time })}
        />
      </section>
      <details className="division-same">
        <summary>{say(W.sameTable)}</summary>
        <DivisionTable rows={found.rows} />
      </details>
    </>
  )
}
