// Commands as people read them: the forms of an edition, what became of each command, and its conversation.
import type {
  CommandForm,
  CommandRow,
  listCommandForms as formsRoute,
  listCommands as listRoute,
  readCommand as readRoute,
} from '#contract/devices.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import type { Bilingual } from '#contract/wire.ts'
import { listCommandForms as allForms, type CommandField, fieldsOf } from '#hj212/command-form.ts'
import { decodeFrame } from '#hj212/decode.ts'
import type { Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { decodeText } from '#platform/text-file.ts'
import { loadSm4Keys } from '../device-keys.ts'
import { noCommand } from './ask.ts'
import { commandWords, MASK, maskSecrets } from './explain-frame.ts'
import { EXE_RTN, QN_RTN } from './frame-words.ts'

export function listForms({ edition }: QueryOf<typeof formsRoute>): ReplyOf<typeof formsRoute> {
  const forms = allForms().filter(({ editions }) => editions.includes(edition))
  return {
    forms: forms.map(
      (form): CommandForm => ({
        cn: form.cn,
        label: labelOf(form.cn, form.answers),
        group: form.group,
        answers: form.answers,
        actsOnInstrument: form.actsOnInstrument ?? false,
        fields: fieldsOf(form, edition).map(fieldWire),
      }),
    ),
  }
}

/** What a command asks for, where its code names the data that comes. */
const ASKING: Readonly<Record<string, Bilingual>> = {
  '1001': { zh: '设置超限报警时间', en: 'Set the over-limit alarm time' },
  '2011': { zh: '开始上传实时数据', en: 'Start realtime values' },
  '2021': { zh: '开始上传设备运行状态', en: 'Start facility state' },
  '3020': { zh: '提取现场机信息', en: 'Get site information' },
}

function labelOf(cn: string, answers: string): Bilingual {
  const known = ASKING[cn]
  if (known) return known
  const { zh, en } = commandWords(cn)
  return answers === 'history' ? { zh: `补取${zh}`, en: `Fetch ${en.toLowerCase()}` } : { zh, en }
}

const formOf = new Map(allForms().map((form) => [form.cn, form]))

const fieldWire = (field: CommandField): CommandForm['fields'][number] => ({
  name: field.name,
  type: field.type,
  label: { zh: field.zh, en: field.en },
  unit: field.unit ?? null,
  least: field.least ?? null,
  most: field.most ?? null,
  options: (field.options ?? []).map(({ value, zh, en }) => ({ value, zh, en })),
  isOptional: field.isOptional ?? false,
  isFilledAtSend: field.isFilledAtSend ?? false,
})

type Stored = Omit<CommandRow, 'label' | 'result'> & { qnRtn: number | null; exeRtn: number | null; why: string | null }

const COLUMNS = `c.id, c.mn, c.cn, c.params, c.state, c.cause, c.reason, c.asked_by as "askedBy", c.asked_at as "askedAt",
  c.expires_at as "expiresAt", c.sent_at as "sentAt", c.accepted_at as "acceptedAt", c.finished_at as "finishedAt",
  c.sends, c.data_frames as "dataFrames", c.answer, c.qn_rtn as "qnRtn", c.exe_rtn as "exeRtn", c.why`

export async function listCommands(
  db: Database,
  mn: string,
  { page, pageSize }: QueryOf<typeof listRoute>,
): Promise<ReplyOf<typeof listRoute>> {
  const [[count], rows] = await Promise.all([
    db.query<{ n: number }>('select count(*)::int as n from device_command as c where c.mn = $1', [mn]),
    db.query<Stored>(
      `select ${COLUMNS} from device_command as c where c.mn = $1 order by c.id desc limit $2 offset $3`,
      [mn, pageSize, (page - 1) * pageSize],
    ),
  ])
  return { rows: rows.map(commandRow), total: count?.n ?? 0, page, pageSize }
}

function commandRow({ qnRtn, exeRtn, why, params, ...row }: Stored): CommandRow {
  // The store keeps no order of its own: the form's is the one people know.
  const names = (formOf.get(row.cn)?.fields ?? []).map(({ name }) => name).filter((name) => name in params)
  const shown = Object.fromEntries(names.map((name) => [name, name === 'NewPW' ? MASK : (params[name] ?? '')]))
  const label = labelOf(row.cn, formOf.get(row.cn)?.answers ?? 'none')
  return { ...row, params: shown, label, result: resultOf({ state: row.state, qnRtn, exeRtn, why }) }
}

const WHY: Readonly<Record<string, Bilingual>> = {
  'no-answer': { zh: '设备没有应答（9011）', en: 'The device did not answer (9011)' },
  'no-result': {
    zh: '设备已应答，但没有给出执行结果（9012）',
    en: 'The device answered and never told the result (9012)',
  },
  'link-lost': { zh: '连接中断', en: 'The link was lost' },
  'gateway-lost': { zh: '网关重启，结果不明', en: 'The gateway was restarted: the result is not known' },
  'not-encodable': {
    zh: '该版协议没有此命令或参数，或没有密钥可以加密',
    en: 'The edition of the device has no such command or parameter, or there is no key to encrypt it with',
  },
}

function resultOf({ state, qnRtn, exeRtn, why }: Pick<Stored, 'state' | 'qnRtn' | 'exeRtn' | 'why'>): Bilingual | null {
  if (why !== null) return WHY[why] ?? null
  if (exeRtn !== null) return coded('ExeRtn', exeRtn, EXE_RTN)
  if (state === 'refused' && qnRtn !== null) return coded('QnRtn', qnRtn, QN_RTN)
  return null
}

function coded(name: string, code: number, words: Readonly<Record<string, Bilingual>>): Bilingual {
  const meaning = words[String(code)]
  return { zh: `${name}=${code} ${meaning?.zh ?? ''}`.trim(), en: `${name}=${code} ${meaning?.en ?? ''}`.trim() }
}

type Frame = Omit<ReplyOf<typeof readRoute>['frames'][number], 'text' | 'saying'> & { body: Uint8Array }

export async function readCommand(db: Database, id: number): Promise<ReplyOf<typeof readRoute> | Refusal> {
  const [row] = await db.query<Stored & { siteId: number }>(
    `select ${COLUMNS}, c.site_id as "siteId" from device_command as c where c.id = $1`,
    [id],
  )
  if (!row) return noCommand(id)
  const { siteId, ...stored } = row
  const frames = await db.query<Frame>(
    `select f.n, f.at, f.direction, f.note, f.body from device_command_frame as f
      where f.site_id = $1 and f.command_id = $2 order by f.n`,
    [siteId, id],
  )
  const keys = await loadSm4Keys(db, row.mn)
  return { ...commandRow(stored), frames: frames.map(({ body, ...frame }) => ({ ...frame, ...told(body, keys) })) }
}

/** The text of a frame, secrets masked, and the frame in one phrase. */
function told(body: Uint8Array, keys: readonly Uint8Array[]): { text: string; saying: Bilingual } {
  const { message, opened } = decodeFrame(body, { sm4Keys: keys })
  const text = maskSecrets(decodeText(opened?.frame ?? body).text.trimEnd())
  const { QnRtn, ExeRtn } = message?.cp.fields ?? {}
  const name = commandWords(message?.cn ?? '')
  const result =
    QnRtn !== undefined
      ? coded('QnRtn', Number(QnRtn), QN_RTN)
      : ExeRtn !== undefined
        ? coded('ExeRtn', Number(ExeRtn), EXE_RTN)
        : null
  const at = message?.cp.dataTime ? ` ${message.cp.dataTime}` : ''
  return {
    text,
    saying: {
      zh: `${message?.cn ?? ''} ${name.zh}${result ? `：${result.zh}` : at}`,
      en: `${message?.cn ?? ''} ${name.en}${result ? `: ${result.en}` : at}`,
    },
  }
}
