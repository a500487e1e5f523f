/** The mark: two rods of the choʻt on a cobalt plate. Also the app's icon (apps/web/public/icons). */
export function Logo({ size = 26, className }: { size?: number; className?: string }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8" fill="#0f2b7b" />
      <path d="M4 10h24M4 22h24" stroke="#9fc3d8" strokeWidth="1.6" />
      <g fill="#fff">
        <ellipse cx="8.4" cy="10" rx="2.7" ry="5" />
        <ellipse cx="14.6" cy="10" rx="2.7" ry="5" />
        <ellipse cx="20.8" cy="10" rx="2.7" ry="5" />
        <ellipse cx="23.6" cy="22" rx="2.7" ry="5" />
      </g>
      <g fill="#4fd0d6">
        <ellipse cx="8.4" cy="22" rx="2.7" ry="5" />
        <ellipse cx="14.6" cy="22" rx="2.7" ry="5" />
      </g>
    </svg>
  );
}
