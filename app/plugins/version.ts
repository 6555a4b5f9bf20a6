/**
 * The version of what the core offers to plugins, which `requires.core` is compared with. It follows semver:
 * a new place or question is a minor step, anything that a plugin must be changed for a major one.
 */
export const CORE_VERSION = '1.0.0'
