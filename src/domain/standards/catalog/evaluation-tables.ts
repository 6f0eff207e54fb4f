// The shape of the air evaluation rules: which statistics are judged, and to how many decimals they are kept.
import type { Edition, Limit } from '../edition.ts'

/** 年评价项目 — a mean or a percentile of the year; `p` is the percentile as a fraction in decimal text. */
export type AnnualStatistic = Limit & { statistic: 'mean' | 'percentile'; of: 'day' | 'day-max-8h'; p?: string }

/** 数据修约 — decimals kept of a daily value, a period statistic and the value that is compared with the limit. */
export type KeptDecimals = Limit & { day: number; period: number; evaluation: number }

export type AirEvaluationEdition = Edition<AnnualStatistic> & {
  family: 'air-evaluation'
  decimals: readonly KeptDecimals[]
  /** Windows of the eight-hour ozone day: end hours, least hours in a window, least windows in a day. */
  ozoneDay: { firstEndHour: number; lastEndHour: number; leastHours: number; leastWindows: number }
  /** Share of points that must be valid for an area mean, in percent; the second holds for fewer than `fewPoints`. */
  points: { leastPercent: number; fewPoints: number; fewLeastPercent: number }
}

type Mark = Pick<Limit, 'source' | 'sureness'>

/** Means and percentiles that both editions judge by. */
export function annualStatistics(mark: Mark): AnnualStatistic[] {
  const unit = 'µg/m³'
  return [
    { item: 'SO2', unit, statistic: 'mean', of: 'day', ...mark },
    { item: 'SO2', unit, statistic: 'percentile', of: 'day', p: '0.98', ...mark },
    { item: 'NO2', unit, statistic: 'mean', of: 'day', ...mark },
    { item: 'NO2', unit, statistic: 'percentile', of: 'day', p: '0.98', ...mark },
    { item: 'PM10', unit, statistic: 'mean', of: 'day', ...mark },
    { item: 'PM10', unit, statistic: 'percentile', of: 'day', p: '0.95', ...mark },
    { item: 'PM2.5', unit, statistic: 'mean', of: 'day', ...mark },
    { item: 'PM2.5', unit, statistic: 'percentile', of: 'day', p: '0.95', ...mark },
    { item: 'CO', unit: 'mg/m³', statistic: 'percentile', of: 'day', p: '0.95', ...mark },
    { item: 'O3', unit, statistic: 'percentile', of: 'day-max-8h', p: '0.90', ...mark },
  ]
}

/** The same decimals for every gas and particle, one more for carbon monoxide; `more` is added to period statistics. */
export function keptDecimals(more: number, mark: Mark): KeptDecimals[] {
  const whole = ['SO2', 'NO2', 'PM10', 'PM2.5', 'O3', 'TSP', 'NOx']
  return [
    ...whole.map((item) => ({ item, unit: 'µg/m³', day: 0, period: more, evaluation: 0, ...mark })),
    { item: 'CO', unit: 'mg/m³', day: 1, period: 1 + more, evaluation: 1, ...mark },
  ]
}
