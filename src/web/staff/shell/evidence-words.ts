// The words of evidence in both languages.
import type { EvidenceReview, EvidenceRow } from '#contract/evidence.ts'
import type { Words } from '#web/ui/say.ts'

export const EVIDENCE_WORDS = {
  title: { zh: '佐证', en: 'Evidence' },
  none: { zh: '还没有佐证', en: 'No evidence yet' },
  noneHint: {
    zh: '可提交文件、照片、数据摘录或办结事项，由他人审核后生效。',
    en: 'Hand in files, photos, extracts of data or closed cases; they count once somebody else has accepted them.',
  },
  noneReader: { zh: '有填报权限的账号可以提交。', en: 'An account that may write can hand some in.' },
  loading: { zh: '正在读取佐证…', en: 'Reading the evidence…' },
  addDocument: { zh: '提交文件', en: 'Add a file' },
  addPhoto: { zh: '提交照片', en: 'Add a photo' },
  addExtract: { zh: '摘录数据', en: 'Freeze a number' },
  addCase: { zh: '引用办结事项', en: 'Name a closed case' },
  limit: {
    zh: '每个文件不超过 50 MB；照片的时间与位置自动读取。',
    en: 'Files up to 50 MB; time and place are read from a photo.',
  },
  ref: { zh: '数据来历的地址', en: 'Address of the number' },
  refHint: {
    zh: '点开任一数值的来历，把浏览器地址粘贴到这里。',
    en: 'Open where a number comes from and paste the address of the browser here.',
  },
  name: { zh: '说明什么', en: 'What it shows' },
  nameOptional: { zh: '说明什么（可不填）', en: 'What it shows (may be left out)' },
  photoHint: {
    zh: '照片自带时间与位置的以照片为准；没有位置的可在下面填写。',
    en: 'Time and place that the photo carries count; where it carries no place, one may be entered below.',
  },
  lon: { zh: '经度（WGS84，度，可不填）', en: 'Longitude (WGS84, degrees, may be left out)' },
  lat: { zh: '纬度（WGS84，度，可不填）', en: 'Latitude (WGS84, degrees, may be left out)' },
  degrees: { zh: '须为 -{most} 到 {most} 的数', en: 'a number from -{most} to {most}' },
  caseId: { zh: '办件号', en: 'Case number' },
  by: { zh: '{who} 提交', en: 'by {who}' },
  reviewedBy: { zh: '{who} 审核', en: 'reviewed by {who}' },
  withdrawn: { zh: '已撤回：{reason}', en: 'withdrawn: {reason}' },
  rejected: { zh: '不认可：{reason}', en: 'rejected: {reason}' },
  taken: { zh: '拍摄', en: 'taken' },
  place: { zh: '位置 {lon}, {lat}（{from}）', en: 'at {lon}, {lat} ({from})' },
  exif: { zh: '照片自带', en: 'from the photo' },
  entered: { zh: '人工填写', en: 'entered' },
  noPlace: { zh: '照片没有位置', en: 'the photo has no place' },
  knownAt: { zh: '所知时间', en: 'as known at' },
  noValue: { zh: '无值', en: 'no value' },
  caseClosed: { zh: '办件 {id}：{state}', en: 'case {id}: {state}' },
  download: { zh: '下载', en: 'Download' },
  verify: { zh: '核对', en: 'Verify' },
  today: { zh: '现在的值：{value}', en: 'today it is {value}' },
  differs: { zh: '{what}：当时 {kept}，现在 {found}', en: '{what}: then {kept}, now {found}' },
  review: { zh: '审核', en: 'Review' },
  accept: { zh: '认可', en: 'Accept' },
  reject: { zh: '不认可', en: 'Reject' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  reason: { zh: '理由', en: 'Reason' },
  reasonHint: { zh: '不认可时必填', en: 'needed for a rejection' },
  save: { zh: '确定', en: 'Save' },
  cancel: { zh: '取消', en: 'Cancel' },
  needed: { zh: '请填写', en: 'Fill this in' },
} as const satisfies Record<string, Words>

export const REVIEW_WORDS: Readonly<Record<EvidenceReview, Words>> = {
  draft: { zh: '待审', en: 'to be reviewed' },
  accepted: { zh: '认可', en: 'accepted' },
  rejected: { zh: '不认可', en: 'rejected' },
}

export const KIND_WORDS: Readonly<Record<EvidenceRow['kind'], Words>> = {
  document: { zh: '文件', en: 'file' },
  photo: { zh: '照片', en: 'photo' },
  'reading-extract': { zh: '数据摘录', en: 'extract of data' },
  'closed-case': { zh: '办结事项', en: 'closed case' },
}
