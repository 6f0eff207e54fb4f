// How a simulated site breathes: daily and seasonal patterns, weather, storms, faults.
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import type { DemoSite } from './district.ts'
import { drift, uniform } from './noise.ts'

/** Factor code → value in the storage unit of the factor. */
export type Values = Record<string, number>

const BEIJING_MS = 8 * HOUR_MS
const hourOfDay = (atMs: number): number => ((atMs + BEIJING_MS) % DAY_MS) / HOUR_MS
/** 0 at midwinter (mid January), 1 at midsummer (mid July). */
const summer = (atMs: number): number =>
  0.5 - 0.5 * Math.cos((2 * Math.PI * (atMs - Date.UTC(2025, 0, 15))) / (365.25 * DAY_MS))
const bump = (hour: number, centre: number, width: number): number => Math.exp(-(((hour - centre) / width) ** 2))

function air(site: DemoSite, atMs: number): Values {
  const hour = hourOfDay(atMs)
  const warm = summer(atMs)
  // One weather over the whole district, a little of its own at each station.
  const stagnant = Math.exp(0.42 * drift('stagnation', atMs, 60 * HOUR_MS) + 0.16 * drift(site.code, atMs, 5 * HOUR_MS))
  const sunny = Math.max(0, 0.75 + 0.35 * drift('sun', atMs, 40 * HOUR_MS))
  const traffic = (site.profile.traffic ?? 1) * (0.7 + 0.6 * bump(hour, 8.5, 1.8) + 0.7 * bump(hour, 19, 2.4))
  const dirt = site.profile.dirt ?? 1
  const pm25 = dirt * stagnant * (27 - 15 * warm) * (0.88 + 0.12 * traffic)
  const autumn = Math.exp(-(((((atMs - Date.UTC(2025, 9, 5)) / DAY_MS) % 365.25) / 45) ** 2))
  const ozonePeak = 46 + 74 * sunny * (0.55 + 0.45 * warm) + 62 * autumn * sunny ** 1.4 * Math.min(stagnant, 1.9)
  return {
    a34004: pm25,
    a34002: pm25 * (1.55 + 0.2 * uniform(site.code, Math.floor(atMs / (6 * HOUR_MS)))) + 4,
    a21026: 5 + 1.5 * stagnant,
    a21004: 9 + 13 * traffic * Math.sqrt(stagnant) * (1.15 - 0.4 * warm),
    a21005: 0.42 + 0.16 * traffic * Math.sqrt(stagnant),
    a05024: 24 + (ozonePeak - 24) * bump(hour, 14.5, 4.2) + 6 * drift(`${site.code}o3`, atMs, 3 * HOUR_MS),
  }
}

function water(site: DemoSite, atMs: number): Values {
  const warm = summer(atMs)
  const level = site.profile.level ?? 2
  const lake = site.waterType === 'lake'
  // Storms wash the streets into the rivers: short, more frequent in summer.
  const storm = Math.max(0, drift('storm', atMs, 30 * HOUR_MS) - 1.25 + 0.5 * warm) * (lake ? 0.3 : 1)
  const own = Math.exp(0.13 * drift(site.code, atMs, 50 * HOUR_MS))
  const dirt = own * (1 + 0.55 * storm)
  return {
    w01010: 14 + 15 * warm + 1.5 * Math.sin(((hourOfDay(atMs) - 9) / 24) * 2 * Math.PI),
    w01001: 7.2 + 0.35 * drift(`${site.code}ph`, atMs, 90 * HOUR_MS) + (lake ? 0.4 : 0),
    w01009: Math.max(0.6, 9.6 - 2.1 * warm - 0.75 * level * (0.6 + 0.4 * dirt) + 0.7 * bump(hourOfDay(atMs), 15, 4)),
    w01014: 180 + 90 * level * own,
    w01003: 6 * dirt * level,
    w01019: (1 + 0.92 * level) * dirt,
    w21003: 0.055 * level ** 1.9 * dirt * (1.15 - 0.3 * warm),
    w21011: (lake ? 0.0115 * level : 0.055 * level ** 1.1) * dirt,
    w21001: (lake ? 0.55 : 1.6 + 1.3 * level) * own,
  }
}

function outfall(site: DemoSite, atMs: number): Values {
  const hour = hourOfDay(atMs)
  const load = site.profile.load ?? 1
  const shift = 0.55 + 0.45 * bump(hour, 14, 6)
  const upset = Math.max(0, drift(`${site.code}upset`, atMs, 80 * HOUR_MS) - 1.7)
  return {
    w00000: 22 * load * shift,
    w01001: 7.3 + 0.25 * drift(`${site.code}ph`, atMs, 20 * HOUR_MS),
    w01018: 18 * load * (1 + 1.6 * upset) * Math.exp(0.15 * drift(site.code, atMs, 6 * HOUR_MS)),
    w21003: 0.8 * load * (1 + 2.2 * upset),
    w21011: 0.17 * load * (1 + upset),
    w21001: 8.5 * load * (1 + 0.5 * upset),
  }
}

function dust(site: DemoSite, atMs: number): Values {
  const working = bump(hourOfDay(atMs), 11, 3) + bump(hourOfDay(atMs), 16, 2.5)
  const level = (site.profile.dust ?? 1) * Math.exp(0.3 * drift(site.code, atMs, 9 * HOUR_MS))
  return {
    a34001: level * (70 + 130 * working),
    a34002: level * (38 + 55 * working),
    a01007: 1.8 + Math.abs(drift('wind', atMs, 6 * HOUR_MS)),
  }
}

function noise(site: DemoSite, atMs: number): Values {
  const day = bump(hourOfDay(atMs), 10, 4) + bump(hourOfDay(atMs), 18, 4)
  return { LA: (site.profile.base ?? 50) + 7 * Math.min(1, day) + 1.6 * drift(site.code, atMs, 2 * HOUR_MS) }
}

const PATTERNS = { air, section: water, reservoir: water, outfall, dust, noise } as const

/** Values of a site at an instant, in storage units; the same instant gives the same values for ever. */
export const valuesAt = (site: DemoSite, atMs: number): Values => PATTERNS[site.kind](site, atMs)

/** Whether nothing arrives for this hour: power cuts and broken links, in blocks, about one hour in seventy. */
export function isMissing(site: DemoSite, atMs: number): boolean {
  const block = Math.floor(atMs / (7 * HOUR_MS))
  return uniform(`${site.code}gap`, block) < 0.02 && uniform(`${site.code}hole`, Math.floor(atMs / HOUR_MS)) < 0.75
}

/** HJ 212 flag of a factor in the hour: M maintenance every other week, C calibration now and then, D a two-day fault. */
export function flagAt(site: DemoSite, factor: string, atMs: number): string {
  const day = Math.floor((atMs + BEIJING_MS) / DAY_MS)
  const phase = Math.floor(uniform(site.code, 7) * 14)
  const hour = Math.floor(hourOfDay(atMs))
  if (day % 14 === phase && (hour === 10 || hour === 11)) return 'M'
  if (site.kind === 'air' && hour === 3 && uniform(`${site.code}${factor}cal`, day) < 0.06) return 'C'
  if (uniform(`${site.code}${factor}fault`, Math.floor(day / 2)) < 0.003) return 'D'
  return 'N'
}
