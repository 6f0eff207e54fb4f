// Counts as people read them.

/** A whole number with its digits in groups of three: 118441 → `118,441`. */
export const groupDigits = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')
