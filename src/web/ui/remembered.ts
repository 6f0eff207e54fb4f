// Small choices kept in this browser; a browser that keeps nothing works all the same.

export function remembered(name: string): string | undefined {
  try {
    return localStorage.getItem(`shanshui ${name}`) ?? undefined
  } catch {
    return undefined
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`shanshui ${name}`, value)
  } catch {
    // A private window may refuse to keep anything; the choice then lasts until the page is closed.
  }
}
