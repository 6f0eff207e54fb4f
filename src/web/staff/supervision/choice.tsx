// A filter of the desk: its name, everything first, then what it can be.
import { Select } from 'antd'
import { useSay, type Words } from '#web/ui/say.ts'
import { SUPERVISION_WORDS as W } from './words.ts'

type Props = {
  words: Words
  /** Undefined where the filter has no "all". */
  every?: Words | undefined
  value: string | undefined
  options: { value: string; label: string }[]
  onChoose: (value: string | undefined) => void
}

export function Choice({ words, every = W.every, value, options, onChoose }: Props) {
  const say = useSay()
  return (
    <Select
      aria-label={say(words)}
      value={value ?? ''}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={[{ value: '', label: `${say(words)}：${say(every)}` }, ...options]}
      onChange={(next: string) => onChoose(next === '' ? undefined : next)}
    />
  )
}
