// The ten single laws and the Environmental Code that replaced them on 15 August 2026: which text holds on which day.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

export type LegalTopic =
  | 'general'
  | 'impact-assessment'
  | 'marine'
  | 'air'
  | 'water'
  | 'soil'
  | 'solid-waste'
  | 'noise'
  | 'radiation'
  | 'clean-production'
  | 'permits'

/** 法律依据 — in force on [from, until); `hint` are articles seen elsewhere and not checked one by one. */
export type LegalText = IndexTerm & { item: LegalTopic; from: string; until: string | null; hint?: string }

/** First day of the Code, on which the ten laws cease. */
const CODE_FROM = '2026-08-15'
const CODE = '中华人民共和国生态环境法典'
const LAW = { unit: '日期', until: CODE_FROM, source: `${CODE}（2026）第1242条`, sureness: 'memory' } as const

const law = (item: LegalTopic, zh: string, en: string, from: string): LegalText => ({
  item,
  zh: `中华人民共和国${zh}`,
  en,
  from,
  ...LAW,
})
const code = (item: LegalTopic, en: string, hint?: string): LegalText => ({
  item,
  zh: CODE,
  en,
  unit: '日期',
  from: CODE_FROM,
  until: null,
  source: `${CODE}（2026）第1242条`,
  sureness: 'verified',
  ...(hint === undefined ? {} : { hint }),
})

/** 生态环境单行法，至 2026 年 8 月 14 日. */
export const ECO_LAWS = {
  id: 'ECO-LAWS',
  code: '生态环境单行法（2026 年废止）',
  family: 'legal-basis',
  zh: '生态环境单行法（十部，2026 年 8 月 15 日废止）',
  en: 'The ten single environmental laws, repealed on 15 August 2026',
  issuer: '全国人民代表大会常务委员会',
  issued: null,
  from: '2003-10-01',
  until: CODE_FROM,
  sureness: 'verified',
  limits: [
    law('general', '环境保护法', 'Environmental Protection Law', '2015-01-01'),
    law('impact-assessment', '环境影响评价法', 'Environmental Impact Assessment Law', '2003-09-01'),
    law('marine', '海洋环境保护法', 'Marine Environment Protection Law', '2000-04-01'),
    law('air', '大气污染防治法', 'Air Pollution Law', '2016-01-01'),
    law('water', '水污染防治法', 'Water Pollution Law', '2008-06-01'),
    law('soil', '土壤污染防治法', 'Soil Pollution Law', '2019-01-01'),
    law('solid-waste', '固体废物污染环境防治法', 'Solid Waste Law', '2020-09-01'),
    law('noise', '噪声污染防治法', 'Noise Pollution Law', '2022-06-05'),
    law('radiation', '放射性污染防治法', 'Radioactive Pollution Law', '2003-10-01'),
    law('clean-production', '清洁生产促进法', 'Clean Production Law', '2003-01-01'),
  ],
  rules: [
    {
      id: 'repeal',
      zh: '生态环境法典第 1242 条自 2026 年 8 月 15 日起废止十部单行法；各法施行日期凭记忆，待核。',
      en: 'Article 1242 of the Code repeals ten laws from 15 August 2026; their own dates of force are from memory.',
      source: `${CODE}（2026）第1242条`,
      sureness: 'verified',
    },
    {
      id: 'noise-night',
      zh: '噪声污染防治法：夜间为 22:00 至次日 6:00，可由地方另定，共八小时。',
      en: 'Noise law: night is 22:00 to 6:00, which a city may shift, eight hours.',
      source: '噪声污染防治法（2022）夜间',
      sureness: 'single-source',
    },
    {
      id: 'noise-fines',
      zh: '噪声污染防治法：工业噪声罚款 2 万至 20 万元（第75条），施工噪声 1 万至 10 万元（第77条）。',
      en: 'Noise law: fines of 20,000–200,000 yuan (art. 75) and 10,000–100,000 yuan (art. 77).',
      source: '噪声污染防治法（2022）第75、77条',
      sureness: 'single-source',
    },
  ],
} as const satisfies IndexEdition<'legal-basis', LegalText>

/** 中华人民共和国生态环境法典. */
export const ECO_CODE_2026 = {
  id: 'ECO-CODE-2026',
  code: CODE,
  family: 'legal-basis',
  zh: CODE,
  en: 'Environmental Code of the People’s Republic of China',
  issuer: '全国人民代表大会',
  issued: '2026-03-12',
  from: CODE_FROM,
  until: null,
  sureness: 'verified',
  limits: [
    code('general', 'Environmental Code: general part', '第52、54、80、1060、1064条'),
    code('impact-assessment', 'Environmental Code: impact assessment', '第95—107条'),
    code('marine', 'Environmental Code: sea'),
    code('air', 'Environmental Code: air'),
    code('water', 'Environmental Code: water'),
    code('soil', 'Environmental Code: soil'),
    code('solid-waste', 'Environmental Code: solid waste'),
    code('noise', 'Environmental Code: noise'),
    code('radiation', 'Environmental Code: radiation'),
    code('clean-production', 'Environmental Code: green and low-carbon'),
    code('permits', 'Environmental Code: permits', '第174—183条'),
  ],
  rules: [
    {
      id: 'force',
      zh: '2026 年 3 月 12 日通过，8 月 15 日施行，五编 1 242 条。',
      en: 'Adopted on 12 March 2026, in force from 15 August, five books, 1,242 articles.',
      source: `${CODE}（2026）第1242条`,
      sureness: 'verified',
    },
    {
      id: 'transition',
      zh: '施行前已终了的行为依当时的法律；法典处理较轻的适用法典（从旧兼从轻）。',
      en: 'Acts finished before are judged by the law of that time unless the Code is lighter.',
      source: `${CODE}（2026）第1057条`,
      sureness: 'single-source',
    },
    {
      id: 'articles',
      zh: '条文编号尚未逐条核对，文书引用前须查官方文本。',
      en: 'Article numbers are not checked one by one: consult the official text before citing.',
      source: `${CODE}（2026）条文对照`,
      sureness: 'memory',
    },
    {
      id: 'regulations',
      zh: '排污许可管理条例等行政法规继续有效。',
      en: 'Regulations of the State Council stay in force.',
      source: '排污许可管理条例（2021）',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'legal-basis', LegalText>
