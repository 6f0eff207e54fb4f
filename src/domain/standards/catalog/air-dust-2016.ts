// 环监测〔2016〕120号: how days under sand and dust are left out of the evaluation of air.
import type { IndexEdition } from './index-tables.ts'

/** 受沙尘天气过程影响城市空气质量评价补充规定 环监测〔2016〕120号. */
export const AIR_DUST_2016 = {
  id: 'AIR-DUST-2016',
  code: '环监测〔2016〕120号',
  family: 'dust-days',
  zh: '受沙尘天气过程影响城市空气质量评价补充规定',
  en: 'Supplementary rules for the evaluation of city air under sand and dust',
  issuer: '环境保护部',
  issued: null,
  from: '2016-01-01',
  until: null,
  sureness: 'single-source',
  limits: [
    { item: 'PM10', unit: 'µg/m³', source: '环监测〔2016〕120号 剔除项目', sureness: 'single-source' },
    { item: 'PM2.5', unit: 'µg/m³', source: '环监测〔2016〕120号 剔除项目', sureness: 'single-source' },
  ],
  rules: [
    {
      id: 'exclude',
      zh: '经总站确认的沙尘日，颗粒物不参加均值、百分位数、考核和排名，气态污染物照常。',
      en: 'On days confirmed as dust-affected particles are left out of means, percentiles, assessment and ranking; gases stay.',
      source: '环监测〔2016〕120号 数据剔除',
      sureness: 'single-source',
    },
    {
      id: 'good-days',
      zh: '仅因颗粒物超标的沙尘日从优良天数的分子、分母中同时剔除；公布的 AQI 不变。',
      en: 'A dust day that exceeds by particles only leaves both parts of the good-day ratio; its published AQI stands.',
      source: '环监测〔2016〕120号 优良天数',
      sureness: 'memory',
    },
    {
      id: 'both',
      zh: '同时列出扣沙与不扣沙结果，不改原始值。',
      en: 'Results with and without dust days are shown together; raw values are never changed.',
      source: '环监测〔2016〕120号 结果表达',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'dust-days'>
