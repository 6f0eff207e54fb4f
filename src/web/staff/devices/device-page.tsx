// One device: who it is, how it is connected, and its packets, commands, gaps, profile and file.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Skeleton, Tabs } from 'antd'
import { DemoMark } from '#web/ui/demo-mark.tsx'
import { formatMoment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { nameOfSite } from '#web/ui/site-words.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { AcceptDevice } from './accept-device.tsx'
import { CommandsTab } from './commands-tab.tsx'
import { ConformanceBox, SessionsBox } from './device-standing.tsx'
import './devices.css'
import { KeyWarning } from './encryption-box.tsx'
import { FileTab } from './file-tab.tsx'
import { GapsTab } from './gaps-tab.tsx'
import { Packets } from './packets-tab.tsx'
import { ProfileTab } from './profile-tab.tsx'
import { type DeviceDetail, deviceQuery } from './queries.ts'
import { DEVICE_WORDS as W } from './words.ts'

const TABS = ['packets', 'commands', 'gaps', 'profile', 'file'] as const

/** An MN that is not registered has a page too: the one that takes it in. */
export function DevicePage({ mn }: { mn: string }) {
  const say = useSay()
  const device = useQuery(deviceQuery(mn))
  if (device.isError && device.data === undefined) {
    return <RefusalNote problem={device.error} onRetry={() => void device.refetch()} />
  }
  if (device.data === undefined) return <Skeleton active aria-label={say(W.loading)} />
  if (!('refused' in device.data)) return <KnownDevice device={device.data} />
  if (device.data.refused === 'devices.not-found') return <AcceptDevice mn={mn} />
  return <RefusalNote problem={device.data} />
}

function KnownDevice({ device }: { device: DeviceDetail }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const tab = TABS.find((name) => name === search.tab) ?? 'packets'
  const openGaps = device.gaps.filter(({ state }) => state === 'open').length
  return (
    <>
      <DeviceHead device={device} />
      <div className="device-standing">
        <ConformanceBox conformance={device.conformance} />
        <SessionsBox sessions={device.sessions} />
      </div>
      <Tabs
        className="device-page-tabs"
        activeKey={tab}
        destroyOnHidden
        onChange={(next) => change({ tab: next }, 'push')}
        items={[
          { key: 'packets', label: say(W.tabPackets), children: <Packets mn={device.mn} /> },
          { key: 'commands', label: say(W.tabCommands), children: <CommandsTab device={device} /> },
          {
            key: 'gaps',
            label: openGaps === 0 ? say(W.tabGaps) : `${say(W.tabGaps)}（${openGaps}）`,
            children: <GapsTab device={device} />,
          },
          { key: 'profile', label: say(W.tabProfile), children: <ProfileTab device={device} /> },
          { key: 'file', label: say(W.tabFile), children: <FileTab device={device} /> },
        ]}
      />
    </>
  )
}

function DeviceHead({ device }: { device: DeviceDetail }) {
  const say = useSay()
  const { siteName, siteNameEn } = device
  const hasRival = device.sessions.some(({ rival, closedAt }) => rival && closedAt === null)
  return (
    <header className="page-head">
      <Link to="/devices">{say(W.toList)}</Link>
      <h1>
        <code>{device.mn}</code>
      </h1>
      <p className="page-answer">
        <Link to="/sites/$code" params={{ code: device.siteCode }}>
          {nameOfSite({ name: siteName, nameEn: siteNameEn }, say.language)}
        </Link>
        {device.isDemo ? <DemoMark /> : null} · HJ 212-{device.profile.edition} · ST {device.profile.systemCode} ·{' '}
        <strong className={device.connected ? 'device-on' : 'device-off'}>{linkWords(device, say)}</strong>
      </p>
      {hasRival ? <Alert type="warning" showIcon title={say(W.rivalWarning)} /> : null}
      <KeyWarning encryption={device.encryption} />
      {device.quarantined > 0 ? (
        <p>
          <Link to="/intake" search={{ tab: 'quarantine', mn: device.mn } as never}>
            {say(W.quarantined, { n: device.quarantined })}
          </Link>
        </p>
      ) : null}
    </header>
  )
}

function linkWords({ sessions, lastFrameAt }: DeviceDetail, say: Say): string {
  const now = Date.now()
  const open = sessions.find(({ closedAt }) => closedAt === null)
  if (open) return say(W.connectedSince, { time: formatMoment(open.connectedAt, now), peer: open.peer })
  return lastFrameAt === null ? say(W.neverSeen) : say(W.lastSeen, { time: formatMoment(lastFrameAt, now, true) })
}
