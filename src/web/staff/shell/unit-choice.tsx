// A choice among the units of the register that stand, found by full or short name.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { listOrganisations } from '#contract/organisations.ts'
import { call } from '#web/api.ts'

export const UNITS_KEY = ['units'] as const
const MOST_OFFERED = 500

const standingQuery = queryOptions({
  queryKey: [...UNITS_KEY, 'standing'],
  queryFn: () => call(listOrganisations, { query: { pageSize: MOST_OFFERED } }),
})

/** Units that stand, by name; empty until they are there. */
export function useStandingUnits() {
  const asked = useQuery(standingQuery)
  return asked.data !== undefined && 'rows' in asked.data ? asked.data.rows : []
}

type Props = {
  id?: string
  label?: string
  value?: string | undefined
  onChange?: (name: string) => void
}

/** A form hands in `id`, `value` and `onChange`. */
export function UnitChoice({ id, label, value, onChange }: Props) {
  const units = useStandingUnits()
  const options = units.map(({ name, shortName }) => ({ value: name, label: name, short: shortName ?? '' }))
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      value={value ?? null}
      showSearch={{
        filterOption: (typed, option) => `${option?.label ?? ''} ${option?.short ?? ''}`.includes(typed.trim()),
      }}
      options={options}
      onChange={(name: string | null) => onChange?.(name ?? '')}
    />
  )
}
