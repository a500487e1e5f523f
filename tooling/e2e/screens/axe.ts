/** Examines a screen with axe in both themes and keeps what weighs. */
import { AxeBuilder } from '@axe-core/playwright';
import { type Look, settled, THEMES, wear } from './look.ts';

const WEIGHS = ['serious', 'critical'];

/** A look that collects serious and critical findings as lines a person can act on. */
export function axeLook(): { look: Look; findings: string[]; seen: string[] } {
  const findings: string[] = [];
  const seen: string[] = [];
  const look: Look = async (name, page) => {
    seen.push(name);
    for (const theme of THEMES) {
      await wear(page, theme);
      await settled(page);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      for (const { id, impact, nodes } of violations) {
        if (!WEIGHS.includes(impact ?? '')) continue;
        const places = nodes
          .slice(0, 3)
          .map(
            (node) =>
              `${node.html.slice(0, 160)} [${node.failureSummary?.split('\n')[1]?.trim() ?? ''}]`,
          );
        findings.push(`${name}, ${theme}: ${id} (${nodes.length}) ${places.join(' | ')}`);
      }
    }
    await wear(page, 'light');
  };
  return { look, findings, seen };
}
