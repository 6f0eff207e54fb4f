// What is registered about a device: whose it is, how it speaks, how it is answered.

/** 数据采集传输仪 — one row of the device table, as the gateway uses it. */
export type DeviceProfile = {
  mn: string
  siteId: number
  systemCode: string
  edition: '2005' | '2017' | '2025'
  /** Null: any password will do. */
  password: string | null
  /** One that is just being set by 1072: the device may speak under either. */
  nextPassword?: string
  answerPolicy: 'as-flagged' | 'always' | 'never'
  /** Factor code, of either edition → unit in which the device sends it. */
  units: Readonly<Record<string, string>>
  /** Whether DataTime of period data is the start of the period, as the standard wants it, or its end. */
  periodStamp: 'start' | 'end'
  /** Codes of the codec's errors that an officer lets pass for this device. */
  tolerates: readonly string[]
  /** Time-out of a request, and how often it is sent again. */
  overTimeS: number
  resends: number
  /** `off`: its keys are not used; `required`: what must be encrypted is not taken in plain text, where it has a key. */
  encryption: 'off' | 'accepted' | 'required'
  /** SM4 keys, the newest in use first, those that are over too. */
  keys: readonly DeviceKey[]
  /** Kind of data → seconds between two. */
  intervals: Readonly<Record<string, number>>
}

/**
 * Instants are epoch ms. `sinceMs` null: handed out with 1014 and not yet seen in use. `untilMs` null: valid, as the
 * current key and the one before it are.
 */
export type DeviceKey = { key: Uint8Array; madeAtMs: number; sinceMs: number | null; untilMs: number | null }
