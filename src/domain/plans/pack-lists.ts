// The lists of a plan pack: lists of others that obligations belong to as well, where the plan's own text puts them there.
import type { Refusal } from '#kit/refusal.ts'
import { fault, type Place, type Shape } from './pack-shape.ts'

export const LISTS_FILE = 'lists.json'

/** 任务清单 — one that counts obligations of the plan; `refs` are the places of the text that say so. */
export type PackList = {
  id: string
  nameZh: string
  nameEn: string
  refs: string[]
  obligationIds: string[]
  becauseZh: string
  becauseEn: string
}

/** What `lists.json` holds. */
export type PackLists = { lists: PackList[] }

const OBLIGATION_ID = /^c\d{2}\.s\d{2}\.m\d{2}\.t\d{2}$/

export const LISTS_JSON: Shape = {
  fields: {
    lists: {
      list: {
        fields: {
          id: { id: /^[a-z]+(-[a-z]+)*$/ },
          nameZh: 'text',
          nameEn: 'text',
          refs: { list: { id: OBLIGATION_ID } },
          obligationIds: { list: { id: OBLIGATION_ID } },
          becauseZh: 'text',
          becauseEn: 'text',
        },
      },
    },
  },
}

/** Ids used twice, obligations named twice in a list, obligations that are not there, lists that no place of the text asks for; `known` are the obligations. */
export function checkLists(brought: PackLists | undefined, known: ReadonlySet<string>): Refusal[] {
  const lists = brought?.lists ?? []
  return lists.flatMap((list, n) => {
    const at = (key: string): Place => ({ file: LISTS_FILE, path: `$.lists[${n}].${key}` })
    const lost = (key: 'refs' | 'obligationIds'): Refusal[] =>
      list[key].flatMap((id, i) =>
        known.has(id)
          ? []
          : [fault('reference-lost', at(`${key}[${i}]`), `refers to ${id}, which the pack does not hold`)],
      )
    const twice = list.obligationIds.flatMap((id, i) =>
      list.obligationIds.indexOf(id) === i
        ? []
        : [fault('id-repeated', at(`obligationIds[${i}]`), `${id} is already in the list`)],
    )
    return [
      ...(lists.findIndex(({ id }) => id === list.id) === n
        ? []
        : [fault('id-repeated', at('id'), `${list.id} is already used`)]),
      ...(list.refs.length === 0 ? [fault('list-unfounded', at('refs'), 'must name where the plan says so')] : []),
      ...lost('refs'),
      ...lost('obligationIds'),
      ...twice,
    ]
  })
}
