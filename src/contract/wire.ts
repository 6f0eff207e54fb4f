// Shapes that several routes share: instants, pages, bilingual text, refusals.
import { z } from 'zod'

export const Instant = z.number().int().describe('instant, ms since 1970-01-01T00:00Z')
export const Bilingual = z.object({ zh: z.string(), en: z.string() }).describe('the same text in Chinese and English')

/** Of a query string: what is asked for as it stood at that instant; left out, as it stands now. */
export const AsKnownAt = z.coerce
  .number()
  .int()
  .optional()
  .describe('as it stood at this instant, ms since 1970-01-01T00:00Z')

export const PageQuery = z.object({
  page: z.coerce.number().int().min(1).default(1).describe('page number, from 1'),
  pageSize: z.coerce.number().int().min(1).max(500).default(50).describe('rows a page'),
})

export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({
    rows: z.array(row),
    total: z.number().int().describe('rows in all'),
    page: z.number().int().describe('page number, from 1'),
    pageSize: z.number().int().describe('rows a page'),
  })

/** `true`/`false`/`1`/`0` of a query string. */
export const Flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1')

export type Bilingual = z.output<typeof Bilingual>
