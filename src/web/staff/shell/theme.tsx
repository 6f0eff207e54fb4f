// The pages that are built with antd, and how its parts look and speak here: one accent, the system's fonts.

import { Outlet } from '@tanstack/react-router'
import { ConfigProvider, type ThemeConfig } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import { useLanguage } from '#web/ui/language.ts'

const THEME: ThemeConfig = {
  token: {
    colorPrimary: '#0b5c7a',
    colorLink: '#0b5c7a',
    // The red of its own is too light for the text of a button.
    colorError: '#b3261e',
    colorText: '#1f2329',
    colorTextPlaceholder: '#676d76',
    colorTextDescription: '#595f69',
    borderRadius: 4,
    fontFamily: 'inherit',
    // The only motion of the app is antd's; whoever asks the system for less gets none.
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    motionDurationMid: '0.1s',
    motionDurationSlow: '0.15s',
  },
}

export function ThemedPages() {
  const language = useLanguage()
  return (
    // antd puts a blank between two Chinese characters on a button; the official words have none.
    <ConfigProvider locale={language === 'en' ? en : zh} theme={THEME} button={{ autoInsertSpace: false }}>
      <Outlet />
    </ConfigProvider>
  )
}
