// Words of the sentence that says how the district stands today.
import type { Words } from '#web/ui/say.ts'

export const TODAY_WORDS = {
  air: { zh: '{total} 个空气站中 {good} 个优良', en: '{good} of {total} air stations are good or better' },
  airFails: { zh: '，{n} 个超标', en: ', {n} fail' },
  water: {
    zh: '{total} 个断面与水库中 {three} 个达到或好于Ⅲ类',
    en: '{three} of {total} sections and reservoirs reach class Ⅲ',
  },
  waterFails: { zh: '，{n} 个未达目标类别', en: ', {n} miss their target class' },
  unjudged: { zh: '{n} 个暂时无法评价', en: '{n} cannot be judged now' },
  silent: { zh: '{n} 个离线或无数据', en: '{n} are offline or have no data' },
  allHeard: { zh: '全部站点在线', en: 'all sites are online' },
  demoNote: { zh: '（演示数据）', en: ' (demo data)' },
  stop: { zh: '。', en: '.' },
  semicolon: { zh: '；', en: '; ' },
} as const satisfies Record<string, Words>
