// Codes and numbers: credit code, organisation code, permit, outlet, manifest, batch, waste, division and machine.
import { GB32100_2015 } from './catalog/gb32100-2015.ts'
import { GBT2260 } from './catalog/gbt2260.ts'
import { HJ608_2017 } from './catalog/hj608-2017.ts'
import { HJ1259_2022 } from './catalog/hj1259-2022.ts'
import { HW_TRANSFER_2022 } from './catalog/hw-transfer-2022.ts'
import { MACHINE_CODE } from './catalog/other-rules.ts'
import { getRule, type Rule } from './edition.ts'
import type { Finding } from './verdict-parts.ts'

/** 编码校验结果 — `isWellFormed` is the format, `isValid` the format and the check; a failed check of an early credit code only warns. */
export type CodeCheck = {
  kind: string
  code: string
  isWellFormed: boolean
  isValid: boolean
  parts: Record<string, string>
  findings: Finding[]
  edition: string
  clause: string
}

type Checked = Pick<CodeCheck, 'isWellFormed' | 'parts' | 'findings'>
type Home = { id: string; rules: readonly Rule[] }

const finding = (code: string, value: string, words: { zh: string; en: string }): Finding => ({
  code,
  item: 'code',
  value,
  ...words,
})
const malformed = (value: string, rule: Rule): Finding =>
  finding('code.malformed', value, { zh: `“${value}”格式不符：${rule.zh}`, en: `"${value}" is malformed: ${rule.en}` })
const wrongCheck = (value: string, expected: string): Finding =>
  finding('code.check-character', value, {
    zh: `“${value}”的校验码应为 ${expected}；早期代码可能不符，请核对`,
    en: `The check character of "${value}" should be ${expected}; early codes may differ, please verify`,
  })

/** Trimmed, without spaces and hyphens, full-width letters and digits made plain; upper case. */
const normalise = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

function result(kind: string, code: string, home: Home & { rule: Rule }, checked: Checked): CodeCheck {
  const isValid = checked.isWellFormed && checked.findings.length === 0
  return { kind, code, ...checked, isValid, edition: home.id, clause: home.rule.source }
}

/** The 18th character of a credit code from its first 17; undefined where one of them is not in the alphabet. */
export function creditCheckCharacter(first17: string): string | undefined {
  const { alphabet, weights } = GB32100_2015
  let sum = 0
  for (const [at, weight] of weights.entries()) {
    const value = alphabet.indexOf(first17[at] ?? ' ')
    if (value < 0) return undefined
    sum += value * weight
  }
  return alphabet[(31 - (sum % 31)) % 31]
}

/** The ninth character of an organisation code from its first eight; undefined where one is neither digit nor letter. */
function organisationCheckCharacter(first8: string): string | undefined {
  if (!/^[0-9A-Z]{8}$/.test(first8)) return undefined
  const sum = GB32100_2015.organisationWeights.reduce(
    (total, weight, at) => total + Number.parseInt(first8[at] ?? '0', 36) * weight,
    0,
  )
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/**
 * 统一社会信用代码 — 18 characters with a check character; a wrong check is a finding, as a few early codes fail it.
 * @source GB 32100—2015 校验码计算
 * @example 91440101MA5CJQ4N59 is valid, 91350203M0001QAY9B fails its check
 */
export function checkCreditCode(text: string): CodeCheck {
  const code = normalise(text)
  const home = { ...GB32100_2015, rule: getRule(GB32100_2015, 'parts') }
  const isWellFormed = new RegExp(`^[${GB32100_2015.alphabet}]{2}\\d{6}[${GB32100_2015.alphabet}]{10}$`).test(code)
  if (!isWellFormed)
    return result('credit-code', code, home, { isWellFormed, parts: {}, findings: [malformed(text, home.rule)] })
  const expected = creditCheckCharacter(code)
  const findings = expected === code[17] ? [] : [wrongCheck(code, expected ?? '?')]
  const parts = {
    authority: code.slice(0, 1),
    kind: code.slice(1, 2),
    division: code.slice(2, 8),
    organisation: code.slice(8, 17),
    check: code.slice(17),
  }
  return result('credit-code', code, home, { isWellFormed, parts, findings })
}

/** 组织机构代码 — nine characters, the last a check modulo 11. */
export function checkOrganisationCode(text: string): CodeCheck {
  const code = normalise(text)
  const rule = getRule(GB32100_2015, 'organisation')
  const home = { ...GB32100_2015, rule }
  const isWellFormed = /^[0-9A-Z]{8}[0-9X]$/.test(code)
  if (!isWellFormed)
    return result('organisation-code', code, home, { isWellFormed, parts: {}, findings: [malformed(text, rule)] })
  const expected = organisationCheckCharacter(code.slice(0, 8))
  const findings = expected === code[8] ? [] : [wrongCheck(code, expected ?? '?')]
  return result('organisation-code', code, home, {
    isWellFormed,
    parts: { body: code.slice(0, 8), check: code.slice(8) },
    findings,
  })
}

/** 排污许可证编号 — 22 characters, the credit code first; the form without one begins with H9 and keeps its small letter. */
export function checkPermitNumber(text: string): CodeCheck {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  const home = { ...HJ608_2017, rule: getRule(HJ608_2017, 'site') }
  const without = HJ608_2017.limits.find(({ item }) => item === 'permit-without-credit-code')
  if (without && new RegExp(without.pattern).test(plain)) {
    const parts = { division: plain.slice(2, 8), serial: plain.slice(18, 21), letter: plain.slice(21) }
    return result(
      'permit',
      plain,
      { ...HJ608_2017, rule: getRule(HJ608_2017, 'no-credit-code') },
      { isWellFormed: true, parts, findings: [] },
    )
  }
  const code = plain.toUpperCase()
  const row = HJ608_2017.limits.find(({ item }) => item === 'permit')
  const isWellFormed = row !== undefined && new RegExp(row.pattern).test(code)
  if (!isWellFormed)
    return result('permit', code, home, { isWellFormed, parts: {}, findings: [malformed(text, home.rule)] })
  const credit = checkCreditCode(code.slice(0, 18))
  const parts = { creditCode: credit.code, serial: code.slice(18, 21), letter: code.slice(21) }
  return result('permit', code, home, { isWellFormed: credit.isWellFormed, parts, findings: credit.findings })
}

/** 排放口、治理设施、生产设施编码 — `kind` is `outlet`, `treatment` or `production`. */
export function checkFacilityCode(kind: 'outlet' | 'treatment' | 'production', text: string): CodeCheck {
  const code = normalise(text)
  const home = { ...HJ608_2017, rule: getRule(HJ608_2017, 'outlet') }
  const row = HJ608_2017.limits.find(({ item }) => item === kind)
  const isWellFormed = row !== undefined && new RegExp(row.pattern).test(code)
  const parts = isWellFormed && kind !== 'production' ? { element: code.slice(1, 2), serial: code.slice(2) } : {}
  return result(kind, code, home, { isWellFormed, parts, findings: isWellFormed ? [] : [malformed(text, home.rule)] })
}

/** 危险废物转移联单编号 — year, province, city and serial. */
export function checkManifestNumber(text: string): CodeCheck {
  const code = normalise(text)
  const home = { ...HW_TRANSFER_2022, rule: getRule(HW_TRANSFER_2022, 'number') }
  const isWellFormed = new RegExp(HW_TRANSFER_2022.pattern).test(code)
  const parts = isWellFormed
    ? { year: code.slice(0, 4), province: code.slice(4, 6), city: code.slice(6, 8), serial: code.slice(8) }
    : {}
  return result('manifest', code, home, {
    isWellFormed,
    parts,
    findings: isWellFormed ? [] : [malformed(text, home.rule)],
  })
}

/** 危险废物代码 — eight digits 000-000-00, the last two its class; `HW08` before it must agree. */
export function checkWasteCode(text: string): CodeCheck {
  const plain = text.normalize('NFKC').toUpperCase().replace(/\s/g, '')
  const home = { ...HW_TRANSFER_2022, rule: getRule(HW_TRANSFER_2022, 'waste-code') }
  const match = /^(?:HW(\d{2})[-/]?)?(\d{3})-(\d{3})-(\d{2})$/.exec(plain)
  const [, stated, industry = '', waste = '', category = ''] = match ?? []
  const isWellFormed = match !== null && Number(category) >= 1 && Number(category) <= 50
  const disagrees = isWellFormed && stated !== undefined && stated !== category
  const findings = isWellFormed && !disagrees ? [] : [malformed(text, home.rule)]
  return result('waste', plain, home, {
    isWellFormed,
    parts: isWellFormed ? { category: `HW${category}`, industry, waste } : {},
    findings,
  })
}

/** 危险废物台账批次编码 — step, date and serial; a date that is none is malformed. */
export function checkBatchCode(text: string): CodeCheck {
  const code = normalise(text)
  const home = { ...HJ1259_2022, rule: getRule(HJ1259_2022, 'batch') }
  const match = new RegExp(HJ1259_2022.batchPattern).exec(code)
  const date = code.slice(-11, -3)
  const isWellFormed = match !== null && isDate(date)
  const parts = isWellFormed ? { step: code.slice(0, -11), date, serial: code.slice(-3) } : {}
  return result('batch', code, home, {
    isWellFormed,
    parts,
    findings: isWellFormed ? [] : [malformed(text, home.rule)],
  })
}

function isDate(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** 行政区划代码 — six digits, or nine with the street; a district of Shenzhen gives its name. */
export function checkDivisionCode(text: string): CodeCheck {
  const code = normalise(text)
  const home = { ...GBT2260, rule: getRule(GBT2260, 'six') }
  const isWellFormed = /^[1-8]\d{5}(?:\d{3})?$/.test(code)
  const name = GBT2260.limits.find(({ item }) => item === code.slice(0, 6))?.zh
  const parts: Record<string, string> = isWellFormed
    ? {
        province: code.slice(0, 2),
        city: code.slice(2, 4),
        county: code.slice(4, 6),
        ...(name === undefined ? {} : { name }),
      }
    : {}
  return result('division', code, home, {
    isWellFormed,
    parts,
    findings: isWellFormed ? [] : [malformed(text, home.rule)],
  })
}

/** 非道路移动机械环保登记号码 — loosely, as the official pattern is not known. */
export function checkMachineNumber(text: string): CodeCheck {
  const code = text.normalize('NFKC').trim().toUpperCase()
  const home = { ...MACHINE_CODE, rule: getRule(MACHINE_CODE, 'pattern') }
  const isWellFormed = new RegExp(MACHINE_CODE.pattern).test(code)
  return result('machine', code, home, {
    isWellFormed,
    parts: {},
    findings: isWellFormed ? [] : [malformed(text, home.rule)],
  })
}
