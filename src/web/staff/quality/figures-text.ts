// The figures of a test, or of what it found, in one line.
import type { Say } from '#web/ui/say.ts'
import { FIGURE_WORDS } from './words.ts'

export function figuresText(figures: Readonly<Record<string, unknown>>, say: Say): string {
  return Object.entries(figures)
    .filter(([name, value]) => name !== 'test' && value !== null)
    .map(([name, value]) => {
      const words = FIGURE_WORDS[name]
      return `${words ? say(words) : name} ${String(value)}`
    })
    .join(say.language === 'zh' ? '，' : ', ')
}
