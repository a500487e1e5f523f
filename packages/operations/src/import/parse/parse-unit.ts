/** How shops write the units that we count in; the key is what is stored. */
const SPELLINGS: Record<string, readonly string[]> = {
  dona: [
    'dona',
    'ta',
    'та',
    'дона',
    'шт',
    'штук',
    'штука',
    'pcs',
    'pc',
    'piece',
    'sht',
    'ед',
    'each',
  ],
  kg: ['kg', 'кг', 'kilo', 'кило', 'килограмм', 'kilogramm'],
  g: ['g', 'gr', 'г', 'гр', 'грамм', 'gramm'],
  l: ['l', 'л', 'lt', 'litr', 'литр', 'liter'],
  ml: ['ml', 'мл'],
  m: ['m', 'м', 'metr', 'метр', 'meter'],
  m2: ['m2', 'м2', 'кв м', 'kv m'],
  quti: ['quti', 'кор', 'коробка', 'короб', 'box', 'қути', 'кути', 'ящик'],
  paket: ['paket', 'пакет', 'пак', 'упак', 'уп', 'упаковка', 'pack', 'upak', 'qadoq', 'пачка'],
  blok: ['blok', 'блок', 'block'],
  juft: ['juft', 'пара', 'жуфт', 'pair'],
  toplam: ['toplam', 'набор', 'компл', 'комплект', 'тўплам', 'set', 'nabor', 'komplekt'],
};

const CODES = new Map(
  Object.entries(SPELLINGS).flatMap(([code, words]) => words.map((word) => [word, code] as const)),
);

/** The stored code of a unit as written, or null when it is none that we know. */
export function unitCodeOf(text: string): string | null {
  const key = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ʻʼ‘’'`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return CODES.get(key) ?? null;
}
