// The obligations that fall to a unit, with their days, weight and state.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { DivisionRow } from '#contract/division.ts'
import { downloadDivision } from '#contract/downloads.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { useSay } from '#web/ui/say.ts'
import { useStandingUnits } from '../shell/unit-choice.tsx'
import { Part } from './part.tsx'
import { unitDutiesQuery } from './queries.ts'
import { UNIT_WORDS as W } from './words.ts'

export function UnitDuties({ unit, plan }: { unit: string; plan: string }) {
  const say = useSay()
  const [page, setPage] = useState(1)
  const asked = useQuery(unitDutiesQuery(plan, unit, page))
  const found = asked.data !== undefined && 'rows' in asked.data ? asked.data : undefined
  const former = useStandingUnits().find(({ name }) => name === unit)?.formerNames ?? []
  const names = [unit, ...former]
  return (
    <Part
      title={W.duties}
      none={W.noDuties}
      heads={[W.obligation, W.as, W.days, W.weight, W.state]}
      total={found?.total ?? 0}
      page={page}
      onPage={setPage}
      problem={asked.error}
      acts={
        found === undefined || found.total === 0 ? null : (
          <div className="filter-bar no-print">
            <DownloadMenu
              formats={TABLE_FORMATS}
              address={(format) =>
                addressOf(downloadDivision, { params: { format }, query: { plan, unit, lang: say.language } })
              }
            />
            <Link to="/plan/division" search={{ unit } as never}>
              {say(W.allDuties)}
            </Link>
          </div>
        )
      }
    >
      {(found?.rows ?? []).map((row) => (
        <DutyLine key={row.obligationId} row={row} names={names} />
      ))}
    </Part>
  )
}

function DutyLine({ row, names }: { row: DivisionRow; names: readonly string[] }) {
  const say = useSay()
  const { assignment } = row
  if (assignment === null) return null
  const leads = names.includes(assignment.lead)
  return (
    <tr>
      <th scope="row">
        <Link to="/plan" search={{ node: row.measureId } as never}>
          {say.language === 'zh' ? row.titleZh : row.titleEn}
        </Link>
        <div className="quiet">{row.obligationId}</div>
      </th>
      <td data-label={say(W.as)}>
        <span className={leads ? 'role role-lead' : 'role role-assist'}>{say(leads ? W.lead : W.assist)}</span>
      </td>
      <td data-label={say(W.days)} className="units-day">
        {assignment.begins} – {assignment.ends}
      </td>
      <td data-label={say(W.weight)}>{assignment.weight === null ? '—' : `${assignment.weight} %`}</td>
      <td data-label={say(W.state)}>
        <Link to="/procedures/cases/$id" params={{ id: String(assignment.caseId) }}>
          {say(assignment.stateName)}
        </Link>
      </td>
    </tr>
  )
}
