// The forms in which a year's numbers and the city's target are entered, corrected and withdrawn.
import { Form, Input, Modal, Select } from 'antd'
import {
  type CityTarget,
  type IndicatorReport,
  saveCityTarget,
  saveReport,
  withdrawCityTarget,
  withdrawReport,
} from '#contract/assessment.ts'
import { beijingDate, parseInstant } from '#kit/time.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { ASSESSMENT_WORDS as A } from './assessment-words.ts'
import { showComparator } from './board.ts'
import { INDICATORS_KEY, type YearInputs } from './queries.ts'

/** The indicator and year that is entered for; `unit` that of the indicator. */
export type Of = { plan: string; id: string; year: number; unit: string }
type Close = { of: Of; onClose: () => void }
type ReportFields = { inputs: Record<string, string>; source: string; reason?: string }

export function ReportBox({
  of,
  form: { inputs },
  report,
  onClose,
}: Close & { form: NonNullable<YearInputs['form']>; report: IndicatorReport | undefined }) {
  const say = useSay()
  const [form] = Form.useForm<ReportFields>()
  const { act, busy, problem } = useAct(INDICATORS_KEY)
  const { plan, id, year } = of
  const save = async ({ reason = '', ...fields }: ReportFields): Promise<void> => {
    if (await act(() => call(saveReport, { params: { plan, id }, body: { year, reason, ...fields } }))) onClose()
  }
  const needed = [{ required: true, message: say(A.needed) }]
  return (
    <Modal
      open
      title={say(A.report, { year })}
      okText={say(A.save)}
      cancelText={say(A.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        {...(report ? { initialValues: { inputs: report.inputs, source: report.source } } : {})}
        onFinish={(fields) => void save(fields)}
      >
        {inputs.map(({ id: name, zh, en, unit }) => (
          <Form.Item key={name} name={['inputs', name]} label={`${say({ zh, en })}（${unit}）`} rules={needed}>
            <Input inputMode="decimal" maxLength={40} />
          </Form.Item>
        ))}
        <Form.Item name="source" label={say(A.source)} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        {report ? <ReasonItem /> : null}
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}

function ReasonItem() {
  const say = useSay()
  return (
    <Form.Item name="reason" label={say(A.reason)} rules={[{ required: true, message: say(A.needed) }]}>
      <Input maxLength={500} />
    </Form.Item>
  )
}

const COMPARATORS = ['>=', '<=', '>', '<', '='] as const
type TargetFields = {
  comparator: (typeof COMPARATORS)[number]
  value: string
  document: string
  issued: string
  reason?: string
}

export function TargetBox({ of, target, onClose }: Close & { target: CityTarget | undefined }) {
  const say = useSay()
  const [form] = Form.useForm<TargetFields>()
  const { act, busy, problem } = useAct(INDICATORS_KEY)
  const { plan, id, year } = of
  const save = async ({ reason = '', issued, ...fields }: TargetFields): Promise<void> => {
    const body = { year, reason, ...fields, issuedAt: parseInstant(issued) ?? 0 }
    if (await act(() => call(saveCityTarget, { params: { plan, id }, body }))) onClose()
  }
  const needed = [{ required: true, message: say(A.needed) }]
  return (
    <Modal
      open
      title={say(A.cityTarget)}
      okText={say(A.save)}
      cancelText={say(A.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={target ? { ...target, issued: beijingDate(target.issuedAt), reason: '' } : { comparator: '>=' }}
        onFinish={(fields) => void save(fields)}
      >
        <Form.Item name="comparator" label={say(A.comparator)} rules={needed}>
          <Select options={COMPARATORS.map((value) => ({ value, label: showComparator(value) }))} />
        </Form.Item>
        <Form.Item name="value" label={say(A.targetValue, { unit: of.unit })} rules={needed}>
          <Input inputMode="decimal" maxLength={40} />
        </Form.Item>
        <Form.Item name="document" label={say(A.document)} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="issued" label={say(A.issued)} rules={needed}>
          <Input type="date" />
        </Form.Item>
        {target ? <ReasonItem /> : null}
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}

const WITHDRAW = { report: withdrawReport, target: withdrawCityTarget } as const

export function WithdrawBox({ of, what, onClose }: Close & { what: keyof typeof WITHDRAW }) {
  const say = useSay()
  const [form] = Form.useForm<{ reason: string }>()
  const { act, busy, problem } = useAct(INDICATORS_KEY)
  const { plan, id, year } = of
  const withdraw = async ({ reason }: { reason: string }): Promise<void> => {
    if (await act(() => call(WITHDRAW[what], { params: { plan, id }, body: { year, reason } }))) onClose()
  }
  return (
    <Modal
      open
      title={say(A.withdrawTitle, { year })}
      okText={say(A.withdraw)}
      okButtonProps={{ danger: true }}
      cancelText={say(A.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(fields) => void withdraw(fields)}>
        <ReasonItem />
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}
