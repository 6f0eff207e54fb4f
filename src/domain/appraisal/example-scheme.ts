// A small scheme with every kind of rule, for tests and worked examples.
import type { Scheme } from './scheme.ts'

const both = (text: string) => ({ zh: text, en: text })

/** 100 points: delivery 60 (on track 40, returns 20), noise 30, own report 10. */
export const EXAMPLE_SCHEME: Scheme = {
  id: 'example',
  version: 1,
  name: both('示例'),
  purpose: both('示例'),
  refs: ['c11.s01.m01.t04'],
  weights: { setBy: 'document', note: both('示例文件') },
  groups: [
    { id: 'departments', name: both('部门'), kinds: ['district'] },
    { id: 'streets', name: both('街道'), kinds: ['street'] },
  ],
  full: '100',
  decimals: 2,
  notApplicable: 'siblings',
  items: [
    {
      id: 'delivery',
      name: both('任务'),
      weight: '60',
      items: [
        {
          id: 'on-track',
          name: both('按期'),
          weight: '40',
          rule: {
            source: { from: 'obligations', counts: 'on-track' },
            curve: { kind: 'linear', zeroAt: '50', fullAt: '100' },
            leastSample: 3,
            whenMissing: 'not-applicable',
          },
        },
        {
          id: 'returns',
          name: both('填报'),
          weight: '20',
          rule: {
            source: { from: 'returns' },
            curve: {
              kind: 'steps',
              steps: [
                { atLeast: '100', percent: '100' },
                { atLeast: '75', percent: '60' },
              ],
              otherwise: '0',
            },
            whenMissing: 'zero',
          },
        },
      ],
    },
    {
      id: 'noise',
      name: both('噪声'),
      weight: '30',
      rule: {
        source: { from: 'indicator', indicator: 'ind.10', of: 'everyone' },
        curve: { kind: 'met', missed: '50' },
        whenMissing: 'not-applicable',
      },
    },
    {
      id: 'own',
      name: both('自评'),
      weight: '10',
      rule: {
        source: { from: 'self-report', asks: both('完成比例'), unit: both('%') },
        curve: { kind: 'linear', zeroAt: '0', fullAt: '100' },
        whenMissing: 'zero',
      },
    },
  ],
  adjustments: [
    { id: 'praise', name: both('表扬'), kind: 'bonus', asks: both('次数'), each: '0.5', cap: '2' },
    { id: 'complaint', name: both('通报'), kind: 'deduction', asks: both('次数'), each: '1', cap: '5' },
  ],
  caps: { bonus: '1.5', deduction: '3' },
  vetoes: [
    { id: 'accident', name: both('事故'), asks: both('事实'), effect: { kind: 'at-most', points: '59' } },
    { id: 'forgery', name: both('造假'), asks: both('事实'), effect: { kind: 'zero' } },
  ],
}
