type Letters = Readonly<Record<string, string>>;

/** "a=b c=d" as a record; what follows = may be empty. */
function table(pairs: string): Letters {
  return Object.fromEntries(pairs.split(' ').map((pair) => pair.split('=')));
}

/**
 * Cyrillic of Uzbek, Russian and neighbours in plain Latin letters, before the skeleton is made;
 * what stands for two Latin letters is written with both, so that both scripts go one way from here.
 */
export const CYRILLIC = table(
  'а=a б=b в=v г=g ғ=g ґ=g д=d е=e є=e ё=yo ж=zh з=z и=i й=y і=i ї=i к=k қ=k л=l ' +
    'м=m н=n ң=ng о=o ө=o п=p р=r с=s т=t у=u ў=o ү=u ұ=u ф=f х=x ҳ=h һ=h ц=ts ч=ch ' +
    'ш=sh щ=sh ъ= ы=i ь= э=e ә=a ю=yu я=ya',
);

/** Latin letters that are written with a mark but are not the bare letter in shops' names. */
export const MARKED_LATIN = table('ş=sh ș=sh š=sh ç=ch č=ch ž=zh ß=s ı=i ø=o æ=e œ=e ł=l');

/** Cyrillic letters that look Latin: in a word of Latin letters they are a slip of the keyboard. */
export const LOOK_ALIKES = table('а=a в=b е=e к=k м=m н=h о=o р=p с=c т=t у=y х=x і=i');

/**
 * Units as they look after folding, by one name each: they join their number ("0,5 л" = 0.5l).
 * "шт" are pieces (w is the skeleton of sh); a Latin "cm" has folded to km.
 */
export const UNITS = table(
  'kg=kg g=g gr=g gram=g gramm=g ml=ml l=l lt=l litr=l litra=l litrov=l dona=dona ' +
    'ta=dona wt=dona pak=pak paket=pak v=vt vt=vt m=m mm=mm sm=sm km=sm',
);
