// Frames for the benchmarks: hour data of the demo district's devices and copies of them.
import { encodeSegment } from '#hj212/frame.ts'
import { HOUR_MS } from '#kit/time.ts'
import { type DemoSite, demoPackDir, readDemoDistrict } from '../simulate/district.ts'
import { devicesOf } from '../simulate/more-devices.ts'
import { segmentOf } from '../simulate/segments.ts'

export async function benchDevices(count: number): Promise<DemoSite[]> {
  const { sites } = await readDemoDistrict(demoPackDir())
  return devicesOf(sites, count)
}

export type Hours = { skip: number; count: number; nowMs: number }

/** So many hours of a device, newest first, the newest ones skipped; no two have the same QN. */
export function hourFrames(device: DemoSite, { skip, count, nowMs }: Hours): Uint8Array[] {
  const newest = Math.floor(nowMs / HOUR_MS) * HOUR_MS - HOUR_MS * (1 + skip)
  return Array.from({ length: count }, (_, n) =>
    encodeSegment(segmentOf(device, 'hour', newest - n * HOUR_MS, nowMs - n * 1000)),
  )
}
