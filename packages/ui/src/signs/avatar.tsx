import { cn } from '../base/cn.ts';

/** First letters of the first two words: "Dilnoza Rahimova" -> "DR". */
export function initialsOf(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');
}

/** A person, by initials. The name itself stands beside it. */
export function Avatar(props: { name: string; size?: number; on?: boolean; className?: string }) {
  const size = props.size ?? 36;
  return (
    <span
      aria-hidden="true"
      className={cn(
        'grid flex-none place-items-center rounded-full font-650 tracking-[-.02em]',
        props.on ? 'bg-turq text-on-turq' : 'bg-turq-soft text-turq',
        props.className,
      )}
      style={{ width: size, height: size, fontSize: Math.max(12, Math.round(size * 0.42)) }}
    >
      {initialsOf(props.name)}
    </span>
  );
}
