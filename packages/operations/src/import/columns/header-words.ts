import type { ColumnRole } from './role.ts';

/** A header as words that can be compared: one case, no apostrophes, brackets and signs as spaces. */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’ʻʼ`'´]/g, '')
    .replace(/ё/g, 'е')
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^\p{L}\p{N}%№]+/gu, ' ')
    .trim();
}

/**
 * Header words by role, in Uzbek (both scripts), Russian and English, first match wins. What is
 * narrower stands before what is wider: "цена закупа" must not be read as a sales price, nor "код
 * упаковки" as the goods' code.
 */
const RULES: readonly (readonly [ColumnRole, RegExp])[] = [
  ['componentQuantity', /^quantity of included item$|^кол(ичеств)?о? (в составе|компонента)$/],
  ['componentCode', /^sku of included item$|^(код|артикул) (компонента|входящего товара)$/],
  ['ignore', /^(№|n|no|п п|№ п п|т р|tr|#)$|^(сумма|summa|jami|total|amount|стоимость|sum)( |$)/],
  ['ignore', /izoh|коммент|comment|примечан|описание|tavsif|description|brand|бренд|изготов/],
  ['ignore', /ishlab chiqaruvchi|производител|поставщик|supplier|yetkazib|assortment|ассортимент/],
  ['packBarcode', /(pack|упаков|qadoq|quti|blok|блок|короб).*(barcode|ean|shtrix|штрих)/],
  ['packBarcode', /(barcode|ean|shtrix|штрих).*(pack|упаков|qadoq|quti|короб|blok|блок)/],
  ['packQuantity', /(pack|упаков|qadoq|quti|blok|блок|короб).*(qty|quantity|soni|кол|miqdor)/],
  ['packQuantity', /^(qty|quantity|soni|кол во|количество) (in|в|per)? ?(pack|упаковке|коробке)/],
  ['packageCode', /package code|код упаковки|qadoq kodi|упаковка код|паковка коди/],
  ['mxik', /\b(mxik|ikpu|spic)\b|мхик|икпу|spik/],
  ['vat', /\b(qqs|vat|nds|tax)\b|ндс|ққс|налог|soliq/],
  ['marked', /mark(ed|irov)|маркир/],
  ['plu', /^plu\b|^плу/],
  ['barcode', /barcode|bar kod|\bean\b|\bgtin\b|shtrix|штрих|shtrih|баркод/],
  [
    'minStock',
    /low stock|min(imal)? ?(stock|qoldiq|qty)|мин(имальн[а-я]*)? ?(остат|запас)|^min stock/,
  ],
  ['tracked', /track (stock|inventory)|учет остат|hisobi yuritil/],
  ['forSale', /available for sale|в продаже|sotuvda/],
  ['weighed', /sold by weight|^weighed|^весов|^tarozi|vaznli/],
  ['optionName', /^option \d name/],
  ['optionValue', /^option \d value/],
  [
    'cost',
    /\bcost\b|purchase|закуп|приход|себестоим|входн|kelish|tannarx|olish narx|xarid|кирим нарх/,
  ],
  ['cost', /келиш|таннарх|кирим|учетн[а-я]* цена/],
  ['price', /price|narx|нарх|цена|прайс|розниц|sotuv|sotish|стоит/],
  ['stock', /in stock|^stock|qoldiq|қолдиқ|колдик|остат|налич|количеств|^кол во|quantity|^qty/],
  ['stock', /^soni$|miqdor|миқдор|сони$/],
  ['unit', /^unit|^uom|birlik|бирлик|^ед( |$)|единиц|olchov|ўлчов|^izm|^ед изм/],
  ['nameCyrl', /(name|nomi?|наименование) (uz )?(cyrl|kirill|кирилл)/],
  ['nameUz', /(name|nomi?|наименование|название) (uz|ozb|узб)/],
  ['nameRu', /(name|nomi?|наименование|название) (ru|rus|рус)/],
  ['nameEn', /(name|nomi?|наименование|название) (en|eng|анг)/],
  [
    'category',
    /categor|kategor|катего|группа|guruh|гурух|гуруҳ|bolim|булим|бўлим|раздел|^tur(i|kum)?$/,
  ],
  ['article', /artikul|артикул|article|vendor code/],
  ['handle', /^handle$/],
  ['code', /^sku\b|\bkod\b|^kodi$|^код|item code|product code|^code|^id$|tovar id/],
  ['name', /^nom(i|lari|lanishi)?$|\bnomi\b|наимен|номенклат|назван|^name|item name|product name/],
  ['name', /tovar|товар|mahsulot|маҳсулот|махсулот|^product|^item|^title|номи$|^ном$/],
];

/** The role that a header's words speak for, or null. Each side of a slash is tried. */
export function roleOfHeader(header: string): ColumnRole | null {
  const parts = [header, ...header.split('/')].map(headerKey).filter((part) => part !== '');
  for (const part of parts) {
    const rule = RULES.find(([, words]) => words.test(part));
    if (rule) return rule[0];
  }
  return null;
}

/** "Price [Chilonzor]" -> "Chilonzor". */
export function storeOfHeader(header: string): string | null {
  const match = /\[([^\]]+)\]\s*$/.exec(header);
  return match?.[1]?.trim() ?? null;
}

/** "Option 2 value" -> 2. */
export function optionOfHeader(header: string): number | null {
  const match = /option (\d)/i.exec(header);
  return match ? Number(match[1]) : null;
}
