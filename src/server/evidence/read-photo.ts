// What a photo says of itself: when and where it was taken, as its camera wrote it.
import { open } from 'node:fs/promises'
import exifr from 'exifr'
import { isPicture, takenAt } from '#domain/evidence/media.ts'
import type { EpochMs } from '#kit/time.ts'

/** `place` in degrees, WGS84; undefined where the camera wrote none. */
export type PhotoFacts = { takenAt: EpochMs | undefined; place: { lon: number; lat: number } | undefined }

const HEAD_BYTES = 16
const TAGS = [
  'DateTimeOriginal',
  'OffsetTimeOriginal',
  'GPSLatitude',
  'GPSLatitudeRef',
  'GPSLongitude',
  'GPSLongitudeRef',
]

/** Undefined where the file is no picture; a picture whose notes cannot be read has none. */
export async function readPhoto(path: string): Promise<PhotoFacts | undefined> {
  if (!isPicture(await headOf(path))) return undefined
  const notes: Record<string, unknown> =
    (await exifr.parse(path, { pick: TAGS, reviveValues: false }).catch(() => undefined)) ?? {}
  const { DateTimeOriginal: time, OffsetTimeOriginal: offset, latitude: lat, longitude: lon } = notes
  return {
    takenAt: typeof time === 'string' ? takenAt(time, typeof offset === 'string' ? offset : undefined) : undefined,
    place: isDegree(lat, 90) && isDegree(lon, 180) ? { lon, lat } : undefined,
  }
}

const isDegree = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
