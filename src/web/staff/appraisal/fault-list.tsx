// What is wrong with a scheme, each with its place, reason and what to do.
import { useSay, type Words } from '#web/ui/say.ts'

export function FaultList({ faults }: { faults: readonly Words[] }) {
  const say = useSay()
  if (faults.length === 0) return null
  return (
    <ul role="alert" className="refusal appraisal-faults">
      {faults.map((fault) => (
        <li key={fault.en}>{say(fault)}</li>
      ))}
    </ul>
  )
}
