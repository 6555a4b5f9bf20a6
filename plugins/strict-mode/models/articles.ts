/** A place in a law or a standard that a rule answers to. */
export type Article = {
  source: 'hipaa' | 'hipaa_proposed' | 'gdpr' | 'asvs'
  /** As it is cited there. */
  section: string
}

/** 45 CFR, the HIPAA Security Rule as it was last amended in 2013. */
export const hipaa = (section: string): Article => ({ source: 'hipaa', section: `§ ${section}` })

/**
 * The notice of proposed rulemaking of 6 January 2025, 90 FR 898: nobody has to, yet. It would make authentication
 * a standard of its own, § 164.312(f), with several factors at (f)(2)(ii) and exceptions from them at (f)(2)(iii).
 */
export const proposed = (section: string): Article => ({
  source: 'hipaa_proposed',
  section: `§ ${section}`,
})

/** Regulation (EU) 2016/679. */
export const gdpr = (section: string): Article => ({ source: 'gdpr', section })

/** OWASP Application Security Verification Standard 5.0.0, of May 2025; the drafts before it count otherwise. */
export const asvs = (section: string): Article => ({ source: 'asvs', section })
