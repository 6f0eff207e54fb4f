// The reason every act of a reviewer needs.
import { Input } from 'antd'
import { useId } from 'react'
import { useSay } from '#web/ui/say.ts'
import { QUALITY_WORDS as W } from './words.ts'

const SHORTEST = 2
export const isReason = (text: string): boolean => text.trim().length >= SHORTEST

type Props = { value: string; onChange: (text: string) => void }

export function ReasonField({ value, onChange }: Props) {
  const say = useSay()
  const id = useId()
  return (
    <label htmlFor={id} className="quality-field quality-wide">
      <span>{say(W.reason)}</span>
      <Input
        id={id}
        value={value}
        required
        maxLength={500}
        placeholder={say(W.reasonHint)}
        onChange={(event) => onChange(event.target.value)}
      />
      {value !== '' && !isReason(value) ? <span className="quality-problem">{say(W.reasonShort)}</span> : null}
    </label>
  )
}
