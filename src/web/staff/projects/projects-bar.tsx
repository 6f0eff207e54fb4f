// The bar above the projects: filters in the address, files out and in, and a project of one's own.
import { Button, Checkbox, Input, Select, Space } from 'antd'
import { downloadProjectMilestones, downloadProjectMoney, downloadProjects } from '#contract/downloads.ts'
import { MEDIA } from '#domain/plans/pack-projects.ts'
import { EXCEPTION_RULES, type ExceptionRule } from '#domain/projects/exceptions.ts'
import { PROJECT_STATES, STATE_NAMES } from '#domain/projects/life-cycle.ts'
import { MONEY_SOURCES, SOURCE_NAMES } from '#domain/projects/money.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, PLACE_FORMATS } from '#web/ui/download-menu.tsx'
import { useSay, type Words } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { AddProject } from './add-project.tsx'
import type { Filter, ProjectList } from './queries.ts'
import { TableUpload } from './table-upload.tsx'
import { MEDIUM_WORDS, PROJECT_WORDS as W } from './words.ts'

type Props = { plan: string; filter: Filter; found: ProjectList }

export function ProjectsBar({ plan, filter, found }: Props) {
  const say = useSay()
  const [, change] = useSearchPart()
  const canWrite = useCanWrite()
  const find = (part: Filter): void => change({ ...part, page: undefined })
  const rules = found.rules.map(({ rule, n }) => ({ value: rule, label: `${say(EXCEPTION_RULES[rule])}（${n}）` }))
  const wanted = filter.exception as ExceptionRule | 'any' | undefined
  // A filter that finds nothing any more is still there to be taken off.
  const isGone = wanted !== undefined && wanted !== 'any' && !rules.some(({ value }) => value === wanted)
  const ruleOptions = [
    { value: 'any', label: say(W.anyException) },
    ...rules,
    ...(isGone ? [{ value: wanted, label: say(EXCEPTION_RULES[wanted]) }] : []),
  ]
  return (
    <>
      <div className="filter-bar projects-bar no-print">
        <Choice
          label={W.exceptions}
          value={wanted}
          options={ruleOptions}
          onChange={(exception) => find({ exception } as Filter)}
        />
        <Choice
          label={W.state}
          value={filter.state}
          options={[
            ...PROJECT_STATES.map((value) => ({ value, label: say(STATE_NAMES[value]) })),
            { value: 'blank', label: say(W.blankState) },
          ]}
          onChange={(state) => find({ state } as Filter)}
        />
        <Choice
          label={W.medium}
          value={filter.medium}
          options={MEDIA.map((value) => ({ value, label: say(MEDIUM_WORDS[value]) }))}
          onChange={(medium) => find({ medium } as Filter)}
        />
        <Choice
          label={W.source}
          value={filter.source}
          options={MONEY_SOURCES.map((value) => ({ value, label: say(SOURCE_NAMES[value]) }))}
          onChange={(source) => find({ source } as Filter)}
        />
        <Choice
          label={W.street}
          value={filter.street}
          options={found.streets.map((value) => ({ value, label: value }))}
          onChange={(street) => find({ street } as Filter)}
        />
        <Checkbox
          checked={filter.late === 'true'}
          onChange={({ target }) => find({ late: target.checked ? 'true' : undefined } as Filter)}
        >
          {say(W.late)}
        </Checkbox>
        <Input.Search
          key={`q ${filter.q}`}
          aria-label={say(W.search)}
          placeholder={say(W.search)}
          defaultValue={filter.q ?? ''}
          allowClear
          onSearch={(q) => find({ q: q.trim() === '' ? undefined : q.trim() } as Filter)}
        />
      </div>
      {filter.obligation === undefined ? null : (
        <p className="no-print">
          {say(W.ofObligation, { id: filter.obligation })}{' '}
          <button type="button" className="door-link" onClick={() => find({ obligation: undefined } as Filter)}>
            {say(W.clear)}
          </button>
        </p>
      )}
      <Space wrap className="no-print projects-acts">
        <DownloadMenu
          formats={PLACE_FORMATS}
          address={(format) =>
            addressOf(downloadProjects, { params: { format }, query: { plan, ...filter, lang: say.language } })
          }
        />
        <Button
          href={addressOf(downloadProjectMoney, {
            params: { format: 'xlsx' },
            query: { plan, lang: say.language },
          })}
          download
        >
          {say(W.moneyFile)}
        </Button>
        <Button
          href={addressOf(downloadProjectMilestones, {
            params: { format: 'xlsx' },
            query: { plan, lang: say.language },
          })}
          download
        >
          {say(W.milestoneFile)}
        </Button>
        {canWrite ? (
          <>
            <Button
              href={addressOf(downloadProjectMoney, {
                params: { format: 'xlsx' },
                query: { plan, lang: say.language, template: 'true', about: 'false' },
              })}
              download
            >
              {say(W.template)}
            </Button>
            <TableUpload plan={plan} />
            <AddProject plan={plan} />
          </>
        ) : null}
      </Space>
      {canWrite ? <p className="quiet no-print">{say(W.uploadHint)}</p> : null}
    </>
  )
}

type ChoiceProps = {
  label: Words
  value: string | undefined
  options: readonly { value: string; label: string }[]
  onChange: (value: string | undefined) => void
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const say = useSay()
  return (
    <Select
      aria-label={say(label)}
      value={value ?? ''}
      options={[{ value: '', label: `${say(label)}：${say(W.every)}` }, ...options]}
      onChange={(next: string) => onChange(next === '' ? undefined : next)}
    />
  )
}
