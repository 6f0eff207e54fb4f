// Which commands there are, what they are called in Chinese and English, and how their arguments are read.
import type { Run } from './command-io.ts'

export type Command = {
  zh: string
  en: string
  /** Help text; absent where the command prints its own. */
  help?: { usage: string; zh: string; en: string }
  load: () => Promise<Run>
}

export const COMMANDS: Record<string, Command> = {
  start: {
    zh: '启动数据库、接收网关、服务与网页',
    en: 'Start database, gateway, server and web app',
    help: {
      usage:
        'shanshui start [--data DIR] [--http PORT] [--gateway PORT] [--mqtt PORT|off] [--pack DIR]… [--no-demo] [--host ADDR]',
      zh: '默认 ./data、8080、9212、规划包 longgang-14fyp、新库带演示区、127.0.0.1。\nDATABASE_URL 指定 PostgreSQL 服务器，MQTT_URL 指定 MQTT 服务器（否则演示区自带一个，端口 1883）。就绪后标准输出一行：ready http://… gateway …',
      en: 'Defaults: ./data, 8080, 9212, pack longgang-14fyp, demo district on a new store, 127.0.0.1.\nDATABASE_URL names a PostgreSQL server, MQTT_URL an MQTT broker (else the demo brings its own on port 1883). Prints one line when it serves: ready http://… gateway …',
    },
    load: async () => (await import('./start/start.ts')).runStart,
  },
  run: {
    zh: '在单独的机器上运行网关、写入、转发或评价',
    en: 'Run gateway, writer, forwarding or evaluation on a machine of its own',
    help: {
      usage: 'shanshui run gateway | writer | forward | evaluation [--host ADDR] [--gateway PORT]',
      zh: 'DATABASE_URL 指定共用的 PostgreSQL；NATS_URL 指定 NATS 集群（nats://主机:4222,主机:4222），网关把报文交给它，写入进程从它入库。\n就绪后标准输出一行：ready …。规模与部署见 docs/scaling.md。',
      en: 'DATABASE_URL names the store that all share, NATS_URL the cluster (nats://host:4222,host:4222) to which gateways publish and from which writers store.\nPrints one line when it serves: ready …. Sizes and layouts: docs/scaling.md.',
    },
    load: async () => (await import('./run-role.ts')).runRole,
  },
  evaluate: {
    zh: '按标准评价文件中的每一行',
    en: 'Judge every row of a file by a standard',
    load: async () => (await import('./evaluate.ts')).runEvaluate,
  },
  hj212: {
    zh: '解码、编码 HJ 212 报文',
    en: 'Decode and encode HJ 212 frames',
    load: async () => (await import('./hj212.ts')).runHj212,
  },
  import: {
    zh: '导入数据文件，撤销导入',
    en: 'Import data files, undo an import',
    load: async () => (await import('./import.ts')).runImport,
  },
  plan: {
    zh: '读取规划原文，装载、导出规划包',
    en: 'Read an official plan text; load and export plan packs',
    load: async () => (await import('./plan.ts')).runPlan,
  },
  query: {
    zh: '查询指标与监测数据',
    en: 'Query indicators and readings',
    load: async () => (await import('./query.ts')).runQuery,
  },
  simulate: {
    zh: '模拟设备，经真实套接字发送报文',
    en: 'Simulate devices that send real frames over real sockets',
    load: async () => (await import('./simulate/simulate.ts')).runSimulate,
  },
  replay: {
    zh: '重放已存报文，或按某一时刻所知重算指标',
    en: 'Read stored frames again, or make indicator values again as known at an instant',
    help: {
      usage:
        'shanshui replay frames [--since TIME] [--until TIME] [--data DIR]\nshanshui replay indicators [--at TIME] [--year YEAR [--readings]] [--data DIR]',
      zh: '重新解码在此期间收到的原始报文（默认全部），与已存不同的值作为修订保存（reason: replay）。\n输出 JSON：{ frames, inserted, revised, unchanged, unreadable, mixed }。\nindicators：按该时刻（默认现在）所知的日均值、填报、目标和公式重算指标，与当时所存逐项比较；\n不一致的每项一行 JSON，末行 { equal, differing, unknown }；有不一致时退出码为 1。\n--readings：改为用当时所知的小时值重算该年各空气站的日均值并比较。',
      en: 'Decodes the raw frames received in this time again (default: all); values that differ are kept as revisions\n(reason: replay). Prints JSON: { frames, inserted, revised, unchanged, unreadable, mixed }.\nindicators: makes indicator values again from the averages, reports, targets and formulas known at the instant\n(default: now) and holds them against what was stored; a JSON line each that differs, then\n{ equal, differing, unknown }. Exit code 1 where any differs.\n--readings: makes the day averages of air stations of that year again from hourly readings instead.',
    },
    load: async () => (await import('./replay.ts')).runReplay,
  },
  'verify-log': {
    zh: '核验事件日志哈希链',
    en: 'Verify the hash chain of the event log',
    help: {
      usage: 'shanshui verify-log [--data DIR]',
      zh: '输出 JSON：{ events, intact, brokenAt }；链断裂时退出码 1。',
      en: 'Prints JSON: { events, intact, brokenAt }; exit 1 when the chain is broken.',
    },
    load: async () => (await import('./verify-log.ts')).runVerifyLog,
  },
  account: {
    zh: '管理本地账号：新建、重置密码、停用、列出',
    en: 'Keep local accounts: add, reset the password, disable, list',
    help: {
      usage:
        'shanshui account add NAME [--role reader|officer|administrator] [--display TEXT] | reset NAME | disable NAME | list  [--data DIR]',
      zh: '新密码只显示这一次，首次登录须修改。输出 JSON。',
      en: 'A new password is shown only this once and must be changed at the first sign-in. Prints JSON.',
    },
    load: async () => (await import('./account.ts')).runAccount,
  },
  backup: {
    zh: '把全部数据备份成一个文件',
    en: 'Write everything into one file',
    help: {
      usage: 'shanshui backup FILE [--data DIR]',
      zh: '取同一时刻的全部表与佐证文件，压缩写入 FILE；运行中也可备份。输出 JSON：{ tables, rows, files, bytes }。',
      en: 'All tables as of one instant and the files of evidence, compressed; also while the product runs. Prints JSON: { tables, rows, files, bytes }.',
    },
    load: async () => (await import('./backup.ts')).runBackup,
  },
  restore: {
    zh: '从备份恢复到空库',
    en: 'Fill an empty store from a backup',
    help: {
      usage: 'shanshui restore FILE [--data DIR]',
      zh: '只写入空库；逐表逐文件核对行数与摘要，并核验事件日志。输出 JSON：{ tables, rows, files, bytes, log }。',
      en: 'Into an empty store only; rows and digests of every table, every file and the event log are verified. Prints JSON: { tables, rows, files, bytes, log }.',
    },
    load: async () => (await import('./backup.ts')).runRestore,
  },
  workspace: {
    zh: '导出、导入规划工作区（规划、分工、进展、佐证、办件、报告）',
    en: 'Export and import the work on the plans: plans, division, progress, evidence, cases, reports',
    help: {
      usage: 'shanshui workspace export DIR [--data DIR]\nshanshui workspace import DIR [--data DIR]',
      zh: '导出为目录：tables/ 下每表一个 JSON Lines 文件，files/ 下为佐证文件；内容相同则字节相同。导入只写入空库，密码不随行，用 shanshui account 重设。监测数据不在其中，用 backup。输出 JSON：{ tables, rows, files }。',
      en: 'A folder: a file of JSON Lines for each table below tables/, evidence below files/; the same content gives the same bytes. It is imported into an empty store only; passwords do not come along, give new ones by shanshui account. Measurements are not in it, they are in a backup. Prints JSON: { tables, rows, files }.',
    },
    load: async () => (await import('./workspace.ts')).runWorkspace,
  },
  soak: {
    zh: '长时间带故障运行，核对应答过的报文',
    en: 'Run for long with faults and check every answered frame',
    load: async () => (await import('./soak.ts')).runSoak,
  },
  bench: {
    zh: '基准测试',
    en: 'Benchmarks',
    load: async () => (await import('./bench.ts')).runBench,
  },
}

export function overview(zh: boolean): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length)) + 2
  const lines = Object.entries(COMMANDS).map(
    ([name, command]) => `  ${name.padEnd(width)}${zh ? command.zh : command.en}`,
  )
  const head = zh ? '山水 Shanshui — 用法：shanshui <命令> [--help]' : 'Shanshui — usage: shanshui <command> [--help]'
  return `${head}\n\n${lines.join('\n')}\n`
}

export function commandHelp(name: string, command: Command, zh: boolean): string {
  const body = command.help ? `${command.help.usage}\n\n${zh ? command.help.zh : command.help.en}\n` : ''
  return `${name} — ${zh ? command.zh : command.en}\n\n${body}`
}
