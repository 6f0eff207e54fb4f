// What each column of a file means: its target and unit, to be confirmed before anything is stored.
import { Select } from 'antd'
import type { ImportMapping, ImportPreview } from '#contract/intake.ts'
import { findFactor, MONITORED_FACTORS, normaliseUnit } from '#domain/monitoring/factors.ts'
import { type Say, useSay } from '#web/ui/say.ts'
import { TARGET_WORDS, IMPORT_WORDS as W } from './import-words.ts'

type Props = { preview: ImportPreview; mapping: ImportMapping; onChange: (mapping: ImportMapping) => void }
type Column = ImportMapping['columns'][number]

const SAMPLE_ROWS = 3

export function MappingTable({ preview, mapping, onChange }: Props) {
  const say = useSay()
  const set = (at: number, part: Partial<Column>) =>
    onChange({ ...mapping, columns: mapping.columns.map((column, i) => (i === at ? { ...column, ...part } : column)) })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x mapping" aria-label={say(W.mapping)} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say(W.column)}</th>
            <th scope="col">{say(W.sample)}</th>
            <th scope="col">{say(W.target)}</th>
            <th scope="col">{say(W.unit)}</th>
          </tr>
        </thead>
        <tbody>
          {mapping.columns.map((column, at) => (
            <tr key={column.column} className={column.target === 'ignore' ? 'mapping-ignored' : ''}>
              <th scope="row">{column.column}</th>
              <td className="mapping-sample">{sampleOf(preview, column.column)}</td>
              <td>
                <Select
                  size="small"
                  className="mapping-target"
                  aria-label={say(W.targetOf, { column: column.column })}
                  value={column.target}
                  showSearch={{ optionFilterProp: 'label' }}
                  popupMatchSelectWidth={false}
                  options={targetOptions(mapping.kind, say)}
                  onChange={(target: string) => set(at, { target, unit: findFactor(target)?.unit ?? null })}
                />
              </td>
              <td>
                <UnitSelect column={column} onChange={(unit) => set(at, { unit })} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function sampleOf(preview: ImportPreview, column: string): string {
  const at = preview.header.indexOf(column)
  return preview.sample
    .slice(0, SAMPLE_ROWS)
    .map((cells) => cells[at]?.replace(/<[^>]*>/g, '') ?? '')
    .join(' · ')
}

function targetOptions(kind: ImportMapping['kind'], say: Say) {
  const factors = MONITORED_FACTORS.filter((factor) => factor.medium === kind)
  return [
    ...factors.map((factor) => ({ value: factor.code, label: say.language === 'zh' ? factor.zh : factor.en })),
    ...Object.entries(TARGET_WORDS).map(([value, words]) => ({ value, label: say(words) })),
  ]
}

const UNIT_FAMILIES = [
  ['µg/m³', 'mg/m³'],
  ['mg/L', 'µg/L'],
] as const

/** Units a factor may come in: its own family of mass concentrations, or only its own unit. */
function unitChoices(target: string): readonly string[] {
  const own = findFactor(target)?.unit
  if (own === undefined) return []
  return UNIT_FAMILIES.find((family) => family.some((unit) => unit === normaliseUnit(own))) ?? [own]
}

function UnitSelect({ column, onChange }: { column: Column; onChange: (unit: string) => void }) {
  const say = useSay()
  const choices = unitChoices(column.target)
  if (choices.length === 0) return <span className="quiet">—</span>
  if (choices.length === 1) return <span>{choices[0]}</span>
  return (
    <Select
      size="small"
      className="mapping-unit"
      aria-label={say(W.unitOf, { column: column.column })}
      value={column.unit === null ? null : normaliseUnit(column.unit)}
      options={choices.map((unit) => ({ value: unit, label: unit }))}
      onChange={(unit: string | null) => unit !== null && onChange(unit)}
    />
  )
}
