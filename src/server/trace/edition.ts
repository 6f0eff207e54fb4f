// An edition of a standard in the chain: when it is in force, its rules and its figures, each with its clause.
import type { ExplanationWire } from '#contract/trace.ts'
import { edition } from '#domain/standards/editions.ts'
import { type CatalogTable, tablesOf } from '#domain/standards/tables.ts'
import type { Refusal } from '#kit/refusal.ts'
import { type Ask, emptyNode, facts, notFound, partOf, type TraceNode } from './node.ts'

/** `edition/<id>` */
export async function readEdition(ask: Ask): Promise<TraceNode | Refusal> {
  const entry = edition(partOf(ask, 0))
  if (entry === undefined) return notFound(ask.ref, '目录没有这个版本', 'The catalogue has no such edition')
  return {
    ...emptyNode(ask.ref, 'edition', { zh: `${entry.code} ${entry.zh}`, en: `${entry.code} ${entry.en}` }),
    sureness: entry.sureness,
    facts: facts(
      ['编号', 'Code', entry.code],
      ['发布机构', 'Issuer', entry.issuer],
      ['发布', 'Issued', entry.issued],
      ['实施', 'In force from', entry.from],
      ['废止', 'Until', entry.until],
    ),
    explanation: {
      zh: `${entry.code} 的规则与限值`,
      en: `Rules and limits of ${entry.code}`,
      children: [...entry.rules.map(ruleStep), ...tablesOf(entry).map(tableStep)],
    },
  }
}

type Rule = { zh: string; en: string; source: string; sureness: string; formula?: string }

const ruleStep = ({ zh, en, source, sureness, formula }: Rule): ExplanationWire => ({
  zh,
  en,
  clause: source,
  sureness,
  ...(formula === undefined ? {} : { formula }),
  children: [],
})

const tableStep = ({ title, columns, rows }: CatalogTable): ExplanationWire => ({
  ...title,
  children: rows.map(({ item, name, unit, cells, source, sureness }) => ({
    zh: name?.zh ?? item,
    en: name?.en ?? item,
    value: columns.map(({ words }, n) => `${words.zh} ${cells[n] ?? '—'}`).join('；') + (unit === '' ? '' : ` ${unit}`),
    clause: source,
    sureness,
    children: [],
  })),
})
