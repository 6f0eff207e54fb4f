// Prints docs/standards.md: every edition with its dates, figures, rules, sureness and number of worked examples.
import type { Edition, Sureness } from './edition.ts'
import { EDITIONS } from './editions.ts'
import { FAMILY_WORDS, type Family } from './families.ts'
import { tablesOf } from './tables.ts'

const SURENESS: Readonly<Record<Sureness, string>> = {
  verified: '已核实',
  'single-source': '单一来源',
  memory: '未核实',
}
const LEVELS = Object.keys(SURENESS) as Sureness[]

/** How many figures and rules of an edition stand on each degree of sureness. */
function countSureness(edition: Edition): string {
  const marks = [...tablesOf(edition).flatMap(({ rows }) => rows), ...edition.rules].map(({ sureness }) => sureness)
  return LEVELS.map((level) => marks.filter((mark) => mark === level).length).join(' / ')
}

const figures = (edition: Edition): number => tablesOf(edition).reduce((sum, { rows }) => sum + rows.length, 0)
const span = ({ from, until }: Edition): string => `${from} – ${until ?? ''}`.trim()

function rowOf(edition: Edition, examples: number): string {
  const cells = [
    `\`${edition.id}\``,
    edition.code,
    edition.zh,
    span(edition),
    String(figures(edition)),
    String(edition.rules.length),
    SURENESS[edition.sureness],
    countSureness(edition),
    String(examples),
  ]
  return `| ${cells.join(' | ')} |`
}

/** The page as Markdown; `examples` gives the number of worked examples of an edition. */
export function printStandards(examples: (edition: Edition) => number): string {
  const editions: readonly Edition[] = EDITIONS
  const heads = [
    'Edition',
    '编号',
    '名称',
    'In force [from, until)',
    'Figures',
    'Rules',
    'Sureness',
    '✓✓ / ✓ / ?',
    'Examples',
  ]
  const sections = (Object.keys(FAMILY_WORDS) as Family[]).flatMap((family) => {
    const rows = editions.filter((edition) => edition.family === family)
    if (rows.length === 0) return []
    const { zh, en } = FAMILY_WORDS[family]
    const lines = rows.map((edition) => rowOf(edition, examples(edition)))
    return [`## ${zh} ${en}`, '', `| ${heads.join(' | ')} |`, `|${'---|'.repeat(heads.length)}`, ...lines, '']
  })
  const total = editions.reduce((sum, edition) => sum + figures(edition), 0)
  return [
    '# 标准目录 Standards',
    '',
    `Printed from \`src/domain/standards/catalog\` (\`UPDATE_DOCS=1 npm test -- standards-page\`): ${editions.length} editions, ${total} figures.`,
    'Sureness: 已核实 two independent sources; 单一来源 one; 未核实 from memory, shown beside every verdict that rests on it. ✓✓ / ✓ / ? counts figures and rules of each.',
    'Examples: rows of `test/vectors` tagged with the edition, and tests there whose title names it; none means that the edition is only read, not yet tried.',
    '',
    ...sections,
  ].join('\n')
}
