// The signs of the navigation, drawn as lines on a 24 by 24 grid.

const PATHS = {
  overview: 'M3 6.5 9 4l6 2.5L21 4v13.5L15 20l-6-2.5L3 20zM9 4v13.5M15 6.5V20',
  sites: 'M12 21v-9M8.5 15.5a5 5 0 1 1 7 0M5.6 18.4a9 9 0 1 1 12.8 0M12 12h.01',
  plan: 'M4 5.5C7 4 10 4.5 12 6c2-1.5 5-2 8-.5V19c-3-1.5-6-1-8 .5-2-1.5-5-2-8-.5zM12 6v13.5',
  work: 'M5 4h14v17H5zM9 2.5h6v3H9zM8 10.5l1.5 1.5 2.5-3M8 16l1.5 1.5 2.5-3M14.5 11H17M14.5 16.5H17',
  indicators: 'M4 20h16M6.5 20v-6M11 20V9M15.5 20v-9M20 20V5',
  standards:
    'M12 4v16M8 20h8M5 7.5h14M5 7.5 2.5 13h5zM19 7.5 16.5 13h5zM2.5 13a2.5 2.5 0 0 0 5 0M16.5 13a2.5 2.5 0 0 0 5 0',
  intake: 'M12 3v11M8 10.5 12 14.5l4-4M4 15v4.5h16V15',
} as const

export type IconName = keyof typeof PATHS

export function NavIcon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  )
}
