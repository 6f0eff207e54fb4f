// HJ 1259—2022: classes of producers of hazardous waste, when they report and how batches are coded.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

/** 分类管理 — `reports` is how often, `due` the deadline after the period. */
export type ProducerClass = IndexTerm & { atLeast?: string; reports: 'month' | 'quarter' | 'year'; due: string }

const CLASSES = { unit: 't/a', source: 'HJ 1259—2022 分类管理', sureness: 'single-source' } as const

/** 危险废物管理计划和管理台账制定技术导则 HJ 1259—2022. */
export const HJ1259_2022 = {
  id: 'HJ1259-2022',
  code: 'HJ 1259—2022',
  family: 'waste-producer',
  zh: '危险废物管理计划和管理台账制定技术导则',
  en: 'Guideline for plans and ledgers of hazardous waste',
  issuer: '生态环境部',
  issued: '2022-06-20',
  from: '2022-10-01',
  until: null,
  sureness: 'single-source',
  limits: [
    {
      item: 'key',
      zh: '环境重点监管单位',
      en: 'Key supervised unit',
      atLeast: '100',
      reports: 'month',
      due: '次月 15 日前',
      ...CLASSES,
    },
    {
      item: 'simple',
      zh: '简化管理单位',
      en: 'Unit of simplified management',
      atLeast: '10',
      reports: 'quarter',
      due: '次季首月 15 日前',
      ...CLASSES,
    },
    {
      item: 'registered',
      zh: '登记管理单位',
      en: 'Registered unit',
      reports: 'year',
      due: '次年 3 月 31 日前',
      ...CLASSES,
    },
  ],
  batchPattern: '^HW(?:CS|RK|CK|ZXLY|WWLY)\\d{8}\\d{3}$',
  rules: [
    {
      id: 'classes',
      zh: '年产生量 100 t 及以上、自行利用处置或持证单位为重点；10 t 及以上为简化；其余登记。',
      en: 'Key from 100 t a year, or own disposal, or a licence; simplified from 10 t; the rest registered.',
      source: CLASSES.source,
      sureness: 'single-source',
    },
    {
      id: 'amount',
      zh: '投产满三年取三年最大值，一至三年取已有年度最大值，不足一年取环评或许可量。',
      en: 'After three years the largest of three, after one the largest so far, before that the permitted amount.',
      source: 'HJ 1259—2022 年产生量',
      sureness: 'single-source',
    },
    {
      id: 'plan',
      zh: '管理计划每年 3 月 31 日前备案。',
      en: 'The plan is filed by 31 March.',
      source: 'HJ 1259—2022 管理计划',
      sureness: 'single-source',
    },
    {
      id: 'batch',
      zh: '批次编码为环节代码（HWCS、HWRK、HWCK、HWZXLY 等）加日期 8 位和流水 3 位；委外代码待核附录B。',
      en: 'Batch codes are the step, eight digits of date and three of serial; the code for outside work awaits annex B.',
      source: 'HJ 1259—2022 台账编码',
      sureness: 'single-source',
    },
    {
      id: 'retention',
      zh: '台账保存五年以上。',
      en: 'Ledgers are kept five years or more.',
      source: 'HJ 1259—2022 台账保存',
      sureness: 'single-source',
    },
  ],
} as const satisfies IndexEdition<'waste-producer', ProducerClass> & { batchPattern: string }
