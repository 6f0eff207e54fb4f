// Words of the page of API keys.
import type { Words } from '#web/ui/say.ts'

export const KEY_WORDS = {
  title: { zh: '哪些系统可以调用接口？', en: 'Which systems may call the interface?' },
  answer: { zh: '{n} 个密钥有效，{revoked} 个已吊销。', en: 'Valid keys: {n}; revoked: {revoked}.' },
  answerNone: { zh: '没有系统能用密钥调用接口。', en: 'No system can call with a key.' },
  none: { zh: '还没有密钥', en: 'There is no key yet' },
  noneHint: {
    zh: '为每个调用接口的系统建一个密钥，只给它需要的权限。',
    en: 'Make one key for each system that calls, with only what it needs.',
  },
  loading: { zh: '正在读取', en: 'Loading' },
  add: { zh: '新建密钥', en: 'Make a key' },
  name: { zh: '名称（哪个系统）', en: 'Name (which system)' },
  may: { zh: '权限', en: 'May' },
  mayNeeded: { zh: '至少选一项权限', en: 'Choose at least one' },
  sites: { zh: '可写入的站点', en: 'Sites it may write' },
  sitesHint: { zh: '不选则不限站点', en: 'None chosen: every site' },
  everySite: { zh: '不限站点', en: 'every site' },
  created: { zh: '创建', en: 'Made' },
  lastUsed: { zh: '最近使用', en: 'Last used' },
  never: { zh: '从未', en: 'never' },
  state: { zh: '状态', en: 'State' },
  valid: { zh: '有效', en: 'valid' },
  revoked: { zh: '已吊销', en: 'revoked' },
  revoke: { zh: '吊销', en: 'Revoke' },
  revokeSure: {
    zh: '吊销“{name}”后，用它的系统立即不能再调用，且不能恢复。',
    en: 'Once “{name}” is revoked, whoever uses it can call no more, and it cannot be taken back.',
  },
  cancel: { zh: '取消', en: 'Cancel' },
  close: { zh: '我已保存', en: 'I have kept it' },
  secretTitle: { zh: '密钥只显示这一次', en: 'The key is shown only this once' },
  secretHint: {
    zh: '复制后交给对方系统的管理员；丢失须吊销重建。',
    en: 'Copy it and hand it to whoever runs the system; if lost, revoke it and make another.',
  },
  adminOnly: { zh: '密钥由管理员管理。', en: 'Administrators manage keys.' },
} as const satisfies Record<string, Words>
