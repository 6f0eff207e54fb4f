// The words of a device's encryption.
import type { EncryptionPolicy } from '#contract/devices.ts'
import type { Words } from '#web/ui/say.ts'

export const ENCRYPTION_WORDS = {
  title: { zh: '加密（SM4）', en: 'Encryption (SM4)' },
  none: { zh: '没有密钥：按明文接收。', en: 'No key: it is heard in plain text.' },
  since: { zh: '现用密钥自 {time} 起使用，', en: 'The current key is in use since {time}; ' },
  daysLeft: { zh: '90 天还剩 {n} 天。', en: '{n} of 90 days are left.' },
  daysOver: { zh: '已超过 90 天 {n} 天，应立即更换。', en: '90 days are over by {n}: renew it now.' },
  before: { zh: '更换前的密钥仍有效。', en: 'The key before it is still valid.' },
  offered: {
    zh: '{time} 产生的新密钥已下发，尚未见设备使用；再次下发仍用它。',
    en: 'A key made at {time} was handed out and not yet seen in use; the next command hands out the same.',
  },
  policy: { zh: '上报', en: 'Uploads' },
  key: { zh: '密钥（32 位十六进制）', en: 'Key (32 hexadecimal digits)' },
  keyKeep: { zh: '留空则不变；保存后不再显示', en: 'Left empty it stays; it is not shown again once saved' },
  keyWrong: { zh: '密钥应为 32 位十六进制数字', en: 'A key must be 32 hexadecimal digits' },
  save: { zh: '保存', en: 'Save' },
  saveReread: { zh: '保存并重读隔离报文', en: 'Save and read its quarantine again' },
  remove: { zh: '移除密钥', en: 'Take the keys away' },
  renew: { zh: '让设备换新密钥（1014）', en: 'Give the device a new key (1014)' },
  renewHint: {
    zh: '新密钥由网关随机产生，以现用密钥加密下发，任何人都看不到',
    en: 'The gateway makes it at random and sends it under the current key: nobody sees it',
  },
  saved: { zh: '已保存，网关立即按此接收。', en: 'Saved: the gateway goes by it at once.' },
  asked: { zh: '已排队，进展见“命令”。', en: 'Queued: see Commands for what becomes of it.' },
} as const satisfies Record<string, Words>

export const CIPHER_WORDS = {
  off: { zh: '不用密钥', en: 'keys are not used' },
  accepted: { zh: '密文、明文都接收', en: 'encrypted or plain' },
  required: { zh: '应加密的不接收明文', en: 'encrypted where the standard asks for it' },
} as const satisfies Record<EncryptionPolicy, Words>
