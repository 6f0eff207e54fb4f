// Codes of the districts of Shenzhen, and the streets of Longgang by name.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

const division = (item: string, zh: string, en: string): IndexTerm => ({
  item,
  zh,
  en,
  unit: '代码',
  source: 'GB/T 2260—2007 深圳市',
  sureness: 'memory',
})

/** 中华人民共和国行政区划代码 GB/T 2260：深圳市. */
export const GBT2260 = {
  id: 'GBT2260-2007',
  code: 'GB/T 2260—2007',
  family: 'division-code',
  zh: '中华人民共和国行政区划代码（深圳市）',
  en: 'Codes of administrative divisions (Shenzhen)',
  issuer: '国家质量监督检验检疫总局、国家标准化管理委员会',
  issued: null,
  from: '2008-02-01',
  until: null,
  sureness: 'memory',
  limits: [
    division('440300', '深圳市', 'Shenzhen'),
    division('440303', '罗湖区', 'Luohu'),
    division('440304', '福田区', 'Futian'),
    division('440305', '南山区', 'Nanshan'),
    division('440306', '宝安区', 'Bao’an'),
    division('440307', '龙岗区', 'Longgang'),
    division('440308', '盐田区', 'Yantian'),
    division('440309', '龙华区', 'Longhua'),
    division('440310', '坪山区', 'Pingshan'),
    division('440311', '光明区', 'Guangming'),
  ],
  streets: ['平湖', '坂田', '布吉', '南湾', '横岗', '龙城', '龙岗', '坪地', '吉华', '园山', '宝龙'],
  rules: [
    {
      id: 'six',
      zh: '六位：省 2、市 2、区县 2；街道在其后 3 位。',
      en: 'Six digits: two each of province, city and county; streets add three.',
      source: 'GB/T 2260—2007 代码结构',
      sureness: 'memory',
    },
    {
      id: 'functional',
      zh: '大鹏新区、深汕特别合作区为功能区，统计代码另行确定。',
      en: 'Dapeng and Shenshan are functional areas whose codes vary.',
      source: 'GB/T 2260—2007 功能区',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'division-code'> & { streets: readonly string[] }
