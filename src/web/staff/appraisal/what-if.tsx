// What other weights, or another scheme, would change; nothing is kept.
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { tryWeights } from '#contract/appraisal.ts'
import type { ReplyOf } from '#contract/route.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { ChangesTable } from './changes-table.tsx'
import { FaultList } from './fault-list.tsx'
import { APPRAISAL_KEY, appraisalsQuery, type Sheet } from './queries.ts'
import type { Weights } from './weights.ts'
import { APPRAISAL_WORDS as W } from './words.ts'

type Tried = ReplyOf<typeof tryWeights>
type Props = { plan: string; sheet: Sheet; group: string }

export function WhatIf({ plan, sheet, group }: Props) {
  const say = useSay()
  const { act, busy, problem } = useAct([...APPRAISAL_KEY, 'what-if'])
  const [weights, setWeights] = useState<Weights>({})
  const [scheme, choose] = useState('')
  const [tried, setTried] = useState<Tried>()
  const names = new Map([...sheet.lines, ...sheet.adjustments].map(({ id, name }) => [id, name]))
  const tryIt = async (): Promise<void> => {
    const [id = '', version] = scheme.split(' ')
    const other = scheme === '' ? {} : { scheme: { id, version: Number(version) } }
    const body = { weights: scheme === '' ? weights : {}, ...other }
    setTried(await act(() => call(tryWeights, { params: { plan, id: sheet.id }, body })))
  }
  return (
    <section>
      <p className="quiet">{say(W.whatIfHint)}</p>
      <div className="appraisal-bar no-print">
        <SchemeChoice plan={plan} sheet={sheet} value={scheme} onChoose={choose} />
        <Button type="primary" loading={busy} onClick={() => void tryIt()}>
          {say(W.try)}
        </Button>
        <Button
          onClick={() => {
            setWeights({})
            setTried(undefined)
          }}
        >
          {say(W.reset)}
        </Button>
      </div>
      {scheme === '' ? <WeightBoxes sheet={sheet} group={group} weights={weights} onWeights={setWeights} /> : null}
      <FaultList faults={tried?.faults ?? []} />
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      {tried === undefined || tried.faults.length > 0 ? null : (
        <ChangesTable
          changes={tried.changes.filter((one) => one.group === group)}
          names={names}
          before={say(W.before)}
          after={say(W.after)}
        />
      )}
    </section>
  )
}

type ChoiceProps = { plan: string; sheet: Sheet; value: string; onChoose: (scheme: string) => void }

function SchemeChoice({ plan, sheet, value, onChoose }: ChoiceProps) {
  const say = useSay()
  const found = useQuery(appraisalsQuery(plan)).data
  const schemes = found !== undefined && 'schemes' in found ? found.schemes : []
  const others = schemes.filter(({ id, version }) => id !== sheet.scheme.id || version !== sheet.scheme.version)
  return (
    <Select
      aria-label={say(W.otherScheme)}
      value={value}
      options={[
        { value: '', label: say(W.sameScheme) },
        ...others.map(({ id, version, name }) => ({
          value: `${id} ${version}`,
          label: `${say(name)} ${say(W.version, { n: version })}`,
        })),
      ]}
      onChange={onChoose}
    />
  )
}

type BoxesProps = { sheet: Sheet; group: string; weights: Weights; onWeights: (weights: Weights) => void }

function WeightBoxes({ sheet, group, weights, onWeights }: BoxesProps) {
  const say = useSay()
  const most = Number(sheet.scheme.full)
  return (
    <ul className="appraisal-weights">
      {sheet.lines
        .filter((line) => line.groups === null || line.groups.includes(group))
        .map(({ id, name, weight, depth }) => (
          <li key={id} className={`appraisal-depth-${Math.min(depth, 3)}`}>
            <span>{say(name)}</span>
            <input
              type="range"
              min={0}
              max={most}
              step={1}
              aria-label={`${say(name)} ${say(W.weight)} ↔`}
              value={Number(weights[id] ?? weight) || 0}
              onChange={(event) => onWeights({ ...weights, [id]: event.target.value })}
            />
            <input
              className="appraisal-weight"
              inputMode="decimal"
              maxLength={12}
              aria-label={`${say(name)} ${say(W.weight)}`}
              value={weights[id] ?? weight}
              onChange={(event) => onWeights({ ...weights, [id]: event.target.value })}
            />
          </li>
        ))}
    </ul>
  )
}
