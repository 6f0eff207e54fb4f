// What a decoder gave, whatever its shape, as names and values.

export function DecodedTree({ value }: { value: unknown }) {
  if (Array.isArray(value)) {
    return (
      <ol className="decoded">
        {value.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a message stand in their order
          <li key={at}>
            <DecodedTree value={item} />
          </li>
        ))}
      </ol>
    )
  }
  if (typeof value === 'object' && value !== null) {
    return (
      <dl className="decoded">
        {Object.entries(value).map(([name, part]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <DecodedTree value={part} />
            </dd>
          </div>
        ))}
      </dl>
    )
  }
  return <code>{value === null || value === undefined ? '—' : String(value)}</code>
}
