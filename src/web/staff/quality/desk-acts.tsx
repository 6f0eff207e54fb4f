// What a reviewer does with the chosen span: flag, correct, review. Each needs a reason; nothing touches raw data.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Segmented, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { addCorrection, addFlag, addReview, tryCorrection } from '#contract/quality.ts'
import { CORRECTION_METHODS, type CorrectionMethod, type CorrectionParams } from '#domain/quality/correct.ts'
import { FLAG_STATES, type FlagState, STATE_MEANINGS } from '#domain/quality/flag-vocabulary.ts'
import { REVIEW_LEVELS, type ReviewLevel } from '#domain/quality/review-level.ts'
import { isRefusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import type { DeskAsked } from './queries.ts'
import { isReason, ReasonField } from './reason-field.tsx'
import { LEVEL_WORDS, METHOD_WORDS, QUALITY_WORDS as W } from './words.ts'

export type Act = 'flag' | 'correct' | 'review'
type Props = {
  asked: DeskAsked
  unit: string
  span: { from: number; until: number }
  act: Act
  onAct: (act: Act) => void
  onDone: () => void
}

export function DeskActs({ asked, unit, span, act, onAct, onDone }: Props) {
  const say = useSay()
  return (
    <section className="quality-acts" aria-label={say(W[act])}>
      <Segmented<Act>
        value={act}
        options={(['flag', 'correct', 'review'] as const).map((value) => ({ value, label: say(W[value]) }))}
        onChange={onAct}
      />
      {act === 'flag' ? <FlagForm asked={asked} span={span} onDone={onDone} /> : null}
      {act === 'correct' ? <CorrectForm asked={asked} unit={unit} span={span} onDone={onDone} /> : null}
      {act === 'review' ? <ReviewForm asked={asked} span={span} onDone={onDone} /> : null}
    </section>
  )
}

/** Sends an act, tells a refusal, and asks everything anew that may have moved. */
export function useAct<T>(send: () => Promise<T>, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: (reply) => {
      if (isRefusal(reply)) return
      void client.invalidateQueries({ queryKey: ['quality'] })
      void client.invalidateQueries({ queryKey: ['sites'] })
      onDone()
    },
  })
}

export function ActOutcome({ act }: { act: { error: Error | null; data: unknown } }) {
  return (
    <div aria-live="polite">
      {act.error ? <RefusalNote problem={act.error} /> : null}
      {isRefusal(act.data) ? <RefusalNote problem={act.data} /> : null}
    </div>
  )
}

type FormProps = Pick<Props, 'asked' | 'span' | 'onDone'>

function FlagForm({ asked, span, onDone }: FormProps) {
  const say = useSay()
  const id = useId()
  const [state, setState] = useState<FlagState>('bad')
  const [isForAll, setForAll] = useState(false)
  const [reason, setReason] = useState('')
  const { site, kind, factor } = asked
  const act = useAct(
    () => call(addFlag, { body: { site, kind, ...span, factor: isForAll ? null : factor, state, reason } }),
    onDone,
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act.mutate()
  }
  return (
    <form className="quality-form" onSubmit={submit}>
      <label htmlFor={id} className="quality-field">
        <span>{say(W.state)}</span>
        <Select
          id={id}
          value={state}
          options={FLAG_STATES.map((value) => ({ value, label: say(STATE_MEANINGS[value]) }))}
          onChange={setState}
        />
      </label>
      <Checkbox checked={isForAll} onChange={(event) => setForAll(event.target.checked)}>
        {say(W.allFactors)}
      </Checkbox>
      <ReasonField value={reason} onChange={setReason} />
      <Button type="primary" htmlType="submit" loading={act.isPending} disabled={!isReason(reason)}>
        {say(W.flag)}
      </Button>
      <ActOutcome act={act} />
    </form>
  )
}

type Figures = { value: string; atStart: string; atEnd: string }
const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

/** Undefined where a figure is missing or none. */
function paramsOf(method: CorrectionMethod, { value, atStart, atEnd }: Figures): CorrectionParams | undefined {
  if (method === 'remove' || method === 'interpolate') return { method }
  if (method === 'drift') {
    const [start, end] = [numberIn(atStart), numberIn(atEnd)]
    return Number.isFinite(start) && Number.isFinite(end) ? { method, atStart: start, atEnd: end } : undefined
  }
  const figure = numberIn(value)
  return Number.isFinite(figure) ? { method, value: figure } : undefined
}

function CorrectForm({ asked, unit, span, onDone }: FormProps & { unit: string }) {
  const say = useSay()
  const id = useId()
  const [method, setMethod] = useState<CorrectionMethod>('interpolate')
  const [figures, setFigures] = useState<Figures>({ value: '', atStart: '0', atEnd: '' })
  const [reason, setReason] = useState('')
  const params = paramsOf(method, figures)
  const { site, kind, factor } = asked
  const body = () => ({ site, kind, factor, ...span, params: params ?? { method: 'remove' as const } })
  const trial = useMutation({ mutationFn: () => call(tryCorrection, { body: body() }) })
  const act = useAct(() => call(addCorrection, { body: { ...body(), reason } }), onDone)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act.mutate()
  }
  return (
    <form className="quality-form" onSubmit={submit}>
      <label htmlFor={id} className="quality-field">
        <span>{say(W.method)}</span>
        <Select
          id={id}
          value={method}
          options={CORRECTION_METHODS.map((value) => ({ value, label: say(METHOD_WORDS[value]) }))}
          onChange={setMethod}
        />
      </label>
      <FigureFields method={method} unit={unit} figures={figures} onChange={setFigures} />
      <ReasonField value={reason} onChange={setReason} />
      <Button onClick={() => trial.mutate()} loading={trial.isPending} disabled={params === undefined}>
        {say(W.preview)}
      </Button>
      <Button
        type="primary"
        htmlType="submit"
        loading={act.isPending}
        disabled={params === undefined || !isReason(reason)}
      >
        {say(W.correct)}
      </Button>
      <TrialOutcome trial={trial} />
      <ActOutcome act={act} />
    </form>
  )
}

type FigureProps = {
  method: CorrectionMethod
  unit: string
  figures: Figures
  onChange: (figures: Figures) => void
}

function FigureFields({ method, unit, figures, onChange }: FigureProps) {
  const say = useSay()
  const id = useId()
  const names: (keyof Figures)[] =
    method === 'drift' ? ['atStart', 'atEnd'] : method === 'constant' || method === 'offset' ? ['value'] : []
  return names.map((name) => (
    <label key={name} htmlFor={`${id}${name}`} className="quality-field">
      <span>{say(W[name], { unit })}</span>
      <Input
        id={`${id}${name}`}
        inputMode="decimal"
        value={figures[name]}
        onChange={(event) => onChange({ ...figures, [name]: event.target.value })}
      />
    </label>
  ))
}

function TrialOutcome({
  trial,
}: {
  trial: { data: Awaited<ReturnType<typeof call<typeof tryCorrection>>> | undefined; error: Error | null }
}) {
  const say = useSay()
  if (trial.data === undefined || isRefusal(trial.data)) return <ActOutcome act={trial} />
  const [, before, after] = trial.data.values[0] ?? [0, null, null]
  return (
    <p className="quality-wide" role="status">
      {say(W.previewed, { n: trial.data.values.length, before: before ?? '—', after: after ?? '—' })}
    </p>
  )
}

function ReviewForm({ asked, span, onDone }: FormProps) {
  const say = useSay()
  const id = useId()
  const [level, setLevel] = useState<ReviewLevel>('reviewed')
  const [reason, setReason] = useState('')
  const { site, kind, factor } = asked
  const act = useAct(() => call(addReview, { body: { site, kind, ...span, factors: [factor], level, reason } }), onDone)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act.mutate()
  }
  return (
    <form className="quality-form" onSubmit={submit}>
      <label htmlFor={id} className="quality-field">
        <span>{say(W.level)}</span>
        <Select
          id={id}
          value={level}
          options={REVIEW_LEVELS.map((value) => ({ value, label: say(LEVEL_WORDS[value]) }))}
          onChange={setLevel}
        />
      </label>
      <ReasonField value={reason} onChange={setReason} />
      <Button type="primary" htmlType="submit" loading={act.isPending} disabled={!isReason(reason)}>
        {say(W.review)}
      </Button>
      <ActOutcome act={act} />
    </form>
  )
}
