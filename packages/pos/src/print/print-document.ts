import { pageCss, type PaperMm } from '@oson/receipt';

const READY_MS = 3000;
/** The dialog reads the frame while it is open; browsers without `afterprint` still need it a while. */
const KEEP_MS = 60_000;

/**
 * Prints a complete document through a hidden frame, on a page of its own measured height. The
 * browser's dialog also offers PDF. Resolves when the dialog was asked for; rejects when the frame
 * could not be made ready.
 */
export async function printDocument(html: string, paperMm: PaperMm): Promise<void> {
  const frame = document.createElement('iframe');
  frame.title = 'print';
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.style.cssText = `position:fixed;left:-10000px;top:0;width:${paperMm}mm;height:10px;border:0`;
  const loaded = new Promise<void>((resolve, reject) => {
    frame.addEventListener('load', () => resolve(), { once: true });
    setTimeout(() => reject(new Error('the receipt did not load')), READY_MS);
  });
  frame.srcdoc = html;
  document.body.append(frame);
  try {
    await loaded;
    const page = frame.contentDocument;
    const paper = page?.querySelector('article.paper') ?? page?.body;
    if (!page || !paper) throw new Error('the receipt has no page');
    await page.fonts?.ready;
    const style = page.createElement('style');
    style.textContent = pageCss(paperMm, paper.getBoundingClientRect().height);
    page.head.append(style);
    frame.contentWindow?.addEventListener('afterprint', () => frame.remove(), { once: true });
    frame.contentWindow?.print();
    setTimeout(() => frame.remove(), KEEP_MS);
  } catch (fault) {
    frame.remove();
    throw fault;
  }
}
