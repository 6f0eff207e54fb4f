// The list of devices: who is connected, who is silent, who has gaps; and those that speak without being registered.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Badge, Input, Pagination, Segmented, Skeleton, Tabs } from 'antd'
import { DemoLine } from '#web/ui/demo-mark.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { DeviceTable } from './device-table.tsx'
import './devices.css'
import { DEVICES_A_PAGE, type DeviceFilter, type DeviceState, devicesQuery } from './queries.ts'
import { UnknownList } from './unknown-list.tsx'
import { DEVICE_WORDS as W } from './words.ts'

const STATES: readonly DeviceState[] = ['connected', 'silent', 'gaps', 'rival']
const STATE_LABELS = { connected: W.connected, silent: W.silent, gaps: W.withGaps, rival: W.rival } as const

function useFilter() {
  const [search, change] = useSearchPart()
  const page = Number(search.page)
  const filter: DeviceFilter = {
    q: typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q) : undefined,
    state: STATES.find((state) => state === search.state),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  }
  const tab = search.tab === 'unknown' ? 'unknown' : 'list'
  return { filter, tab, change }
}

export function DevicesPage() {
  const say = useSay()
  const { filter, tab, change } = useFilter()
  const devices = useQuery(devicesQuery(filter))
  const found = devices.data && 'rows' in devices.data ? devices.data : undefined
  const answer = found && {
    all: groupDigits(found.all),
    connected: groupDigits(found.connected),
    silent: groupDigits(found.silent),
    gaps: groupDigits(found.withGaps),
  }
  return (
    <>
      <header className="page-head devices-head">
        <div>
          <h1>{say(W.title)}</h1>
          <p className="page-answer">
            {found === undefined ? ' ' : say(found.all === 0 ? W.answerNone : W.answer, answer)}{' '}
            {found !== undefined && found.unknown > 0 ? say(W.answerUnknown, { n: groupDigits(found.unknown) }) : null}
          </p>
        </div>
        <Link to="/devices/try" className="door-link">
          {say(W.tryLink)}
        </Link>
      </header>
      <Tabs
        activeKey={tab}
        destroyOnHidden
        onChange={(next) => change({ tab: next, q: undefined, state: undefined, page: undefined }, 'push')}
        items={[
          { key: 'list', label: say(W.tabList), children: <DeviceList filter={filter} /> },
          {
            key: 'unknown',
            label: (
              <Badge count={found?.unknown ?? 0} overflowCount={999} size="small" offset={[10, -2]}>
                {say(W.tabUnknown)}
              </Badge>
            ),
            children: <UnknownList />,
          },
        ]}
      />
    </>
  )
}

function DeviceList({ filter }: { filter: DeviceFilter }) {
  const say = useSay()
  const [, change] = useSearchPart()
  const devices = useQuery(devicesQuery(filter))
  if (devices.isError) return <RefusalNote problem={devices.error} onRetry={() => void devices.refetch()} />
  if (devices.data && 'refused' in devices.data) return <RefusalNote problem={devices.data} />
  const found = devices.data
  return (
    <>
      <DeviceBar filter={filter} />
      {found === undefined ? <Skeleton active aria-label={say(W.loading)} /> : null}
      <DemoLine shown={found?.rows.some(({ isDemo }) => isDemo) ?? false} />
      {found?.rows.length === 0 ? (
        <EmptyNote title={say(W.none)} hint={say(W.noneHint)}>
          <button
            type="button"
            className="door-link"
            onClick={() => change({ q: undefined, state: undefined, page: undefined })}
          >
            {say(W.clear)}
          </button>
        </EmptyNote>
      ) : null}
      {found !== undefined && found.rows.length > 0 ? (
        <DeviceTable rows={found.rows} busy={devices.isPlaceholderData} />
      ) : null}
      {found !== undefined && found.total > DEVICES_A_PAGE ? (
        <nav aria-label={say(W.pages)} className="pages no-print">
          <Pagination
            current={filter.page}
            pageSize={DEVICES_A_PAGE}
            total={found.total}
            showSizeChanger={false}
            onChange={(page) => change({ page }, 'push')}
          />
        </nav>
      ) : null}
    </>
  )
}

function DeviceBar({ filter }: { filter: DeviceFilter }) {
  const say = useSay()
  const [, change] = useSearchPart()
  return (
    <div className="devices-bar no-print">
      <Input.Search
        key={filter.q}
        type="search"
        aria-label={say(W.search)}
        placeholder={say(W.search)}
        defaultValue={filter.q ?? ''}
        className="devices-search"
        onSearch={(text) => change({ q: text.trim() === '' ? undefined : text.trim(), page: undefined })}
      />
      <Segmented
        aria-label={say(W.filterState)}
        value={filter.state ?? 'all'}
        options={[
          { value: 'all', label: say(W.all) },
          ...STATES.map((value) => ({ value, label: say(STATE_LABELS[value]) })),
        ]}
        onChange={(state) => change({ state: state === 'all' ? undefined : state, page: undefined })}
      />
    </div>
  )
}
