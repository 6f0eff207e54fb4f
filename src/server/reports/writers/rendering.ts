// What the writers of documents are told beside the document: its language, where its links lead, and when it is made.

export type Rendering = {
  language: 'zh' | 'en'
  /** Address of the product without a slash at its end, before the address of every figure. */
  origin: string
  /** Epoch ms. */
  madeAt: number
  words: { contents: string; page: (page: number, pages: number) => string }
}

const WORDS = {
  zh: { contents: '目录', page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页` },
  en: { contents: 'Contents', page: (page: number, pages: number) => `Page ${page} of ${pages}` },
}

export const renderingIn = (
  language: 'zh' | 'en',
  { origin, madeAt }: { origin: string; madeAt: number },
): Rendering => ({
  language,
  origin,
  madeAt,
  words: WORDS[language],
})
