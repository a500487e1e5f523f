'use client';

import { uiWords } from '@oson/messages/ui';
import { Search, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../theme/locale-provider.tsx';

/** So long after the last key the list is asked for. */
const QUIET_MS = 200;

export type SearchProps = {
  value: string;
  onChange: (text: string) => void;
  placeholder?: string;
};

/** Search and filters over a list, in one row that wraps. */
export function FilterBar(props: {
  search?: SearchProps;
  right?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div role="search" className="mb-3 flex flex-wrap items-center gap-2">
      {props.search ? <SearchBox {...props.search} /> : null}
      {props.children}
      {props.right ? <div className="flex items-center gap-2 sm:ml-auto">{props.right}</div> : null}
    </div>
  );
}

/** A search field that speaks up 200 ms after the last key; Esc and the cross empty it. */
export function SearchBox({ value, onChange, placeholder }: SearchProps) {
  const t = useWords(uiWords);
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  if (value !== told) {
    setTold(value);
    setText(value);
  }
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  });
  useEffect(() => {
    if (text === told) return;
    const timer = setTimeout(() => {
      setTold(text);
      change.current(text);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [text, told]);
  return (
    <label className="flex min-h-10 w-full items-center gap-2.5 rounded-1 border border-edge bg-surface pr-1 pl-2.5 has-[:focus-visible]:outline-3 has-[:focus-visible]:-outline-offset-1 has-[:focus-visible]:outline-turq sm:w-auto sm:max-w-[250px] sm:flex-[1_1_170px]">
      <Search aria-hidden="true" />
      <input
        type="search"
        value={text}
        aria-label={placeholder ?? t('search')}
        placeholder={placeholder ?? t('search')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && setText('')}
        className="min-w-0 flex-1 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      {text ? (
        <button
          type="button"
          aria-label={t('clear')}
          onClick={() => setText('')}
          className="grid size-6 place-items-center rounded-full hover:bg-sunken"
        >
          <X aria-hidden="true" />
        </button>
      ) : null}
    </label>
  );
}
