/** A place in a law or a standard that a rule answers to. */
export type Article = {
  source: 'hipaa' | 'hipaa_proposed' | 'gdpr' | 'asvs'
  /** As it is cited there. */
  section: string
}

/** 45 CFR, the HIPAA Security Rule as it is in force. */
export const hipaa = (section: string): Article => ({ source: 'hipaa', section: `§ ${section}` })

/** The notice of proposed rulemaking of 6 January 2025, 90 FR 898: nobody has to, yet. */
export const proposed = (section: string): Article => ({
  source: 'hipaa_proposed',
  section: `§ ${section}`,
})

/** Regulation (EU) 2016/679. */
export const gdpr = (section: string): Article => ({ source: 'gdpr', section })

/** OWASP Application Security Verification Standard 5.0.0. */
export const asvs = (section: string): Article => ({ source: 'asvs', section })
