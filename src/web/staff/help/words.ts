// The words of the help page in both languages.
import type { Words } from '#web/ui/say.ts'

export const HELP_WORDS = {
  title: { zh: '怎么用山水？', en: 'How is Shanshui used?' },
  answer: {
    zh: '屏幕上的每个数都能点开：从规划原文一直到设备发来的那一帧。',
    en: 'Every number on a screen opens: from the text of the plan down to the frame a device sent.',
  },
  pages: { zh: '每一页回答什么', en: 'What each page answers' },
  keys: { zh: '键盘', en: 'Keyboard' },
  glossary: { zh: '术语', en: 'Glossary' },
  find: { zh: '按中文或英文查找', en: 'Find by Chinese or English' },
  none: { zh: '没有这个术语', en: 'No such term' },
  noneHint: { zh: '换一个词试试，例如“断面”。', en: 'Try another word, such as “section”.' },
  term: { zh: '术语', en: 'Term' },
  english: { zh: '英文', en: 'English' },
  source: { zh: '出处', en: 'Source' },
} as const satisfies Record<string, Words>

export const PAGES: readonly { to: string; name: Words; says: Words }[] = [
  {
    to: '/',
    name: { zh: '概览地图', en: 'Map' },
    says: { zh: '今天哪里不达标，哪里没有数据。', en: 'What fails today, and where data is missing.' },
  },
  {
    to: '/sites',
    name: { zh: '监测站点', en: 'Sites' },
    says: {
      zh: '站点清单；点开看曲线、逐条数据、评价结论和一年的日历。',
      en: 'The list of sites; each with its course, its readings, its verdicts and a calendar of the year.',
    },
  },
  {
    to: '/plan',
    name: { zh: '规划', en: 'Plan' },
    says: {
      zh: '规划的章节、任务和原文段落，可全文查找。',
      en: 'Chapters, obligations and paragraphs of the plan, with full-text search.',
    },
  },
  {
    to: '/plan/division',
    name: { zh: '分工', en: 'Division of labour' },
    says: {
      zh: '每项任务由谁牵头、谁配合、何时完成，可看清单、单位与章的矩阵和甘特图；下载表格填好后导入，先核对再送各单位确认。',
      en: 'Who leads and who assists each obligation, until when, as a list, by units and chapters, or over the years; fill in the downloaded table and hand it in: it is read first, then sent to the units to confirm.',
    },
  },
  {
    to: '/units',
    name: { zh: '单位', en: 'Units' },
    says: {
      zh: '单位名录；点开看一个单位承担的任务、等它办理的事项、岗位人员、收到的提醒和时限日历。',
      en: 'The register of units; each with its obligations, the cases that wait on it, its people, what it was told, and its deadlines as a calendar.',
    },
  },
  {
    to: '/plan/coverage',
    name: { zh: '覆盖', en: 'Coverage' },
    says: {
      zh: '哪些任务还没有责任单位、佐证、指标或系统支撑，哪些段落没有拆出任务。',
      en: 'Which obligations have no owner, evidence, indicator or system yet, and which paragraphs no obligation.',
    },
  },
  {
    to: '/plan/versions',
    name: { zh: '版本', en: 'Versions' },
    says: {
      zh: '规划改了什么、谁批准的：历次版本、逐项前后对照；没有批准的变更单独标出，旧版可照原样查看。经批准的规划调整到生效日自动成为新版本。',
      en: 'What changed in the plan and who approved it: every version, field by field; what nobody approved stands out, and an old version reads as it was. An approved adjustment becomes a version on its day.',
    },
  },
  {
    to: '/plan/succession',
    name: { zh: '任务接续', en: 'Succession' },
    says: {
      zh: '每项任务在下一份规划中延续、并入、被取代还是不再实施；有相似任务的给出建议，可成批接受，也可撤销。',
      en: 'Whether each obligation is carried over into the next plan, merged, superseded or dropped; what is alike is suggested, taken in bulk, and undone.',
    },
  },
  {
    to: '/cockpit',
    name: { zh: '总览', en: 'Cockpit' },
    says: {
      zh: '给对规划负责的人：约束性指标、滞后任务、督办和逾期办件、今天的空气和水、项目异常，以及上次查看以来的变化；每一行都能点开。',
      en: 'For those who answer for the plan: binding indicators, late obligations, orders and overdue cases, air and water today, projects out of order, and what changed since you last looked; every line opens.',
    },
  },
  {
    to: '/supervision',
    name: { zh: '督导', en: 'Supervision' },
    says: {
      zh: '每天按规划包的规则排查偏差：指标可能达不到、任务连续红灯、项目节点逾期、连续未填报等；规划办发起督办或会商，或写明理由排除；在办的逾期在前，会商后交办的督办和分工都连在一起。',
      en: 'Every day the rules of the pack find what deviates: indicators likely to miss, obligations red for long, late milestones, returns left out; the plan office opens an order or a consultation or dismisses it with a reason; overdue ones come first, and what a consultation hands out is linked to it.',
    },
  },
  {
    to: '/appraisal',
    name: { zh: '考核', en: 'Appraisal' },
    says: {
      zh: '按当年方案考核部门和街道：方案可另存、改权重、写明下达文件；得分由数据、自评和评定而来，每一分都能看依据；公布前可试算，公布后单位可在期限内申诉，签发后冻结，历年记录可查。规划包自带的只是草案，权重未核实。',
      en: 'Departments and streets appraised by the scheme of the year: schemes are saved, weighed and issued by a document; points come from data, own reports and judgements, and each opens its fact; weights are tried before publication, units appeal in time, the signed sheet is frozen and stays on record. The scheme of the pack is a draft with unverified weights.',
    },
  },
  {
    to: '/reports',
    name: { zh: '报告与通报', en: 'Reports' },
    says: {
      zh: '年度、中期、终期评估报告和进展通报由数据编成：文字可改，数值只能引用；报签、校核、签发后不再变化，可下载 PDF、DOCX、XLSX，每个数都带链接。',
      en: 'Yearly, mid-term and final reviews and bulletins made from data: words can be edited, numbers are only cited; submitted, checked and signed they change no more; as PDF, DOCX and XLSX, every number with its link.',
    },
  },
  {
    to: '/progress',
    name: { zh: '进展', en: 'Progress' },
    says: {
      zh: '每项任务是否按时推进：红、黄、绿各多少，每项为什么这样判定；点开任务看分工、历次填报、佐证、指标与办件，规划办可作人工认定。',
      en: 'Whether each obligation is on its way: how many red, yellow and green, and why; each opens into its division, reports, evidence, indicators and cases, and the plan office may set a status by hand.',
    },
  },
  {
    to: '/progress/returns',
    name: { zh: '填报', en: 'Returns' },
    says: {
      zh: '规划办按月或按季发起，每个单位一份；单位在一张表里填全部任务，也可导入填好的表格；谁已报、谁逾期。',
      en: 'The plan office asks for a month or a quarter, one return a unit; a unit fills in all its obligations in one table or hands in a filled-in file; who has reported and who is late.',
    },
  },
  {
    to: '/projects',
    name: { zh: '项目与资金', en: 'Projects' },
    says: {
      zh: '规划点名的工程和设施：阶段、节点、资金、绩效与异常；资金表和情况表可导入，先核对再入库，每条可撤销。',
      en: 'The works the plan names: state, milestones, money, performance and exceptions; tables are read first, then stored, and every entry can be undone.',
    },
  },
  {
    to: '/projects/reserve',
    name: { zh: '项目储备', en: 'Reserve pool' },
    says: {
      zh: '储备项目还缺哪些材料，向上级申报的截止日期、金额与结果。',
      en: 'Which papers each project of the pool lacks, and the days, amounts and results of applications for higher funds.',
    },
  },
  {
    to: '/procedures',
    name: { zh: '办理流程', en: 'Procedures' },
    says: {
      zh: '分工、填报、督办、调整、核定怎么办：流程图、谁可以办理、时限与升级；从这里发起办件。',
      en: 'How assignment, reporting, supervision, adjustment and sign-off are done: diagram, who may, deadlines and escalation; a case is opened from here.',
    },
  },
  {
    to: '/procedures/cases',
    name: { zh: '办件', en: 'Cases' },
    says: {
      zh: '哪些事在办、哪些逾期；点开看办到哪一步、您可以办理什么、全部办理记录。',
      en: 'What is under way and what is late; each with where it stands, what you may do, and its history.',
    },
  },
  {
    to: '/procedures/calendar',
    name: { zh: '工作日历', en: 'Working calendar' },
    says: {
      zh: '办理时限按哪些工作日计算；新年度的节假日安排由管理员导入。',
      en: 'Which days are counted for deadlines; an administrator imports the holidays of a new year.',
    },
  },
  {
    to: '/indicators',
    name: { zh: '指标', en: 'Indicators' },
    says: {
      zh: '每项指标的值、目标和状态；点开看公式、参与计算的日子和各版本标准下的结果。',
      en: 'Value, target and status of each indicator; opens into formula, the days that counted, and results under each edition.',
    },
  },
  {
    to: '/indicators/assessment',
    name: { zh: '年度考核', en: 'Year assessed' },
    says: {
      zh: '一年的全部指标：表中目标与评价所用比较符并列，达标、未达标与待下达的项数；核定后冻结，此后的更正另列差异。主管单位的数据和市下达目标在各指标页填报。',
      en: 'All indicators of a year: the target as printed beside the comparator used, how many are met, missed or awaited; a sign-off freezes them and later corrections stand beside. Numbers of units and targets of the city are entered on the page of each indicator.',
    },
  },
  {
    to: '/standards',
    name: { zh: '标准', en: 'Standards' },
    says: {
      zh: '各版本标准的有效期、限值、规则和条款；可以试算一个值，或让两个版本并排。',
      en: 'Editions with their time in force, limits, rules and clauses; try a value, or set two editions side by side.',
    },
  },
  {
    to: '/intake',
    name: { zh: '数据接入', en: 'Intake' },
    says: {
      zh: '收到了什么、隔离了什么、为什么；导入文件、撤销导入。',
      en: 'What arrived, what is in quarantine and why; import files, undo an import.',
    },
  },
  {
    to: '/devices',
    name: { zh: '设备', en: 'Devices' },
    says: {
      zh: '谁在线、为什么被拒收；接受配置、补取缺数、校时，也可粘贴一帧报文拆开看。',
      en: 'Who is connected and why frames are refused; accept a profile, fetch what is missing, set the clock; or paste a frame to take it apart.',
    },
  },
  {
    to: '/ways-in',
    name: { zh: '其他接入', en: 'Other ways in' },
    says: {
      zh: 'MQTT、HTTP 批量和定时拉取：状态、映射和运行记录；一次提交或拉取可以撤销。',
      en: 'MQTT, HTTP batches and scheduled pulls: state, mappings and run log; one batch or pull can be undone.',
    },
  },
  {
    to: '/samples',
    name: { zh: '样品', en: 'Samples' },
    says: {
      zh: '实验室结果：录入、按表上传、修改和撤回，低于检出限的照报告原样记。',
      en: 'Laboratory results: entered, uploaded as a table, revised, withdrawn; below detection as the report says it.',
    },
  },
  {
    to: '/quality/desk',
    name: { zh: '审核台', en: 'Review desk' },
    says: {
      zh: '在曲线上标记、更正、撤销；每一步都要写明原因。',
      en: 'Flag, correct and undo on a chart; each act needs a reason.',
    },
  },
  {
    to: '/quality/rules',
    name: { zh: '质控规则', en: 'Quality rules' },
    says: {
      zh: '哪些规则在检查数据；修改前可先试算。',
      en: 'Which rules look at the data; a change can be tried before it counts.',
    },
  },
  {
    to: '/quality/changes',
    name: { zh: '变更报告', en: 'Change reports' },
    says: {
      zh: '迟到、更正、撤销之后，哪些均值、结论和指标从多少变到多少。',
      en: 'Which averages, verdicts and indicators moved, from what to what, after late data, a correction or an undo.',
    },
  },
  {
    to: '/quality/feeds',
    name: { zh: '传输评分', en: 'Feed scores' },
    says: {
      zh: '每路数据一个月里是否完整、及时、有效。',
      en: 'How complete, timely and valid each feed was over a month.',
    },
  },
  {
    to: '/forwarding',
    name: { zh: '转发', en: 'Forwarding' },
    says: {
      zh: '各上级平台收到了哪里，落后多少。',
      en: 'How far each other platform has received, and how far behind it is.',
    },
  },
  {
    to: '/interfaces',
    name: { zh: '接口', en: 'Interfaces' },
    says: {
      zh: '其他系统可用的地址、接口文档、推送与下载。',
      en: 'Addresses for other systems, the API document, webhooks and downloads.',
    },
  },
  {
    to: '/keys',
    name: { zh: '接口密钥', en: 'API keys' },
    says: {
      zh: '哪些系统可以调用接口，各有什么权限；由管理员新建和吊销。',
      en: 'Which systems may call, and what each may; administrators make and revoke keys.',
    },
  },
]

export const TOPICS: readonly { title: Words; steps: readonly Words[] }[] = [
  {
    title: { zh: '一个数怎么来的', en: 'How a number came about' },
    steps: [
      {
        zh: '点带下划线的数，右侧打开追溯：结论、算式、条款、参与的数据。',
        en: 'Click an underlined number: the trace opens at the right with verdict, formula, clause and the data that took part.',
      },
      {
        zh: '继续点某条数据，直到原始报文；向上则到指标、任务和规划段落。',
        en: 'Click on to a reading and its raw frame; or upwards to indicator, obligation and paragraph of the plan.',
      },
      {
        zh: '“未核实”“单一来源”表示所用数字或规则的核实程度；点条款可看标准原表。',
        en: '“Unverified” and “single source” say how sure the figures are; a clause leads to the table of its standard.',
      },
    ],
  },
  {
    title: { zh: '加密的设备（HJ 212-2025）', en: 'Devices that encrypt (HJ 212-2025)' },
    steps: [
      {
        zh: '在设备的“档案”页录入与设备相同的 SM4 密钥（32 位十六进制）；之前隔离的密文可一并重读。密钥保存后不再显示。',
        en: 'Under Profile of the device set the SM4 key it has (32 hexadecimal digits); what is in quarantine can be read again with it. A saved key is not shown again.',
      },
      {
        zh: '密钥用到第 80 天起提醒，90 天到期。设备请求（1014）或由你下发时，网关产生新密钥并以现用密钥加密下发；更换期间新旧两个都有效。',
        en: 'From its 80th day a key is told of; it ends with 90. At the request of the device (1014), or at yours, the gateway makes a new key and sends it under the current one; while they rotate both are valid.',
      },
      {
        zh: '选“应加密的不接收明文”后，2000–2999、1014、3020 的明文进入隔离；专网设备可选“密文、明文都接收”。',
        en: 'Where encryption is required, plain text of 2000–2999, 1014 and 3020 goes into quarantine; for a private network both can be accepted.',
      },
      {
        zh: '原始报文按收到的字节保存，报文与追溯中以明文显示。SM4 的 ECB 只保密，不能证明来源。',
        en: 'Raw frames stay in the bytes in which they came and are shown in plain text. SM4 in ECB mode hides; it does not prove who sent.',
      },
    ],
  },
  {
    title: { zh: '指标往哪里走，当时怎么样', en: 'Where an indicator is heading, and how it stood' },
    steps: [
      {
        zh: '“推算”按数据自动选方法：今年未完、往年同月有逐日数据的，用往年同月；累计降幅按年均进度；满四年的用线性趋势；不足的不推算并写明原因。区间为八成把握，过程可展开；推算不参与考核。',
        en: 'A projection takes the method its data allow: the same months of former years for a year that runs, the mean yearly step for a fall against a base year, a straight line from four years on; less gives none and says why. The interval holds four chances of five, the working opens, and none of it takes part in the assessment.',
      },
      {
        zh: '在指标、年度考核页填“按此刻所知”，看当时的值、目标、公式和核定，并列出与现在的不同及原因（迟到数据、更正、新目标、新公式）。',
        en: 'Enter an instant on the board or the sheet of a year: values, targets, formulas and sign-offs of that time, with what differs from now and why (late data, corrections, a new target, a new formula).',
      },
      {
        zh: '“重算核对”用当时所知的日均值、填报、目标和公式把全部值重算一遍，与当时所存逐项比较；命令行为 shanshui replay indicators。',
        en: '“Compute again and compare” makes every value again from what was known then and holds it against what was stored; on the command line it is shanshui replay indicators.',
      },
      {
        zh: '指标页可按月、街道、流域、点位分解并下载；各部分不相加时写明为什么。图可用方向键读数，可存为 PNG、SVG、CSV。',
        en: 'The page of an indicator breaks it down by month, street, basin or site; where the parts do not add up it says why. Charts are read with the arrow keys and saved as PNG, SVG and CSV.',
      },
    ],
  },
  {
    title: { zh: '迟到或更正的数据', en: 'Late or corrected data' },
    steps: [
      {
        zh: '原始数据永不改写；变化的值保留旧值、时间和原因。',
        en: 'Raw data is never rewritten; a value that changes keeps the old one, with time and reason.',
      },
      {
        zh: '受影响的均值、结论和指标自动重算，旧版本仍可查看。',
        en: 'Averages, verdicts and indicators that hang on it are computed again; earlier versions stay readable.',
      },
    ],
  },
  {
    title: { zh: '设备的数据没进来', en: 'A device’s data does not arrive' },
    steps: [
      {
        zh: '在“数据接入”按 MN 查找；隔离的报文会写明原因（如 CRC 错、MN 未登记、时间不可能）。',
        en: 'Look for its MN under Intake; frames in quarantine say why (wrong CRC, unknown MN, impossible time).',
      },
      {
        zh: '在“设备”页接受它的配置，隔离中的报文会补进来。',
        en: 'Accept its profile on the page of devices: what is in quarantine is stored after all.',
      },
    ],
  },
]

export const KEYS: readonly { key: string; does: Words }[] = [
  { key: 'Tab', does: { zh: '依次到每个链接、按钮和可滚动的表', en: 'to every link, button and table that scrolls' } },
  { key: 'Enter', does: { zh: '打开链接或数的追溯', en: 'opens a link or the trace of a number' } },
  { key: 'Esc', does: { zh: '关闭追溯、菜单和对话框', en: 'closes trace, menu and dialog' } },
  { key: '← →', does: { zh: '在标签页之间移动', en: 'moves between tabs' } },
]
