const { PLUGIN_FOLDERS, PLUGIN_PACKAGES } = process.env

/**
 * Where plugins come from. Each folder holds one plugin per subfolder; each package is one plugin, with
 * plugin.js at its root. A new entry is there after a restart, and each clinic switches it on in its
 * settings. The environment can say it too, as lists with commas, so that an upgrade keeps it.
 */
export default {
  folders: list(PLUGIN_FOLDERS) ?? ['plugins'],
  packages: list(PLUGIN_PACKAGES) ?? [],
}

function list(text: string | undefined) {
  return text
    ?.split(',')
    .map((item) => item.trim())
    .filter(Boolean)
}
