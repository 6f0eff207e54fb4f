// Commands to a device as forms: which parameters a command takes, whether they are in order, and the frame it becomes.
import type { AnswerEdition } from './answer.ts'
import type { CommandField, CommandForm } from './command-shape.ts'
import { encodeMessage } from './encode.ts'
import type { DataArea } from './message.ts'
import { formatSm4Key } from './sm4.ts'
import { COMMAND_FORMS } from './tables/command-forms.ts'

export type { CommandField, CommandForm } from './command-shape.ts'

const forms = new Map(COMMAND_FORMS.map((form) => [form.cn, form]))

export const listCommandForms = (): readonly CommandForm[] => COMMAND_FORMS
export const findCommandForm = (cn: string): CommandForm | undefined => forms.get(cn)

/** Fields of a form that an edition has. */
export const fieldsOf = (form: CommandForm, edition: AnswerEdition): CommandField[] =>
  form.fields.filter(({ editions }) => !editions || editions.includes(edition))

export type CommandParams = Readonly<Record<string, string>>

/** What is wrong with a command, by field where it is one of them. */
export type CommandFault = { field: string | null; zh: string; en: string }

/** The first fault of a command, undefined where it can be sent. */
export function findCommandFault(cn: string, params: CommandParams, edition: AnswerEdition): CommandFault | undefined {
  const form = findCommandForm(cn)
  if (!form) return { field: null, zh: `没有可下发的命令 ${cn}`, en: `There is no command ${cn} to a device` }
  if (!form.editions.includes(edition)) {
    return { field: null, zh: `命令 ${cn} 不属于 ${edition} 版协议`, en: `The ${edition} edition has no command ${cn}` }
  }
  const fields = fieldsOf(form, edition)
  const strange = Object.keys(params).find((name) => !fields.some((field) => field.name === name))
  if (strange !== undefined) {
    return { field: strange, zh: `命令 ${cn} 没有参数 ${strange}`, en: `The command ${cn} has no parameter ${strange}` }
  }
  for (const field of fields) {
    const fault = faultOf(field, params[field.name] ?? '')
    if (fault) return { field: field.name, ...fault }
  }
  return spanFault(params)
}

function spanFault({ BeginTime: begin, EndTime: end }: CommandParams): CommandFault | undefined {
  if (!begin || !end || begin <= end) return undefined
  return { field: 'EndTime', zh: '截止时间早于起始时间', en: 'The end lies before the begin' }
}

const SHAPES: Readonly<Record<Exclude<CommandField['type'], 'choice'>, RegExp>> = {
  clock: /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d$/,
  'time-of-day': /^([01]\d|2[0-3])[0-5]\d[0-5]\d$/,
  integer: /^\d{1,6}$/,
  decimal: /^-?\d{1,14}(\.\d{1,6})?$/,
  code: /^[0-9A-Za-z]{1,10}$/,
  // Printable, and nothing that could break out of its item.
  text: /^(?!.*&&)[^;,=\p{Cc}]{1,200}$/u,
  secret: /^[0-9A-Za-z]{6}$/,
}

function faultOf(field: CommandField, value: string): { zh: string; en: string } | undefined {
  const { zh, en } = field
  if (value === '') {
    const mayBeEmpty = field.isOptional || field.isFilledAtSend
    return mayBeEmpty ? undefined : { zh: `请填写${zh}`, en: `Fill in: ${en}` }
  }
  const fits =
    field.type === 'choice' ? field.options?.some((option) => option.value === value) : SHAPES[field.type].test(value)
  if (!fits)
    return { zh: `${zh}的写法不对：${value.slice(0, 40)}`, en: `${en} is not well formed: ${value.slice(0, 40)}` }
  const { least = -Infinity, most = Infinity } = field
  const number = Number(value)
  if (field.type !== 'integer' || (number >= least && number <= most)) return undefined
  return { zh: `${zh}应为 ${least}–${most}`, en: `${en} must be ${least} to ${most}` }
}

/** A command to one device. `nowText` is the Beijing clock, YYYYMMDDhhmmss, at which it leaves. */
export type CommandDraft = {
  cn: string
  params: CommandParams
  qn: string
  mn: string
  systemCode: string
  password: string | null
  edition: AnswerEdition
  nowText: string
  /** Of a 1014: the new key, and the Beijing clock at which it was made, YYYYMMDDhhmmsszzz. */
  newKey?: { key: Uint8Array; madeText: string }
}

const FLAG: Readonly<Record<AnswerEdition, number>> = { '2005': 1, '2017': 5, '2025': 9 }

/**
 * Frame of a command, one that wants an answer. Throws where the command is not in order: `findCommandFault` says so
 * before.
 * @source HJ 212—2017 6.2, 附录 C
 */
export function encodeCommand(draft: CommandDraft): Uint8Array {
  const { cn, params, edition } = draft
  const fault = findCommandFault(cn, params, edition)
  const form = findCommandForm(cn)
  if (fault || !form) throw new RangeError(`Cannot encode the command ${cn} as ${fault?.en ?? 'it has no form'}`)
  if (cn === '1014' && !draft.newKey) throw new RangeError('Cannot encode the command 1014 as there is no new key')
  return encodeMessage({
    qn: draft.qn,
    st: draft.systemCode,
    cn,
    pw: draft.password,
    mn: draft.mn,
    flag: FLAG[edition],
    cp: cn === '1014' && draft.newKey ? keyArea(draft.newKey) : areaOf(fieldsOf(form, edition), draft),
  })
}

/** The key in 32 hexadecimal digits: an item holds text, a key may be any bytes. */
const keyArea = ({ key, madeText }: NonNullable<CommandDraft['newKey']>): Partial<DataArea> => ({
  fields: { SKCreateTime: madeText, NewSK: formatSm4Key(key) },
})

function areaOf(fields: readonly CommandField[], { params, nowText, edition }: CommandDraft): Partial<DataArea> {
  const plain: Record<string, string> = {}
  const classes: Record<string, Record<string, string>> = {}
  for (const field of fields) {
    const value = params[field.name] || (field.isFilledAtSend ? nowText : '')
    if (value === '') continue
    if (field.of === undefined) {
      plain[nameIn(field.name, edition)] = value
      continue
    }
    const item = params[field.of] ?? ''
    classes[item] = { ...classes[item], [field.name]: value }
  }
  return {
    fields: plain,
    factors: Object.entries(classes).map(([code, of]) => ({ code, at: 0, until: 0, fields: of })),
  }
}

/** The 2005 edition calls the new password as the header calls the old one. */
const nameIn = (name: string, edition: AnswerEdition): string => (name === 'NewPW' && edition === '2005' ? 'PW' : name)
