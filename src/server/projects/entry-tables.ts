// Where each kind of entry of a project is kept: its table, what tells two of them apart, and its columns.
import type { EntryKind } from '#contract/projects.ts'

export type EntryTable = {
  table: string
  /** Columns that tell one from another within a project; null: every entry stands by itself. */
  key: readonly string[] | null
  /** Column of each field. */
  columns: Readonly<Record<string, string>>
}

export const ENTRY_TABLES: Readonly<Record<EntryKind, EntryTable>> = {
  particulars: {
    table: 'project',
    key: [],
    columns: {
      name: 'name',
      obligationIds: 'obligation_ids',
      medium: 'medium',
      state: 'state',
      owner: 'owner',
      street: 'street',
      place: 'place',
      lon: 'lon',
      lat: 'lat',
      startsOn: 'starts_on',
      endsOn: 'ends_on',
      estimate: 'estimate',
      capacity: 'capacity',
      capacityUnit: 'capacity_unit',
    },
  },
  milestone: {
    table: 'project_milestone',
    key: ['name'],
    columns: { name: 'name', plannedOn: 'planned_on', forecastOn: 'forecast_on', actualOn: 'actual_on' },
  },
  money: {
    table: 'project_money',
    key: null,
    columns: {
      kind: 'kind',
      source: 'source',
      on: 'dated',
      amount: 'amount',
      purpose: 'purpose',
      milestone: 'milestone',
      document: 'document',
    },
  },
  result: {
    table: 'project_result',
    key: ['name'],
    columns: { name: 'name', unit: 'unit', comparator: 'comparator', target: 'target', result: 'result' },
  },
  paper: {
    table: 'project_paper',
    key: ['paper'],
    columns: { paper: 'paper', document: 'document', on: 'dated' },
  },
  application: {
    table: 'project_application',
    key: ['fund'],
    columns: {
      fund: 'fund',
      level: 'level',
      state: 'state',
      dueOn: 'due_on',
      asked: 'asked',
      granted: 'granted',
      document: 'document',
    },
  },
}

/** Columns of a kind as a select list, each under the name of its field. */
export const fieldsOf = (kind: EntryKind): string =>
  Object.entries(ENTRY_TABLES[kind].columns)
    .map(([field, column]) => `r.${column} as "${field}"`)
    .join(', ')
