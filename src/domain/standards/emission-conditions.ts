// The facts of an outlet that choose or convert its limits, and what they and their values are called.
import { choice, type FactField, flag, number, onDemand } from './fact-sheet.ts'
import type { Words } from './limit-verdict.ts'

const text = (key: string, words: readonly [string, string], unit = ''): FactField => onDemand(number(key, words, unit))

const INDUSTRY = choice(
  'industry',
  ['行业', 'Industry'],
  [
    ['general', '其他（综合）', 'General'],
    ['town-sewage', '城镇污水处理厂', 'Town sewage works'],
    ['electronics', '电子工业', 'Electronics'],
    ['boiler', '锅炉', 'Boiler'],
    ['power', '火电', 'Power plant'],
    ['incineration', '生活垃圾焚烧', 'Waste incineration'],
    ['catering', '餐饮', 'Catering'],
    ['petrol-station', '加油站', 'Petrol station'],
    ['machinery', '非道路移动机械', 'Non-road machinery'],
    ['construction-site', '建筑工地', 'Construction site'],
  ],
  'town-sewage',
)
const GRADE = choice(
  'grade',
  ['执行等级', 'Grade'],
  [
    ['1A', '一级 A', '1A'],
    ['1B', '一级 B', '1B'],
    ['1', '一级', '1'],
    ['2', '二级', '2'],
    ['3', '三级', '3'],
  ],
  '1A',
)
const FUEL = choice(
  'fuel',
  ['燃料', 'Fuel'],
  [
    ['gas', '燃气', 'Gas'],
    ['oil', '燃油', 'Oil'],
    ['coal', '燃煤', 'Coal'],
    ['biomass', '生物质', 'Biomass'],
    ['gas-turbine', '燃气轮机', 'Gas turbine'],
  ],
)
const POINT = choice(
  'point',
  ['监控位置', 'Where it is measured'],
  [
    ['total', '总排口', 'Main outlet'],
    ['workshop', '车间排口', 'Workshop outlet'],
  ],
)
const DISCHARGE = choice(
  'discharge',
  ['排放方式', 'Discharge'],
  [
    ['direct', '直接排放', 'Direct'],
    ['indirect', '间接排放', 'Indirect'],
  ],
)
const AVERAGING = choice(
  'averaging',
  ['平均时间', 'Averaging time'],
  [
    ['hour', '小时', 'Hour'],
    ['day', '日', 'Day'],
    ['sample', '一次', 'Sample'],
  ],
)
const RECEIVING = number('receiving', ['受纳水体类别或去向（Ⅲ、sewer …）', 'Receiving water (Ⅲ, sewer …)'], '')

/** Facts that choose or convert limits of emissions. */
export const CONDITIONS: readonly FactField[] = [
  INDUSTRY,
  GRADE,
  onDemand(RECEIVING),
  onDemand(DISCHARGE),
  onDemand(POINT),
  onDemand(AVERAGING),
  onDemand(FUEL),
  text('built', ['环评批准或建成日期', 'Date of approval']),
  onDemand(flag('special', ['执行特别排放限值', 'Special limits'])),
  text('capacity', ['锅炉容量', 'Capacity'], 't/h'),
  text('o2', ['氧含量', 'Oxygen'], '%'),
  text('moisture', ['湿度', 'Moisture'], '%'),
  text('water-temperature', ['水温', 'Water temperature'], '℃'),
  text('flow', ['排风量', 'Air flow'], 'm³/h'),
  text('stoves', ['基准灶头数', 'Stoves'], '个'),
  text('water', ['实际排水量', 'Water discharged'], 'm³'),
  text('benchmark-water', ['基准排水量', 'Benchmark of water'], 'm³'),
  text('air-grade', ['厂界废气等级', 'Grade of boundary air']),
  text('nitrogen-flow', ['氮气流量', 'Nitrogen flow'], 'L/min'),
  text('ullage', ['油气空间', 'Ullage'], 'L'),
  text('nozzles', ['受影响的加油枪数', 'Nozzles affected'], '个'),
  text('stage', ['机械排放阶段', 'Stage of the machine']),
  text('machine-class', ['机械类别', 'Class of the machine']),
  text('power', ['额定净功率', 'Rated power'], 'kW'),
  text('nmhc-rate', ['NMHC 初始排放速率', 'NMHC rate'], 'kg/h'),
  onDemand(flag('low-organic-materials', ['采用低 VOCs 含量原辅材料', 'Low-VOC materials'])),
  onDemand(flag('combustion', ['燃烧法处理', 'Treated by burning'])),
]

const fieldOf = (fact: string): FactField | undefined => CONDITIONS.find(({ key }) => key === fact)

/** What a fact is called; one that no form asks for keeps its key. */
export const conditionWords = (fact: string): Words => fieldOf(fact) ?? { zh: fact, en: fact }

/** What a value of a fact is called. */
export const conditionValue = (fact: string, value: string): Words =>
  fieldOf(fact)?.options.find((option) => option.value === value) ?? { zh: value, en: value }
