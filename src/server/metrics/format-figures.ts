// Figures of several processes as the one text Prometheus reads: each name once, its series under the process they are of.
import type { Figure, FigureValue } from '#platform/figures.ts'

export type FiguresOf = { process: string; instance: string; figures: readonly Figure[] }

/** @source Prometheus text exposition format 0.0.4 */
export function formatFigures(processes: readonly FiguresOf[]): string {
  const byName = new Map<string, { help: string; type: string; lines: string[] }>()
  for (const { process, instance, figures } of processes) {
    for (const { name, help, type, values } of figures) {
      const known = byName.get(name) ?? { help, type, lines: [] }
      byName.set(name, known)
      for (const value of values) known.lines.push(lineOf(name, value, { process, instance }))
    }
  }
  return [...byName]
    .filter(([, { lines }]) => lines.length > 0)
    .map(
      ([name, { help, type, lines }]) =>
        `# HELP ${name} ${escapedHelp(help)}\n# TYPE ${name} ${type}\n${lines.join('\n')}\n`,
    )
    .join('')
}

function lineOf(name: string, { value, labels, metricName }: FigureValue, own: Record<string, string>): string {
  const pairs = Object.entries({ ...own, ...labels }).map(([key, text]) => `${key}="${escapedLabel(String(text))}"`)
  return `${metricName ?? name}{${pairs.join(',')}} ${numberText(value)}`
}

const numberText = (value: number | null): string => {
  if (value === null || Number.isNaN(value)) return 'NaN'
  return Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : '-Inf'
}
const escapedHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
const escapedLabel = (text: string): string => escapedHelp(text).replaceAll('"', '\\"')
