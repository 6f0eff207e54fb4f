// A file size in words.

/** Bytes as `812 B`, `3.4 kB` or `12.0 MB`, thousands of thousands. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
