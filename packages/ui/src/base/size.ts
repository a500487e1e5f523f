/** Office: a mouse at 50 cm. Till: a finger at 80 cm. Lg: forms that a stranger fills in once. */
export type Size = 'office' | 'lg' | 'till';

/** How much a thing matters; always with an icon and a word. */
export type Tone = 'ok' | 'wait' | 'review' | 'info' | 'plain';
