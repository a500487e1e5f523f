import { Avatar } from '@oson/ui';
import type { StaffMember } from '../../catalog/shelf.ts';
import { usePosWords } from '../workplace.tsx';

/** Names to tap; PINs need not be unique, so the name comes first. */
export function People(props: {
  people: readonly StaffMember[];
  chosen: string | null;
  onChoose: (person: StaffMember) => void;
}) {
  const t = usePosWords();
  return (
    <div className="grid grid-cols-2 gap-2">
      {props.people.map((person) => {
        const on = person.id === props.chosen;
        return (
          <button
            key={person.id}
            type="button"
            data-testid="person"
            data-staff={person.id}
            aria-pressed={on}
            onClick={() => props.onChoose(person)}
            className={`flex min-h-19 min-w-0 items-center gap-3.5 rounded-2 border px-4 text-left max-sm:min-h-16 max-sm:gap-2.5 max-sm:px-2.5 ${on ? 'border-transparent bg-turq-soft shadow-[inset_0_0_0_3px_var(--turq)]' : 'border-line bg-surface active:bg-sunken'}`}
          >
            <Avatar name={person.name} size={44} on={on} />
            <span className="min-w-0 leading-[1.2]">
              <b className="line-clamp-2 font-600">{person.name}</b>
              <span className="block text-ink-2 max-sm:hidden">{t(person.role)}</span>
            </span>
          </button>
        );
      })}
    </div>
  );
}
