/**
 * Where plugins come from. Each folder holds one plugin per subfolder; each package
 * exports one plugin as its default. A new entry is there after a restart, and each
 * clinic switches it on in its settings.
 */
export default {
  folders: ['plugins'],
  packages: [] as string[],
}
