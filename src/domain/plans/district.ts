// The district a pack belongs to: what its district.json must hold, checked like every other file of the pack.
import type { Refusal } from '#kit/refusal.ts'
import { checkShape, type Shape } from './pack-shape.ts'

export const DISTRICT_FILE = 'district.json'

const centre: Shape = {
  fields: { lon: 'number', lat: 'number' },
  optional: { schematic: 'flag', note_zh: 'text', note_en: 'text' },
}
const DISTRICT_JSON: Shape = {
  fields: {
    code: { id: /^\d{6}$/ },
    nameZh: 'text',
    nameEn: 'text',
    centre,
    bounds: { fields: { west: 'number', south: 'number', east: 'number', north: 'number' } },
    outline: {
      fields: { type: { oneOf: ['Polygon'] }, coordinates: { list: { list: { list: 'number' } } } },
      optional: { note_zh: 'text', note_en: 'text' },
    },
    streets: {
      list: { fields: { code: { id: /^\d{9,12}$/ }, nameZh: 'text', nameEn: 'text', centre } },
    },
  },
  optional: {
    cityZh: 'text',
    cityEn: 'text',
    crs: { oneOf: ['WGS84'] },
    areaKm2: 'number',
    areaNoteZh: 'text',
    areaNoteEn: 'text',
    stations: {
      list: {
        fields: { code: 'text', kind: 'text', nameZh: 'text', nameEn: 'text', lon: 'number', lat: 'number' },
        optional: { operator: 'text', street: { nullable: 'text' } },
      },
    },
  },
}

/** Faults of a district file, in reading order; none where it may be used. */
export const checkDistrict = (value: unknown): Refusal[] =>
  checkShape(value, DISTRICT_JSON, { file: DISTRICT_FILE, path: '$' })
