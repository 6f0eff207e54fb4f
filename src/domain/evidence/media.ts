// What kind of file evidence is: its media type by its name, whether its first bytes are those of a picture, and the time a camera wrote.
import { beijingDateTime, type EpochMs, parseInstant } from '#kit/time.ts'

/** Formats that offices hand in. What is not here, web pages above all, is kept and handed out as bytes without a type. */
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  ofd: 'application/ofd',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  wps: 'application/vnd.ms-works',
  csv: 'text/csv',
  txt: 'text/plain',
  zip: 'application/zip',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  tif: 'image/tiff',
  tiff: 'image/tiff',
}
const NO_TYPE = 'application/octet-stream'

/** Media type by the ending of a file's name. */
export const mediaTypeOf = (fileName: string): string =>
  TYPES[/\.([^.]+)$/.exec(fileName.toLowerCase())?.[1] ?? ''] ?? NO_TYPE

/** Each with where it stands; `ftyp` opens HEIC, which phones write. */
const PICTURES: readonly { at: number; bytes: string }[] = [
  { at: 0, bytes: '\xff\xd8\xff' },
  { at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { at: 8, bytes: 'WEBP' },
  { at: 4, bytes: 'ftypheic' },
  { at: 4, bytes: 'ftypmif1' },
  { at: 0, bytes: 'II*\0' },
  { at: 0, bytes: 'MM\0*' },
]

/** Whether a file that begins with these bytes (16 at least) is a picture, whatever its name says. */
export const isPicture = (head: Uint8Array): boolean =>
  PICTURES.some(({ at, bytes }) => [...bytes].every((sign, n) => head[at + n] === sign.charCodeAt(0)))

/**
 * Instant of a camera's `YYYY:MM:DD HH:mm:ss`. Without `offset` (`+08:00`) the clock is taken to be Beijing's; undefined for what
 * is no time, as cameras whose clock was never set write.
 */
export function takenAt(text: string, offset: string | undefined): EpochMs | undefined {
  const match = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(text)
  if (!match) return undefined
  const [, year, month, day, clock] = match
  const zone = /^[+-]\d{2}:\d{2}$/.test(offset ?? '') ? offset : ''
  const at = parseInstant(`${year}-${month}-${day} ${clock}${zone}`)
  return at === undefined || beijingDateTime(at) < '1990' ? undefined : at
}
