import { type PaperMm, PAPER_PX } from '@oson/receipt';
import { Button, Segmented, Sheet, useLocale } from '@oson/ui';
import { Printer } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { JournalRecord } from '../../journal/journal-record.ts';
import { receiptDocument, receiptOfSale } from '../../print/receipt-of-sale.ts';
import { useStore } from '../../state/store.ts';
import { usePrinter } from '../use-printer.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';

/** The receipt as it comes on paper, and the way to the printer or a PDF. */
export default function ReceiptSheet({ record }: { record: JournalRecord }) {
  const { pos, desk, print } = useWorkplace();
  const shelf = useShelf();
  const { locale } = useLocale();
  const t = usePosWords();
  const printer = usePrinter();
  const choice = useStore(print);
  const paperMm: PaperMm = choice.paperMm ?? shelf.store?.paperMm ?? 80;
  const html = useMemo(() => {
    const model = receiptOfSale(record, shelf, pos.identity.get());
    return receiptDocument(model, paperMm, locale, false);
  }, [record, shelf, pos, paperMm, locale]);
  return (
    <Sheet open title={t('receipt')} closeLabel={t('close')} onClose={() => desk.sheet.set(null)}>
      {/* The paper holds nothing to focus: keys scroll its own box. */}
      <section
        tabIndex={0}
        aria-label={t('receipt')}
        className="thin-scroll grid min-h-0 flex-1 justify-items-center overflow-y-auto rounded-3 bg-sunken p-4"
      >
        <Paper html={html} paperMm={paperMm} title={t('receipt')} />
      </section>
      <div className="flex flex-none flex-wrap items-end gap-3">
        <Segmented
          size="till"
          label={t('paper')}
          value={String(paperMm)}
          options={['80', '58'].map((value) => ({
            value,
            label: t('mm', { count: Number(value) }),
          }))}
          onChange={(value) => print.set((old) => ({ ...old, paperMm: value === '58' ? 58 : 80 }))}
        />
        <Button
          variant="primary"
          size="till"
          icon={<Printer />}
          data-testid="print"
          className="min-w-0 flex-1 max-sm:basis-full"
          onClick={() => void printer.print(record, desk.done.get() === null)}
        >
          {t('printOrPdf')}
        </Button>
      </div>
    </Sheet>
  );
}

/** The document in a frame of its own, as high as its content. */
function Paper(props: { html: string; paperMm: PaperMm; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(400);
  return (
    <iframe
      ref={frame}
      title={props.title}
      data-testid="receipt"
      srcDoc={props.html}
      sandbox="allow-same-origin"
      onLoad={() => {
        const paper = frame.current?.contentDocument?.querySelector('article.paper');
        if (paper) setHeight(Math.ceil(paper.getBoundingClientRect().height));
      }}
      style={{ width: PAPER_PX[props.paperMm], height }}
      className="block border-0 bg-[#fff] shadow-2"
    />
  );
}
