// Weights that a person changes: put into the body of a scheme, by the ids of its items.

/** By item; decimal texts, points. */
export type Weights = Readonly<Record<string, string>>

type Body = Readonly<Record<string, unknown>>
const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The body with the weights of `items`, at every level, that were changed. */
export function withWeights(body: Body, weights: Weights): Record<string, unknown> {
  const { items } = body
  if (!Array.isArray(items)) return { ...body }
  return { ...body, items: items.map((item: unknown) => (isBody(item) ? weighed(item, weights) : item)) }
}

function weighed(item: Body, weights: Weights): Record<string, unknown> {
  const weight = weights[String(item.id)]
  return { ...withWeights(item, weights), ...(weight === undefined ? {} : { weight }) }
}
