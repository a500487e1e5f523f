'use client';

import { PromiseAside } from '../../../site/promise-aside.tsx';
import { ResetForm } from '../../../site/reset-form.tsx';
import { SiteFrame } from '../../../site/site-frame.tsx';
import { useFragment } from '../../../site/use-fragment.ts';

export default function ForgotPasswordPage() {
  const fragment = useFragment();
  return (
    <SiteFrame aside={<PromiseAside />}>
      <ResetForm key={fragment} fragment={fragment} />
    </SiteFrame>
  );
}
