// What a person does with a source: add, change, pause, pull now; each leaves a line in the event log.
import { Cron } from 'croner'
import { HIDDEN_SECRET, type SourceBody, type SourceSettings } from '#contract/ways-in.ts'
import { checkPayloadMapping } from '#domain/ways-in/mapping.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { findSource, type Source } from './sources.ts'
import { isTopicFilter } from './topic-filter.ts'

export const SOURCES_CHANGED = 'intake_source'

export const noSource = (id: number | string): Refusal =>
  refuse('ways-in.source-not-found', { zh: `没有编号为 ${id} 的来源`, en: `There is no source ${id}` })

const nameExists = (name: string): Refusal =>
  refuse('ways-in.name-exists', { zh: `已有名为“${name}”的来源`, en: `There is a source named “${name}” already` })

const unfit = (zh: string, en: string): Refusal => refuse('ways-in.settings-unfit', { zh, en })

function checkSettings(settings: SourceSettings): Refusal | undefined {
  if (settings.way === 'mqtt') {
    const wrong = settings.topics.find((topic) => !isTopicFilter(topic))
    return wrong === undefined
      ? undefined
      : unfit(`“${wrong}”不是主题过滤器`, `“${wrong}” is no topic filter: # stands last and alone, + alone`)
  }
  if (settings.way === 'http') return undefined
  if (nextTime(settings.schedule, Date.now()) === undefined) {
    return unfit(`时间表“${settings.schedule}”无法识别`, `Cannot read the schedule “${settings.schedule}”`)
  }
  if (settings.from === 'http') return checkAddress(settings.address)
  if (!settings.address.startsWith('/')) {
    return unfit('文件夹须是完整路径', 'The folder must be a full path')
  }
  return undefined
}

/** An address is for all to read, in the list and in the runs: a password MUST NOT stand in it. */
function checkAddress(address: string): Refusal | undefined {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol)) {
    return unfit('地址须以 http:// 或 https:// 开头', 'The address must begin with http:// or https://')
  }
  if (url.username === '' && url.password === '') return undefined
  return unfit(
    '地址中不能有用户名和密码，请填在 Authorization 请求头',
    'The address must hold no user name and password: put them into the Authorization header',
  )
}

/** Next time of a cron pattern in Beijing after `afterMs`; undefined where it is no pattern or has no next time. */
export function nextTime(schedule: string, afterMs: number): number | undefined {
  try {
    return new Cron(schedule, { timezone: 'Asia/Shanghai' }).nextRun(new Date(afterMs))?.getTime()
  } catch {
    return undefined
  }
}

/** First error of a source as it is to be. */
const checkSource = ({ settings, mapping }: SourceBody): Refusal | undefined =>
  checkSettings(settings) ?? checkPayloadMapping(mapping)

async function tell(
  tx: Transaction,
  source: { id: number; by: string; type: string; payload: unknown },
): Promise<void> {
  const { id, by, type, payload } = source
  await tx.query(`select append_event('intake-source', $1, $2, $3, $4)`, [
    String(id),
    type,
    by,
    JSON.stringify(payload),
  ])
  await tx.query(`select pg_notify('${SOURCES_CHANGED}', $1)`, [String(id)])
}

/** The event log is for all to read: secrets stay out of it. */
const shownSettings = (settings: SourceSettings): SourceSettings =>
  settings.way === 'pull' && settings.authorization !== null ? { ...settings, authorization: HIDDEN_SECRET } : settings

export async function createSource(db: Database, body: SourceBody, by: string): Promise<{ id: number } | Refusal> {
  const fault = checkSource(body)
  if (fault) return fault
  const { name, settings, mapping } = body
  return inTransaction(db, async (tx) => {
    const [row] = await tx.query<{ id: number }>(
      `insert into intake_source (way, name, settings, mapping, created_by, changed_by, next_at)
       values ($1, $2, $3, $4, $5, $5, case when $1 = 'pull' then now() end)
       on conflict (name) do nothing returning id`,
      [settings.way, name, JSON.stringify(settings), JSON.stringify(mapping), by],
    )
    if (!row) return nameExists(name)
    await tell(tx, {
      id: row.id,
      by,
      type: 'SourceCreated',
      payload: { name, settings: shownSettings(settings), mapping },
    })
    return { id: row.id }
  })
}

type Change = SourceBody & { id: number; version: number; by: string }

/** Refuses where somebody changed the source meanwhile. The way in of a source stays what it is. */
export async function changeSource(db: Database, change: Change): Promise<{ version: number } | Refusal> {
  const { id, name, mapping, version, by } = change
  return inTransaction(db, async (tx) => {
    const source = await findSource(tx, { id })
    if (!source) return noSource(id)
    const settings = keepSecret(change.settings, source)
    const fault =
      settings.way === source.way
        ? checkSource({ name, settings, mapping })
        : unfit('接入方式不能更改', 'A source cannot change its way in')
    if (fault) return fault
    const [other] = await tx.query('select 1 from intake_source as i where i.name = $1 and i.id <> $2', [name, id])
    if (other) return nameExists(name)
    const [row] = await tx.query<{ version: number }>(
      `update intake_source as i
          set name = $2, settings = $3, mapping = $4, changed_by = $5, changed_at = now(), version = i.version + 1,
              memory = '{}', failures = 0, next_at = case when i.way = 'pull' then now() end
        where i.id = $1 and i.version = $6 returning i.version`,
      [id, name, JSON.stringify(settings), JSON.stringify(mapping), by, version],
    )
    if (!row) {
      return refuse('ways-in.changed-meanwhile', {
        zh: '来源已被别人修改，请刷新后再改',
        en: 'Cannot save as somebody changed the source meanwhile: look at it again',
      })
    }
    await tell(tx, { id, by, type: 'SourceChanged', payload: { name, settings: shownSettings(settings), mapping } })
    return row
  })
}

function keepSecret(settings: SourceSettings, { settings: known }: Source): SourceSettings {
  if (settings.way !== 'pull' || settings.authorization !== HIDDEN_SECRET) return settings
  const secret = known.way === 'pull' ? known.authorization : null
  // A secret for one address MUST NOT be sent to another that somebody writes in its place.
  const isSameHost = known.way === 'pull' && URL.parse(known.address)?.origin === URL.parse(settings.address)?.origin
  return { ...settings, authorization: isSameHost ? secret : null }
}

export async function setSourceState(
  db: Database,
  { id, state, by }: { id: number; state: Source['state']; by: string },
): Promise<{ state: Source['state'] } | Refusal> {
  return inTransaction(db, async (tx) => {
    const changed = await tx.execute(
      `update intake_source as i
          set state = $2, failures = 0, next_at = case when i.way = 'pull' and $2 = 'active' then now() end
        where i.id = $1`,
      [id, state],
    )
    if (changed === 0) return noSource(id)
    await tell(tx, { id, by, type: state === 'paused' ? 'SourcePaused' : 'SourceResumed', payload: {} })
    return { state }
  })
}

export async function askPull(db: Database, id: number, by: string): Promise<{ asked: boolean } | Refusal> {
  const source = await findSource(db, { id })
  if (!source) return noSource(id)
  if (source.way !== 'pull') {
    return refuse('ways-in.not-a-pull', {
      zh: '只有定时拉取的来源可以立即拉取',
      en: 'Only a source that is pulled can be pulled now',
    })
  }
  if (source.state === 'paused') {
    return refuse('ways-in.source-paused', {
      zh: '来源已暂停，请先恢复',
      en: 'Cannot pull a paused source: resume it first',
    })
  }
  await inTransaction(db, async (tx) => {
    await tx.execute(
      `update intake_source as i set next_at = now(), memory = i.memory || jsonb_build_object('askedBy', $2::text) where i.id = $1`,
      [id, by],
    )
    await tell(tx, { id, by, type: 'PullAsked', payload: {} })
  })
  return { asked: true }
}
