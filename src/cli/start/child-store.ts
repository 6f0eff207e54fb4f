// Where a child finds the store that its parent opened.

/** Throws where the process was not started by `shanshui start`. */
export function storeUrl(): string {
  const url = process.env.SHANSHUI_STORE_URL
  if (url) return url
  throw new Error(
    'Cannot find the store as SHANSHUI_STORE_URL must be set: this process is started by `shanshui start`',
  )
}
