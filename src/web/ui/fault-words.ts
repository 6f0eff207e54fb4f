// Why another machine cannot be spoken to, in words of a person who has to mend it.
import type { Words } from './say.ts'

const FAULTS: readonly [RegExp, Words][] = [
  [
    /ECONNREFUSED/,
    {
      zh: '对方拒绝连接：请核对端口，或对方程序未运行',
      en: 'Connection refused: check the port, or nothing runs there',
    },
  ],
  [/ENOTFOUND|EAI_AGAIN/, { zh: '找不到这个主机名', en: 'The host name is not known' }],
  [/EHOSTUNREACH|ENETUNREACH/, { zh: '网络不通：请检查路由与防火墙', en: 'No way there: check routes and firewalls' }],
  [
    /ETIMEDOUT|no connection within/,
    { zh: '连接超时：请检查地址与防火墙', en: 'No connection in time: check address and firewalls' },
  ],
  [/ECONNRESET|closed the connection/, { zh: '对方断开了连接', en: 'It closed the connection' }],
  [/no answer within/, { zh: '已连接但对方不应答', en: 'Connected, yet nothing is answered' }],
]

/** The fault in plain words; what is not known is told as it is, or as `otherwise`. */
export const faultWords = (text: string, otherwise: Words = { zh: text, en: text }): Words =>
  FAULTS.find(([sign]) => sign.test(text))?.[1] ?? otherwise
