// What supervision knows of a consultation when somebody acts in it: whether its follow-ups are opened, and closed.
import type { CaseHooks } from '../procedures/hooks.ts'
import { countFollowUps } from '../procedures/links.ts'

export const CONSULTATION = 'consultation'
/** Its states in which follow-ups are handed out. */
export const AFTER_MEETING: readonly string[] = ['held', 'following']

export const supervisionHooks = {
  facts: async (db, { id, procedure }): Promise<Record<string, boolean>> => {
    if (procedure.id !== CONSULTATION) return {}
    const { all, open } = (await countFollowUps(db, [id])).get(id) ?? { all: 0, open: 0 }
    return { 'follow-ups-opened': all > 0, 'follow-ups-closed': all > 0 && open === 0 }
  },
} satisfies CaseHooks
