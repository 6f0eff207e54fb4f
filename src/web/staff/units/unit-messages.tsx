// What the clock of the cases has told a unit: reminders and steps of escalation, newest first.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { UnitMessage } from '#contract/unit-cases.ts'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { Part } from './part.tsx'
import { unitMessagesQuery } from './queries.ts'
import { UNIT_WORDS as W } from './words.ts'

export function UnitMessages({ unit }: { unit: string }) {
  const [page, setPage] = useState(1)
  const asked = useQuery(unitMessagesQuery(unit, page))
  const found = asked.data !== undefined && 'rows' in asked.data ? asked.data : undefined
  return (
    <Part
      title={W.messages}
      none={W.noMessages}
      heads={[W.when, W.messages, W.case]}
      total={found?.total ?? 0}
      page={page}
      onPage={setPage}
      problem={asked.error}
    >
      {(found?.rows ?? []).map((row) => (
        <MessageLine key={`${row.caseId} ${row.at} ${row.deadline.en} ${row.step?.en}`} row={row} />
      ))}
    </Part>
  )
}

function MessageLine({ row }: { row: UnitMessage }) {
  const say = useSay()
  const { deadline, step, day } = row
  return (
    <tr>
      <td data-label={say(W.when)}>
        <Moment at={row.at} />
      </td>
      <td data-label={say(W.messages)}>
        {step === null
          ? say(W.reminded, { deadline: say(deadline), day })
          : say(W.escalated, { step: say(step), deadline: say(deadline), day })}
      </td>
      <th scope="row">
        <Link to="/procedures/cases/$id" params={{ id: String(row.caseId) }}>
          {row.title}
        </Link>{' '}
        <span className="quiet">{say(row.procedureName)}</span>
      </th>
    </tr>
  )
}
