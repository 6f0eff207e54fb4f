// What is said about a row that came another way than HJ 212; codes are the gateway's wherever the matter is the same.

/** 发现 — as stored with a raw record. */
export type RowFinding = { code: string; severity: 'info' | 'warning' | 'error'; zh: string; en: string }

type Text = Omit<RowFinding, 'code'>
const error = (zh: string, en: string): Text => ({ severity: 'error', zh, en })
const warning = (zh: string, en: string): Text => ({ severity: 'warning', zh, en })
const info = (zh: string, en: string): Text => ({ severity: 'info', zh, en })

export const ROW_FINDINGS = {
  'payload.malformed': error('内容不完整或格式错误', 'The content is incomplete or malformed'),
  'payload.empty': error('内容里没有数据行', 'The content holds no row'),
  'payload.no-rows': error('映射所指的行数组不存在', 'The array of rows that the mapping names is not there'),
  'payload.too-large': error('内容过大，只保留开头', 'The content is too large; only its beginning is kept'),
  'payload.encoding': warning('编码不是设定的编码', 'The encoding is not the one set'),
  'source.none': error('没有一个接入来源认领这个主题', 'No source claims this topic'),
  'source.paused': error('接入来源已暂停', 'The source is paused'),
  'store.refused': error('数据库拒绝保存', 'The store refused it'),
  'site.missing': error('没有站点', 'No site is named'),
  'site.unknown': error('没有这个站点', 'There is no such site'),
  'site.not-yours': error('提交者不能写入这个站点', 'The sender may not hand in data of this site'),
  'kind.unknown': error('数据类型不明', 'The kind of data is not told'),
  'time.missing': error('没有时间', 'There is no time'),
  'time.unreadable': error('时间无法识别', 'The time cannot be read'),
  'time.future': error('数据时间在未来', 'The time lies in the future'),
  'time.ancient': error('数据时间早于 2000 年', 'The time lies before 2000'),
  'time.floored': info(
    '数据时间不在时段起点，取所在时段起点',
    'Not the start of a period; the start of its period counts',
  ),
  'data.unreadable': error('没有一个值可以读出', 'Not one value can be read'),
  'factor.missing': warning('没有监测因子', 'No factor is named'),
  'factor.unknown': warning('没有这个监测因子，未入库', 'There is no such factor; left out'),
  'factor.duplicate': warning('监测因子重复，取后者', 'A factor is repeated; the last one counts'),
  'value.not-number': warning('不是数值，未入库', 'Not a number; left out'),
  'value.limit-unknown': warning('未检出但没有检出限，未入库', 'Not detected without a detection limit; left out'),
  'value.below-detection': info('低于检出限，按检出限保存并标记 L', 'Below detection; kept as the limit under flag L'),
  'unit.unconvertible': warning('单位不能换算为存储单位，未入库', 'The unit cannot be converted; left out'),
  'flag.unknown': warning('未知的数据标记，该值不参加评价', 'An unknown flag; the value does not count'),
  'row.contradicted': warning(
    '同一批后面的一行给出不同的值，以后一行为准',
    'A later row of the batch says otherwise and counts',
  ),
  'mqtt.retained': info('保留消息，连接时由服务器重发', 'A retained message, sent again at connection'),
  'mqtt.repeated': info('重发的消息', 'A message sent again'),
} as const satisfies Record<string, Text>

export type RowFindingCode = keyof typeof ROW_FINDINGS

/** A finding of the table; `detail` follows its sentence, cut to what fits a line. */
export function rowFinding(code: RowFindingCode, detail?: string): RowFinding {
  const { severity, zh, en } = ROW_FINDINGS[code]
  if (detail === undefined || detail === '') return { code, severity, zh, en }
  const short = storable(detail).slice(0, 120)
  return { code, severity, zh: `${zh}：${short}`, en: `${en}: ${short}` }
}

/** The store keeps no NUL in texts. */
const storable = (text: string): string => text.replaceAll('\0', '␀')
