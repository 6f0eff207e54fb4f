// The path walked in the drawer: references in order and where one stands.

export type Trail = { refs: readonly string[]; at: number }

export const startTrail = (ref: string): Trail => ({ refs: [ref], at: 0 })

/** A reference already on the path is gone back (or forward) to; a new one replaces what lay ahead. */
export function follow(trail: Trail, ref: string): Trail {
  if (trail.refs[trail.at] === ref) return trail
  const known = trail.refs.lastIndexOf(ref)
  if (known >= 0) return { ...trail, at: known }
  return { refs: [...trail.refs.slice(0, trail.at + 1), ref], at: trail.at + 1 }
}
