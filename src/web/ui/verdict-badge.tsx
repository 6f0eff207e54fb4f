// A verdict in short: the prescribed colour, always with the word or numeral beside it, as a door into the trace.
import type { VerdictBrief } from '#contract/sites.ts'
import { type Say, useSay } from './say.ts'
import { SurenessMark } from './sureness-mark.tsx'
import { TraceDoor } from './trace-door.tsx'

const WORDS = {
  cannot: { zh: '无法评价', en: 'Cannot be judged' },
  none: { zh: '未评价', en: 'Not judged' },
  subject: { zh: '评价', en: 'Verdict' },
}

/** `57 良`, `Ⅲ`, or 无法评价. */
export function verdictText(verdict: VerdictBrief, say: Say): string {
  if (!verdict.judged || verdict.label === null) return say(WORDS.cannot)
  const label = say(verdict.label)
  return verdict.aqi === null ? label : `${verdict.aqi} ${label}`
}

type Props = { verdict: VerdictBrief | null; showsWhy?: boolean }

export function VerdictBadge({ verdict, showsWhy = false }: Props) {
  const say = useSay()
  if (verdict === null) return <span className="quiet">{say(WORDS.none)}</span>
  return (
    <span className="verdict">
      <TraceDoor traceRef={verdict.ref}>
        {verdict.colour === null ? null : (
          <span className="verdict-swatch" style={{ background: verdict.colour }} aria-hidden="true" />
        )}
        {verdictText(verdict, say)}
      </TraceDoor>
      <SurenessMark sureness={verdict.sureness} />
      {showsWhy && verdict.why !== null ? <span className="quiet verdict-why">{say(verdict.why)}</span> : null}
    </span>
  )
}
