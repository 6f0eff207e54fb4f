// The intake page: live frames, quarantine and file imports.
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Badge, Tabs } from 'antd'
import { formatMoment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { ImportTab } from './import-tab.tsx'
import './intake.css'
import { LiveRecords } from './live-records.tsx'
import { Quarantine } from './quarantine.tsx'
import { recordsQuery } from './queries.ts'
import { INTAKE_WORDS as W } from './words.ts'

const HEAD_REFRESH_MS = 10_000
const TABS = ['live', 'quarantine', 'import'] as const
type Tab = (typeof TABS)[number]

/** Names of one tab's address parts; changing the tab takes them away. */
const TAB_PARTS = { before: undefined, state: undefined, channel: undefined, mn: undefined, page: undefined }

export function IntakePage() {
  const say = useSay()
  const canWrite = useCanWrite()
  const [search, change] = useSearchPart()
  const navigate = useNavigate()
  // The page of an MN that is not registered is the one that takes it in.
  const register = (mn: string) => void navigate({ to: '/devices/$mn', params: { mn } })
  const newest = useQuery({ ...recordsQuery({ limit: 1 }), refetchInterval: HEAD_REFRESH_MS })
  const head = newest.data && 'rows' in newest.data ? newest.data : undefined
  const tab: Tab = TABS.find((name) => name === search.tab) ?? 'live'
  const quarantined = head?.quarantined ?? 0
  return (
    <>
      <IntakeHead quarantined={quarantined} newest={head ? (head.rows[0]?.receivedAt ?? null) : undefined} />
      <Tabs
        activeKey={tab}
        destroyOnHidden
        onChange={(next) => change({ ...TAB_PARTS, tab: next }, 'push')}
        items={[
          {
            key: 'live',
            label: say(W.tabLive),
            children: <LiveRecords {...(canWrite ? { onRegister: register } : {})} />,
          },
          {
            key: 'quarantine',
            label: (
              <Badge count={quarantined} overflowCount={9999} size="small" offset={[10, -2]}>
                {say(W.tabQuarantine)}
              </Badge>
            ),
            children: <Quarantine onRegister={register} />,
          },
          { key: 'import', label: say(W.tabImport), children: <ImportTab /> },
        ]}
      />
    </>
  )
}

type HeadProps = { quarantined: number; newest: number | null | undefined }

function IntakeHead({ quarantined, newest }: HeadProps) {
  const say = useSay()
  const time = newest === null || newest === undefined ? '' : formatMoment(newest, Date.now(), true)
  const answer = newest === null ? W.answerNothing : quarantined > 0 ? W.answerQuarantine : W.answerClean
  return (
    <header className="page-head">
      <h1>{say(W.title)}</h1>
      <p className="page-answer">{newest === undefined ? ' ' : say(answer, { n: quarantined, time })}</p>
    </header>
  )
}
