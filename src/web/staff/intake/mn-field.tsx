// A field that narrows records to one device.
import { Input } from 'antd'
import { useSay } from '#web/ui/say.ts'
import { INTAKE_WORDS as W } from './words.ts'

type Props = { mn: string | undefined; onChange: (mn: string | undefined) => void }

export function MnField({ mn, onChange }: Props) {
  const say = useSay()
  return (
    <Input.Search
      type="search"
      aria-label={say(W.filterMn)}
      placeholder={say(W.filterMn)}
      defaultValue={mn ?? ''}
      className="record-mn-field"
      onSearch={(text) => onChange(text.trim() === '' ? undefined : text.trim())}
    />
  )
}
