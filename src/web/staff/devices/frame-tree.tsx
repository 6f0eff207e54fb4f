// One frame taken apart: its text with the faulty places marked, every field with its meaning, and what to do about each finding.
import type { FrameReading } from '#contract/devices.ts'
import { MarkedText } from '#web/ui/marked-text.tsx'
import { useSay } from '#web/ui/say.ts'

const W = {
  text: { zh: '报文原文', en: 'The frame' },
  proved: { zh: '长度与 CRC 正确', en: 'Length and CRC hold' },
  unproved: { zh: '长度或 CRC 不成立，不能入库', en: 'Length or CRC does not hold: it proves nothing' },
  decrypted: { zh: '数据区已解密', en: 'data area decrypted' },
  bytes: { zh: '{n} 字节', en: '{n} bytes' },
  header: { zh: '报文头', en: 'Header' },
  area: { zh: '数据区', en: 'Data area' },
  factor: { zh: '监测因子', en: 'Factor' },
  values: { zh: '值', en: 'Values' },
  findings: { zh: '检查结果', en: 'Findings' },
  clean: { zh: '没有问题', en: 'Nothing to remark' },
  at: { zh: '第 {n} 字节', en: 'byte {n}' },
  advice: { zh: '怎么办', en: 'What to do' },
} as const

type Item = FrameReading['header'][number]

export function FrameTree({ reading }: { reading: FrameReading }) {
  const say = useSay()
  return (
    <div className="frame">
      <p className={reading.ok ? 'frame-proof' : 'frame-proof frame-unproved'}>
        {say(reading.ok ? W.proved : W.unproved)} · {say(W.bytes, { n: reading.bytes })}
        {reading.decrypted ? ` · ${say(W.decrypted)}` : null}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre className="raw frame-text" tabIndex={0}>
        <MarkedText text={reading.text.trimEnd()} ranges={reading.marks} />
      </pre>
      <FindingList findings={reading.findings} />
      <div className="frame-parts">
        <ItemList title={say(W.header)} items={reading.header} />
        {reading.fields.length > 0 ? <ItemList title={say(W.area)} items={reading.fields} /> : null}
      </div>
      {reading.factors.length > 0 ? <FactorTable factors={reading.factors} /> : null}
    </div>
  )
}

export function FindingList({ findings }: { findings: FrameReading['findings'] }) {
  const say = useSay()
  if (findings.length === 0) return <p className="quiet">{say(W.clean)}</p>
  return (
    <ul className="frame-findings">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.at ?? ''} ${finding.en}`}>
          <span className={`finding-${finding.severity}`}>{say(finding)}</span> <code>{finding.code}</code>
          {finding.at === null ? null : <span className="quiet"> {say(W.at, { n: finding.at })}</span>}
          {finding.advice === null ? null : (
            <div className="frame-advice">
              {say(W.advice)}：{say(finding.advice)}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function ItemList({ title, items }: { title: string; items: readonly Item[] }) {
  const say = useSay()
  return (
    <section>
      <h4>{title}</h4>
      <dl className="frame-items">
        {items.map(({ name, label, value, meaning }) => (
          <div key={name}>
            <dt>
              <code>{name}</code> {label === null ? null : <span className="quiet">{say(label)}</span>}
            </dt>
            <dd>
              <code>{value === '' ? '—' : value}</code> {meaning === null ? null : <span>{say(meaning)}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function FactorTable({ factors }: { factors: FrameReading['factors'] }) {
  const say = useSay()
  return (
    <table className="plain-table frame-factors">
      <thead>
        <tr>
          <th scope="col">{say(W.factor)}</th>
          <th scope="col">{say(W.values)}</th>
        </tr>
      </thead>
      <tbody>
        {factors.map(({ code, label, unit, items }) => (
          <tr key={code}>
            <td>
              {label === null ? null : say(label)} <code className="quiet">{code}</code>
            </td>
            <td>
              {items.map(({ name, label: of, value, meaning }) => (
                <span key={name} className="frame-value" title={of === null ? undefined : say(of)}>
                  <span className="quiet">{of === null ? name : say(of)}</span> <strong>{value}</strong>{' '}
                  {meaning === null ? (name === 'Flag' || unit === null ? null : unit) : say(meaning)}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
