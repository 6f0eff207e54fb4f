// What is out of order with a project's money and days: each rule by name, each finding with its reason.
import {
  add,
  compareRationals,
  divide,
  multiply,
  type Rational,
  roundRational,
  subtract,
  wholeNumber,
} from '#kit/rational.ts'
import type { ProjectState } from './life-cycle.ts'
import { daysBetween, monthsBefore, type ProjectMilestone, standingOf } from './milestones.ts'
import {
  amountOf,
  amountText,
  MONEY_SOURCES,
  type MoneySource,
  type MoneyTally,
  type ProjectMoney,
  SOURCE_NAMES,
  sumFrom,
  sumOfKind,
  tallyMoney,
  ZERO,
} from './money.ts'

/** Every rule with its name, in the order in which they are told. */
export const EXCEPTION_RULES = {
  'paid-above-budget': { zh: '支付超预算', en: 'Paid above budget' },
  'off-purpose': { zh: '用途不符', en: 'Used off purpose' },
  'paid-before-milestone': { zh: '节点未到先支付', en: 'Paid before the milestone' },
  overrun: { zh: '超概算', en: 'Above the approved cost' },
  'idle-money': { zh: '资金闲置', en: 'Idle money' },
  'late-milestone': { zh: '节点逾期', en: 'Milestone late' },
  'slipping-milestone': { zh: '预计推迟', en: 'Forecast to slip' },
  'late-finish': { zh: '逾期未完工', en: 'Not finished in time' },
} as const satisfies Record<string, { zh: string; en: string }>
export type ExceptionRule = keyof typeof EXCEPTION_RULES
export const EXCEPTION_RULE_NAMES = Object.keys(EXCEPTION_RULES) as [ExceptionRule, ...ExceptionRule[]]

/** Amounts in 万元; `entryId` is the entry and `milestone` the milestone it is about. */
export type ProjectException = {
  rule: ExceptionRule
  zh: string
  en: string
  amount: string | null
  entryId: number | null
  milestone: string | null
}

/** All that the rules look at; `estimate` is the approved cost in 万元, days are Beijing dates. */
export type ProjectFacts = {
  state: ProjectState | null
  endsOn: string | null
  estimate: string | null
  money: readonly ProjectMoney[]
  milestones: readonly ProjectMilestone[]
}

export type ExceptionLimits = { idleMonths: number; overrunPercent: string }
type Judging = { today: string; limits: ExceptionLimits; tally: MoneyTally }

/** Everything out of order on a Beijing date, by rule. What nobody has entered is not judged. */
export function findExceptions(
  facts: ProjectFacts,
  asked: { today: string; limits: ExceptionLimits },
): ProjectException[] {
  const judging = { ...asked, tally: tallyMoney(facts.money) }
  return [
    ...MONEY_SOURCES.flatMap((source) => paidAboveBudget(source, judging)),
    ...offPurpose(facts),
    ...paidBeforeMilestone(facts),
    ...overrun(facts, judging),
    ...MONEY_SOURCES.flatMap((source) => idleMoney(facts, source, judging)),
    ...lateMilestones(facts, judging),
    ...lateFinish(facts, judging),
  ]
}

const BLANK = { amount: null, entryId: null, milestone: null }
const isMore = (a: Rational, b: Rational): boolean => compareRationals(a, b) > 0

function paidAboveBudget(source: MoneySource, { tally }: Judging): ProjectException[] {
  const budget = sumFrom(tally, 'budget', source)
  const paid = sumFrom(tally, 'payment', source)
  if (!isMore(paid, budget)) return []
  const amount = amountText(subtract(paid, budget))
  const { zh, en } = SOURCE_NAMES[source]
  return [
    {
      ...BLANK,
      rule: 'paid-above-budget',
      zh: `${zh}已支付 ${amountText(paid)} 万元，预算 ${amountText(budget)} 万元，超出 ${amount} 万元`,
      en: `${en}: ${amountText(paid)} (10k yuan) paid of a budget of ${amountText(budget)}, ${amount} above`,
      amount,
    },
  ]
}

/** Judged only where a budget says what the money is for. */
function offPurpose({ money }: ProjectFacts): ProjectException[] {
  const purposes = new Set(money.flatMap(({ kind, purpose }) => (kind === 'budget' && purpose !== '' ? [purpose] : [])))
  if (purposes.size === 0) return []
  const meant = [...purposes]
  return money
    .filter(({ kind, purpose }) => kind === 'use' && purpose !== '' && !purposes.has(purpose))
    .map(({ id, on, amount, purpose }) => ({
      ...BLANK,
      rule: 'off-purpose',
      zh: `${on} 使用 ${amount} 万元于“${purpose}”，预算用途为“${meant.join('”“')}”`,
      en: `${on}: ${amount} (10k yuan) used for "${purpose}", while the budget is for "${meant.join('", "')}"`,
      amount,
      entryId: id,
    }))
}

function paidBeforeMilestone({ money, milestones }: ProjectFacts): ProjectException[] {
  const reached = new Map(milestones.map(({ name, actualOn }) => [name, actualOn]))
  return money.flatMap(({ id, kind, on, amount, milestone }) => {
    if (kind !== 'payment' || milestone === null) return []
    const actualOn = reached.get(milestone) ?? null
    if (actualOn !== null && actualOn <= on) return []
    return [
      {
        rule: 'paid-before-milestone' as const,
        zh: `${on} 已付 ${amount} 万元，节点“${milestone}”${actualOn === null ? '尚未完成' : `于 ${actualOn} 才完成`}`,
        en: `${amount} (10k yuan) paid on ${on}, while "${milestone}" ${actualOn === null ? 'is not reached' : `was reached on ${actualOn} only`}`,
        amount,
        entryId: id,
        milestone,
      },
    ]
  })
}

function overrun({ estimate }: ProjectFacts, { limits, tally }: Judging): ProjectException[] {
  if (estimate === null) return []
  const approved = amountOf(estimate)
  const paid = sumOfKind(tally, 'payment')
  if (!isMore(approved, ZERO) || !isMore(paid, approved)) return []
  const above = subtract(paid, approved)
  const percent = multiply(divide(above, approved), wholeNumber(100))
  if (!isMore(percent, amountOf(limits.overrunPercent))) return []
  const told = roundRational(percent, 1)
  return [
    {
      ...BLANK,
      rule: 'overrun',
      zh: `已支付 ${amountText(paid)} 万元，概算 ${amountText(approved)} 万元，超 ${told}%`,
      en: `${amountText(paid)} (10k yuan) paid of an approved cost of ${amountText(approved)}, ${told}% above`,
      amount: amountText(above),
    },
  ]
}

/**
 * The first money in is the first used; what is left of appropriations older than the limit is idle.
 * Money counts as used by what was paid or what was used, whichever is more, as many enter only one of them.
 */
function idleMoney(
  { money }: ProjectFacts,
  source: MoneySource,
  { today, limits, tally }: Judging,
): ProjectException[] {
  const oldest = monthsBefore(today, limits.idleMonths)
  const paid = sumFrom(tally, 'payment', source)
  const used = sumFrom(tally, 'use', source)
  let spent = isMore(paid, used) ? paid : used
  let idle = ZERO
  let since: string | undefined
  const appropriated = money
    .filter((one) => one.source === source && one.kind === 'appropriation' && one.on <= oldest)
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
  for (const one of appropriated) {
    const left = subtract(amountOf(one.amount), spent)
    if (isMore(left, ZERO)) {
      since ??= one.on
      idle = add(idle, left)
      spent = ZERO
    } else spent = subtract(ZERO, left)
  }
  if (since === undefined) return []
  const amount = amountText(idle)
  return [
    {
      ...BLANK,
      rule: 'idle-money',
      zh: `${SOURCE_NAMES[source].zh} ${amount} 万元自 ${since} 拨付后未使用，已满 ${limits.idleMonths} 个月`,
      en: `${SOURCE_NAMES[source].en}: ${amount} (10k yuan) appropriated since ${since} and not used for ${limits.idleMonths} months`,
      amount,
    },
  ]
}

function lateMilestones({ state, milestones }: ProjectFacts, { today }: Judging): ProjectException[] {
  if (state === 'stopped') return []
  return milestones.flatMap((milestone) => {
    const { name, plannedOn, forecastOn } = milestone
    const standing = standingOf(milestone, today)
    if (standing !== 'late' && standing !== 'slipping') return []
    const isLate = standing === 'late'
    const days = daysBetween(plannedOn, isLate ? today : (forecastOn ?? plannedOn))
    return [
      {
        ...BLANK,
        rule: isLate ? ('late-milestone' as const) : ('slipping-milestone' as const),
        zh: isLate
          ? `“${name}”应于 ${plannedOn} 完成，已逾期 ${days} 天`
          : `“${name}”应于 ${plannedOn} 完成，预计 ${forecastOn}，推迟 ${days} 天`,
        en: isLate
          ? `"${name}" was due on ${plannedOn}, ${days} days ago`
          : `"${name}" is due on ${plannedOn} and forecast for ${forecastOn}, ${days} days later`,
        milestone: name,
      },
    ]
  })
}

const UNFINISHED: readonly (ProjectState | null)[] = ['reserve', 'approved', 'building']

function lateFinish({ state, endsOn }: ProjectFacts, { today }: Judging): ProjectException[] {
  if (endsOn === null || endsOn >= today || !UNFINISHED.includes(state)) return []
  const days = daysBetween(endsOn, today)
  return [
    {
      ...BLANK,
      rule: 'late-finish',
      zh: `计划 ${endsOn} 完工，已过 ${days} 天`,
      en: `Was to be finished on ${endsOn}, ${days} days ago`,
    },
  ]
}
