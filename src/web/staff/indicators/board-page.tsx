// The indicator board of one year: the sentence first, then the table.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Empty, Select, Skeleton } from 'antd'
import { downloadIndicators } from '#contract/downloads.ts'
import type { listIndicators } from '#contract/indicators.ts'
import type { PlanBrief } from '#contract/plans.ts'
import type { ReplyOf } from '#contract/route.ts'
import { beijingDateTime } from '#kit/time.ts'
import { addressOf } from '#web/api.ts'
import { downloadCsv } from '#web/ui/download.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { ASSESSMENT_WORDS as A } from './assessment-words.ts'
import { listSummary } from './board.ts'
import { BoardTable } from './board-table.tsx'
import { listBoardLines } from './export-board.ts'
import './indicators.css'
import { KnownAtField, KnownAtPart, useKnownAt } from './known-at.tsx'
import { boardQuery } from './queries.ts'
import { STATUS_WORDS, INDICATOR_WORDS as W } from './words.ts'

type Board = ReplyOf<typeof listIndicators>

export function IndicatorBoardPage() {
  return (
    <WithPlan loading={W.loading} none={<NoIndicators />}>
      {(plan) => <PlanBoard plan={plan} />}
    </WithPlan>
  )
}

function NoIndicators() {
  const say = useSay()
  return (
    <Empty
      description={
        <>
          <strong>{say(W.empty)}</strong>
          <br />
          {say(W.emptyHint)}
        </>
      }
    />
  )
}

function PlanBoard({ plan }: { plan: PlanBrief }) {
  const say = useSay()
  const [search] = useSearchPart()
  const year = Number(search.year)
  const asKnownAt = useKnownAt()
  const board = useQuery(boardQuery(plan.id, Number.isInteger(year) && year > 0 ? year : undefined, asKnownAt))
  if (board.isError) return <RefusalNote problem={board.error} onRetry={() => void board.refetch()} />
  if (!board.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in board.data) return <RefusalNote problem={board.data} />
  return (
    <>
      <header className="page-head">
        <h1>{say(W.title, { year: board.data.year })}</h1>
        <p className="page-answer">{answerOf(board.data, say)}</p>
      </header>
      <BoardActs plan={plan} board={board.data} />
      <KnownAtPart plan={plan.id} year={board.data.year} />
      <BoardTable rows={board.data.rows} year={board.data.year} endYear={plan.endYear} busy={board.isPlaceholderData} />
    </>
  )
}

function answerOf(board: Board, say: Say): string {
  const parts = listSummary(board.summary).map(({ status, count }) =>
    say(W.answerPart, { status: say(STATUS_WORDS[status]), n: count }),
  )
  const total = board.rows.length
  const awaiting = board.summary['awaiting-city-target'] ?? 0
  const sentence = say(W.answer, { year: board.year, total, parts: parts.join(say.language === 'zh' ? '、' : ', ') })
  if (awaiting === 0) return sentence
  return `${sentence}${say.language === 'zh' ? '' : ' '}${say(W.awaitingNote, { n: awaiting, judgeable: total - awaiting })}`
}

function BoardActs({ plan, board }: { plan: PlanBrief; board: Board }) {
  const say = useSay()
  const [, change] = useSearchPart()
  const title = say.language === 'zh' ? plan.titleZh : plan.titleEn
  const asKnownAt = useKnownAt()
  const save = () => {
    const time = beijingDateTime(Date.now())
    downloadCsv(
      `${plan.id}-${board.year}.csv`,
      listBoardLines({ year: board.year, endYear: plan.endYear, rows: board.rows, title, time }, say),
    )
  }
  return (
    <div className="board-acts no-print">
      <Select
        aria-label={say(W.year)}
        value={board.year}
        options={board.years.map((year) => ({ value: year, label: say(W.yearOption, { year }) }))}
        onChange={(year: number) => change({ year })}
      />
      <KnownAtField />
      <Link
        className="board-link"
        to="/indicators/assessment"
        search={((before: object) => ({ ...before, year: board.year })) as never}
      >
        {say(A.link)}
      </Link>
      <Button onClick={save}>{say(W.export)}</Button>
      <DownloadMenu
        formats={TABLE_FORMATS}
        address={(format) =>
          addressOf(downloadIndicators, {
            params: { format },
            query: { plan: plan.id, year: board.year, asKnownAt, lang: say.language },
          })
        }
      />
      <Button onClick={() => window.print()}>{say(W.print)}</Button>
    </div>
  )
}
