// Worked examples of groundwater and soil.
import { fifthClassShare } from '#domain/standards/groundwater.ts'
import { farmlandSafeUseRate, plotSafeUseRate } from '#domain/standards/soil.ts'
import { judged, type WorkedExample } from './worked-example.ts'

const water = { edition: 'GBT14848-2017', subject: 'groundwater' } as const
const plot = { edition: 'GB36600-2018', subject: 'soil-construction' } as const
const farm = { edition: 'GB15618-2018', subject: 'soil-farmland' } as const

export const GROUNDWATER_SOIL_EXAMPLES: readonly WorkedExample[] = [
  judged(
    { ...water, clause: '表1', says: 'the worst item gives the class', facts: { ph: 7, hardness: 450, nh3n: 0.51 } },
    { outcome: 'Ⅳ类', items: { ph: 'Ⅰ类', hardness: 'Ⅲ类', nh3n: 'Ⅳ类 0.02' } },
  ),
  judged(
    {
      ...water,
      clause: '表1 序号20、29',
      says: 'equal limits give the better class',
      facts: { mn: '', 锰: 0.05, as: 0.001 },
    },
    { outcome: 'Ⅰ类', items: { manganese: 'Ⅰ类', as: 'Ⅰ类' } },
  ),
  judged(
    { ...water, clause: '表1 序号5', says: 'pH outside 6.5–8.5 is Ⅳ and outside 5.5–9.0 Ⅴ', facts: { ph: 9.0 } },
    { outcome: 'Ⅳ类', items: { ph: 'Ⅳ类' } },
  ),
  judged(
    { ...water, clause: '表1 序号5', says: 'pH 5.4 is Ⅴ', facts: { ph: 5.4 } },
    { outcome: 'Ⅴ类', items: { ph: 'Ⅴ类' } },
  ),
  judged(
    {
      ...water,
      clause: '未检出结果',
      says: 'a result below 0.002 meets the class of that limit',
      facts: { 挥发性酚类: '<0.002' },
    },
    { outcome: 'Ⅲ类', items: { 'volatile-phenol': 'Ⅲ类' } },
  ),
  judged(
    { ...water, clause: '表1 序号16', says: 'surfactants not detected are Ⅰ', facts: { las: '未检出' } },
    { outcome: 'Ⅰ类', items: { las: 'Ⅰ类' } },
  ),
  judged(
    {
      ...water,
      clause: '表1 序号2、4',
      says: 'odour that is noticed is Ⅴ',
      facts: { odour: '有', 'visible-matter': '无' },
    },
    { outcome: 'Ⅴ类', items: { odour: 'Ⅴ类', 'visible-matter': 'Ⅰ类' } },
  ),
  judged(
    { ...water, clause: '表1 序号38', says: 'gross alpha above 0.5 counts as Ⅳ', facts: { 'gross-alpha': 0.6 } },
    { outcome: 'Ⅳ类', items: { 'gross-alpha': 'Ⅳ类 0.20' } },
  ),
  judged(
    { ...water, clause: '表2 序号69', says: 'naphthalene in µg/L', facts: { 萘: 601 } },
    { outcome: 'Ⅴ类', items: { 萘: 'Ⅴ类 5.01' } },
  ),
  {
    edition: 'GBT14848-2017',
    clause: 'Ⅴ类水比例',
    says: 'one well of eight',
    run: () => [fifthClassShare([5, 1, 2, 3, 3, 4, 4, 4]), fifthClassShare([])],
    expected: ['12.5', undefined],
  },
  judged(
    {
      ...plot,
      clause: '表1 序号1',
      says: 'arsenic of 60 on land of the second kind is negligible',
      facts: { land: 2, as: 60, pb: 801 },
    },
    { outcome: '须详细调查和风险评估', items: { as: '风险可忽略', pb: '须详细调查和风险评估 0.00' } },
  ),
  judged(
    {
      ...plot,
      clause: '表1 序号1',
      says: 'arsenic of 60 on land of the first kind needs a survey, of 121 control',
      facts: { land: '第一类用地', as: 121, hg: 8 },
    },
    { outcome: '须风险管控或修复', items: { as: '须风险管控或修复 5.05', hg: '风险可忽略' } },
  ),
  judged(
    { ...plot, clause: '表2 序号40', says: 'petroleum hydrocarbons', facts: { land: 2, '石油烃(C10-C40)': 4501 } },
    { outcome: '须详细调查和风险评估', items: { '石油烃(C10-C40)': '须详细调查和风险评估 0.00' } },
  ),
  judged(
    { ...farm, clause: '表1', says: 'paddy at pH 5.5 is in the first band', facts: { use: '水田', ph: 5.5, cd: 0.31 } },
    { outcome: '安全利用类', items: { cd: '安全利用类 0.03' } },
  ),
  judged(
    { ...farm, clause: '表1', says: 'above 5.5 the next band holds', facts: { use: '水田', ph: 5.51, cd: 0.31 } },
    { outcome: '优先保护类', items: { cd: '优先保护类' } },
  ),
  judged(
    {
      ...farm,
      clause: '表3',
      says: 'above the control value is strict control',
      facts: { use: '其他', ph: 7.6, pb: 1001, zn: 900 },
    },
    { outcome: '严格管控类', items: { pb: '严格管控类 4.89', zn: '安全利用类 2.00' } },
  ),
  judged(
    {
      ...farm,
      clause: '表1 注',
      says: 'rotation takes the stricter screening value',
      facts: { use: '水旱轮作', ph: 7, as: 26, hg: 0.7 },
    },
    { outcome: '安全利用类', items: { as: '安全利用类 0.04', hg: '安全利用类 0.17' } },
  ),
  judged(
    {
      ...farm,
      clause: '表1',
      says: 'orchards have their own value for copper',
      facts: { use: '果园', ph: 6, cu: 150, ni: 71 },
    },
    { outcome: '安全利用类', items: { cu: '优先保护类', ni: '安全利用类 0.01' } },
  ),
  {
    edition: 'SOIL-SAFE-USE-2016',
    clause: '受污染耕地安全利用率',
    says: '1850 of 1900 mu and 96 of 100 mu are 97.3 %',
    run: () => farmlandSafeUseRate({ safeUseDone: 1850, strictControlDone: 96, safeUse: 1900, strictControl: 100 }),
    expected: { percent: '97.3', numerator: '1946.00', denominator: '2000.00' },
  },
  {
    edition: 'SOIL-SAFE-USE-2016',
    clause: '分母为零',
    says: 'nothing put to new use is said so',
    run: () => plotSafeUseRate({ meeting: 0, reused: 0 }),
    expected: {
      refused: 'standards.no-area',
      because: 'Cannot give a rate as there is no polluted plot put to new use',
      clause: '国发〔2016〕31号 考核口径 分母为零',
    },
  },
]
