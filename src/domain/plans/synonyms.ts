// Spellings and names that mean the same in a plan, so that a search for one finds the others.

/**
 * Each row lists names for one thing; a search for any of them finds all. Latin letters are compared without case,
 * full and half width alike, spaces ignored. Narrower and wider terms are not synonyms and stay apart; nor is 3类 one of Ⅲ类, as noise zones are
 * numbered in Arabic figures.
 */
export const SYNONYMS: readonly (readonly string[])[] = [
  ['台账', '台帐'],
  ['Ⅰ类', '一类'],
  ['Ⅱ类', '二类'],
  ['Ⅲ类', '三类', 'Class III'],
  ['Ⅳ类', '四类', 'Class IV'],
  ['Ⅴ类', '五类', 'Class V'],
  ['劣Ⅴ类', '劣五类', 'worse than Class V'],
  ['≥', '>=', '不低于', '不少于', '不小于', '大于等于'],
  ['≤', '<=', '不高于', '不超过', '不大于', '小于等于'],
  ['PM2.5', '细颗粒物', 'fine particulate matter'],
  ['PM10', '可吸入颗粒物'],
  ['O3', '臭氧', 'ozone'],
  ['NOx', '氮氧化物', 'nitrogen oxides'],
  ['SO2', '二氧化硫'],
  ['VOCs', 'VOC', '挥发性有机物', '挥发性有机化合物'],
  ['CO2', '二氧化碳', 'carbon dioxide'],
  ['COD', '化学需氧量'],
  ['NH3-N', '氨氮'],
  ['GEP', '生态系统生产总值', '生态系统服务价值'],
  ['优良天数比例', '优良天数比率', '空气优良率', '优良率'],
  ['固体废物', '固体废弃物', '固废'],
  ['危险废物', '危险废弃物', '危废'],
  ['医疗废物', '医疗废弃物', '医废'],
  ['建筑废弃物', '建筑垃圾', '建筑废物'],
  ['红火蚁', '火红蚁', 'Solenopsis invicta'],
  ['新污染物', '新型污染物'],
  ['碳达峰', '碳排放达峰', '二氧化碳排放达峰'],
  ['GIS', '地理信息系统'],
  ['环评', '环境影响评价', 'EIA'],
  ['十四五', '14th Five-Year Plan', '14th FYP'],
  ['%', '％', '百分之'],
]
