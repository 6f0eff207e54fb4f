// The money of a project: by source, as it added up, and entry by entry.
import { downloadProjectMoney } from '#contract/downloads.ts'
import { KIND_NAMES, SOURCE_NAMES } from '#domain/projects/money.ts'
import { addressOf } from '#web/api.ts'
import { FigureBox } from '#web/chart/figure-box.tsx'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { useSay } from '#web/ui/say.ts'
import { EnterButton, RowActs } from './acts.tsx'
import { linesOf, moneyChart, runOf } from './money-chart.ts'
import { Shares } from './money-totals.tsx'
import { PartTable } from './part-table.tsx'
import type { ProjectDetail } from './queries.ts'
import { groupAmount, nameOf, PROJECT_WORDS as W } from './words.ts'

type Props = { plan: string; planTitle: string; detail: ProjectDetail }

export function FundsPart({ plan, planTitle, detail }: Props) {
  const say = useSay()
  const { money, mix, project } = detail
  return (
    <section aria-label={say(W.funds)}>
      <h2 className="projects-head">
        {say(W.funds)}
        <EnterButton of="money" title={W.funds} />
        {money.length === 0 ? null : (
          <DownloadMenu
            formats={TABLE_FORMATS}
            address={(format) =>
              addressOf(downloadProjectMoney, {
                params: { format },
                query: { plan, project: project.projectId, lang: say.language },
              })
            }
          />
        )}
      </h2>
      {money.length === 0 ? (
        <p className="quiet">{say(W.noMoney)}</p>
      ) : (
        <>
          <div className="projects-totals">
            <MoneyFigure detail={detail} planTitle={planTitle} />
            {mix.length === 0 ? null : (
              <Shares
                title={W.mix}
                heads={[W.budget]}
                rows={mix.map(({ source, amount, share }) => ({
                  name: SOURCE_NAMES[source],
                  cells: [groupAmount(amount)],
                  share,
                }))}
              />
            )}
          </div>
          <PartTable
            title={W.funds}
            heads={[W.on, W.kind, W.source, W.amount, W.purpose, W.milestone, W.document, W.author]}
            numbers={[W.amount]}
            hasActs
          >
            {money.map((one) => (
              <MoneyLine
                key={one.id}
                money={one}
                isWrong={project.exceptions.some(({ entryId }) => entryId === one.id)}
              />
            ))}
          </PartTable>
        </>
      )}
    </section>
  )
}

function MoneyFigure({ detail, planTitle }: { detail: ProjectDetail; planTitle: string }) {
  const say = useSay()
  const run = runOf(detail.money)
  const name = nameOf(detail.project, say)
  return (
    <div>
      <FigureBox
        file={{
          option: moneyChart(run, say),
          height: 260,
          title: `${name} ${say(W.chart)}`,
          source: planTitle,
          fileName: `${detail.project.projectId}-money`,
          lines: linesOf(run, say),
        }}
      />
    </div>
  )
}

function MoneyLine({ money, isWrong }: { money: ProjectDetail['money'][number]; isWrong: boolean }) {
  const say = useSay()
  const { id, kind, source, on, amount, purpose, milestone, document, author } = money
  return (
    <tr id={`money-${id}`} className={isWrong ? 'projects-wrong' : undefined}>
      <th scope="row">{on}</th>
      <td data-label={say(W.kind)}>{say(KIND_NAMES[kind])}</td>
      <td data-label={say(W.source)}>{say(SOURCE_NAMES[source])}</td>
      <td data-label={say(W.amount)} className="number">
        {groupAmount(amount)}
      </td>
      <td data-label={say(W.purpose)}>{purpose || '—'}</td>
      <td data-label={say(W.milestone)}>{milestone ?? '—'}</td>
      <td data-label={say(W.document)}>{document || '—'}</td>
      <td data-label={say(W.author)}>{author}</td>
      <td>
        <RowActs
          of="money"
          id={id}
          title={{ zh: `${on} ${KIND_NAMES[kind].zh}`, en: `${on} ${KIND_NAMES[kind].en}` }}
        />
      </td>
    </tr>
  )
}
