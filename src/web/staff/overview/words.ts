// The words of the overview in both languages.
import type { Words } from '#web/ui/say.ts'
import type { Standing } from '../shell/standing.ts'

export const OVERVIEW_WORDS = {
  title: { zh: '今天哪里不达标？', en: 'What fails today?' },
  loading: { zh: '正在读取站点…', en: 'Reading the sites…' },
  nothing: { zh: '还没有任何监测站点', en: 'There is no monitoring site yet' },
  nothingHint: {
    zh: '在“数据接入”里登记设备或导入文件，站点会出现在这里。',
    en: 'Register a device or import a file under Intake; its site then stands here.',
  },
  toIntake: { zh: '去数据接入', en: 'Go to Intake' },
  map: { zh: '站点地图，旁边的列表内容相同', en: 'Map of the sites; the list beside it says the same' },
  legend: { zh: '图例与筛选', en: 'Legend and filter' },
  byKind: { zh: '类型', en: 'Kind' },
  byStanding: { zh: '状态', en: 'Standing' },
  list: { zh: '站点列表', en: 'List of sites' },
  shown: { zh: '显示 {n} / {total} 个站点，不达标的在前', en: '{n} of {total} sites, those that fail first' },
  noneLeft: { zh: '筛选后没有站点，请放宽图例中的筛选。', en: 'No site is left; widen the filter in the legend.' },
  open: { zh: '打开站点页', en: 'Open the site' },
  close: { zh: '收起', en: 'Close' },
  target: { zh: '目标{class}类', en: 'target class {class}' },
  newest: { zh: '最新数据', en: 'Newest data' },
  never: { zh: '从未收到数据', en: 'Nothing ever came' },
  limiting: { zh: '首要：{items}', en: 'led by {items}' },
} as const satisfies Record<string, Words>

export const STANDING_WORDS: Readonly<Record<Standing, Words>> = {
  fails: { zh: '不达标', en: 'Fails' },
  unjudged: { zh: '无法评价', en: 'Cannot be judged' },
  silent: { zh: '离线或无数据', en: 'Offline or no data' },
  meets: { zh: '达标', en: 'Meets' },
  'no-rule': { zh: '只显示数值', en: 'Values only' },
}
