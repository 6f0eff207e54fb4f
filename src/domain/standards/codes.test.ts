// Codes of enterprises and their sites at every edge: what is taken apart, what only warns, what is malformed and how that is said.
import { describe, expect, test } from 'vitest'
import {
  type CodeCheck,
  checkCreditCode,
  checkFacilityCode,
  checkOrganisationCode,
  checkPermitNumber,
  creditCheckCharacter,
} from './codes.ts'

/** Format, check and findings in one line. */
const brief = ({ isWellFormed, isValid, findings }: CodeCheck) =>
  `${isWellFormed ? 'formed' : 'malformed'} ${isValid ? 'valid' : 'invalid'} ${findings.map(({ code }) => code).join()}`.trim()
const VALID = 'formed valid'
const WARNED = 'formed invalid code.check-character'
const MALFORMED = 'malformed invalid code.malformed'

describe('checkCreditCode() (GB 32100—2015 校验码计算)', () => {
  // Checks by powers of three modulo 31, computed apart from this code.
  test.each([
    ['91440101MA5CJQ4N59', VALID],
    ['914403001922038216', VALID],
    ['91440307MA51000270', VALID],
    ['91440307MA5100017Y', VALID],
    ['91440307MA5100017X', WARNED],
    ['91350203M0001QAY9B', WARNED],
    ['９１４４０１０１ＭＡ５ＣＪＱ４Ｎ５９', VALID],
    [' 9144-0101 MA5CJQ-4N59\t', VALID],
    ['91440101MA5CJQ4N5', MALFORMED],
    ['91440101MA5CJQ4N599', MALFORMED],
    ['X91440101MA5CJQ4N59', MALFORMED],
    ['9144A101MA5CJQ4N59', MALFORMED],
    ['914401O1MA5CJQ4N59', MALFORMED],
    ['91440101MASCJQ4N59', MALFORMED],
    ['I1440101MA5CJQ4N59', MALFORMED],
    ['9Z440101MA5CJQ4N59', MALFORMED],
    ['', MALFORMED],
  ])('%s is %s', (code, expected) => expect(brief(checkCreditCode(code))).toBe(expected))

  test('is taken apart', () => {
    expect(checkCreditCode('91440101ma5cjq4n59')).toEqual({
      kind: 'credit-code',
      code: '91440101MA5CJQ4N59',
      isWellFormed: true,
      isValid: true,
      parts: { authority: '9', kind: '1', division: '440101', organisation: 'MA5CJQ4N5', check: '9' },
      findings: [],
      edition: 'GB32100-2015',
      clause: 'GB 32100—2015 代码结构',
    })
  })

  test('says what is wrong in two languages', () => {
    expect(checkCreditCode('91350203M0001QAY9B').findings).toEqual([
      {
        code: 'code.check-character',
        item: 'code',
        value: '91350203M0001QAY9B',
        zh: '“91350203M0001QAY9B”的校验码应为 9；早期代码可能不符，请核对',
        en: 'The check character of "91350203M0001QAY9B" should be 9; early codes may differ, please verify',
      },
    ])
    expect(checkCreditCode('91x')).toEqual({
      kind: 'credit-code',
      code: '91X',
      isWellFormed: false,
      isValid: false,
      parts: {},
      findings: [
        {
          code: 'code.malformed',
          item: 'code',
          value: '91x',
          zh: '“91x”格式不符：登记管理部门 1 位、机构类别 1 位、行政区划 6 位、主体标识码 9 位、校验码 1 位。',
          en: '"91x" is malformed: One character each of authority and kind, six of division, nine of the organisation, one check.',
        },
      ],
      edition: 'GB32100-2015',
      clause: 'GB 32100—2015 代码结构',
    })
  })

  test('has no check character where a character is missing or not of the alphabet', () => {
    expect([
      creditCheckCharacter('91440101MA5CJQ4N5'),
      creditCheckCharacter('91440101MA5CJQ4N'),
      creditCheckCharacter('I1440101MA5CJQ4N5'),
      creditCheckCharacter(''),
    ]).toEqual(['9', undefined, undefined, undefined])
  })
})

describe('checkOrganisationCode() (GB 11714—1997 校验码)', () => {
  // 11 less the weighted sum modulo 11; 10 is X and 11 is 0: 00000006 weighs 12, so X; 00000000 weighs 0, so 0.
  test.each([
    ['D2143569X', VALID],
    ['000000000', VALID],
    ['00000001-9', VALID],
    ['00000005-1', VALID],
    ['00000006-X', VALID],
    ['192203821', VALID],
    ['ZZZZZZZZ3', VALID],
    ['00000006-1', WARNED],
    ['00000000-X', WARNED],
    ['D2143569', MALFORMED],
    ['D2143569A', MALFORMED],
    ['D2143569XX', MALFORMED],
    ['0D2143569X', MALFORMED],
    ['D21_3569X', MALFORMED],
  ])('%s is %s', (code, expected) => expect(brief(checkOrganisationCode(code))).toBe(expected))

  test('is taken apart, and says what the check should be', () => {
    expect(checkOrganisationCode('d2143569-x')).toMatchObject({
      kind: 'organisation-code',
      code: 'D2143569X',
      parts: { body: 'D2143569', check: 'X' },
      clause: 'GB 11714—1997 校验码',
    })
    expect(checkOrganisationCode('00000006-1').findings[0]?.zh).toContain('应为 X')
    expect(checkOrganisationCode('00000006')).toMatchObject({ kind: 'organisation-code', parts: {} })
  })
})

describe('checkPermitNumber() (HJ 608—2017)', () => {
  test.each([
    ['91130200699229617X001P', VALID],
    ['91130200699229617x001p', VALID],
    ['9113 0200 6992 2961 7X00 1P', VALID],
    ['91350203M0001QAY9B001Y', WARNED],
    ['91130200699229617X001', MALFORMED],
    ['91130200699229617X001PP', MALFORMED],
    ['091130200699229617X001P', MALFORMED],
    ['91130200699229617X00AP', MALFORMED],
    ['91130200699229617X0011', MALFORMED],
    ['9113020069922961OX001P', MALFORMED],
    // The credit code inside must itself be well formed: its division is six digits.
    ['911302A0699229617X001P', MALFORMED],
    ['H9440307000000001a001P', VALID],
    ['H9440307MA5CJQ4N5z001P', VALID],
    ['H9440307000000001o001P', MALFORMED],
    ['H9440307000000001i001P', MALFORMED],
    ['H944030700000000a001P', MALFORMED],
    ['xH9440307000000001a001P', MALFORMED],
    ['H9440307000000001a001Px', MALFORMED],
  ])('%s is %s', (code, expected) => expect(brief(checkPermitNumber(code))).toBe(expected))

  test('is taken apart, with and without credit code', () => {
    expect(checkPermitNumber('91130200699229617x001p')).toEqual({
      kind: 'permit',
      code: '91130200699229617X001P',
      isWellFormed: true,
      isValid: true,
      parts: { creditCode: '91130200699229617X', serial: '001', letter: 'P' },
      findings: [],
      edition: 'HJ608-2017',
      clause: 'HJ 608—2017 固定污染源代码',
    })
    expect(checkPermitNumber(' H9440307000000001a002P ')).toEqual({
      kind: 'permit',
      code: 'H9440307000000001a002P',
      isWellFormed: true,
      isValid: true,
      parts: { division: '440307', serial: '002', letter: 'P' },
      findings: [],
      edition: 'HJ608-2017',
      clause: 'HJ 608—2017 无统一社会信用代码',
    })
    expect(checkPermitNumber('x')).toMatchObject({ kind: 'permit', code: 'X', parts: {}, findings: [{ value: 'x' }] })
  })
})

describe('checkFacilityCode() (HJ 608—2017 排放口编码)', () => {
  test.each([
    ['outlet', 'DA001', VALID],
    ['outlet', 'dw 999', VALID],
    ['outlet', 'DN001', MALFORMED],
    ['outlet', 'DA0001', MALFORMED],
    ['outlet', '1DA001', MALFORMED],
    ['treatment', 'TW001', VALID],
    ['treatment', 'TN001', VALID],
    ['treatment', 'TS001', VALID],
    ['treatment', 'DA001', MALFORMED],
    ['production', 'MF0001', VALID],
    ['production', 'MF00011', MALFORMED],
    ['production', 'DA001', MALFORMED],
  ] as const)('%s %s is %s', (kind, code, expected) => expect(brief(checkFacilityCode(kind, code))).toBe(expected))

  test('is taken apart but for production facilities, which carry no element', () => {
    expect(checkFacilityCode('outlet', 'dw012')).toMatchObject({
      kind: 'outlet',
      code: 'DW012',
      parts: { element: 'W', serial: '012' },
      clause: 'HJ 608—2017 排放口编码',
    })
    expect(checkFacilityCode('treatment', 'TS007').parts).toEqual({ element: 'S', serial: '007' })
    expect(checkFacilityCode('production', 'MF0001')).toMatchObject({ kind: 'production' })
    expect([checkFacilityCode('production', 'MF0001').parts, checkFacilityCode('outlet', 'DX1').parts]).toEqual([
      {},
      {},
    ])
    expect(checkFacilityCode('outlet', 'DX1')).toMatchObject({ parts: {}, findings: [{ value: 'DX1' }] })
  })
})
