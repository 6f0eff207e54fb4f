// 环发〔2013〕150号: the environmental credit of enterprises in four colours.
import type { IndexEdition, IndexLevel, IndexTerm } from './index-tables.ts'

const WEIGHT = { unit: '%', source: '环发〔2013〕150号 评价指标及评分方法', sureness: 'single-source' } as const

/** 企业环境信用评价办法（试行） 环发〔2013〕150号. */
export const CREDIT_2013 = {
  id: 'CREDIT-2013',
  code: '环发〔2013〕150号',
  family: 'credit',
  zh: '企业环境信用评价办法（试行）',
  en: 'Measures for the environmental credit evaluation of enterprises (on trial)',
  issuer: '环境保护部等四部委',
  issued: '2013-12-18',
  from: '2014-03-01',
  until: null,
  sureness: 'verified',
  limits: [
    { item: 'discharge', zh: '大气及水污染物达标排放', en: 'Discharge within limits', weight: '15', ...WEIGHT },
    { item: 'solid-waste', zh: '一般固体废物处理处置', en: 'General solid waste', weight: '5', ...WEIGHT },
    { item: 'hazardous-waste', zh: '危险废物规范化管理', en: 'Hazardous waste', weight: '5', ...WEIGHT },
    { item: 'noise', zh: '噪声污染防治', en: 'Noise', weight: '4', ...WEIGHT },
    { item: 'siting', zh: '选址布局中的生态保护', en: 'Ecology in siting', weight: '2', ...WEIGHT },
  ],
  /** The cut-offs are placeholders: the national text was not seen to print them. */
  levels: [
    { grade: 1, zh: '环保诚信企业', en: 'trusted', colour: '#00B050', from: '85' },
    { grade: 2, zh: '环保良好企业', en: 'good', colour: '#0070C0', from: '70', below: '85' },
    { grade: 3, zh: '环保警示企业', en: 'warned', colour: '#FFC000', from: '55', below: '70' },
    { grade: 4, zh: '环保不良企业', en: 'bad', colour: '#FF0000', below: '55' },
  ],
  plates: ['绿牌', '蓝牌', '黄牌', '红牌'],
  vetoes: [
    { key: 'crime', zh: '因环境违法构成犯罪' },
    { key: 'built-without-approval', zh: '环评文件未批擅自开工建设' },
    { key: 'run-without-acceptance', zh: '环保设施未建成或未验收即投产' },
    { key: 'changed-without-approval', zh: '建设项目重大变动未重新报批' },
    { key: 'total-exceeded', zh: '主要污染物排放总量超过控制指标' },
    { key: 'hidden-discharge', zh: '私设暗管、渗井、渗坑或旁路排放' },
    { key: 'illegal-hazardous-waste', zh: '非法排放、倾倒、处置危险废物或交给无证单位' },
    { key: 'accident', zh: '发生较大以上突发环境事件' },
    { key: 'supervision-not-completed', zh: '被挂牌督办逾期未完成整改' },
  ],
  rules: [
    {
      id: 'levels',
      zh: '诚信、良好、警示、不良四级，以绿、蓝、黄、红牌表示。',
      en: 'Four levels shown green, blue, yellow and red.',
      source: '环发〔2013〕150号 信用等级',
      sureness: 'verified',
    },
    {
      id: 'cut-offs',
      zh: '按总分定级的分数线未见原文，以 85、70、55 为缺省参数。',
      en: 'The scores that part the levels were not seen in the text; 85, 70 and 55 are defaults.',
      source: '环发〔2013〕150号 等级分数线（缺省参数）',
      sureness: 'memory',
    },
    {
      id: 'veto',
      zh: '有一票否决情形之一的直接评为环保不良企业。',
      en: 'Any veto makes the enterprise bad at once.',
      source: '环发〔2013〕150号 一票否决',
      sureness: 'verified',
    },
    {
      id: 'tiers',
      zh: '各指标按 80–100、50–79、0–49 三档参考评分。',
      en: 'Each indicator is scored in tiers 80–100, 50–79, 0–49.',
      source: '环发〔2013〕150号 评分方法',
      sureness: 'single-source',
    },
    {
      id: 'guangdong',
      zh: '广东按粤环〔2014〕48号执行，修复期六个月；深圳另有办法。',
      en: 'Guangdong applies its own rules of 2014 with repair within six months; Shenzhen has its own.',
      source: '粤环〔2014〕48号',
      sureness: 'single-source',
    },
    {
      id: 'yearly',
      zh: '每年评价一次，结果一年有效。',
      en: 'Yearly; a result holds a year.',
      source: '环发〔2013〕150号 评价周期',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'credit', IndexTerm & { weight: string }> & {
  levels: readonly IndexLevel[]
  plates: readonly string[]
  vetoes: readonly { key: string; zh: string }[]
}
