// What a project serves: the obligations that name it, and the indicators those serve.
import { Link } from '@tanstack/react-router'
import { useSay } from '#web/ui/say.ts'
import { PartTable } from './part-table.tsx'
import type { ProjectDetail } from './queries.ts'
import { PROJECT_WORDS as W } from './words.ts'

export function ServesPart({ detail: { obligations, indicators } }: { detail: ProjectDetail }) {
  const say = useSay()
  return (
    <section aria-label={say(W.serves)}>
      <h2>{say(W.serves)}</h2>
      <PartTable title={W.serves} heads={[W.obligation, W.role]}>
        {obligations.map(({ id, titleZh, titleEn, role, measureId, deadlineYear }) => (
          <tr key={id}>
            <th scope="row">
              <Link to="/plan" search={{ node: measureId } as never}>
                {say({ zh: titleZh, en: titleEn })}
              </Link>
              <div className="quiet projects-small">{id}</div>
            </th>
            <td data-label={say(W.role)}>
              {say(W.until, { role: say(role === 'lead' ? W.lead : W.assist), year: deadlineYear })}
            </td>
          </tr>
        ))}
      </PartTable>
      <p>
        {indicators.length === 0 ? <span className="quiet">{say(W.noIndicators)}</span> : say(W.indicators)}
        {indicators.map(({ id, nameZh, nameEn }, n) => (
          <span key={id}>
            {n === 0 ? '' : say({ zh: '、', en: ', ' })}
            <Link to="/indicators/$id" params={{ id }}>
              {say({ zh: nameZh, en: nameEn })}
            </Link>
          </span>
        ))}
      </p>
    </section>
  )
}
