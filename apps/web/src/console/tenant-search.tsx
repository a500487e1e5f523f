'use client';

import { consoleWords } from '@oson/messages/console';
import { Kbd, useWords } from '@oson/ui';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';

/** From anywhere by Ctrl K: a name, phone, TIN or receipt number leads to the list of matches. */
export function TenantSearch() {
  const t = useWords(consoleWords);
  const router = useRouter();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyK') return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    router.push(`/console?${new URLSearchParams({ search: text.trim() }).toString()}`);
  };
  return (
    <form
      role="search"
      onSubmit={submit}
      className="flex w-full max-w-[680px] items-center gap-3 pl-6"
    >
      <Search aria-hidden="true" />
      <input
        ref={field}
        type="search"
        value={text}
        aria-label={t('search')}
        placeholder={t('search')}
        onChange={(event) => setText(event.target.value)}
        className="min-h-9 min-w-0 flex-1 bg-transparent text-on-plate outline-none placeholder:text-on-plate-2"
      />
      <Kbd>Ctrl K</Kbd>
    </form>
  );
}
