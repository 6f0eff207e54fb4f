// How old the SM4 key of a device may become, and how far it is from that.
import { DAY_MS } from '#kit/time.ts'

/** Days a key may be in use. @source HJ 212—2025 6.4.3 */
export const KEY_DAYS = 90
/** Days after which its end is told; this product's own choice. */
export const KEY_TOLD_DAYS = 80

export type KeyAge = { daysLeft: number; state: 'good' | 'ending' | 'over' }

/** `daysLeft` are whole days until 90 are over, below zero afterwards. Instants are epoch ms. */
export function keyAge(since: number, now: number): KeyAge {
  const days = Math.floor((now - since) / DAY_MS)
  const daysLeft = KEY_DAYS - days
  return { daysLeft, state: days >= KEY_DAYS ? 'over' : days >= KEY_TOLD_DAYS ? 'ending' : 'good' }
}
