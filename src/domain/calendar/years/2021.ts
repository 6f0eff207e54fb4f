// Holidays and make-up days of 2021; not yet held against the notice.
import type { CalendarYear } from '../calendar-year.ts'

export const CALENDAR_YEAR_2021: CalendarYear = {
  year: 2021,
  source: '国务院办公厅关于2021年部分节假日安排的通知（国办发明电〔2020〕27号）',
  verified: false,
  holidays: [
    { nameZh: '元旦', nameEn: 'New Year', from: '2021-01-01', to: '2021-01-03' },
    { nameZh: '春节', nameEn: 'Spring Festival', from: '2021-02-11', to: '2021-02-17' },
    { nameZh: '清明节', nameEn: 'Tomb-sweeping Day', from: '2021-04-03', to: '2021-04-05' },
    { nameZh: '劳动节', nameEn: 'Labour Day', from: '2021-05-01', to: '2021-05-05' },
    { nameZh: '端午节', nameEn: 'Dragon Boat Festival', from: '2021-06-12', to: '2021-06-14' },
    { nameZh: '中秋节', nameEn: 'Mid-autumn Festival', from: '2021-09-19', to: '2021-09-21' },
    { nameZh: '国庆节', nameEn: 'National Day', from: '2021-10-01', to: '2021-10-07' },
  ],
  makeUpDays: ['2021-02-07', '2021-02-20', '2021-04-25', '2021-05-08', '2021-09-18', '2021-09-26', '2021-10-09'],
}
