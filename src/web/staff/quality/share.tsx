// A share of 0–1 as percent with a small bar; nothing to tell is a dash.

export const percent = (share: number | null): string => (share === null ? '—' : `${(share * 100).toFixed(1)} %`)

/** Points of 100, with one decimal. */
export const scoreText = (score: number | null): string => score?.toFixed(1) ?? '—'

export function Share({ share }: { share: number | null }) {
  return (
    <>
      {percent(share)}
      {share === null ? null : (
        <span className="quality-share" aria-hidden="true">
          <span style={{ width: `${share * 100}%` }} />
        </span>
      )}
    </>
  )
}

/** Seconds as people say them: `3 min`, `2.5 h`, `4 d`. */
export function delayText(seconds: number | null): string {
  if (seconds === null) return '—'
  const size = Math.abs(seconds)
  if (size < 90) return `${seconds} s`
  if (size < 5400) return `${Math.round(seconds / 60)} min`
  if (size < 172_800) return `${(seconds / 3600).toFixed(1)} h`
  return `${Math.round(seconds / 86_400)} d`
}
