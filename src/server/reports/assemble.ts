// A report put together from its template, part by part, as known at one instant.
import type { Block, Document, Figure } from '#domain/documents/document.ts'
import type { ReportTemplate, TemplateItem } from '#domain/documents/template.ts'
import { fillWords } from '#domain/documents/words.ts'
import { PART_WRITERS } from './part-writers.ts'
import { dateTime, type PartContent, type PartContext } from './parts/part.ts'

/** Steps of the making: each part is one. */
export const stepsOf = ({ items }: ReportTemplate): number => items.filter((item) => 'part' in item).length

/** `onStep` hears after every part how many are done. */
export async function assemble(
  template: ReportTemplate,
  context: PartContext,
  onStep: (done: number) => Promise<void>,
): Promise<Document> {
  const figures: Record<string, Figure> = periodFigures(context)
  const blocks: Block[] = []
  let done = 0
  for (const item of template.items) {
    const content = await contentOf(item, context)
    Object.assign(figures, content.figures)
    blocks.push(...content.blocks)
    if (!('part' in item)) continue
    done += 1
    await onStep(done)
  }
  const { say, model, knownAt, nowMs } = context
  const isBack = knownAt < nowMs
  const { pack } = model
  return {
    title: titleOf(template, context),
    subtitle: say({ zh: pack.about.titleZh, en: pack.about.titleEn }),
    about: [
      { label: say({ zh: '报告期', en: 'Period' }), value: { text: say(context.span.name) } },
      { label: say({ zh: '数据截至', en: 'As known at' }), value: { text: dateTime(knownAt) } },
      { label: say({ zh: '规划版本', en: 'Version of the plan' }), value: { text: pack.about.version, to: '/plan' } },
      // Their past states are not kept by instant: a report that looks back says so.
      ...(isBack
        ? [
            {
              label: say({ zh: '进展、项目与办件状态', en: 'Progress, projects and states of cases' }),
              value: { text: say({ zh: `按 ${dateTime(nowMs)} 的登记`, en: `as registered at ${dateTime(nowMs)}` }) },
            },
          ]
        : []),
    ],
    figures,
    blocks,
  }
}

const nothing: PartContent = { figures: {}, blocks: [] }

async function contentOf(item: TemplateItem, context: PartContext): Promise<PartContent> {
  const { say } = context
  if ('heading' in item)
    return { ...nothing, blocks: [{ kind: 'heading', level: item.level, text: say(item.heading) }] }
  if ('words' in item) return { ...nothing, blocks: [{ kind: 'words', id: item.id, text: say(item.words) }] }
  if ('break' in item) return { ...nothing, blocks: [{ kind: 'break' }] }
  const note = item.note === undefined ? undefined : say(item.note)
  return PART_WRITERS[item.part](context, { title: say(item.title), note })
}

function periodFigures({ model, span, say, knownAt }: PartContext): Record<string, Figure> {
  const { about } = model.pack
  return {
    period: { text: say(span.name) },
    year: { text: String(span.year) },
    plan: { text: say({ zh: about.titleZh, en: about.titleEn }), to: '/plan' },
    district: { text: say({ zh: about.districtZh, en: about.districtEn }) },
    'known-at': { text: dateTime(knownAt) },
  }
}

/** The title of a report before anything of it is made. */
export const titleOf = (template: ReportTemplate, context: PartContext): string =>
  fillWords(context.say(template.title), periodFigures(context))
    .flat()
    .map((stretch) => (typeof stretch === 'string' ? stretch : stretch.text))
    .join('')
