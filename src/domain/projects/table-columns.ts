// The columns of the tables of projects: what templates print and what filled-in tables are read by.

/** `isTold`: the template fills it in. */
export type TableColumn = {
  field: string
  zh: string
  en: string
  names: readonly string[]
  isNeeded: boolean
  isTold: boolean
}

const column = (
  field: string,
  zh: string,
  en: string,
  names: readonly string[] = [],
  isNeeded = false,
): TableColumn => ({
  field,
  zh,
  en,
  names,
  isNeeded,
  isTold: field === 'project' || field === 'name',
})
const PROJECT = column('project', '项目编号', 'project', ['编号', 'projectid', 'id'], true)
const NAME = column('name', '项目名称', 'name of the project', ['项目'])

/** Money entries: one amount a row. */
export const MONEY_COLUMNS: readonly TableColumn[] = [
  PROJECT,
  NAME,
  column('kind', '事项', 'kind', ['类别', '款项'], true),
  column('source', '资金来源', 'source', ['来源'], true),
  column('on', '日期', 'date', ['时间'], true),
  column('amount', '金额（万元）', 'amount (10k yuan)', ['金额', '金额(万元)', 'amount'], true),
  column('purpose', '用途', 'purpose'),
  column('milestone', '对应节点', 'milestone', ['节点']),
  column('document', '文号', 'document', ['依据', '文件']),
]

/** Milestones: one a row; an empty cell leaves what stands. */
export const MILESTONE_COLUMNS: readonly TableColumn[] = [
  PROJECT,
  NAME,
  column('milestone', '节点', 'milestone', ['节点名称'], true),
  column('plannedOn', '计划日期', 'planned', ['计划', '计划完成'], true),
  column('forecastOn', '预计日期', 'forecast', ['预计', '预计完成']),
  column('actualOn', '实际日期', 'actual', ['实际', '实际完成']),
]

/** Particulars: one project a row; an empty cell leaves what stands. */
export const PARTICULARS_COLUMNS: readonly TableColumn[] = [
  PROJECT,
  NAME,
  column('state', '阶段', 'state', ['项目阶段', '状态']),
  column('owner', '责任单位', 'owner', ['建设单位', '业主']),
  column('street', '街道', 'street'),
  column('place', '地点', 'place', ['地址']),
  column('lon', '经度', 'longitude', ['经度(wgs84)', 'lon']),
  column('lat', '纬度', 'latitude', ['纬度(wgs84)', 'lat']),
  column('startsOn', '开工日期', 'begins', ['开工']),
  column('endsOn', '完工日期', 'ends', ['完工']),
  column('estimate', '概算（万元）', 'estimate (10k yuan)', ['概算', '概算(万元)', 'estimate']),
]

/** Place of each column in a head; the first of two with the same name. */
export function columnsIn(head: readonly string[], columns: readonly TableColumn[]): ReadonlyMap<string, number> {
  const plain = (text: string): string => text.trim().toLowerCase().replaceAll(' ', '')
  const found = new Map<string, number>()
  head.forEach((cell, at) => {
    const name = plain(cell)
    const match = columns.find(({ zh, en, names }) => [zh, plain(en), ...names].includes(name))
    if (match && !found.has(match.field)) found.set(match.field, at)
  })
  return found
}
