// A small supervision order for the tests of the engine: two units may work side by side, with a clock that gives up.
import type { Procedure } from './definition.ts'

// biome-ignore lint/suspicious/noExplicitAny: the tests break parsed JSON at will
export type Json = any

const name = (text: string) => ({ zh: text, en: text })
const WEEK = { count: 5, of: 'working-days' } as const

const ORDER: Procedure = {
  id: 'order',
  version: 1,
  name: name('order'),
  purpose: name('to order'),
  basis: ['c13.s04.m01.t05'],
  roles: [
    { id: 'officer', name: name('officer') },
    { id: 'head', name: name('head') },
  ],
  relations: [
    { id: 'office', name: name('office'), least: 1, most: 1 },
    { id: 'addressee', name: name('addressee'), least: 1, most: 3 },
  ],
  facts: [{ id: 'sunny', name: name('sunny') }],
  opening: {
    who: [{ roles: ['officer'], relations: ['office'] }],
    fields: [{ id: 'due', name: name('due'), type: 'date' }],
  },
  states: [
    { id: 'drafted', name: name('drafted'), kind: 'initial' },
    { id: 'issued', name: name('issued'), kind: 'between' },
    { id: 'closed', name: name('closed'), kind: 'final' },
  ],
  branches: [
    {
      id: 'work',
      name: name('work'),
      during: 'issued',
      of: ['addressee'],
      states: [
        { id: 'to-reply', name: name('to reply'), kind: 'initial' },
        { id: 'replied', name: name('replied'), kind: 'between' },
        { id: 'accepted', name: name('accepted'), kind: 'final' },
        { id: 'given-up', name: name('given up'), kind: 'final' },
      ],
      to: 'closed',
    },
  ],
  acts: [
    {
      id: 'issue',
      name: name('issue'),
      from: ['drafted'],
      to: 'issued',
      who: [{ roles: ['head'], relations: ['office'], notBy: ['open'] }],
    },
    {
      id: 'reply',
      name: name('reply'),
      branch: 'work',
      from: ['to-reply'],
      to: 'replied',
      who: [{ roles: ['officer'], ofStrand: true }],
      fields: [{ id: 'result', name: name('result'), type: 'long-text' }],
      evidence: [{ name: name('proof'), kinds: ['document', 'photo'], least: 2 }],
      undo: { count: 1, of: 'working-days' },
    },
    {
      id: 'extend',
      name: name('extend'),
      branch: 'work',
      from: ['to-reply'],
      to: 'to-reply',
      who: [{ roles: ['head'], relations: ['office'] }],
      fields: [{ id: 'until', name: name('until'), type: 'date' }],
      reason: true,
      guards: [
        { guard: 'before-deadline', deadline: 'reply-in-time', because: name('is over') },
        { guard: 'later-than-deadline', field: 'until', deadline: 'reply-in-time', because: name('not later') },
        { guard: 'act-fewer-than', act: 'extend', times: 2, because: name('twice at most') },
      ],
    },
    {
      id: 'accept',
      name: name('accept'),
      branch: 'work',
      from: ['replied'],
      to: 'accepted',
      who: [{ roles: ['officer', 'head'], relations: ['office'], notBy: ['reply'] }],
    },
    {
      id: 'send-back',
      name: name('send back'),
      branch: 'work',
      from: ['replied'],
      to: 'to-reply',
      who: [{ roles: ['officer', 'head'], relations: ['office'] }],
      reason: true,
    },
    {
      id: 'give-up',
      name: name('give up'),
      branch: 'work',
      from: ['to-reply'],
      to: 'given-up',
      who: [],
    },
  ],
  deadlines: [
    {
      id: 'reply-in-time',
      name: name('reply in time'),
      from: ['open'],
      within: { field: 'due' },
      in: ['to-reply'],
      branch: 'work',
      extension: { act: 'extend', field: 'until' },
      reminders: [
        { id: 'soon', before: { count: 2, of: 'working-days' }, tell: [{ roles: ['officer'], ofStrand: true }] },
      ],
      escalations: [
        { id: 'first', name: name('first'), after: { count: 1, of: 'working-days' }, tell: [{ roles: ['head'] }] },
        { id: 'second', name: name('second'), after: { count: 3, of: 'working-days' }, tell: [{ roles: ['head'] }] },
      ],
    },
    {
      id: 'any-answer',
      name: name('any answer'),
      from: ['issue', 'send-back'],
      within: WEEK,
      in: ['to-reply'],
      branch: 'work',
      escalations: [
        {
          id: 'end',
          name: name('end'),
          after: { count: 5, of: 'working-days' },
          tell: [{ roles: ['head'] }],
          act: 'give-up',
        },
      ],
    },
  ],
}

/** The example, as JSON of its own. */
export const anOrder = (): Json => JSON.parse(JSON.stringify(ORDER))
/** The example as it is checked. */
export const ORDER_EXAMPLE: Procedure = ORDER
