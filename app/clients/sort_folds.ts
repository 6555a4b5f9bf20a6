/**
 * Letters and what they sort as. SQLite compares bytes and knows only ASCII's cases, so names are
 * sorted by a folded copy: æ, ø and å after z, as in a Danish and a Norwegian register (ä and ö with
 * them, as Danish ones do), every other letter with its plain sister.
 */
const SORT_FOLDS: readonly (readonly [string, string])[] = [
  ...fold('{', 'æÆäÄ'),
  ...fold('|', 'øØöÖ'),
  ...fold('}', 'åÅ'),
  ...fold('a', 'áÁàÀâÂãÃ'),
  ...fold('c', 'çÇčČćĆ'),
  ...fold('d', 'ðÐ'),
  ...fold('e', 'éÉèÈêÊëË'),
  ...fold('i', 'íÍìÌîÎïÏ'),
  ...fold('l', 'łŁ'),
  ...fold('n', 'ñÑńŃ'),
  ...fold('o', 'óÓòÒôÔõÕ'),
  ...fold('s', 'šŠśŚ'),
  ...fold('u', 'úÚùÙûÛ'),
  ...fold('y', 'ýÝüÜ'),
  ...fold('z', 'žŽźŹżŻ'),
]

function fold(key: string, letters: string) {
  return [...letters].map((letter) => [letter, key] as const)
}

const keys = new Map(SORT_FOLDS)

/** The text as the columns `sort_first` and `sort_last` hold it. */
export function sortKey(text: string) {
  return [...text.toLowerCase()].map((letter) => keys.get(letter) ?? letter).join('')
}
