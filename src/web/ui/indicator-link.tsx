// A link to an indicator's page under its number and name.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listIndicators } from '#contract/indicators.ts'
import { call } from '#web/api.ts'
import { useSay } from './say.ts'

const WORDS = { indicator: { zh: '指标 {no} {name}', en: 'Indicator {no}: {name}' } }

/** The name comes with the board, which is asked for once; until then the id stands. */
export function IndicatorLink({ plan, id }: { plan: string; id: string }) {
  const say = useSay()
  const board = useQuery({
    queryKey: ['indicators', plan, 'names'],
    queryFn: () => call(listIndicators, { params: { plan }, query: {} }),
    staleTime: 600_000,
  })
  const row = board.data && 'rows' in board.data ? board.data.rows.find((indicator) => indicator.id === id) : undefined
  const name = say.language === 'zh' ? row?.nameZh : row?.nameEn
  return (
    <Link to="/indicators/$id" params={{ id }}>
      {row ? say(WORDS.indicator, { no: `${row.no}${row.sub ?? ''}`, name: name ?? '' }) : id}
    </Link>
  )
}
