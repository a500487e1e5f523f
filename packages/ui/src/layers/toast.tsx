'use client';

import { uiWords } from '@oson/messages/ui';
import { CircleCheck, Undo2, X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { TONE_ICONS } from '../signs/tag.tsx';
import { useWords } from '../theme/locale-provider.tsx';
import { dismissToast, showToast, type Toast, toastStore } from './toast-store.ts';

const SECOND_MS = 1000;
const NONE: readonly Toast[] = [];
const API = { show: showToast, dismiss: dismissToast };

/** Short notices: `show({ text, actionLabel, onAction, undo: true })`. */
export function useToasts(): typeof API {
  return API;
}

/** Where notices appear, once on a page. They are read aloud and never take the focus. */
export function ToastHost({ className }: { className?: string }) {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.get, () => NONE);
  return (
    <div
      role="status"
      aria-live="polite"
      className={
        className ??
        'pointer-events-none fixed inset-x-3 bottom-4 z-50 mx-auto grid max-w-[440px] gap-2'
      }
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

/** One notice. Its time stands still while the pointer or the focus is on it. */
export function ToastCard({ toast }: { toast: Toast }) {
  const t = useWords(uiWords);
  const [leftMs, setLeftMs] = useState(toast.durationMs);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (leftMs <= 0) dismissToast(toast.id);
    if (held || leftMs <= 0) return;
    const timer = setTimeout(() => setLeftMs((left) => left - SECOND_MS), SECOND_MS);
    return () => clearTimeout(timer);
  }, [held, leftMs, toast.id]);
  const act = () => {
    toast.onAction?.();
    dismissToast(toast.id);
  };
  const seconds = Math.max(1, Math.ceil(leftMs / SECOND_MS));
  const icon = toast.icon ?? (toast.undo ? <Undo2 /> : null);
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex min-h-12 animate-slide items-center gap-3 rounded-2 bg-ink py-2.5 pr-3.5 pl-4 font-500 text-paper shadow-2"
    >
      {icon ?? (toast.tone === 'plain' ? <CircleCheck /> : TONE_ICONS[toast.tone])}
      <span className="min-w-0 flex-1">{toast.text}</span>
      {toast.actionLabel ? (
        <button
          type="button"
          onClick={act}
          className="n min-h-8 font-650 underline underline-offset-[3px]"
        >
          {toast.undo ? (
            <>
              {toast.actionLabel}
              {/* The count is for the eye; read aloud it would interrupt eight times. */}
              <span aria-hidden="true">, {seconds}</span>
            </>
          ) : (
            toast.actionLabel
          )}
        </button>
      ) : (
        <button
          type="button"
          aria-label={t('close')}
          onClick={() => dismissToast(toast.id)}
          className="grid size-8 place-items-center"
        >
          <X />
        </button>
      )}
    </div>
  );
}
