// The interfaces and what each is for, as a table.
import type { Permission } from '#contract/route.ts'
import type { Words } from '#web/ui/say.ts'

export type Offer = { name: Words; address: string; purpose: Words; may: readonly Permission[] }

/** `origin`: scheme, host and port of this page; `mqtt`: address of the broker where there is one. */
export function listOffers(origin: string, mqtt: string | null): Offer[] {
  const at = (path: string): string => origin + path
  return [
    {
      name: { zh: 'REST 接口', en: 'REST interface' },
      address: at('/api'),
      purpose: {
        zh: '站点、数据、评价、规划、接入，全部以 JSON 提供',
        en: 'Sites, data, verdicts, plan and intake as JSON',
      },
      may: ['site.read', 'plan.read', 'intake.read'],
    },
    {
      name: { zh: 'OpenAPI 3.1 文档', en: 'OpenAPI 3.1 document' },
      address: at('/api/openapi.json'),
      purpose: { zh: '供工具生成客户端', en: 'For tools that generate clients' },
      may: ['public'],
    },
    {
      name: { zh: '下载', en: 'Downloads' },
      address: at('/api/downloads/sites.xlsx'),
      purpose: {
        zh: '任何列表或序列：csv、xlsx、parquet；站点另有 geojson',
        en: 'Any list or series as csv, xlsx, parquet; sites as geojson too',
      },
      may: ['site.read', 'plan.read', 'intake.read'],
    },
    {
      name: { zh: '单位时限日历（iCal）', en: 'Deadlines of a unit (iCal)' },
      address: at('/api/organisations/1/calendar.ics'),
      purpose: {
        zh: '某单位任务和在办事项的时限，供日历程序取用；编号见单位页地址',
        en: 'Deadlines of the obligations and cases of a unit, for calendar programs; its number stands in the address of its page',
      },
      may: ['plan.read'],
    },
    {
      name: { zh: 'OGC SensorThings 1.1', en: 'OGC SensorThings 1.1' },
      address: at('/sta/v1.1'),
      purpose: { zh: '国际通行的传感器接口，读与写', en: 'The international sensor interface, read and write' },
      may: ['site.read', 'data.write'],
    },
    {
      name: { zh: 'OGC SensorThings 1.0', en: 'OGC SensorThings 1.0' },
      address: at('/sta/v1.0'),
      purpose: { zh: '供较早的客户端', en: 'For older clients' },
      may: ['site.read', 'data.write'],
    },
    ...(mqtt === null ? [] : [mqttOffer(mqtt)]),
    {
      name: { zh: '批量提交数据', en: 'Batches of readings' },
      address: at('/api/readings'),
      purpose: {
        zh: 'POST JSON、JSON Lines 或 CSV，逐行答复',
        en: 'POST JSON, JSON Lines or CSV; an answer for each row',
      },
      may: ['data.write'],
    },
    {
      name: { zh: '实时事件', en: 'Live events' },
      address: at('/api/live'),
      purpose: { zh: '浏览器内的服务器推送事件（SSE）', en: 'Server-sent events for open pages' },
      may: ['session'],
    },
    {
      name: { zh: '运行指标', en: 'Metrics' },
      address: at('/metrics'),
      purpose: { zh: 'Prometheus 抓取；本机免密钥', en: 'For Prometheus; from this machine without a key' },
      may: ['metrics.read'],
    },
    {
      name: { zh: '存活与就绪', en: 'Health and readiness' },
      address: at('/readyz'),
      purpose: { zh: '另有 /healthz；供监控与负载均衡', en: 'Also /healthz; for watchdogs and balancers' },
      may: ['public'],
    },
  ]
}

const mqttOffer = (address: string): Offer => ({
  name: { zh: 'MQTT', en: 'MQTT' },
  address,
  purpose: {
    zh: '设备上报；订阅 v1.1/Datastreams(…)/Observations',
    en: 'Devices publish; subscribe to v1.1/Datastreams(…)/Observations',
  },
  may: ['data.write', 'site.read'],
})
