// The verdicts of a site: days of air as a calendar, everything else as a list.
import { useQuery } from '@tanstack/react-query'
import { Pagination, Segmented, Skeleton } from 'antd'
import type { VerdictSubject } from '#contract/sites.ts'
import { parseInstant } from '#kit/time.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { EditionLink } from '#web/ui/explanation-tree.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { SUBJECT_WORDS } from '#web/ui/site-words.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { VerdictBadge } from '#web/ui/verdict-badge.tsx'
import { type SiteDetail, verdictsQuery } from './queries.ts'
import { periodText } from './site-head.tsx'
import { VerdictCalendar } from './verdict-calendar.tsx'
import { SITE_WORDS as W } from './words.ts'

const VERDICTS_A_PAGE = 50
/** What a person asks for first. */
const ORDER: readonly VerdictSubject[] = ['air-day', 'water-month', 'water-year', 'water-sample', 'air-hour']

export function VerdictTab({ site }: { site: SiteDetail }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const subjects = ORDER.filter((subject) => site.subjects.includes(subject))
  const subject = subjects.find((one) => one === search.subject) ?? subjects[0]
  if (subject === undefined) return <EmptyNote title={say(W.noVerdicts)} hint={say(W.noVerdictsHint)} />
  return (
    <section aria-label={say(W.verdicts)}>
      <Segmented
        className="no-print"
        aria-label={say(W.subject)}
        value={subject}
        options={subjects.map((value) => ({ value, label: say(SUBJECT_WORDS[value]) }))}
        onChange={(next: VerdictSubject) => change({ subject: next, page: undefined })}
      />
      {subject === 'air-day' ? (
        <VerdictCalendar site={site} />
      ) : (
        <VerdictList key={subject} site={site} subject={subject} />
      )}
    </section>
  )
}

function VerdictList({ site, subject }: { site: SiteDetail; subject: VerdictSubject }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const asked = Number(search.page)
  const page = Number.isInteger(asked) && asked > 0 ? asked : 1
  const asKnownAt = typeof search.asOf === 'string' ? parseInstant(search.asOf) : undefined
  const verdicts = useQuery(verdictsQuery(site.code, { subject, page, pageSize: VERDICTS_A_PAGE, asKnownAt }))
  if (verdicts.data === undefined) {
    if (verdicts.isError) return <RefusalNote problem={verdicts.error} onRetry={() => void verdicts.refetch()} />
    return <Skeleton active />
  }
  if ('refused' in verdicts.data) return <RefusalNote problem={verdicts.data} />
  const { rows, total } = verdicts.data
  if (total === 0) return <EmptyNote title={say(W.noVerdicts)} hint={say(W.noVerdictsHint)} />
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll-x table-box" aria-label={say(SUBJECT_WORDS[subject])} tabIndex={0}>
        <table className="plain-table stack-narrow">
          <thead>
            <tr>
              <th scope="col">{say(W.time)}</th>
              <th scope="col">{say(W.verdict)}</th>
              <th scope="col">{say(W.limiting)}</th>
              <th scope="col">{say(W.edition)}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((verdict) => (
              <tr key={`${verdict.at} ${verdict.edition}`}>
                <th scope="row">{periodText(subject, verdict.at)}</th>
                <td data-label={say(W.verdict)}>
                  <VerdictBadge verdict={verdict} showsWhy />
                </td>
                <td data-label={say(W.limiting)}>{verdict.limiting.join('、') || '—'}</td>
                <td data-label={say(W.edition)}>
                  <EditionLink id={verdict.edition} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {total > VERDICTS_A_PAGE ? (
        <div className="pages no-print">
          <Pagination
            current={page}
            pageSize={VERDICTS_A_PAGE}
            total={total}
            showSizeChanger={false}
            onChange={(next) => change({ page: next === 1 ? undefined : next })}
          />
        </div>
      ) : null}
    </>
  )
}
