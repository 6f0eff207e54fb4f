// Milestones of a project: planned, forecast and actual days, and whether one is late.

/** 项目节点 — days are Beijing dates `YYYY-MM-DD`; a milestone with an actual day has been reached. */
export type ProjectMilestone = {
  name: string
  plannedOn: string
  forecastOn: string | null
  actualOn: string | null
}

export const MILESTONE_STANDINGS = ['reached', 'reached-late', 'late', 'slipping', 'ahead'] as const
/** late: its planned day is over; slipping: it is forecast for later than planned; ahead: neither. */
export type MilestoneStanding = (typeof MILESTONE_STANDINGS)[number]

const DAY_MS = 86_400_000

/** Whole days from one Beijing date to another; negative where `until` is earlier. */
export const daysBetween = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / DAY_MS

/** The date a number of months earlier; the day is drawn back to the last of a shorter month. */
export function monthsBefore(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 - months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(day, last))
  return first.toISOString().slice(0, 10)
}

/** Where a milestone stands on a Beijing date; on its planned day it is not late yet. */
export function standingOf({ plannedOn, forecastOn, actualOn }: ProjectMilestone, today: string): MilestoneStanding {
  if (actualOn !== null) return actualOn > plannedOn ? 'reached-late' : 'reached'
  if (plannedOn < today) return 'late'
  return forecastOn !== null && forecastOn > plannedOn ? 'slipping' : 'ahead'
}
