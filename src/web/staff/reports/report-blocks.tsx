// The content of a report on the page: words with numbers that open, tables, charts.
import { Button } from 'antd'
import { useState } from 'react'
import type { Cell, Chart as ChartContent, Document } from '#domain/documents/document.ts'
import { fillWords, type Stretch } from '#domain/documents/words.ts'
import { Chart } from '#web/chart/chart.tsx'
import { AddressLink } from '#web/ui/address-link.tsx'
import { useSay } from '#web/ui/say.ts'
import type { ReportBlock } from './queries.ts'
import { REPORT_WORDS as W } from './words.ts'
import { WordsForm } from './words-form.tsx'

type Props = { id: number; version: number; document: Document; canEdit: boolean }

export function ReportBlocks({ id, version, document, canEdit }: Props) {
  return document.blocks.map((block, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks of a version never change their places
    <section key={`${version} ${block.kind} ${at}`} id={`block-${at}`}>
      {block.kind === 'words' && canEdit ? (
        <EditableWords id={id} version={version} document={document} block={block} />
      ) : (
        <BlockView block={block as ReportBlock} document={document} />
      )}
    </section>
  ))
}

type WordsBlock = Extract<ReportBlock, { kind: 'words' }>

function EditableWords({ id, version, document, block }: Omit<Props, 'canEdit'> & { block: WordsBlock }) {
  const say = useSay()
  const [isEditing, edit] = useState(false)
  if (isEditing)
    return <WordsForm id={id} version={version} block={block} figures={document.figures} onClose={() => edit(false)} />
  return (
    <div className="report-words">
      <Paragraphs text={block.text} figures={document.figures} />
      <Button size="small" className="no-print" onClick={() => edit(true)}>
        {say(W.edit)}
      </Button>
    </div>
  )
}

function BlockView({ block, document }: { block: ReportBlock; document: Document }) {
  switch (block.kind) {
    case 'heading':
      if (block.level === 1) return <h2>{block.text}</h2>
      return block.level === 2 ? <h3>{block.text}</h3> : <h4>{block.text}</h4>
    case 'words':
      return <Paragraphs text={block.text} figures={document.figures} />
    case 'table':
      return <TableBlock block={block} />
    case 'chart':
      return (
        <figure className="report-chart">
          <figcaption>{block.title}</figcaption>
          <Chart option={optionOf(block.chart)} label={`${block.title} ${valuesInWords(block.chart)}`} height={240} />
          <p className="quiet">{block.source}</p>
        </figure>
      )
    case 'break':
      return <hr className="no-print" />
  }
}

function Paragraphs({ text, figures }: { text: string; figures: Document['figures'] }) {
  return fillWords(text, figures).map((stretches, at) => (
    // Paragraphs have no other name than their place.
    // biome-ignore lint/suspicious/noArrayIndexKey: a new text is a new version and a new list
    <p key={at} className="report-paragraph">
      {stretches.map((stretch, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <StretchView key={n} stretch={stretch} />
      ))}
    </p>
  ))
}

function StretchView({ stretch }: { stretch: Stretch }) {
  if (typeof stretch === 'string') return stretch
  return stretch.to === undefined ? (
    <strong>{stretch.text}</strong>
  ) : (
    <AddressLink to={stretch.to} className="door">
      {stretch.text}
    </AddressLink>
  )
}

const SHOWN_ROWS = 40

function TableBlock({ block }: { block: Extract<ReportBlock, { kind: 'table' }> }) {
  const say = useSay()
  const [isWhole, showWhole] = useState(false)
  const rows = isWhole ? block.rows : block.rows.slice(0, SHOWN_ROWS)
  return (
    <>
      {/* A wide table without a link must be reached by the keyboard to be scrolled. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section className="scroll-x" aria-label={block.title} tabIndex={0}>
        <table className="plain-table report-table">
          <caption>{block.title}</caption>
          <thead>
            <tr>
              {block.columns.map(({ title, isNumber }) => (
                <th key={title} scope="col" className={isNumber ? 'number' : undefined}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a version never change their places
              <tr key={at}>
                {row.map((cell, n) => (
                  <td key={block.columns[n]?.title} className={block.columns[n]?.isNumber ? 'number' : undefined}>
                    <CellView cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length < block.rows.length ? (
        <Button className="no-print" onClick={() => showWhole(true)}>
          {say(W.rows, { n: block.rows.length })}
        </Button>
      ) : null}
      {block.note === undefined ? null : <p className="quiet">{block.note}</p>}
    </>
  )
}

function CellView({ cell }: { cell: Cell }) {
  if (typeof cell === 'string') return cell
  return cell.to === undefined ? cell.text : <AddressLink to={cell.to}>{cell.text}</AddressLink>
}

const optionOf = ({ kind, unit, labels, series, limits }: ChartContent) => ({
  animation: false,
  grid: { left: 56, right: 80, top: 32, bottom: kind === 'bar' ? 56 : 28 },
  xAxis: {
    type: 'category',
    data: [...labels],
    // Names under bars stand whole, in lines as wide as their bar.
    ...(kind === 'bar'
      ? { axisLabel: { interval: 0, width: Math.floor(600 / labels.length), overflow: 'break' } }
      : {}),
  },
  yAxis: { type: 'value', name: unit, scale: kind === 'line' },
  tooltip: { trigger: 'axis' },
  series: series.map(({ name, values }, at) => ({
    type: kind,
    name,
    data: [...values],
    markLine:
      at > 0
        ? undefined
        : {
            silent: true,
            symbol: 'none',
            lineStyle: { type: 'dashed', color: '#b42318' },
            data: limits.map((limit) => ({ yAxis: limit.value, label: { formatter: limit.name } })),
          },
  })),
})

/** What the chart shows, for those who cannot see it. */
const valuesInWords = ({ labels, series, unit }: ChartContent): string =>
  series
    .map(
      ({ name, values }) => `${name}: ${labels.map((label, at) => `${label} ${values[at] ?? '—'} ${unit}`).join(', ')}`,
    )
    .join('; ')
