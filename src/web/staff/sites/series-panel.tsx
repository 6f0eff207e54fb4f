// The chart of a site with its choice of factors and its downloads.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { lazy, Suspense, useMemo } from 'react'
import { downloadReadings } from '#contract/downloads.ts'
import type { ReadingKind } from '#contract/sites.ts'
import { beijingDateTime } from '#kit/time.ts'
import { addressOf } from '#web/api.ts'
import { FigureDownloads, type FigureFile } from '#web/chart/figure-downloads.tsx'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { EditionLink } from '#web/ui/explanation-tree.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { nameOfSite } from '#web/ui/site-words.ts'
import { type Series, type SiteDetail, seriesQuery } from './queries.ts'
import { heightOfChart, isLimitDrawn, periodLabel, seriesChart } from './series-chart.ts'
import type { SiteAddress } from './use-site-address.ts'
import { SITE_WORDS as W } from './words.ts'

// The table below tells the same; the chart library may come after it.
const Chart = lazy(() => import('#web/chart/chart.tsx').then((part) => ({ default: part.Chart })))

type Props = { site: SiteDetail; address: SiteAddress; kind: ReadingKind }

export function SeriesPanel({ site, address, kind }: Props) {
  const say = useSay()
  const { span, factors, asKnownAt, change } = address
  const reply = useQuery({
    ...seriesQuery(site.code, { kind, span, factors, asKnownAt }),
    placeholderData: keepPreviousData,
  })
  const series = reply.data && 'series' in reply.data ? reply.data.series : undefined
  return (
    <section className="series" aria-label={say(W.chart)} aria-busy={reply.isPlaceholderData}>
      <div className="series-bar no-print">
        <Checkbox.Group
          aria-label={say(W.factors)}
          value={factors}
          options={site.factors.map(({ code, nameZh, nameEn }) => ({
            value: code,
            label: say.language === 'zh' ? nameZh : nameEn,
          }))}
          onChange={(codes: string[]) => change({ factors: inOrder(codes, site).join(',') })}
        />
      </div>
      {reply.isError && series === undefined ? (
        <RefusalNote problem={reply.error} onRetry={() => void reply.refetch()} />
      ) : null}
      {reply.data && 'refused' in reply.data ? <RefusalNote problem={reply.data} /> : null}
      {asKnownAt === undefined ? null : (
        <p role="note" className="series-known">
          {say(W.asKnownNote, { time: beijingDateTime(asKnownAt).slice(0, 16) })}{' '}
          <Button size="small" onClick={() => change({ asOf: undefined })}>
            {say(W.asKnownNow)}
          </Button>
        </p>
      )}
      {factors.length === 0 ? <p className="quiet">{say(W.chooseFactor)}</p> : null}
      {series === undefined || factors.length === 0 ? null : (
        <Figure site={site} address={address} kind={kind} series={series} />
      )}
    </section>
  )
}

const inOrder = (codes: readonly string[], site: SiteDetail): string[] =>
  site.factors.map((factor) => factor.code).filter((code) => codes.includes(code))

function Figure({ site, address: { span }, kind, series }: Props & { series: readonly Series[] }) {
  const say = useSay()
  const name = nameOfSite(site, say.language)
  const { from, until } = span
  const option = useMemo(
    () => seriesChart({ series, span: { from, until }, kind, say }),
    [series, from, until, kind, say],
  )
  const isEmpty = series.every((one) => one.points.every(([, value]) => value === null))
  if (isEmpty) return <EmptyNote title={say(W.noSeries)} hint={say(W.noSeriesHint)} />
  const factors = series.map((one) => (say.language === 'zh' ? one.nameZh : one.nameEn)).join('、')
  const height = heightOfChart(series.length)
  return (
    <>
      <Suspense fallback={<div style={{ height }} />}>
        <Chart option={option} height={height} label={say(W.chartLabel, { site: name, factors })} />
      </Suspense>
      <p className="quiet series-notes">
        {series.some((one) => one.thinned) ? <span>{say(W.thinned)}</span> : null}
        {series.map((one) =>
          one.limit === null ? null : (
            <span key={one.factor}>
              {say.language === 'zh' ? one.nameZh : one.nameEn}：
              {isLimitDrawn(one) ? say(one.limit.text) : say(W.beyond, { limit: say(one.limit.text), unit: '' })}{' '}
              <EditionLink id={one.limit.edition} />
            </span>
          ),
        )}
      </p>
      <Downloads
        site={site}
        span={span}
        kind={kind}
        file={{
          option,
          height,
          title: `${name} ${factors}`,
          source: `${say(W.source, { code: site.code })}${site.isDemo ? say(W.demoSource) : ''}`,
          fileName: site.code,
          lines: linesOf(series, kind, say),
        }}
      />
    </>
  )
}

type DownloadProps = { site: SiteDetail; span: SiteAddress['span']; kind: ReadingKind; file: FigureFile }

function Downloads({ site, span, kind, file }: DownloadProps) {
  const say = useSay()
  return (
    <div className="series-acts no-print">
      <FigureDownloads file={file} />
      <DownloadMenu
        formats={TABLE_FORMATS}
        address={(format) =>
          addressOf(downloadReadings, {
            params: { format },
            query: { site: site.code, kind, ...span, lang: say.language },
          })
        }
      />
    </div>
  )
}

/** One line a moment, one column a factor. */
function linesOf(series: readonly Series[], kind: ReadingKind, say: Say): string[][] {
  const values = series.map((one) => new Map(one.points.map(([at, value]) => [at, value])))
  const moments = [...new Set(series.flatMap((one) => one.points.map(([at]) => at)))].sort((a, b) => a - b)
  return [
    [say(W.time), ...series.map((one) => `${say.language === 'zh' ? one.nameZh : one.nameEn} (${one.unit})`)],
    ...moments.map((at) => [periodLabel(at, kind), ...values.map((own) => String(own.get(at) ?? ''))]),
  ]
}
