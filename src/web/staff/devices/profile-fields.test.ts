// A profile survives its form.
import { expect, test } from 'vitest'
import type { DeviceProfile } from '#contract/devices.ts'
import { fromFields, parseUnits, toFields } from './profile-fields.ts'

const PROFILE: DeviceProfile = {
  systemCode: '22',
  edition: '2017',
  password: '123456',
  answerPolicy: 'as-flagged',
  periodStamp: 'start',
  units: { a34004: 'mg/m³', a21005: 'mg/m³' },
  intervals: { realtime: 60, hour: 3600 },
  factors: ['a34004'],
  tolerates: ['crc.modbus'],
  overTimeS: 10,
  resends: 3,
  gapPolicy: 'propose',
}

test('fromFields() is the reverse of toFields()', () => {
  expect(fromFields(toFields(PROFILE))).toEqual(PROFILE)
  expect(fromFields(toFields({ ...PROFILE, password: null, units: {} }))).toMatchObject({ password: null, units: {} })
})

test('an interval that was emptied is gone', () => {
  const fields = toFields(PROFILE)
  expect(fromFields({ ...fields, intervals: { ...fields.intervals, hour: null } }).intervals).toEqual({ realtime: 60 })
})

test('parseUnits() takes one pair a line and nothing else', () => {
  expect(parseUnits(' a34004 = mg/m³ \n\n')).toEqual({ a34004: 'mg/m³' })
  expect(parseUnits('a34004')).toBeUndefined()
})
