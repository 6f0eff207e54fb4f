// How the two safe-use rates of the plans are computed: polluted farmland and polluted plots.
import { type FamilyEdition, rulesOf } from './limit-tables.ts'

const CODE = '国发〔2016〕31号 考核口径'

/** 受污染耕地、污染地块安全利用率的计算口径. */
export const SOIL_SAFE_USE: FamilyEdition<'soil-safe-use'> = {
  id: 'SOIL-SAFE-USE-2016',
  code: CODE,
  family: 'soil-safe-use',
  zh: '受污染耕地与污染地块安全利用率口径',
  en: 'Safe-use rates of polluted farmland and polluted plots',
  issuer: '生态环境部、农业农村部',
  issued: null,
  from: '2016-05-28',
  until: null,
  sureness: 'memory',
  limits: [],
  rules: rulesOf(CODE, 'memory', [
    [
      'farmland',
      '受污染耕地安全利用率为安全利用类和严格管控类中措施到位面积之和占两类总面积的百分比。',
      'Safe-use rate of polluted farmland: area with measures in place of the safe-use and strict-control categories, over the area of both.',
      '受污染耕地安全利用率',
      { formula: 'R = (A₁ + A₂) ÷ (A_safe + A_strict) × 100 %' },
    ],
    [
      'plot',
      '污染地块安全利用率为再开发利用的污染地块中符合规划用地土壤环境质量要求的面积占全部再开发面积的百分比。',
      'Safe-use rate of polluted plots: area that meets the soil quality of its planned use, over all polluted area put to new use.',
      '污染地块安全利用率',
      { formula: 'R = A_ok ÷ A_reused × 100 %' },
    ],
    [
      'nothing-reused',
      '分母为零时报“无受污染地块再开发”，不报 100 %。',
      'Where nothing was put to new use the report says so instead of 100 %.',
      '分母为零',
    ],
    [
      'key-land',
      '重点建设用地安全利用：未经调查、修复不得作住宅和公共服务用地，违规数须为零。',
      'Key development land: no housing or public service before survey and remediation; the number of breaches must be zero.',
      '重点建设用地安全利用',
    ],
  ]),
}
