// Water quality targets of Shenzhen's main river sections: a control target and stage targets by year.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

/** 断面水质目标 — grades 1 to 5 for Ⅰ to Ⅴ; `stages` hold for their year only. */
export type SectionTarget = IndexTerm & {
  river: string
  controlGrade: number
  stages: readonly { year: number; grade: number; note?: string }[]
}

const section = (
  names: readonly [section: string, river: string, en: string],
  controlGrade: number,
  grade2024: number,
  note?: string,
): SectionTarget => ({
  item: names[0],
  zh: names[0],
  en: names[2],
  river: names[1],
  unit: '类别',
  controlGrade,
  stages: [{ year: 2024, grade: grade2024, ...(note === undefined ? {} : { note }) }],
  source: '粤环委办〔2022〕5号 断面水质目标',
  sureness: 'single-source',
})

/** 深圳重点河流断面水质目标. */
export const SZ_WATER_TARGETS_2022 = {
  id: 'SZ-WATER-TARGETS-2022',
  code: '粤环委办〔2022〕5号',
  family: 'water-targets',
  zh: '深圳重点河流断面水质目标',
  en: 'Water quality targets of main river sections of Shenzhen',
  issuer: '广东省、深圳市',
  issued: null,
  from: '2022-01-01',
  until: null,
  sureness: 'single-source',
  limits: [
    section(['吓陂', '龙岗河', 'Xiapi'], 3, 5, '暂按西湖村'),
    section(['西湖村', '龙岗河', 'Xihucun'], 3, 5),
    section(['企坪', '观澜河', 'Qiping'], 3, 3),
    section(['上垟', '坪山河', 'Shangyang'], 3, 3),
    section(['深圳河河口', '深圳河', 'Mouth of the Shenzhen river'], 3, 3),
    section(['共和村', '茅洲河', 'Gonghecun'], 4, 4),
    section(['洋涌大桥', '茅洲河', 'Yangyong bridge'], 4, 4),
  ],
  rules: [
    {
      id: 'two',
      zh: '每个断面有控制目标和年度阶段目标，两个结论并列。',
      en: 'Each section has a control target and a stage target of the year; both verdicts are shown.',
      source: '粤环委办〔2022〕5号 断面水质目标',
      sureness: 'single-source',
    },
    {
      id: 'year',
      zh: '阶段目标只对其年度有效，未载入的年度不作判定。',
      en: 'A stage target holds for its year; a year without one is not judged.',
      source: '粤环委办〔2022〕5号 年度目标',
      sureness: 'single-source',
    },
  ],
} as const satisfies IndexEdition<'water-targets', SectionTarget>
