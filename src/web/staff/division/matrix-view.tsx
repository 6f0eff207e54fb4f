// Who has what at a glance: units by chapters, each count a door to the obligations behind it.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Select, Skeleton } from 'antd'
import type { DivisionState, readMatrix } from '#contract/division.ts'
import type { ReplyOf } from '#contract/route.ts'
import { downloadCsv } from '#web/ui/download.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { type MatrixState, matrixQuery } from './queries.ts'
import { MATRIX_WORDS as M, STATE_WORDS, DIVISION_WORDS as W } from './words.ts'

type Matrix = ReplyOf<typeof readMatrix>
type Row = Matrix['rows'][number]
type Props = { plan: string; state: DivisionState | undefined; onState: (state: MatrixState | undefined) => void }

export function MatrixView({ plan, state, onState }: Props) {
  const say = useSay()
  const counted = state === 'none' ? undefined : state
  const asked = useQuery(matrixQuery(plan, counted))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const matrix = asked.data
  return (
    <>
      <p className="page-answer">{say(M.answer, answerOf(matrix))}</p>
      <div className="filter-bar division-bar no-print">
        <Select
          aria-label={say(W.state)}
          value={counted ?? ''}
          options={[
            { value: '', label: `${say(W.state)}：${say(W.every)}` },
            { value: 'open', label: say(STATE_WORDS.open) },
            { value: 'in-force', label: say(STATE_WORDS['in-force']) },
          ]}
          onChange={(value: string) => onState(value === 'open' || value === 'in-force' ? value : undefined)}
        />
        <Button onClick={() => downloadCsv(`${say(M.fileName)}.csv`, linesOf(matrix, say))}>{say(M.csv)}</Button>
        <span className="quiet">{say(M.legend)}</span>
      </div>
      {matrix.rows.length === 0 ? (
        <EmptyNote title={say(M.nothing)} hint={say(M.nothingHint)} />
      ) : (
        <MatrixTable matrix={matrix} state={counted} />
      )}
    </>
  )
}

const answerOf = ({ rows, chapters }: Matrix): Record<string, number> => ({
  units: rows.length,
  most: rows[0]?.lead ?? 0,
  undivided: chapters.reduce((sum, { undivided }) => sum + undivided, 0),
})

const linesOf = ({ chapters, rows }: Matrix, say: Say): string[][] => [
  [
    say(W.unit),
    say(M.leads),
    say(M.assists),
    ...chapters.flatMap(({ titleZh, titleEn }) =>
      [M.leads, M.assists].map((words) => `${say({ zh: titleZh, en: titleEn })} ${say(words)}`),
    ),
  ],
  ...rows.map(({ unit, lead, assist, cells }) => [
    unit,
    String(lead),
    String(assist),
    ...cells.flatMap((cell) => [String(cell.lead), String(cell.assist)]),
  ]),
]

function MatrixTable({ matrix: { chapters, rows }, state }: { matrix: Matrix; state: MatrixState | undefined }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(M.caption)} tabIndex={0}>
      <table className="plain-table division-matrix">
        <caption className="quiet">{say(M.caption)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(W.unit)}</th>
            <th scope="col" className="number">
              {say(M.all)}
            </th>
            {chapters.map(({ id, titleZh, titleEn }, n) => (
              <th key={id} scope="col" className="number">
                <Link
                  to="/plan/division"
                  search={{ node: id } as never}
                  title={say({ zh: titleZh, en: titleEn })}
                  aria-label={`${say(M.chapterNo, { n: Number(id.slice(1)) || n + 1 })} ${say({ zh: titleZh, en: titleEn })}`}
                >
                  {say(M.chapterNo, { n: Number(id.slice(1)) || n + 1 })}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <MatrixLine key={row.unit} row={row} chapters={chapters} state={state} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say(STATE_WORDS.none)}</th>
            <td className="number">{chapters.reduce((sum, { undivided }) => sum + undivided, 0)}</td>
            {chapters.map(({ id, undivided }) => (
              <td key={id} className="number">
                <Door search={{ node: id, state: 'none' }} count={undivided} label={String(undivided)} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

type LineProps = { row: Row; chapters: Matrix['chapters']; state: MatrixState | undefined }

function MatrixLine({ row, chapters, state }: LineProps) {
  const say = useSay()
  const { unit, organisationId } = row
  const textOf = ({ lead, assist }: { lead: number; assist: number }): string => say(M.cell, { lead, assist })
  return (
    <tr>
      <th scope="row">
        {organisationId === null ? (
          unit
        ) : (
          <Link to="/units/$id" params={{ id: String(organisationId) }}>
            {unit}
          </Link>
        )}
      </th>
      <td className="number">
        <Door search={{ unit, state }} count={row.lead + row.assist} label={textOf(row)} />
      </td>
      {row.cells.map((cell, n) => {
        const node = chapters[n]?.id
        return (
          <td key={node} className="number">
            <Door search={{ unit, node, state }} count={cell.lead + cell.assist} label={textOf(cell)} />
          </td>
        )
      })}
    </tr>
  )
}

type DoorProps = { search: Record<string, string | undefined>; count: number; label: string }

function Door({ search, count, label }: DoorProps) {
  if (count === 0) return <span className="quiet">·</span>
  return (
    <Link to="/plan/division" search={search as never}>
      {label}
    </Link>
  )
}
