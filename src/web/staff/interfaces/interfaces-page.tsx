// What is offered to other systems: each interface with its address to copy, what it is for and who may.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CopyButton } from '#web/ui/copy-button.tsx'
import { PERMISSION_WORDS } from '#web/ui/permission-words.ts'
import { listNames, useSay } from '#web/ui/say.ts'
import './interfaces.css'
import { listOffers } from './offers.ts'
import { mqttQuery } from './queries.ts'
import { INTERFACE_WORDS as W } from './words.ts'

export function InterfacesPage() {
  const say = useSay()
  const mqtt = useQuery(mqttQuery)
  const offers = listOffers(window.location.origin, mqtt.data ?? null)
  return (
    <>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">{say(W.answer, { n: offers.length })}</p>
      </header>
      <nav className="interface-links" aria-label={say(W.more)}>
        <Link to="/interfaces/api">{say(W.toApi)}</Link>
        <Link to="/interfaces/webhooks">{say(W.toWebhooks)}</Link>
        <Link to="/keys">{say(W.toKeys)}</Link>
        <Link to="/ways-in">{say(W.toWaysIn)}</Link>
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll-x" aria-label={say(W.title)} tabIndex={0}>
        <table className="plain-table stack-narrow">
          <thead>
            <tr>
              <th scope="col">{say(W.offer)}</th>
              <th scope="col">{say(W.address)}</th>
              <th scope="col">{say(W.purpose)}</th>
              <th scope="col">{say(W.access)}</th>
            </tr>
          </thead>
          <tbody>
            {offers.map(({ name, address, purpose, may }) => (
              <tr key={address}>
                <th scope="row">{say(name)}</th>
                <td data-label={say(W.address)}>
                  <code className="interface-address">{address}</code>{' '}
                  <CopyButton text={address} name={say(W.addressOf, { name: say(name) })} />
                </td>
                <td data-label={say(W.purpose)}>{say(purpose)}</td>
                <td data-label={say(W.access)}>
                  {listNames(
                    say,
                    may.map((one) => say(PERMISSION_WORDS[one])),
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <h2>{say(W.example)}</h2>
      <p>{say(W.exampleHint)}</p>
      <code className="interface-code">
        {`curl -H 'Authorization: Bearer shs_…' '${window.location.origin}/api/sites?kind=air&pageSize=5'`}
      </code>
    </>
  )
}
