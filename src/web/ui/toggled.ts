// A set with one member turned over.

/** The set without `member` where it was in, else with it; the given set stays. */
export function toggled<T>(members: ReadonlySet<T>, member: T): ReadonlySet<T> {
  const next = new Set(members)
  if (!next.delete(member)) next.add(member)
  return next
}
