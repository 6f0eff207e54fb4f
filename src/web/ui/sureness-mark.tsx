// How sure a rule's figures are, shown only where they are not verified.
import { useSay } from './say.ts'

const WORDS = {
  memory: { zh: '未核实', en: 'unverified' },
  single: { zh: '单一来源', en: 'single source' },
}

/** Nothing for `verified` or where nothing is stated. */
export function SurenessMark({ sureness }: { sureness: string | null | undefined }) {
  const say = useSay()
  if (sureness !== 'memory' && sureness !== 'single-source') return null
  return <span className="unverified-mark"> {say(sureness === 'memory' ? WORDS.memory : WORDS.single)}</span>
}
