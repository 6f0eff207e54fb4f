// The choice of a plan in the head of a page; nothing where there is none to choose.
import { Select } from 'antd'
import { useSay } from '#web/ui/say.ts'
import { useChoosePlan, usePlan } from './use-plan.ts'
import { SHELL_WORDS as W } from './words.ts'

export function PlanChoice() {
  const say = useSay()
  const { rows, plan } = usePlan()
  const choose = useChoosePlan()
  if (rows.length < 2 || plan === undefined) return null
  return (
    <div className="plan-choice">
      <Select
        aria-label={say(W.choosePlan)}
        value={plan.id}
        popupMatchSelectWidth={false}
        options={rows.map(({ id, titleZh, titleEn, startYear, endYear }) => ({
          value: id,
          label: `${say({ zh: titleZh, en: titleEn })} ${startYear}–${endYear}`,
        }))}
        onChange={choose}
      />
    </div>
  )
}
