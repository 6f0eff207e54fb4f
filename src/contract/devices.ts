// Devices: who is connected, how each speaks, what was asked of it and how it answered, what it is missing, its file.
import { z } from 'zod'
import { FindingWire } from './intake.ts'
import { route } from './route.ts'
import { Bilingual, Instant, PageQuery, pageOf } from './wire.ts'

export const Edition = z.enum(['2005', '2017', '2025'])
export const SessionEnd = z.enum([
  'device-closed',
  'idle',
  'replaced',
  'noise',
  'unread',
  'fault',
  'gateway-stopped',
  'gateway-lost',
])
export const CommandState = z.enum([
  'queued',
  'sent',
  'accepted',
  'executed',
  'refused',
  'failed',
  'timed-out',
  'expired',
  'cancelled',
])
export type CommandState = z.output<typeof CommandState>
export const CommandCause = z.enum(['person', 'gap-policy', 'device-asked'])
export const GapKind = z.enum(['minute', 'hour', 'day'])
export const GapState = z.enum(['open', 'asked', 'filled', 'absent', 'dismissed'])
export const GapPolicy = z.enum(['propose', 'automatic', 'off'])
export const EntryKind = z.enum(['installation', 'calibration', 'maintenance', 'replacement', 'fault', 'note'])

export const EncryptionPolicy = z.enum(['off', 'accepted', 'required'])
export type EncryptionPolicy = z.output<typeof EncryptionPolicy>

const Mn = z.object({ mn: z.string().min(1).max(64) })
const CommandId = z.number().int().describe('command number')

export const DeviceRow = z.object({
  mn: z.string(),
  siteCode: z.string(),
  siteName: z.string(),
  siteNameEn: z.string().nullable(),
  siteKind: z.string(),
  systemCode: z.string(),
  edition: Edition,
  isDemo: z.boolean(),
  connected: z.boolean(),
  rival: z.boolean().describe('two connections are active under this MN'),
  lastFrameAt: Instant.nullable(),
  expectedIntervalS: z.number().int().nullable().describe('shortest interval at which data is due, s'),
  silent: z.boolean().describe('nothing heard for three of its intervals, of one hour where none is known'),
  gaps: z.number().int().describe('gaps open or asked for'),
  score: z.number().nullable().describe('conformance, 0–100, over the frames looked at'),
  openCommand: CommandState.nullable(),
})
export type DeviceRow = z.output<typeof DeviceRow>

export const listDevices = route({
  method: 'GET',
  path: '/api/devices',
  may: 'intake.read',
  summary: 'Registered devices: connected now, last frame, gaps and conformance',
  query: PageQuery.extend({
    q: z.string().max(100).optional().describe('part of an MN, a site name or a site code'),
    state: z.enum(['connected', 'silent', 'gaps', 'rival']).optional(),
  }),
  reply: pageOf(DeviceRow).extend({
    connected: z.number().int().describe('devices connected now'),
    silent: z.number().int().describe('devices silent'),
    withGaps: z.number().int().describe('devices with gaps'),
    unknown: z.number().int().describe('MNs in quarantine that are not registered'),
    all: z.number().int().describe('registered devices'),
  }),
})

export const DeviceProfile = z.object({
  systemCode: z.string().regex(/^[0-9A-Z]{2}$/),
  edition: Edition,
  password: z.string().max(20).nullable().describe('null: any password will do'),
  answerPolicy: z.enum(['as-flagged', 'always', 'never']),
  periodStamp: z.enum(['start', 'end']),
  units: z.record(z.string(), z.string().max(20)),
  intervals: z.partialRecord(
    z.enum(['realtime', 'minute', 'hour', 'day']),
    z.number().int().min(1).max(172_800).describe('interval, s'),
  ),
  factors: z.array(z.string().max(20)).max(200),
  tolerates: z.array(
    z.enum(['crc.modbus', 'crc.modbus-swapped', 'crc.swapped', 'len.short', 'len.long', 'len.3digits']),
  ),
  overTimeS: z.number().int().min(1).max(99).describe('time-out of a request, s'),
  resends: z.number().int().min(0).max(99).describe('resends of a request'),
  gapPolicy: GapPolicy,
})
export type DeviceProfile = z.output<typeof DeviceProfile>

export const DeviceSession = z.object({
  peer: z.string(),
  connectedAt: Instant,
  lastFrameAt: Instant,
  frames: z.number().int().describe('frames heard'),
  rival: z.boolean(),
  closedAt: Instant.nullable(),
  closedWhy: SessionEnd.nullable(),
})

export const DeviceGap = z.object({
  id: z.number().int().describe('gap number'),
  kind: GapKind,
  from: Instant,
  until: Instant.describe('end of the last missing period'),
  periods: z.number().int().describe('missing periods'),
  state: GapState,
  commandId: CommandId.nullable(),
  foundAt: Instant,
})
export type DeviceGap = z.output<typeof DeviceGap>

export const DeviceEntry = z.object({
  id: z.number().int().describe('entry number'),
  kind: EntryKind,
  at: Instant,
  until: Instant.nullable(),
  person: z.string(),
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  serialNo: z.string().nullable(),
  text: z.string(),
  createdBy: z.string(),
  createdAt: Instant,
  withdrawnBy: z.string().nullable(),
})
export type DeviceEntry = z.output<typeof DeviceEntry>

export const DeviceEncryption = z.object({
  policy: EncryptionPolicy.describe(
    'off: keys are not used; required: plain text is refused where it must be encrypted',
  ),
  keySince: Instant.nullable().describe('since when the current key is in use; null: there is none'),
  hasBefore: z.boolean().describe('the key before the current one is still valid'),
  offeredAt: Instant.nullable().describe('when a key was made that was handed out and not yet seen in use'),
})
export type DeviceEncryption = z.output<typeof DeviceEncryption>

export const Conformance = z.object({
  score: z.number().nullable().describe('0–100; null without frames'),
  frames: z.number().int().describe('frames looked at'),
  deductions: z.array(
    Bilingual.extend({
      rule: z.string(),
      clause: z.string(),
      frames: z.number().int().describe('frames that break the rule'),
      points: z.number().describe('points lost'),
      codes: z.array(z.string()),
    }),
  ),
})
export type Conformance = z.output<typeof Conformance>

export const readDevice = route({
  method: 'GET',
  path: '/api/devices/:mn',
  may: 'intake.read',
  summary: 'One device: profile, sessions, conformance, gaps and file',
  params: Mn,
  reply: z.object({
    mn: z.string(),
    siteCode: z.string(),
    siteName: z.string(),
    siteNameEn: z.string().nullable(),
    isDemo: z.boolean(),
    createdAt: Instant,
    profiledBy: z.string().nullable(),
    profiledAt: Instant.nullable(),
    profile: DeviceProfile,
    encryption: DeviceEncryption,
    connected: z.boolean(),
    lastFrameAt: Instant.nullable(),
    quarantined: z.number().int().describe('frames of this MN in quarantine, at most 1000 counted'),
    sessions: z.array(DeviceSession).describe('newest first, at most 20'),
    conformance: Conformance,
    gaps: z.array(DeviceGap).describe('newest first, at most 200'),
    entries: z.array(DeviceEntry).describe('newest first'),
  }),
  refuses: ['devices.not-found'],
})

export const changeProfile = route({
  method: 'POST',
  path: '/api/devices/:mn/profile',
  may: 'intake.write',
  summary: 'Change how a registered device is understood; what it has in quarantine is read again on request',
  params: Mn,
  body: z.object({ profile: DeviceProfile, reingest: z.boolean().default(false) }),
  reply: z.object({ requestIds: z.array(z.number().int().describe('gateway request number')) }),
  refuses: ['devices.not-found', 'devices.unit-unknown'],
})

const Sm4Key = z.string().regex(/^[0-9a-fA-F]{32}$/)

export const changeEncryption = route({
  method: 'POST',
  path: '/api/devices/:mn/encryption',
  may: 'device.command',
  summary:
    'Set, replace or take away the SM4 key of a device, and say whether it must encrypt; keys are never given out',
  params: Mn,
  body: z.object({
    policy: EncryptionPolicy,
    key: Sm4Key.nullable().optional().describe('32 hexadecimal digits; null takes all keys away, left out they stay'),
    reason: z.string().trim().min(2).max(500),
    reingest: z.boolean().default(false),
  }),
  reply: z.object({ requestIds: z.array(z.number().int().describe('gateway request number')) }),
  refuses: ['devices.not-found', 'devices.key-known', 'devices.key-missing', 'access.site-not-granted'],
})

export const UnknownDevice = z.object({
  mn: z.string(),
  frames: z.number().int().describe('frames in quarantine'),
  firstAt: Instant,
  lastAt: Instant,
  peer: z.string().nullable(),
  connected: z.boolean(),
  reasons: z.array(FindingWire.omit({ at: true }).extend({ frames: z.number().int().describe('frames') })),
  sample: z.string().describe('the newest frame as text, at most 400 characters'),
  ref: z.string(),
})
export type UnknownDevice = z.output<typeof UnknownDevice>

export const listUnknown = route({
  method: 'GET',
  path: '/api/unknown-devices',
  may: 'intake.read',
  summary: 'MNs that speak and are not registered: what they say and why it is refused; newest first, at most 200',
  reply: z.object({ rows: z.array(UnknownDevice) }),
})

export const ProfileEvidence = Bilingual.extend({
  field: z.string(),
  records: z.array(z.string()).describe('references of raw records that show it'),
  isWeak: z.boolean().describe('a guess that a person must look at'),
})

export const readProposal = route({
  method: 'GET',
  path: '/api/devices/:mn/proposal',
  may: 'intake.read',
  summary: 'The profile that the frames of an MN speak for, each part with its evidence',
  params: Mn,
  reply: z.object({
    mn: z.string(),
    frames: z.number().int().describe('frames looked at'),
    registered: z.boolean(),
    siteKind: z.string().nullable(),
    profile: DeviceProfile,
    evidence: z.array(ProfileEvidence),
    reasons: z
      .array(FindingWire.omit({ at: true }).extend({ frames: z.number().int().describe('frames') }))
      .describe('why frames are in quarantine'),
  }),
  refuses: ['devices.no-frames'],
})

export const acceptProfile = route({
  method: 'POST',
  path: '/api/devices/:mn/accept',
  may: 'intake.write',
  summary: 'Register an MN with a profile at a site, existing or new, and read what it has in quarantine again',
  params: Mn,
  body: z.object({
    siteCode: z.string().optional(),
    newSite: z
      .object({
        name: z.string().min(1).max(100),
        kind: z.enum(['air', 'section', 'reservoir', 'outfall', 'dust', 'noise']),
      })
      .optional(),
    profile: DeviceProfile,
  }),
  reply: z.object({
    mn: z.string(),
    siteCode: z.string(),
    requestIds: z.array(z.number().int().describe('gateway request number')),
  }),
  refuses: [
    'records.device-exists',
    'sites.not-found',
    'records.site-missing',
    'records.mn-unfit',
    'devices.unit-unknown',
  ],
})

export const TreeItem = z.object({
  name: z.string(),
  label: Bilingual.nullable().describe('what the name means'),
  value: z.string(),
  meaning: Bilingual.nullable().describe('what the value means'),
})
export const FrameReading = z.object({
  ok: z.boolean().describe('length and checksum hold'),
  decrypted: z.boolean().describe('the data area came encrypted and is shown in plain text'),
  text: z.string(),
  bytes: z.number().int().describe('bytes of the frame'),
  command: Bilingual.nullable(),
  header: z.array(TreeItem),
  fields: z.array(TreeItem),
  factors: z.array(
    z.object({
      code: z.string(),
      label: Bilingual.nullable(),
      unit: z.string().nullable().describe('unit of annex B; a device may send another'),
      items: z.array(TreeItem),
    }),
  ),
  findings: z.array(FindingWire.extend({ advice: Bilingual.nullable().describe('what to do about it') })),
  marks: z.array(
    z.object({ from: z.number().int().describe('character'), until: z.number().int().describe('character') }),
  ),
})
export type FrameReading = z.output<typeof FrameReading>

export const listPackets = route({
  method: 'GET',
  path: '/api/devices/:mn/packets',
  may: 'intake.read',
  summary: 'Frames of an MN as they came, decoded and explained, newest first',
  params: Mn,
  query: z.object({
    before: z.coerce.number().int().optional().describe('only record numbers below this one'),
    limit: z.coerce.number().int().min(1).max(50).default(20).describe('frames'),
    only: z.enum(['all', 'findings', 'quarantined']).default('all'),
  }),
  reply: z.object({
    rows: z.array(
      z.object({
        id: z.number().int().describe('raw record number'),
        ref: z.string(),
        receivedAt: Instant,
        state: z.string(),
        peer: z.string().nullable(),
        reading: FrameReading,
      }),
    ),
    next: z.number().int().nullable().describe('pass as `before` for the next page'),
  }),
})

export const tryFrame = route({
  method: 'POST',
  path: '/api/frames/decode',
  may: 'intake.read',
  summary: 'Decode pasted bytes without storing them; every frame found in them, and what is between',
  body: z.object({
    text: z.string().max(20_000).optional(),
    hex: z.string().max(40_000).optional(),
    key: Sm4Key.optional().describe('SM4 key of an encrypted data area, 32 hexadecimal digits'),
  }),
  reply: z.object({
    frames: z.array(FrameReading),
    noise: z.array(z.string()).describe('bytes between the frames, as text'),
  }),
  refuses: ['devices.nothing-to-decode'],
})

export const encodeFrame = route({
  method: 'POST',
  path: '/api/frames/encode',
  may: 'intake.read',
  summary: 'Make a frame, with length and checksum, from the message as JSON or from its data segment',
  body: z.object({
    message: z.record(z.string(), z.unknown()).optional(),
    segment: z.string().max(9000).optional(),
  }),
  reply: z.object({ text: z.string(), hex: z.string(), crc: z.string(), bytes: z.number().int().describe('bytes') }),
  refuses: ['devices.cannot-encode'],
})

export const CommandField = z.object({
  name: z.string(),
  type: z.enum(['clock', 'time-of-day', 'integer', 'decimal', 'code', 'text', 'secret', 'choice']),
  label: Bilingual,
  unit: z.string().nullable(),
  least: z.number().nullable().describe('in the unit of the field'),
  most: z.number().nullable().describe('in the unit of the field'),
  options: z.array(Bilingual.extend({ value: z.string() })),
  isOptional: z.boolean(),
  isFilledAtSend: z.boolean().describe('left empty it is the time at which the frame leaves'),
})
export const CommandForm = z.object({
  cn: z.string(),
  label: Bilingual,
  group: z.enum(['time', 'setup', 'upload', 'history', 'instrument', 'parameter']),
  answers: z.enum(['none', 'data', 'history', 'notice']),
  actsOnInstrument: z.boolean(),
  fields: z.array(CommandField),
})
export type CommandForm = z.output<typeof CommandForm>

export const listCommandForms = route({
  method: 'GET',
  path: '/api/command-forms',
  may: 'intake.read',
  summary: 'The commands an edition has, with their parameters as forms',
  query: z.object({ edition: Edition.default('2017') }),
  reply: z.object({ forms: z.array(CommandForm) }),
})

export const CommandRow = z.object({
  id: CommandId,
  mn: z.string(),
  cn: z.string(),
  label: Bilingual,
  params: z.record(z.string(), z.string()),
  state: CommandState,
  cause: CommandCause,
  reason: z.string(),
  askedBy: z.string(),
  askedAt: Instant,
  expiresAt: Instant,
  sentAt: Instant.nullable(),
  acceptedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  sends: z.number().int().describe('times sent'),
  result: Bilingual.nullable().describe('what QnRtn, ExeRtn or silence say'),
  dataFrames: z.number().int().describe('data frames that came in answer'),
  answer: z.record(z.string(), z.string()).nullable(),
})
export type CommandRow = z.output<typeof CommandRow>

export const listCommands = route({
  method: 'GET',
  path: '/api/devices/:mn/commands',
  may: 'intake.read',
  summary: 'Commands to a device, newest first',
  params: Mn,
  query: PageQuery,
  reply: pageOf(CommandRow),
})

export const readCommand = route({
  method: 'GET',
  path: '/api/commands/:id',
  may: 'intake.read',
  summary: 'One command with the frames of its conversation; passwords and keys being set are masked',
  params: z.object({ id: z.coerce.number().int().describe('command number') }),
  reply: CommandRow.extend({
    frames: z.array(
      z.object({
        n: z.number().int().describe('place in the conversation, from 1'),
        at: Instant,
        direction: z.enum(['out', 'in']),
        note: z.enum(['resend', 'qn-differs', 'late']).nullable(),
        text: z.string(),
        saying: Bilingual.describe('the frame in one phrase'),
      }),
    ),
  }),
  refuses: ['devices.command-not-found'],
})

export const askCommands = route({
  method: 'POST',
  path: '/api/devices/:mn/commands',
  may: 'device.command',
  summary: 'Queue commands to a device, in order; each waits for the one before it and for the device',
  params: Mn,
  body: z.object({
    commands: z
      .array(z.object({ cn: z.string().regex(/^\d{4}$/), params: z.record(z.string(), z.string()).default({}) }))
      .min(1)
      .max(20),
    reason: z.string().trim().min(2).max(500),
    expiresInMin: z.number().int().min(1).max(10_080).default(60).describe('minutes until it is dropped unsent'),
  }),
  reply: z.object({ ids: z.array(CommandId) }),
  refuses: [
    'devices.not-found',
    'devices.command-unfit',
    'devices.key-missing',
    'devices.queue-full',
    'access.site-not-granted',
  ],
})

export const cancelCommand = route({
  method: 'POST',
  path: '/api/commands/:id/cancel',
  may: 'device.command',
  summary: 'Take back a command that was not sent yet',
  params: z.object({ id: z.coerce.number().int().describe('command number') }),
  body: z.object({ reason: z.string().trim().min(2).max(500) }),
  reply: z.object({}),
  refuses: ['devices.command-not-found', 'devices.command-under-way', 'access.site-not-granted'],
})

export const fetchGaps = route({
  method: 'POST',
  path: '/api/devices/:mn/gaps/fetch',
  may: 'device.command',
  summary: 'Ask the device for the data of gaps with history commands',
  params: Mn,
  body: z.object({
    ids: z.array(z.number().int().describe('gap number')).min(1).max(50),
    reason: z.string().trim().min(2).max(500),
  }),
  reply: z.object({ commandIds: z.array(CommandId) }),
  refuses: ['devices.not-found', 'devices.gap-not-open', 'devices.queue-full', 'access.site-not-granted'],
})

export const dismissGaps = route({
  method: 'POST',
  path: '/api/devices/:mn/gaps/dismiss',
  may: 'device.command',
  summary: 'Leave gaps as they are: they are not proposed again',
  params: Mn,
  body: z.object({
    ids: z.array(z.number().int().describe('gap number')).min(1).max(200),
    reason: z.string().trim().min(2).max(500),
  }),
  reply: z.object({ dismissed: z.number().int().describe('gaps') }),
  refuses: ['devices.not-found', 'access.site-not-granted'],
})

export const addEntry = route({
  method: 'POST',
  path: '/api/devices/:mn/entries',
  may: 'intake.write',
  summary: 'Write an entry into the file of a device',
  params: Mn,
  body: z.object({
    kind: EntryKind,
    at: Instant,
    until: Instant.nullable().default(null),
    person: z.string().trim().min(1).max(100),
    manufacturer: z.string().trim().max(200).nullable().default(null),
    model: z.string().trim().max(200).nullable().default(null),
    serialNo: z.string().trim().max(100).nullable().default(null),
    text: z.string().trim().max(2000).default(''),
  }),
  reply: z.object({ id: z.number().int().describe('entry number') }),
  refuses: ['devices.not-found', 'devices.entry-unfit'],
})

export const withdrawEntry = route({
  method: 'POST',
  path: '/api/devices/:mn/entries/:id/withdraw',
  may: 'intake.write',
  summary: 'Take back an entry; it stays readable as taken back',
  params: Mn.extend({ id: z.coerce.number().int().describe('entry number') }),
  body: z.object({ reason: z.string().trim().min(2).max(500) }),
  reply: z.object({}),
  refuses: ['devices.entry-not-found'],
})
