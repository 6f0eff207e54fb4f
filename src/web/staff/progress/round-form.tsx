// Opening a round: the period and the last day, then unit by unit until every one has its return.
import { Button, Form, Input, Modal, Progress, Select } from 'antd'
import { useState } from 'react'
import { openRound } from '#contract/progress.ts'
import { addDays } from '#domain/calendar/day.ts'
import { getPeriod, periodInWords } from '#domain/progress/period.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingDate } from '#kit/time.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { PROGRESS_KEY } from './queries.ts'
import { PROGRESS_WORDS as W } from './words.ts'

type Boxes = { period: string; due: string }
type Told = { opened: number; standing: number; left: number }

/** Newest first: the periods that have begun in the last year. */
function recentPeriods(): string[] {
  const [year = 0, month = 0] = beijingDate(Date.now()).split('-').map(Number)
  const quarter = Math.ceil(month / 3)
  const quarters = Array.from({ length: 5 }, (_, n) => year * 4 + quarter - 1 - n).map(
    (count) => `${Math.floor(count / 4)}-Q${(count % 4) + 1}`,
  )
  const months = Array.from({ length: 13 }, (_, n) => year * 12 + month - 1 - n).map(
    (count) => `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`,
  )
  return [...quarters, ...months]
}

/** Two weeks after the period, or from today where that has gone by. */
function usualDue(period: string): string {
  const after = addDays(beijingDate(getPeriod(period).until), 13)
  const fromToday = addDays(beijingDate(Date.now()), 14)
  return after > beijingDate(Date.now()) ? after : fromToday
}

export function RoundForm({ plan, units }: { plan: string; units: number }) {
  const say = useSay()
  const [form] = Form.useForm<Boxes>()
  const [isOpen, setOpen] = useState(false)
  const [told, setTold] = useState<Told>()
  const [done, setDone] = useState<string>()
  const { act, busy, problem } = useAct(PROGRESS_KEY)
  const periods = recentPeriods()
  const send = async ({ period, due }: Boxes): Promise<void> => {
    const all = await act(() => openAll(plan, { period, due }, setTold))
    setTold(undefined)
    if (!all) return
    setOpen(false)
    setDone(say(W.opened, { period: say(periodInWords(period)), ...all }))
  }
  const first = periods[1] ?? ''
  return (
    <div className="no-print">
      <Button type="primary" disabled={units === 0} onClick={() => setOpen(true)}>
        {say(W.openRound)}
      </Button>
      {done === undefined ? null : <p role="status">{done}</p>}
      {isOpen ? (
        <Modal
          open
          title={say(W.openRound)}
          okText={say(W.openRound)}
          cancelText={say(W.cancel)}
          confirmLoading={busy}
          onOk={() => form.submit()}
          onCancel={() => setOpen(false)}
        >
          <p>{say(W.openRoundHint, { units })}</p>
          <Form
            form={form}
            layout="vertical"
            initialValues={{ period: first, due: usualDue(first) }}
            onFinish={(boxes) => void send(boxes)}
          >
            <Form.Item name="period" label={say(W.period)} rules={[{ required: true }]}>
              <Select
                showSearch
                options={periods.map((value) => ({ value, label: say(periodInWords(value)) }))}
                onChange={(period: string) => form.setFieldValue('due', usualDue(period))}
              />
            </Form.Item>
            <Form.Item name="due" label={say(W.due)} rules={[{ required: true }]}>
              <Input type="date" />
            </Form.Item>
          </Form>
          {told === undefined ? null : <OpeningProgress told={told} />}
          {problem === undefined ? null : <RefusalNote problem={problem} />}
        </Modal>
      ) : null}
    </div>
  )
}

/** Calls until nobody is left; what was opened before a fault stays opened and is not opened again. */
async function openAll(plan: string, body: Boxes, tell: (told: Told) => void): Promise<Told | Refusal> {
  let opened = 0
  for (;;) {
    const reply = await call(openRound, { params: { plan }, body })
    if (isRefusal(reply)) return reply
    opened += reply.opened
    const told = { ...reply, opened }
    tell(told)
    if (reply.left === 0) return told
  }
}

function OpeningProgress({ told: { standing, left } }: { told: Told }) {
  const say = useSay()
  return (
    <div role="status">
      <Progress percent={Math.round((standing / (standing + left)) * 100)} aria-label={say(W.openRound)} />
      <p className="quiet">{say(W.opening, { done: standing, left })}</p>
    </div>
  )
}
