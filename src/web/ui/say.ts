// Words of a page in the language of the screen, with figures filled in.
import { type Language, useLanguage } from './language.ts'

export type Words = { readonly zh: string; readonly en: string }
export type Say = ((words: Words, values?: Readonly<Record<string, string | number>>) => string) & {
  readonly language: Language
}

/** Fills `{name}` places; a place without a value stays as it is, so that it is seen. */
export function fillWords(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name]
    return value === undefined ? place : String(value)
  })
}

const sayIn = (language: Language): Say =>
  Object.assign(
    (words: Words, values?: Readonly<Record<string, string | number>>) => fillWords(words[language], values),
    {
      language,
    },
  )

const VOICES: Readonly<Record<Language, Say>> = { zh: sayIn('zh'), en: sayIn('en') }

/** Several names in a row, as the language of the screen lists them. */
export const listNames = (say: Say, names: readonly string[]): string => names.join(say.language === 'zh' ? '、' : ', ')

/** The voice of the screen: `say(WORDS.title)`, `say(WORDS.count, { n: 3 })`. */
export function useSay(): Say {
  return VOICES[useLanguage()]
}
