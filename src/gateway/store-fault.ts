// Whether a failed write is the store's trouble, which passes, or that of what was written, which stays.

/** Classes of SQLSTATE that say nothing about the data: connection, rollback, resources, intervention, system. */
const PASSING: ReadonlySet<string> = new Set(['08', '25', '40', '53', '55', '57', '58', 'XX'])

/** True where trying the same again later can succeed. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof RangeError || error instanceof TypeError) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  // SQLSTATE is five characters; everything else comes from the socket or the pool.
  return /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]+$/.test(code) ? PASSING.has(code.slice(0, 2)) : true
}
