import { cn } from '../base/cn.ts';

/** Something is being waited for. With a label it is said aloud; without, its owner says it. */
export function Spinner(props: { label?: string; size?: number; className?: string }) {
  const size = props.size ?? 16;
  const ring = (
    <span
      aria-hidden="true"
      className={cn(
        'inline-block flex-none rounded-full border-[2.5px] border-current border-r-transparent motion-safe:animate-spinner',
        props.className,
      )}
      style={{ width: size, height: size }}
    />
  );
  if (props.label === undefined) return ring;
  return (
    <span role="status" className="inline-flex items-center gap-2.5 text-ink-2">
      {ring}
      {props.label}
    </span>
  );
}
