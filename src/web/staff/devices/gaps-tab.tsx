// What a device is missing: proposed for fetching, chosen by a person, and followed until it is there.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { type DeviceGap, dismissGaps, fetchGaps } from '#contract/devices.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { READING_KIND_WORDS } from '#web/ui/site-words.ts'
import { toggled } from '#web/ui/toggled.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { POLICY_WORDS } from './profile-words.ts'
import type { DeviceDetail } from './queries.ts'
import { DEVICE_WORDS, GAP_STATE_WORDS } from './words.ts'

const W = {
  answer: {
    zh: '{open} 段待补取，{asked} 段补取中。补取策略：{policy}。',
    en: '{open} to be fetched, {asked} being fetched. Policy: {policy}.',
  },
  noRhythm: {
    zh: '档案里没有登记分钟、小时或日数据的间隔，无法查缺。',
    en: 'The profile names no interval of minute, hour or day data: gaps cannot be told.',
  },
  none: { zh: '没有缺数', en: 'Nothing is missing' },
  noneHint: {
    zh: '每隔几分钟按应报间隔查一次：分钟查 2 天，小时查 7 天，日查 31 天。',
    en: 'Looked for every few minutes: minutes over 2 days, hours over 7, days over 31.',
  },
  kind: { zh: '数据', en: 'Data' },
  span: { zh: '缺数时段', en: 'Missing' },
  periods: { zh: '时段数', en: 'Periods' },
  fetch: { zh: '补取所选（{n}）', en: 'Fetch ({n})' },
  dismiss: { zh: '忽略所选', en: 'Leave as they are' },
  select: { zh: '选择 {span}', en: 'Choose {span}' },
  asked: { zh: '已下发补取命令，进展见“命令”。', en: 'Asked for; see “Commands” for how it goes.' },
} as const

const OFFERED: ReadonlySet<DeviceGap['state']> = new Set(['open', 'absent', 'dismissed'])

export function GapsTab({ device }: { device: DeviceDetail }) {
  const say = useSay()
  const canWrite = useCanWrite()
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const { gaps, profile } = device
  const count = (state: DeviceGap['state']) => gaps.filter((gap) => gap.state === state).length
  const { minute, hour, day } = profile.intervals
  if (minute === undefined && hour === undefined && day === undefined) {
    return <EmptyNote title={say(W.none)} hint={say(W.noRhythm)} />
  }
  return (
    <>
      <p className="page-answer">
        {say(W.answer, { open: count('open'), asked: count('asked'), policy: say(POLICY_WORDS[profile.gapPolicy]) })}
      </p>
      {gaps.length === 0 ? <EmptyNote title={say(W.none)} hint={say(W.noneHint)} /> : null}
      {gaps.length > 0 && canWrite ? (
        <GapActs mn={device.mn} chosen={[...chosen]} onDone={() => setChosen(new Set())} />
      ) : null}
      {gaps.length > 0 ? <GapTable gaps={gaps} {...(canWrite ? { chosen, onChoose: setChosen } : {})} /> : null}
    </>
  )
}

type ActsProps = { mn: string; chosen: number[]; onDone: () => void }

function GapActs({ mn, chosen, onDone }: ActsProps) {
  const say = useSay()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<Refusal | Error>()
  const [isAsked, setAsked] = useState(false)
  const act = async (what: 'fetch' | 'dismiss') => {
    setProblem(undefined)
    setAsked(false)
    const question = { params: { mn }, body: { ids: chosen, reason } }
    try {
      const reply = what === 'fetch' ? await call(fetchGaps, question) : await call(dismissGaps, question)
      if (isRefusal(reply)) return setProblem(reply)
      setAsked(what === 'fetch')
      onDone()
      await queries.invalidateQueries({ queryKey: ['devices'] })
    } catch (error) {
      setProblem(error as Error)
    }
  }
  const isReady = chosen.length > 0 && reason.trim().length >= 2
  return (
    <>
      <div className="devices-bar no-print">
        <Input
          className="devices-search"
          aria-label={say(DEVICE_WORDS.reason)}
          placeholder={say(DEVICE_WORDS.reason)}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button type="primary" disabled={!isReady} onClick={() => void act('fetch')}>
          {say(W.fetch, { n: chosen.length })}
        </Button>
        <Button disabled={!isReady} onClick={() => void act('dismiss')}>
          {say(W.dismiss)}
        </Button>
      </div>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      {isAsked ? <p role="status">{say(W.asked)}</p> : null}
    </>
  )
}

type TableProps = {
  gaps: readonly DeviceGap[]
  chosen?: ReadonlySet<number>
  onChoose?: (chosen: ReadonlySet<number>) => void
}

function GapTable({ gaps, chosen, onChoose }: TableProps) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x devices-table" aria-label={say(DEVICE_WORDS.tabGaps)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.span)}</th>
            <th scope="col">{say(W.kind)}</th>
            <th scope="col" className="number">
              {say(W.periods)}
            </th>
            <th scope="col">{say(DEVICE_WORDS.state)}</th>
          </tr>
        </thead>
        <tbody>
          {gaps.map((gap) => (
            <tr key={gap.id}>
              <td data-label={say(W.span)}>
                <span className="gap-span">
                  {chosen && onChoose && OFFERED.has(gap.state) ? (
                    <Checkbox
                      aria-label={say(W.select, { span: new Date(gap.from).toISOString() })}
                      checked={chosen.has(gap.id)}
                      onChange={() => onChoose(toggled(chosen, gap.id))}
                    />
                  ) : null}
                  <Moment at={gap.from} /> – <Moment at={gap.until} />
                </span>
              </td>
              <td data-label={say(W.kind)}>{say(READING_KIND_WORDS[gap.kind])}</td>
              <td className="number" data-label={say(W.periods)}>
                <span>{gap.periods}</span>
              </td>
              <td data-label={say(DEVICE_WORDS.state)}>
                <span className={`gap-${gap.state}`}>{say(GAP_STATE_WORDS[gap.state])}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
