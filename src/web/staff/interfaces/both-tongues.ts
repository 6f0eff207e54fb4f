// Texts that the server keeps in both languages in one line: `中文 | English`.
import type { Words } from '#web/ui/say.ts'

/** Both halves; a text without the bar is the same in both. */
export function bothTongues(text: string): Words {
  const [zh = text, en = zh] = text.split(' | ')
  return { zh, en }
}
