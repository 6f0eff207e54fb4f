// A target as the plan prints it, with an assumed comparator marked as such.
import { Tooltip } from 'antd'
import type { IndicatorRow } from '#contract/indicators.ts'
import { useSay } from '#web/ui/say.ts'
import { assumedComparatorOf } from './board.ts'
import { INDICATOR_WORDS as W } from './words.ts'

export function TargetText({ row }: { row: IndicatorRow }) {
  const say = useSay()
  const assumed = assumedComparatorOf(row)
  return (
    <>
      {row.target.text}
      {assumed === undefined ? null : (
        <Tooltip title={say(W.assumedLong, { comparator: assumed })}>
          <span className="assumed">
            {' '}
            {say(W.assumed)} {assumed}
          </span>
        </Tooltip>
      )}
    </>
  )
}
