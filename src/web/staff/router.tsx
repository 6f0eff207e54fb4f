// Every page of the staff app with its address; each is fetched when it is first opened.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Words } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { BrokenPage, NotFoundPage } from './shell/dead-ends.tsx'
import { Layout } from './shell/layout.tsx'

const TraceDrawer = lazy(() => import('./trace/trace-drawer.tsx').then((page) => ({ default: page.TraceDrawer })))
const IndicatorPage = lazyRouteComponent(() => import('./indicators/indicator-page.tsx'), 'IndicatorPage')
const EditionPage = lazyRouteComponent(() => import('./standards/edition-page.tsx'), 'EditionPage')
const DevicePage = lazyRouteComponent(() => import('./devices/device-page.tsx'), 'DevicePage')
const SourcePage = lazyRouteComponent(() => import('./ways-in/source-page.tsx'), 'SourcePage')
const ReportPage = lazyRouteComponent(() => import('./reports/report-page.tsx'), 'ReportPage')
const ObligationPage = lazyRouteComponent(() => import('./plan/obligation-page.tsx'), 'ObligationPage')
const OldPlanPage = lazyRouteComponent(() => import('./versions/old-plan-page.tsx'), 'OldPlanPage')
const SheetPage = lazyRouteComponent(() => import('./appraisal/sheet-page.tsx'), 'SheetPage')
const SchemePage = lazyRouteComponent(() => import('./appraisal/scheme-page.tsx'), 'SchemePage')
const RecordPage = lazyRouteComponent(() => import('./appraisal/record-page.tsx'), 'RecordPage')
const ReturnPage = lazyRouteComponent(() => import('./progress/return-page.tsx'), 'ReturnPage')
const CasePage = lazyRouteComponent(() => import('./procedures/case-page.tsx'), 'CasePage')
const UnitPage = lazyRouteComponent(() => import('./units/unit-page.tsx'), 'UnitPage')
const ProjectPage = lazyRouteComponent(() => import('./projects/project-page.tsx'), 'ProjectPage')
const SitePage = lazyRouteComponent(() => import('./sites/site-page.tsx'), 'SitePage')
const RulePage = lazyRouteComponent(() => import('./quality/rule-page.tsx'), 'RulePage')
const ChangePage = lazyRouteComponent(() => import('./quality/change-page.tsx'), 'ChangePage')
const FeedPage = lazyRouteComponent(() => import('./quality/feed-page.tsx'), 'FeedPage')

function Root() {
  return <Layout drawer={<OpenTrace />} />
}

/** The drawer is fetched the first time a reference stands in the address, and then stays. */
function OpenTrace() {
  const [{ trace }] = useSearchPart()
  return (
    <Suspense fallback={null}>
      {typeof trace === 'string' && trace !== '' ? <TraceDrawer traceRef={trace} /> : null}
    </Suspense>
  )
}

const root = createRootRoute({ component: Root, notFoundComponent: NotFoundPage, errorComponent: BrokenPage })

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  staticData: { title: { zh: '今天哪里不达标？', en: 'What fails today?' } },
  component: lazyRouteComponent(() => import('./overview/overview-page.tsx'), 'OverviewPage'),
})
/** Pages whose parts come from antd; the first page does without, so that it is there sooner. */
const themed = createRoute({
  getParentRoute: () => root,
  id: 'themed',
  component: lazyRouteComponent(() => import('./shell/theme.tsx'), 'ThemedPages'),
})
const sites = createRoute({
  getParentRoute: () => themed,
  path: '/sites',
  staticData: { title: { zh: '哪些站点在正常报数？', en: 'Which sites report as they should?' } },
  component: lazyRouteComponent(() => import('./sites/sites-page.tsx'), 'SitesPage'),
})
const site = createRoute({
  getParentRoute: () => themed,
  path: '/sites/$code',
  staticData: { title: { zh: '这个站点测到了什么？', en: 'What does this site measure?' } },
  component: SiteRoute,
})
/** Pages of the plan share a second row of navigation. */
const planPart = createRoute({
  getParentRoute: () => themed,
  id: 'plan-part',
  component: lazyRouteComponent(() => import('./shell/plan-part.tsx'), 'PlanPart'),
})
/** What is done about the plan, day by day, shares another. */
const workPart = createRoute({
  getParentRoute: () => themed,
  id: 'work-part',
  component: lazyRouteComponent(() => import('./shell/work-part.tsx'), 'WorkPart'),
})
const plan = createRoute({
  getParentRoute: () => planPart,
  path: '/plan',
  staticData: { title: { zh: '规划要求我们做什么？', en: 'What does the plan ask of us?' } },
  component: lazyRouteComponent(() => import('./plan/plan-page.tsx'), 'PlanPage'),
})
const cockpit = createRoute({
  getParentRoute: () => workPart,
  path: '/cockpit',
  staticData: { title: { zh: '规划今天哪里要操心？', en: 'What of the plan needs attention today?' } },
  component: lazyRouteComponent(() => import('./cockpit/cockpit-page.tsx'), 'CockpitPage'),
})
const division = createRoute({
  getParentRoute: () => planPart,
  path: '/plan/division',
  staticData: { title: { zh: '每项任务由谁牵头？', en: 'Who leads what?' } },
  component: lazyRouteComponent(() => import('./division/division-page.tsx'), 'DivisionPage'),
})
const coverage = createRoute({
  getParentRoute: () => planPart,
  path: '/plan/coverage',
  staticData: { title: { zh: '规划还有哪些没有落到实处？', en: 'What of the plan is not covered?' } },
  component: lazyRouteComponent(() => import('./gaps/gaps-page.tsx'), 'GapsPage'),
})
const projects = createRoute({
  getParentRoute: () => workPart,
  path: '/projects',
  staticData: { title: { zh: '工程和资金到哪一步了？', en: 'How do the works and their money stand?' } },
  component: lazyRouteComponent(() => import('./projects/projects-page.tsx'), 'ProjectsPage'),
})
const reserve = createRoute({
  getParentRoute: () => workPart,
  path: '/projects/reserve',
  staticData: { title: { zh: '哪些项目可以向上申报？', en: 'Which projects are ready to be applied for?' } },
  component: lazyRouteComponent(() => import('./projects/reserve-page.tsx'), 'ReservePage'),
})
const project = createRoute({
  getParentRoute: () => workPart,
  path: '/projects/$id',
  staticData: { title: { zh: '这个项目到哪一步了？', en: 'How does this project stand?' } },
  component: ProjectRoute,
})
const reports = createRoute({
  getParentRoute: () => workPart,
  path: '/reports',
  staticData: { title: { zh: '报告和通报写好了吗？', en: 'Are the reports written?' } },
  component: lazyRouteComponent(() => import('./reports/reports-page.tsx'), 'ReportsPage'),
})
const report = createRoute({
  getParentRoute: () => workPart,
  path: '/reports/$id',
  staticData: { title: { zh: '这份报告写了什么？', en: 'What does this report say?' } },
  component: ReportRoute,
})
const obligation = createRoute({
  getParentRoute: () => planPart,
  path: '/plan/obligations/$id',
  staticData: { title: { zh: '这项任务做到哪一步？', en: 'How far is this obligation?' } },
  component: ObligationRoute,
})
const progress = createRoute({
  getParentRoute: () => workPart,
  path: '/progress',
  staticData: { title: { zh: '每项任务都在按时推进吗？', en: 'Is each obligation on its way?' } },
  component: lazyRouteComponent(() => import('./progress/progress-page.tsx'), 'ProgressPage'),
})
const supervision = createRoute({
  getParentRoute: () => workPart,
  path: '/supervision',
  staticData: { title: { zh: '哪里要有人督促？', en: 'Where must somebody press?' } },
  component: lazyRouteComponent(() => import('./supervision/supervision-page.tsx'), 'SupervisionPage'),
})
const returns = createRoute({
  getParentRoute: () => workPart,
  path: '/progress/returns',
  staticData: { title: { zh: '哪些单位还没有填报？', en: 'Which units have not reported?' } },
  component: lazyRouteComponent(() => import('./progress/returns-page.tsx'), 'ReturnsPage'),
})
const oneReturn = createRoute({
  getParentRoute: () => workPart,
  path: '/progress/returns/$case',
  staticData: { title: { zh: '本单位这一期做了什么？', en: 'What did the unit do in this period?' } },
  component: ReturnRoute,
})
const appraisals = createRoute({
  getParentRoute: () => workPart,
  path: '/appraisal',
  staticData: { title: { zh: '各单位考核到哪一步了？', en: 'How far is the appraisal of the units?' } },
  component: lazyRouteComponent(() => import('./appraisal/appraisals-page.tsx'), 'AppraisalsPage'),
})
const appraisal = createRoute({
  getParentRoute: () => workPart,
  path: '/appraisal/$id',
  staticData: { title: { zh: '谁做得好，为什么？', en: 'Who did how well, and why?' } },
  component: SheetRoute,
})
const scheme = createRoute({
  getParentRoute: () => workPart,
  path: '/appraisal/schemes/$id/$version',
  staticData: {
    title: { zh: '这个方案考核什么、怎么计分？', en: 'What does this scheme ask, and how does it score?' },
  },
  component: SchemeRoute,
})
const unitRecord = createRoute({
  getParentRoute: () => workPart,
  path: '/appraisal/units/$id',
  staticData: { title: { zh: '这个单位历年考核怎么样？', en: 'How was this unit appraised over the years?' } },
  component: RecordRoute,
})
const versions = createRoute({
  getParentRoute: () => planPart,
  path: '/plan/versions',
  staticData: { title: { zh: '规划改了什么，谁批准的？', en: 'What changed in the plan?' } },
  component: lazyRouteComponent(() => import('./versions/versions-page.tsx'), 'VersionsPage'),
})
const oldPlan = createRoute({
  getParentRoute: () => planPart,
  path: '/plan/versions/$no',
  staticData: { title: { zh: '这一版当时怎么写？', en: 'What did this version say?' } },
  component: OldPlanRoute,
})
const packs = createRoute({
  getParentRoute: () => planPart,
  path: '/plan/packs',
  staticData: { title: { zh: '还能装载哪些规划？', en: 'Which plans can be loaded?' } },
  component: lazyRouteComponent(() => import('./versions/packs-page.tsx'), 'PacksPage'),
})
const succession = createRoute({
  getParentRoute: () => planPart,
  path: '/plan/succession',
  staticData: { title: { zh: '每项任务接下来怎么办？', en: 'What becomes of each obligation?' } },
  component: lazyRouteComponent(() => import('./succession/succession-page.tsx'), 'SuccessionPage'),
})
const procedures = createRoute({
  getParentRoute: () => planPart,
  path: '/procedures',
  staticData: { title: { zh: '一件事怎么办？', en: 'How is a thing done?' } },
  component: lazyRouteComponent(() => import('./procedures/procedures-page.tsx'), 'ProceduresPage'),
})
const cases = createRoute({
  getParentRoute: () => workPart,
  path: '/procedures/cases',
  staticData: { title: { zh: '哪些事在办、哪些逾期？', en: 'What is under way, what is late?' } },
  component: lazyRouteComponent(() => import('./procedures/cases-page.tsx'), 'CasesPage'),
})
const oneCase = createRoute({
  getParentRoute: () => workPart,
  path: '/procedures/cases/$id',
  staticData: { title: { zh: '这件事办到哪一步？', en: 'Where does this case stand?' } },
  component: CaseRoute,
})
const posts = createRoute({
  getParentRoute: () => planPart,
  path: '/procedures/posts',
  staticData: { title: { zh: '谁在哪个单位担任什么？', en: 'Who holds which role where?' } },
  component: lazyRouteComponent(() => import('./procedures/posts-page.tsx'), 'PostsPage'),
})
const workingCalendar = createRoute({
  getParentRoute: () => planPart,
  path: '/procedures/calendar',
  staticData: { title: { zh: '哪些天是工作日？', en: 'Which days are worked?' } },
  component: lazyRouteComponent(() => import('./procedures/calendar-page.tsx'), 'CalendarPage'),
})
const units = createRoute({
  getParentRoute: () => planPart,
  path: '/units',
  staticData: { title: { zh: '有哪些单位，各叫什么？', en: 'Which units are there, and what are they called?' } },
  component: lazyRouteComponent(() => import('./units/units-page.tsx'), 'UnitsPage'),
})
const unit = createRoute({
  getParentRoute: () => planPart,
  path: '/units/$id',
  staticData: { title: { zh: '这个单位承担什么？', en: 'What falls to this unit?' } },
  component: UnitRoute,
})
const indicators = createRoute({
  getParentRoute: () => themed,
  path: '/indicators',
  staticData: { title: { zh: '指标达标了吗？', en: 'Are the indicators met?' } },
  component: lazyRouteComponent(() => import('./indicators/board-page.tsx'), 'IndicatorBoardPage'),
})
const assessment = createRoute({
  getParentRoute: () => themed,
  path: '/indicators/assessment',
  staticData: { title: { zh: '这一年考核结果如何？', en: 'How did the year do?' } },
  component: lazyRouteComponent(() => import('./indicators/assessment-page.tsx'), 'AssessmentPage'),
})
const indicator = createRoute({
  getParentRoute: () => themed,
  path: '/indicators/$id',
  staticData: { title: { zh: '这项指标怎么算出来的？', en: 'How does this indicator come about?' } },
  component: IndicatorRoute,
})
/** Pages of the data centre share a second row of navigation. */
const dataCentre = createRoute({
  getParentRoute: () => themed,
  id: 'data-centre',
  component: lazyRouteComponent(() => import('./shell/data-centre.tsx'), 'DataCentre'),
})
const intake = createRoute({
  getParentRoute: () => dataCentre,
  path: '/intake',
  staticData: { title: { zh: '数据进来了吗？', en: 'Is data coming in?' } },
  component: lazyRouteComponent(() => import('./intake/intake-page.tsx'), 'IntakePage'),
})
const devices = createRoute({
  getParentRoute: () => dataCentre,
  path: '/devices',
  staticData: { title: { zh: '设备都连着吗？', en: 'Are the devices connected?' } },
  component: lazyRouteComponent(() => import('./devices/devices-page.tsx'), 'DevicesPage'),
})
const device = createRoute({
  getParentRoute: () => dataCentre,
  path: '/devices/$mn',
  staticData: { title: { zh: '这台设备怎么样？', en: 'How is this device?' } },
  component: DeviceRoute,
})
const tryFrame = createRoute({
  getParentRoute: () => dataCentre,
  path: '/devices/try',
  staticData: { title: { zh: '这条报文哪里不对？', en: 'What is wrong with this frame?' } },
  component: lazyRouteComponent(() => import('./devices/try-page.tsx'), 'TryPage'),
})

const waysIn = createRoute({
  getParentRoute: () => dataCentre,
  path: '/ways-in',
  staticData: { title: { zh: '其他系统怎么交数据？', en: 'How do other systems hand in data?' } },
  component: lazyRouteComponent(() => import('./ways-in/ways-in-page.tsx'), 'WaysInPage'),
})
const source = createRoute({
  getParentRoute: () => dataCentre,
  path: '/ways-in/$id',
  staticData: { title: { zh: '这个来源怎么样？', en: 'How is this source?' } },
  component: SourceRoute,
})
const samples = createRoute({
  getParentRoute: () => dataCentre,
  path: '/samples',
  staticData: { title: { zh: '实验室测到了什么？', en: 'What did the laboratory find?' } },
  component: lazyRouteComponent(() => import('./samples/samples-page.tsx'), 'SamplesPage'),
})
const keys = createRoute({
  getParentRoute: () => dataCentre,
  path: '/keys',
  staticData: { title: { zh: '哪些系统可以调用接口？', en: 'Which systems may call the interface?' } },
  component: lazyRouteComponent(() => import('./keys/keys-page.tsx'), 'KeysPage'),
})

const quality = createRoute({
  getParentRoute: () => dataCentre,
  path: '/quality/desk',
  staticData: { title: { zh: '这段数据可信吗？', en: 'Can this data be trusted?' } },
  component: lazyRouteComponent(() => import('./quality/desk-page.tsx'), 'DeskPage'),
})
const qualityRules = createRoute({
  getParentRoute: () => dataCentre,
  path: '/quality/rules',
  staticData: { title: { zh: '哪些规则在检查数据？', en: 'Which rules check the data?' } },
  component: lazyRouteComponent(() => import('./quality/rules-page.tsx'), 'RulesPage'),
})
const qualityRule = createRoute({
  getParentRoute: () => dataCentre,
  path: '/quality/rules/$id',
  staticData: { title: { zh: '这条规则查什么？', en: 'What does this rule test?' } },
  component: QualityRuleRoute,
})
const qualityChanges = createRoute({
  getParentRoute: () => dataCentre,
  path: '/quality/changes',
  staticData: { title: { zh: '哪些结果变了？', en: 'Which results moved?' } },
  component: lazyRouteComponent(() => import('./quality/changes-page.tsx'), 'ChangesPage'),
})
const qualityChange = createRoute({
  getParentRoute: () => dataCentre,
  path: '/quality/changes/$cause',
  staticData: { title: { zh: '从什么变成了什么？', en: 'What moved from what to what?' } },
  component: QualityChangeRoute,
})
const qualityFeeds = createRoute({
  getParentRoute: () => dataCentre,
  path: '/quality/feeds',
  staticData: { title: { zh: '数据传得齐、准时、可靠吗？', en: 'Is the data complete, in time and sound?' } },
  component: lazyRouteComponent(() => import('./quality/feeds-page.tsx'), 'FeedsPage'),
})
const qualityFeed = createRoute({
  getParentRoute: () => dataCentre,
  path: '/quality/feeds/$site',
  staticData: { title: { zh: '每天传得怎么样？', en: 'How did it do day by day?' } },
  component: QualityFeedRoute,
})

const forwarding = createRoute({
  getParentRoute: () => dataCentre,
  path: '/forwarding',
  staticData: { title: { zh: '数据转给谁了？', en: 'Who gets the data?' } },
  component: lazyRouteComponent(() => import('./forwarding/forwarding-page.tsx'), 'ForwardingPage'),
})

const standards = createRoute({
  getParentRoute: () => themed,
  path: '/standards',
  staticData: { title: { zh: '按哪一版标准评价？', en: 'Which edition judges?' } },
  component: lazyRouteComponent(() => import('./standards/standards-page.tsx'), 'StandardsPage'),
})
const standard = createRoute({
  getParentRoute: () => themed,
  path: '/standards/$id',
  staticData: { title: { zh: '这版标准怎么规定？', en: 'What does this edition say?' } },
  component: StandardRoute,
})
const trial = createRoute({
  getParentRoute: () => themed,
  path: '/standards-trial',
  staticData: { title: { zh: '这个值会怎么判？', en: 'How would this value be judged?' } },
  component: lazyRouteComponent(() => import('./standards/trial-page.tsx'), 'TrialPage'),
})

const interfaces = createRoute({
  getParentRoute: () => dataCentre,
  path: '/interfaces',
  staticData: { title: { zh: '其他系统怎么取用数据？', en: 'How do other systems get at the data?' } },
  component: lazyRouteComponent(() => import('./interfaces/interfaces-page.tsx'), 'InterfacesPage'),
})
const api = createRoute({
  getParentRoute: () => dataCentre,
  path: '/interfaces/api',
  staticData: { title: { zh: '接口有哪些，怎么调用？', en: 'What can be called, and how?' } },
  component: lazyRouteComponent(() => import('./interfaces/api-page.tsx'), 'ApiPage'),
})
const webhooks = createRoute({
  getParentRoute: () => dataCentre,
  path: '/interfaces/webhooks',
  staticData: { title: { zh: '变化推送给了谁？', en: 'Who is told of changes?' } },
  component: lazyRouteComponent(() => import('./interfaces/webhooks-page.tsx'), 'WebhooksPage'),
})

const help = createRoute({
  getParentRoute: () => themed,
  path: '/help',
  staticData: { title: { zh: '怎么用山水？', en: 'How is Shanshui used?' } },
  component: lazyRouteComponent(() => import('./help/help-page.tsx'), 'HelpPage'),
})

function QualityRuleRoute() {
  const { id } = qualityRule.useParams()
  return <RulePage key={id} id={id} />
}

function QualityChangeRoute() {
  const { cause } = qualityChange.useParams()
  return <ChangePage key={cause} cause={cause} />
}

function QualityFeedRoute() {
  const { site: code } = qualityFeed.useParams()
  return <FeedPage key={code} site={code} />
}

function StandardRoute() {
  const { id } = standard.useParams()
  return <EditionPage key={id} id={id} />
}

function SourceRoute() {
  const { id } = source.useParams()
  return <SourcePage key={id} id={id} />
}

function DeviceRoute() {
  const { mn } = device.useParams()
  return <DevicePage key={mn} mn={mn} />
}

function ReportRoute() {
  const { id } = report.useParams()
  return <ReportPage key={id} id={Number(id)} />
}

function ObligationRoute() {
  const { id } = obligation.useParams()
  return <ObligationPage key={id} id={id} />
}

function OldPlanRoute() {
  const { no } = oldPlan.useParams()
  return <OldPlanPage key={no} no={Number(no)} />
}

function SheetRoute() {
  const { id } = appraisal.useParams()
  return <SheetPage key={id} id={Number(id)} />
}

function SchemeRoute() {
  const { id, version } = scheme.useParams()
  return <SchemePage key={`${id} ${version}`} id={id} version={Number(version)} />
}

function RecordRoute() {
  const { id } = unitRecord.useParams()
  return <RecordPage key={id} id={Number(id)} />
}

function ReturnRoute() {
  const { case: id } = oneReturn.useParams()
  return <ReturnPage key={id} id={Number(id)} />
}

function CaseRoute() {
  const { id } = oneCase.useParams()
  return <CasePage key={id} id={Number(id)} />
}

function UnitRoute() {
  const { id } = unit.useParams()
  return <UnitPage key={id} id={Number(id)} />
}

function ProjectRoute() {
  const { id } = project.useParams()
  return <ProjectPage key={id} id={id} />
}

function SiteRoute() {
  const { code } = site.useParams()
  return <SitePage key={code} code={code} />
}

function IndicatorRoute() {
  const { id } = indicator.useParams()
  return <IndicatorPage id={id} />
}

export const router = createRouter({
  routeTree: root.addChildren([
    overview,
    themed.addChildren([
      sites,
      site,
      planPart.addChildren([
        plan,
        division,
        obligation,
        coverage,
        versions,
        oldPlan,
        packs,
        succession,
        procedures,
        posts,
        workingCalendar,
        units,
        unit,
      ]),
      workPart.addChildren([
        appraisals,
        appraisal,
        scheme,
        unitRecord,
        cockpit,
        projects,
        reserve,
        project,
        reports,
        report,
        progress,
        returns,
        oneReturn,
        supervision,
        cases,
        oneCase,
      ]),
      indicators,
      assessment,
      indicator,
      dataCentre.addChildren([
        intake,
        devices,
        device,
        tryFrame,
        waysIn,
        source,
        samples,
        keys,
        quality,
        qualityRules,
        qualityRule,
        qualityChanges,
        qualityChange,
        qualityFeeds,
        qualityFeed,
        forwarding,
        interfaces,
        api,
        webhooks,
      ]),
      standards,
      standard,
      trial,
      help,
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  interface StaticDataRouteOption {
    title?: Words
  }
}
