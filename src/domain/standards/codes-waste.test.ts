// Codes of waste, divisions and machines at every edge of their formats.
import { describe, expect, test } from 'vitest'
import {
  type CodeCheck,
  checkBatchCode,
  checkDivisionCode,
  checkMachineNumber,
  checkManifestNumber,
  checkWasteCode,
} from './codes.ts'

/** Format, check and findings in one line. */
const brief = ({ isWellFormed, isValid, findings }: CodeCheck) =>
  `${isWellFormed ? 'formed' : 'malformed'} ${isValid ? 'valid' : 'invalid'} ${findings.map(({ code }) => code).join()}`.trim()
const VALID = 'formed valid'
const MALFORMED = 'malformed invalid code.malformed'

describe('checkManifestNumber() and checkWasteCode() (危险废物转移管理办法 2022)', () => {
  test.each([
    ['20264403000123', VALID],
    ['2026 4403 000123', VALID],
    ['19264403000123', MALFORMED],
    ['202644030001234', MALFORMED],
    ['2026440300012A', MALFORMED],
  ])('manifest %s is %s', (code, expected) => expect(brief(checkManifestNumber(code))).toBe(expected))

  test.each([
    ['900-214-08', VALID],
    ['HW08900-214-08', VALID],
    ['hw08-900-214-08', VALID],
    ['HW08/900-214-08', VALID],
    ['HW08 900-214-08', VALID],
    ['900-214-01', VALID],
    ['900-214-50', VALID],
    ['900-214-00', MALFORMED],
    ['900-214-51', MALFORMED],
    // A class that disagrees is well formed and not valid.
    ['HW49 900-214-08', 'formed invalid code.malformed'],
    ['90021408', MALFORMED],
    ['9900-214-08', MALFORMED],
    ['900-214-081', MALFORMED],
    ['900-21-08', MALFORMED],
    ['HW8 900-214-08', MALFORMED],
  ])('waste %s is %s', (code, expected) => expect(brief(checkWasteCode(code))).toBe(expected))

  test('are taken apart', () => {
    expect(checkManifestNumber('20264403000123')).toMatchObject({
      kind: 'manifest',
      parts: { year: '2026', province: '44', city: '03', serial: '000123' },
      clause: '危险废物转移管理办法 2022 联单编号',
    })
    expect(checkManifestNumber('x')).toMatchObject({ kind: 'manifest', parts: {}, findings: [{ value: 'x' }] })
    expect(checkWasteCode('hw08 900-214-08')).toEqual({
      kind: 'waste',
      code: 'HW08900-214-08',
      isWellFormed: true,
      isValid: true,
      parts: { category: 'HW08', industry: '900', waste: '214' },
      findings: [],
      edition: 'HW-TRANSFER-2022',
      clause: '国家危险废物名录 2021 废物代码',
    })
    expect(checkWasteCode('HW49 900-214-08')).toMatchObject({ isWellFormed: true, isValid: false })
    expect(checkWasteCode('HW08')).toMatchObject({ isWellFormed: false, parts: {}, findings: [{ value: 'HW08' }] })
  })
})

describe('checkBatchCode() (HJ 1259—2022)', () => {
  test.each([
    ['HWCS20260131001', VALID],
    ['HWRK20240229001', VALID],
    ['HWZXLY20261231999', VALID],
    ['HWCS20260229001', MALFORMED],
    ['HWCS20261301001', MALFORMED],
    ['HWCS20260100001', MALFORMED],
    ['HWCS20260431001', MALFORMED],
    ['HWXX20260131001', MALFORMED],
    ['HWCS2026013100', MALFORMED],
    ['HWCS202601310011', MALFORMED],
  ])('%s is %s', (code, expected) => expect(brief(checkBatchCode(code))).toBe(expected))

  test('is taken apart whatever the length of its step', () => {
    expect(checkBatchCode('hwzxly20261231999')).toMatchObject({
      kind: 'batch',
      parts: { step: 'HWZXLY', date: '20261231', serial: '999' },
      edition: 'HJ1259-2022',
    })
    expect(checkBatchCode('HWCS20260229001')).toMatchObject({ parts: {}, findings: [{ value: 'HWCS20260229001' }] })
  })
})

describe('checkDivisionCode() and checkMachineNumber() (GB/T 2260—2007, 非道路移动机械编码登记 2019)', () => {
  test.each([
    ['440307', VALID],
    ['440307011', VALID],
    ['110000', VALID],
    ['810000', VALID],
    ['010000', MALFORMED],
    ['910000', MALFORMED],
    ['4403', MALFORMED],
    ['44030701', MALFORMED],
    ['4403070111', MALFORMED],
    ['x440307', MALFORMED],
  ])('division %s is %s', (code, expected) => expect(brief(checkDivisionCode(code))).toBe(expected))

  test('a division is taken apart and named where it is known', () => {
    expect(checkDivisionCode('440307011')).toMatchObject({
      kind: 'division',
      parts: { province: '44', city: '03', county: '07', name: '龙岗区' },
      clause: 'GB/T 2260—2007 代码结构',
    })
    expect(checkDivisionCode('110105').parts).toEqual({ province: '11', city: '01', county: '05' })
    expect(checkDivisionCode('x')).toMatchObject({ parts: {}, findings: [{ value: 'x' }] })
  })

  test.each([
    ['3-BJ000001', VALID],
    ['  ABC·123  ', VALID],
    ['ABC12', MALFORMED],
    ['ABC123', VALID],
    ['A2345678901234567890', VALID],
    ['A23456789012345678901', MALFORMED],
    ['ABC 123', MALFORMED],
  ])('machine %s is %s', (code, expected) => expect(brief(checkMachineNumber(code))).toBe(expected))

  test('a machine number stands as it was given', () => {
    expect(checkMachineNumber(' abc123 ')).toMatchObject({ kind: 'machine', code: 'ABC123', parts: {}, findings: [] })
    expect(checkMachineNumber('x').findings).toMatchObject([{ value: 'x' }])
  })
})
