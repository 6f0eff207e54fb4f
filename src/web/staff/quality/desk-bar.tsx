// The choice of what lies on the review desk: site, factor, kind, time, and as of when.
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useDeferredValue, useId, useState } from 'react'
import { beijingDate } from '#kit/time.ts'
import { useSay } from '#web/ui/say.ts'
import { nameOfSite, READING_KIND_WORDS } from '#web/ui/site-words.ts'
import { type DeskAddress, inputTime, SPANS } from './desk-address.ts'
import { type SiteDetail, siteSearchQuery } from './queries.ts'
import { QUALITY_WORDS as W } from './words.ts'

export function SiteChoice({ code, name, onChoose }: { code: string; name: string; onChoose: (code: string) => void }) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed)
  const found = useQuery(siteSearchQuery(q))
  const sites = found.data && 'rows' in found.data ? found.data.rows.filter(({ kind }) => kind !== 'district') : []
  const options = sites.map((site) => ({ value: site.code, label: nameOfSite(site, say.language) }))
  const isListed = options.some(({ value }) => value === code)
  return (
    <Select
      aria-label={say(W.searchSite)}
      placeholder={say(W.searchSite)}
      className="quality-site"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      popupMatchSelectWidth={false}
      value={code === '' ? null : code}
      options={code === '' || isListed ? options : [{ value: code, label: name }, ...options]}
      onChange={onChoose}
    />
  )
}

export function DeskBar({ site, address }: { site: SiteDetail | undefined; address: DeskAddress }) {
  const say = useSay()
  const id = useId()
  const { change } = address
  return (
    <div className="quality-bar no-print">
      <SiteChoice
        code={address.site}
        name={site ? nameOfSite(site, say.language) : address.site}
        onChoose={(code) => change({ site: code, factor: undefined, kind: undefined, on: undefined })}
      />
      {site === undefined ? null : (
        <>
          <Select
            aria-label={say(W.factor)}
            value={address.factor}
            popupMatchSelectWidth={false}
            options={site.factors.map(({ code, nameZh, nameEn }) => ({
              value: code,
              label: say.language === 'zh' ? nameZh : nameEn,
            }))}
            onChange={(factor: string) => change({ factor })}
          />
          <Select
            aria-label={say(W.kind)}
            value={address.kind}
            options={site.kinds.map(({ kind }) => ({ value: kind, label: say(READING_KIND_WORDS[kind]) }))}
            onChange={(kind: string) => change({ kind, on: undefined })}
          />
          <Select
            aria-label={say(W.days)}
            value={address.days}
            options={SPANS.map((value) => ({ value, label: `${value} ${say.language === 'zh' ? '天' : 'd'}` }))}
            onChange={(days: number) => change({ days })}
          />
          <label htmlFor={`${id}on`} className="quality-inline">
            <span>{say(W.day)}</span>
            <Input
              id={`${id}on`}
              type="date"
              value={beijingDate(address.until - 1)}
              onChange={(event) => change({ on: event.target.value === '' ? undefined : event.target.value })}
            />
          </label>
          <label htmlFor={`${id}asof`} className="quality-inline">
            <span>{say(W.asKnownAt)}</span>
            <Input
              id={`${id}asof`}
              type="datetime-local"
              value={address.asKnownAt === undefined ? '' : inputTime(address.asKnownAt)}
              onChange={(event) => change({ asOf: event.target.value === '' ? undefined : event.target.value })}
            />
          </label>
        </>
      )}
    </div>
  )
}
