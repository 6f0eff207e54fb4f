// What a project has for an application, and the applications that were made for it.
import { APPLICATION_NAMES, LEVEL_NAMES } from '#domain/projects/readiness.ts'
import { useSay } from '#web/ui/say.ts'
import { EnterButton, RowActs } from './acts.tsx'
import { DueDay } from './due-day.tsx'
import { PartTable } from './part-table.tsx'
import type { ProjectDetail } from './queries.ts'
import { groupAmount, PROJECT_WORDS as W } from './words.ts'

export function PapersPart({ detail: { papers, papersNote } }: { detail: ProjectDetail }) {
  const say = useSay()
  if (papers.length === 0) return null
  return (
    <section aria-label={say(W.papers)}>
      <h2 className="projects-head">{say(W.papers)}</h2>
      <p className="quiet">{say(papersNote)}</p>
      <PartTable title={W.papers} heads={[W.paper, W.document, W.on]} hasActs>
        {papers.map(({ id, zh, en, held }) => (
          <tr key={id}>
            <th scope="row">{say({ zh, en })}</th>
            <td data-label={say(W.document)}>
              {held?.document ?? <span className="projects-late-day">{say(W.missing)}</span>}
            </td>
            <td data-label={say(W.on)}>{held?.on ?? '—'}</td>
            <td>
              {held === null ? (
                <EnterButton of="paper" title={{ zh, en }} values={{ paper: id }} />
              ) : (
                <RowActs
                  of="paper"
                  id={held.id}
                  title={{ zh, en }}
                  values={{ paper: id, document: held.document, on: held.on }}
                />
              )}
            </td>
          </tr>
        ))}
      </PartTable>
    </section>
  )
}

export function ApplicationsPart({ detail: { applications } }: { detail: ProjectDetail }) {
  const say = useSay()
  return (
    <section aria-label={say(W.applications)}>
      <h2 className="projects-head">
        {say(W.applications)}
        <EnterButton of="application" title={W.applications} values={{ state: 'preparing' }} />
      </h2>
      {applications.length === 0 ? (
        <p className="quiet">{say(W.noApplications)}</p>
      ) : (
        <PartTable
          title={W.applications}
          heads={[W.fund, W.level, W.applicationState, W.dueOn, W.asked, W.granted]}
          numbers={[W.asked, W.granted]}
          hasActs
        >
          {applications.map(({ id, fund, level, state, dueOn, asked, granted, document, daysLeft }) => (
            <tr key={id}>
              <th scope="row">{fund}</th>
              <td data-label={say(W.level)}>{say(LEVEL_NAMES[level])}</td>
              <td data-label={say(W.applicationState)}>{say(APPLICATION_NAMES[state])}</td>
              <td data-label={say(W.dueOn)}>
                <DueDay dueOn={dueOn} daysLeft={daysLeft} />
              </td>
              <td data-label={say(W.asked)} className="number">
                {groupAmount(asked)}
              </td>
              <td data-label={say(W.granted)} className="number">
                {granted === null ? '—' : groupAmount(granted)}
              </td>
              <td>
                <RowActs
                  of="application"
                  id={id}
                  title={{ zh: fund, en: fund }}
                  values={{ fund, level, state, dueOn, asked, granted, document }}
                />
              </td>
            </tr>
          ))}
        </PartTable>
      )}
    </section>
  )
}
