// The language of the screen: Chinese first, English by a switch that is remembered.
import { useSyncExternalStore } from 'react'
import { remember, remembered } from './remembered.ts'

export type Language = 'zh' | 'en'

const listeners = new Set<() => void>()

const current = (): Language => (document.documentElement.lang.startsWith('en') ? 'en' : 'zh')

/** Sets the language of the document; every component that speaks renders again. */
export function setLanguage(language: Language): void {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
  remember('language', language)
  for (const listener of listeners) listener()
}

/** Takes up the language chosen last; before the first choice it is Chinese. */
export function restoreLanguage(): void {
  document.documentElement.lang = remembered('language') === 'en' ? 'en' : 'zh-CN'
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, current)
