// Command codes (CN): who sends what, and in which editions it stands.

type Edition = '2005' | '2017' | '2025'

/** 命令编码 — `to`: who receives it; `both` ways where request and upload share a code. */
export type Command = {
  cn: string
  to: 'device' | 'host' | 'both'
  kind: 'request' | 'upload' | 'notice' | 'interaction'
  zh: string
  en: string
  editions: readonly Edition[]
}

const ALL: readonly Edition[] = ['2005', '2017', '2025']
const OLD: readonly Edition[] = ['2005']
const SINCE_2017: readonly Edition[] = ['2017', '2025']
const ONLY_2017: readonly Edition[] = ['2017']
const ONLY_2025: readonly Edition[] = ['2025']

type Row = [cn: string, to: Command['to'], kind: Command['kind'], zh: string, en: string, editions: readonly Edition[]]

/** @source HJ 212—2017 表 6 */
const ROWS: readonly Row[] = [
  ['1000', 'device', 'request', '设置超时时间及重发次数', 'Set time-out and resends', ALL],
  ['1001', 'host', 'upload', '上传硬件序列号', 'Hardware serial numbers', ONLY_2025],
  ['1002', 'device', 'request', '设置设备唯一标识', 'Set the device id', ONLY_2025],
  ['1011', 'both', 'request', '提取现场机时间', 'Get the time', ALL],
  ['1012', 'device', 'request', '设置现场机时间', 'Set the time', ALL],
  ['1013', 'host', 'notice', '现场机时间校准请求', 'Ask for a time calibration', SINCE_2017],
  ['1014', 'both', 'request', '更新密钥', 'Renew the SM4 key', ONLY_2025],
  ['1021', 'both', 'request', '提取报警门限值', 'Get alarm thresholds', OLD],
  ['1022', 'device', 'request', '设置报警门限值', 'Set alarm thresholds', OLD],
  ['1031', 'both', 'request', '提取上位机地址', 'Get the host address', OLD],
  ['1032', 'device', 'request', '设置上位机地址', 'Set the host address', OLD],
  ['1041', 'both', 'request', '提取日数据上报时间', 'Get the report time of day data', OLD],
  ['1042', 'device', 'request', '设置日数据上报时间', 'Set the report time of day data', OLD],
  ['1061', 'both', 'request', '提取实时数据间隔', 'Get the realtime interval', ALL],
  ['1062', 'device', 'request', '设置实时数据间隔', 'Set the realtime interval', ALL],
  ['1063', 'both', 'request', '提取分钟数据间隔', 'Get the minute-data interval', SINCE_2017],
  ['1064', 'device', 'request', '设置分钟数据间隔', 'Set the minute-data interval', SINCE_2017],
  ['1072', 'device', 'request', '设置现场机密码', 'Set the password', ALL],
  ['2011', 'both', 'upload', '污染物实时数据', 'Realtime values', ALL],
  ['2012', 'device', 'notice', '停止察看实时数据', 'Stop realtime values', ALL],
  ['2013', 'both', 'upload', '周期监测原始数据', 'Raw results of cyclic monitors', ONLY_2025],
  ['2021', 'both', 'upload', '设备运行状态', 'Facility state', ALL],
  ['2022', 'device', 'notice', '停止察看设备运行状态', 'Stop facility state', ALL],
  ['2031', 'both', 'upload', '污染物日历史数据', 'Day data', ALL],
  ['2041', 'both', 'upload', '设备运行时间日历史数据', 'Facility run hours of a day', ALL],
  ['2051', 'both', 'upload', '污染物分钟数据', 'Minute data', ALL],
  ['2052', 'both', 'upload', '噪声单次监测数据', 'One noise measurement', ONLY_2025],
  ['2061', 'both', 'upload', '污染物小时数据', 'Hour data', ALL],
  ['2062', 'both', 'upload', '自动标样核查与校准数据', 'Standard check and calibration', ONLY_2025],
  ['2071', 'both', 'upload', '报警历史记录', 'Alarm records', OLD],
  ['2072', 'host', 'notice', '报警事件', 'Alarm event', OLD],
  ['2081', 'host', 'upload', '数采仪开机时间', 'Start-up time', SINCE_2017],
  ['2111', 'host', 'upload', '炉膛温度五分钟均值', 'Furnace temperature', ONLY_2025],
  ['3011', 'device', 'request', '零点校准、量程校准', 'Zero and span calibration', ALL],
  ['3012', 'device', 'request', '即时采样', 'Sample now', ALL],
  ['3013', 'device', 'request', '启动清洗、反吹', 'Start cleaning', ALL],
  ['3014', 'device', 'request', '比对采样', 'Comparison sampling', ['2005', '2017']],
  ['3015', 'both', 'request', '超标留样', 'Retain an over-limit sample', SINCE_2017],
  ['3016', 'device', 'request', '设置采样时间周期', 'Set the sampling period', ONLY_2017],
  ['3017', 'both', 'request', '提取采样时间周期', 'Get the sampling period', ONLY_2017],
  ['3018', 'both', 'request', '提取出样时间', 'Get the time to a result', SINCE_2017],
  ['3019', 'both', 'request', '提取设备唯一标识', 'Instrument serial number', SINCE_2017],
  ['3020', 'both', 'upload', '现场机信息', 'Site information', SINCE_2017],
  ['3021', 'device', 'request', '设置现场机参数', 'Set a site parameter', SINCE_2017],
  ['3022', 'device', 'request', '即时留样', 'Retain a sample now', ONLY_2025],
  ['3024', 'device', 'request', '启动标样核查', 'Start a standard check', ONLY_2025],
  ['9011', 'host', 'interaction', '请求应答', 'Request answer', ALL],
  ['9012', 'host', 'interaction', '执行结果', 'Execution result', ALL],
  ['9013', 'both', 'interaction', '通知应答', 'Notice answer', ALL],
  ['9014', 'both', 'interaction', '数据应答', 'Data answer', ALL],
  ['9015', 'host', 'notice', '心跳', 'Heartbeat', ONLY_2025],
  ['9021', 'host', 'notice', '登录请求（非标准）', 'Login request (not of the standard)', OLD],
]

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  ROWS.map(([cn, to, kind, zh, en, editions]) => [cn, { cn, to, kind, zh, en, editions }]),
)

/** The command of a code in any edition; undefined for private ones, which are kept and answered all the same. */
export const findCommand = (cn: string): Command | undefined => COMMANDS.get(cn)

/**
 * Whether the data area of what a device sends must be encrypted over the internet.
 * @source HJ 212—2025 6.4.1, 6.4.4
 */
export const mustEncryptUpload = (cn: string | null): boolean => cn !== null && /^(2\d{3}|1014|3020)$/.test(cn)

/** The same of what is sent to a device: data is not, so keys and site information are left. */
export const mustEncryptRequest = (cn: string): boolean => cn === '1014' || cn === '3020'
